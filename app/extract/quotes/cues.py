"""Verbs and phrases of saying: where the text says that something was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.extract.quotes.lexicon import CLASS, CUE_VERBS
from app.extract.quotes.tokens import POSSESSIVE, Paragraph

_VERBS = CUE_VERBS["en"]
_SKIPPED = CLASS["auxiliary"] | CLASS["adverb"] | CLASS["day"]
_DENIED = CLASS["negation"] | CLASS["modal"]
_NOUN_BEFORE = CLASS["determiner"] | CLASS["preposition"] | POSSESSIVE
_LONGEST_SENTENCE = 300
_MOST_CUES = 12


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb or phrase of saying, as a token range."""

    first: int
    end: int
    takes: str
    """What may follow without marks: say: any clause; clause: one with a verb; that: one after 'that'; tell and
    listener: the same after whom it is told; ask: a question; out: 'out' first; marks: only marked words;
    source: whose account it is (according to)."""
    before: int
    """One past the last token of what stands before it, auxiliaries and adverbs left out: a subject ends here."""
    participle: bool = False
    """Saying, adding: the subject is that of the clause it hangs on."""


def list_cues(paragraph: Paragraph, inside: Sequence[int]) -> tuple[Cue, ...]:
    """Find the cues outside of marks. What was not said, or may be said, is no cue, nor is the noun 'his claims'.

    Sentences of more than 300 tokens are lists, not speech, and one with more than twelve cues is cut there.
    """
    found: list[Cue] = []
    in_sentence = 0
    for i, word in enumerate(paragraph.lower):
        first, end = paragraph.sentence_of(i)
        if i == first:
            in_sentence = 0
        if inside[i] >= 0 or end - first > _LONGEST_SENTENCE or in_sentence >= _MOST_CUES:
            continue
        cue = None
        if word == "according" and i + 1 < end and paragraph.lower[i + 1] == "to":
            cue = Cue(i, i + 2, "source", i)
        elif word in _VERBS and not paragraph.words[i][0].isupper():
            cue = _read_verb(paragraph, i, first)
        if cue:
            found.append(cue)
            in_sentence += 1
    return tuple(found)


def _read_verb(paragraph: Paragraph, i: int, first: int) -> Cue | None:
    lower = paragraph.lower
    takes = _VERBS[lower[i]]
    before = i
    while before > first and (lower[before - 1] in _SKIPPED or _is_adverb(lower[before - 1])):
        # the company on Monday said
        before -= 2 if lower[before - 1] in CLASS["day"] and before - 2 > first and lower[before - 2] == "on" else 1
    previous = lower[before - 1] if before > first else ""
    if previous in _DENIED:
        return _went_on(paragraph, i, before, takes)
    participle = lower[i].endswith("ing")
    if previous in CLASS["being"]:
        # is saying, was telling: said; is said, was told: not by the subject
        return Cue(i, i + 1, takes, before - 1) if participle else None
    if before == i and lower[i] in CLASS["noun_too"] and previous in _NOUN_BEFORE:
        return None
    if lower[i] in CLASS["noun_too"] and not participle and not _may_be_verb(paragraph, lower[i], before, first):
        return None
    return Cue(i, i + 1, takes, before, participle)


def _may_be_verb(paragraph: Paragraph, form: str, before: int, first: int) -> bool:
    """Tell the verb from the noun in 'officials state', 'Xi claims', 'a large state', 'her opening remarks'."""
    if before <= first:
        return False
    previous, word = paragraph.lower[before - 1], paragraph.words[before - 1]
    if previous in CLASS["pronoun"] or previous in CLASS["relative"]:
        return True
    if not form.endswith("s"):
        return previous.endswith("s") or previous in ("people", "police")
    determined = before - 2 >= first and paragraph.lower[before - 2] in ("the", "a", "an")
    return word[0].isupper() or determined


def _went_on(paragraph: Paragraph, i: int, before: int, takes: str) -> Cue | None:
    """Read 'went on to say' as said."""
    if before >= 3 and paragraph.lower[before - 3 : before] == ["went", "on", "to"]:
        return Cue(before - 3, i + 1, takes, before - 3)
    return None


def _is_adverb(word: str) -> bool:
    return word.endswith("ly") and word not in CLASS["not_adverb"]
