"""What follows a cue: where reported words begin and end, without a parser."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from app.extract.quotes.cues import Cue
from app.extract.quotes.lexicon import CLASS, CUE_VERBS
from app.extract.quotes.phrases import has_verb
from app.extract.quotes.scene import STOPS, Scene

_TIME = CLASS["time"] | CLASS["day"] | CLASS["month"]
_OCCASION = CLASS["ordinary"] | CLASS["forum"]
_LEADS_OCCASION = frozenset({"on", "in", "late", "early", "at", "to", "during", "via", "of"})
_LEADS_TIME = frozenset({"on", "in", "late", "early"})
_NO_OCCASION = CLASS["pronoun"] | CLASS["finite"] | CLASS["boundary"]
_TAIL = CLASS["preposition"] | CLASS["boundary"] | CLASS["adverb"] | {"and", "a"} | _TIME
_PLACE_AND_TIME = CLASS["preposition"] | CLASS["adverb"] | _TIME
_LEADS_IN = CLASS["preposition"] | {"when", "while", "as", "after", "before", "if"}
_LISTENER = frozenset({"him", "her", "them", "me", "us", "you", "it"}) | CLASS["forum"]
_SUBJECT = CLASS["pronoun"] | CLASS["determiner"] | {"there", "people"}
_PAUSES = frozenset({",", "—", "–", "--", "("})
_ASIDES = frozenset({"however", "too", "though", "for", "in", "meanwhile"})
_REPORTS_BARE = frozenset({"say", "tell", "clause", "listener"})
_HANGS_ON = frozenset(verb for verb in CUE_VERBS["en"] if verb.endswith("ing")) | {"citing", "according"}
_LOOK_AHEAD = 25
_LOOK_FOR_VERB = 14
_LOOK_FOR_QUESTION = 12
_MOST_OCCASIONS = 4
_LONGEST_OCCASION = 4
_LONGEST_NAME = 3
_LONG_ENOUGH = 6


class Follows(Enum):
    """What stands after a cue."""

    NOTHING = "nothing"  # the sentence ends, perhaps after when and where
    COMMA = "comma"
    OBJECT = "object"  # a noun phrase: what was proposed, not what was said
    WORDS = "words"  # the reported words


@dataclass(frozen=True, slots=True)
class Right:
    """What follows a cue, and at which token."""

    what: Follows
    at: int
    sure: bool = False
    """A mark, a colon or 'that' shows the reported words."""


def read_right(scene: Scene, cue: Cue, end: int, *, complete_before: bool) -> Right:
    """Read what follows a cue, up to the sentence's end.

    `complete_before`: a whole clause stands before the cue, so what follows may be just when and where it was said.
    """
    words, lower = scene.paragraph.words, scene.paragraph.lower
    at = cue.end
    if cue.takes == "out":
        if at >= end or lower[at] != "out":
            return Right(Follows.NOTHING, at)
        at += 1
    if cue.takes in ("tell", "listener"):
        at = _skip_listener(scene, at, end)
    at = _skip_occasions(scene, at, end)
    if scene.is_end(at, end):
        return Right(Follows.NOTHING, at)
    if words[at] == ":" and at + 1 >= end:
        return Right(Follows.WORDS, end, sure=True)
    return _find_shown(scene, at, end, marks_only=cue.takes == "marks") or _read_bare(
        scene, cue, at, end, complete_before=complete_before
    )


def _read_bare(scene: Scene, cue: Cue, at: int, end: int, *, complete_before: bool) -> Right:
    """Read what follows where no mark, colon or 'that' shows it."""
    lower = scene.paragraph.lower
    if scene.paragraph.words[at] in _PAUSES:
        after = _skip_aside(scene, at, end)
        return Right(Follows.WORDS, after) if after else Right(Follows.COMMA, at)
    if cue.takes == "ask":
        ahead = range(at, min(at + _LOOK_FOR_QUESTION, end))
        found = next((i for i in ahead if lower[i] in CLASS["wh"] and scene.marked.inside[i] < 0), None)
        return Right(Follows.WORDS, found, sure=True) if found is not None else Right(Follows.NOTHING, at)
    if lower[at] != "to" and _begins_clause(scene, cue, at, end, complete_before=complete_before):
        return Right(Follows.WORDS, at)
    if lower[at] not in _TAIL:
        return Right(Follows.OBJECT, at)
    comma = next((i for i in range(at, end) if scene.paragraph.words[i] == "," and scene.marked.inside[i] < 0), None)
    return Right(Follows.NOTHING, end) if comma is None else Right(Follows.COMMA, comma)


def _find_shown(scene: Scene, at: int, end: int, *, marks_only: bool) -> Right | None:
    """Find reported words that 'that', a colon or a mark shows, right here or after when and where."""
    lower, words = scene.paragraph.lower, scene.paragraph.words
    for i in range(at, min(at + _LOOK_AHEAD, end)):
        last = i + 1 >= end
        if scene.opens(i):
            return Right(Follows.WORDS, at if marks_only and i > at + 1 else i, sure=True)
        if not last and (words[i] == ":" or (lower[i] == "that" and not marks_only and not _is_relative(scene, i, at))):
            return Right(Follows.WORDS, i + 1, sure=True)
        if words[i] == "," and not (not last and scene.opens(i + 1)):
            aside = _skip_aside(scene, i, end)
            return Right(Follows.WORDS, aside + 1, sure=True) if aside and lower[aside] == "that" else None
        if words[i] in STOPS or lower[i] in ("and", "but", "because") or _begins_here(lower[i], marks_only=marks_only):
            return None
    return None


def _begins_here(word: str, *, marks_only: bool) -> bool:
    """Tell whether a clause has begun without a sign of it: X said the plan ..., X said Friday the plan was ...."""
    return word in CLASS["finite"] or word in CLASS["pronoun"] or (not marks_only and word in CLASS["determiner"])


def _is_relative(scene: Scene, i: int, at: int) -> bool:
    """Tell 'the plan that ...' right after the cue from 'in London that ...'."""
    return i > at and scene.paragraph.lower[at] not in _PLACE_AND_TIME and i - at <= 2


def _skip_aside(scene: Scene, comma: int, end: int) -> int | None:
    """Skip ', however,' and the like: give the token after it."""
    words, lower = scene.paragraph.words, scene.paragraph.lower
    closings = range(comma + 2, min(comma + 5, end - 1))
    if comma + 1 >= end or lower[comma + 1] not in _ASIDES:
        return None
    return next((i + 1 for i in closings if words[i] == ","), None)


def _skip_occasions(scene: Scene, at: int, end: int) -> int:
    """Skip days, 'in a statement', 'on June 8', 'to reporters'."""
    for _ in range(_MOST_OCCASIONS):
        after = _skip_occasion(scene, at, end)
        if after == at:
            break
        at = after
    return at


def _skip_occasion(scene: Scene, at: int, end: int) -> int:
    lower = scene.paragraph.lower
    i = at
    if i < end and lower[i] in _LEADS_OCCASION:
        wanted = _OCCASION | _TIME if lower[i] in _LEADS_TIME else _OCCASION
        i += 1
        first = i
        while i < end and i - first < _LONGEST_OCCASION and lower[i] not in wanted:
            if not lower[i][0].isalpha() or lower[i] in _NO_OCCASION:
                return at
            i += 1
        if i >= end or lower[i] not in wanted:
            return at
        i += 1
        while i < end and lower[i] in CLASS["ordinary"]:
            i += 1
    while i < end and (lower[i] in _TIME or (i > at and lower[i].isdigit())) and scene.marked.inside[i] < 0:
        i += 1
    return i


def _skip_listener(scene: Scene, at: int, end: int) -> int:
    """Skip whom it is told: reporters, the paper, delegates at the convention (where 'that' or a mark follows)."""
    lower, words = scene.paragraph.lower, scene.paragraph.words
    for i in range(at, min(at + _LOOK_AHEAD, end)):
        if (lower[i] == "that" and i > at) or scene.opens(i) or words[i] in (",", ":", ".", ";"):
            return i
        if i > at + 1 and lower[i] in CLASS["finite"]:
            break
    if at >= end or lower[at] in _LISTENER:
        return min(at + 1, end)
    i = at + 1
    if words[at][0].isupper():
        while i < end and words[i][0].isupper() and i - at < _LONGEST_NAME and lower[i] not in CLASS["pronoun"]:
            i += 1
        # told CNN Trump was: the last name of a long run is the clause's subject
        return i - 1 if i < end and i - at > 1 and lower[i] in CLASS["finite"] else i
    while i < end and i - at < _LONGEST_OCCASION and lower[i] not in _SUBJECT and words[i][0].islower():
        i += 1
    return i


def _begins_clause(scene: Scene, cue: Cue, at: int, end: int, *, complete_before: bool) -> bool:
    lower, words = scene.paragraph.lower, scene.paragraph.words
    if cue.takes not in _REPORTS_BARE:
        return False
    leads_in = lower[at] in _LEADS_IN
    stop = min(end, at + _LOOK_AHEAD)
    if cue.takes == "say" and not complete_before:
        return has_verb(scene.paragraph, at, stop) or (end - at > _LONG_ENOUGH and not leads_in)
    comma = next((i for i in range(at, stop) if words[i] == "," and scene.marked.inside[i] < 0), stop)
    named = words[at][0].isupper() or lower[at] in _SUBJECT or lower[at].endswith("s")
    return named and not leads_in and has_verb(scene.paragraph, at + 1, min(comma, at + _LOOK_FOR_VERB))


def find_clause_end(scene: Scene, first: int, high: int) -> int:
    """Find where reported words that begin at `first` end: before ', adding', ', according to', or at `high`.

    Marked words that the sentence's end cuts are taken whole.
    """
    paragraph = scene.paragraph
    i = first
    while i < high:
        if scene.marked.inside[i] >= 0:
            i = max(i + 1, scene.stretch(i).outer_end)
            continue
        word = paragraph.words[i]
        if word == ";" or (word in _PAUSES and i + 1 < high and paragraph.lower[i + 1] in _HANGS_ON):
            return i
        i += 1
    return i
