"""Words before their cue: words, X said; words, said X; words, X said, words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.extract.quotes.clauses import Follows, Right, find_clause_end
from app.extract.quotes.lexicon import CLASS
from app.extract.quotes.phrases import Range, find_inverted, has_verb
from app.extract.quotes.scene import DASHES, Claim, Saying, Scene

_REPORTS_CLAUSE = frozenset({"say", "clause", "that", "tell"})
_NO_INVERSION = frozenset({"source", "listener", "out"})
_GOES_ON = CLASS["finite"] | CLASS["modal"] | {"that"}
_LEADS_IN = frozenset(",:—–.?!") | {"--"}
_REOPENS = frozenset(",:—–") | {"--"}
_FEWEST_WORDS = 3
_LONG_ENOUGH = 5
_LONGEST_LEAD = 4
_LONGEST_LEAD_IN = 60
_AIM = 3
_REOPENS_WITHIN = 30
_RESUMES_WITHIN = 6


def find_left(scene: Scene, mention: int, first: int) -> Range | None:
    """Find the words before a mention (its first token) that a comma or closing mark divides from it."""
    inside = scene.marked.inside
    end = mention
    if end > first and inside[end - 1] < 0 and scene.paragraph.words[end - 1] in DASHES and end - 1 > first:
        end -= 1
    if end > 0 and inside[end - 1] >= 0:
        return _find_marked_left(scene, end)
    return (scene.begin(first), end) if end < mention and scene.begin(first) < end else None


def _find_marked_left(scene: Scene, end: int) -> Range:
    """Find a marked stretch with the words of its sentence that lead into it: The plan is “a joke,” he said."""
    paragraph = scene.paragraph
    opener = scene.stretch(end - 1).outer_first
    first, _ = paragraph.sentence_of(opener)
    before = [i for i in range(max(first, opener - _LONGEST_LEAD_IN), opener) if paragraph.words[i][0].isalnum()]
    apart = opener > first and paragraph.words[opener - 1] in _LEADS_IN
    only_linked = len(before) == 1 and paragraph.lower[before[0]] in CLASS["links"]
    if not before or apart or only_linked or opener - first > _LONGEST_LEAD_IN:
        return opener, end
    return scene.begin(first), end


def read_inverted(saying: Saying) -> Claim | None:
    """Read '..., said Xi' and '...” said Xi'; None where the speaker does not stand after the cue."""
    scene, cue = saying.scene, saying.cue
    lower = scene.paragraph.lower
    if cue.takes in _NO_INVERSION or cue.participle or (left := find_left(scene, cue.first, saying.first)) is None:
        return None
    direct = scene.ends_marked(left)
    mention = find_inverted(scene.paragraph, scene.marked.inside, cue.end, saying.end, marked=direct)
    if mention is None:
        return None
    named = scene.paragraph.words[mention[0]][0].isupper()
    if direct:
        likely = cue.takes != "marks" or named or lower[cue.end] in CLASS["determiner"]
    else:
        subject_of_more = mention[1] < saying.end and lower[mention[1]] in _GOES_ON
        reports = cue.takes == "say" or (cue.takes in ("clause", "that") and named)
        likely = (
            reports and not subject_of_more and left[1] - left[0] >= _FEWEST_WORDS and has_verb(scene.paragraph, *left)
        )
    if not likely:
        return None
    reopened = _find_reopened(scene, mention[1], saying.end)
    pieces = (left, reopened) if reopened else (left,)
    return saying.claim(pieces, mention, "marks-inverted" if direct else "inverted")


def _find_reopened(scene: Scene, at: int, end: int) -> Range | None:
    """Find marks that open again after the mention: “...,” said Xi, “...”."""
    for i in range(at, min(at + _REOPENS_WITHIN, end)):
        if scene.opens(i) and scene.paragraph.words[i - 1] in _REOPENS:
            return i, scene.stretch(i).outer_end
        if scene.marked.inside[i] >= 0:
            return None
    return None


def read_backward(saying: Saying, mention: Range, right: Right, left: Range) -> Claim | None:
    """Give the claim of a cue whose words stand before it, with those that go on after it."""
    scene, cue = saying.scene, saying.cue
    direct = scene.ends_marked(left)
    split = right.what is Follows.COMMA
    if not direct and not _may_be_reported(saying, left, split=split):
        return None
    pattern = "marks-backward" if direct else "backward"
    pieces = [left]
    if split and (reopened := _find_reopened(scene, right.at, saying.end)):
        pieces.append(reopened)
    elif (
        split and not direct and right.at - cue.end <= _RESUMES_WITHIN and (more := find_resumed(saying, right.at + 1))
    ):
        pieces.append(more)
        pattern = "backward-split"
    complete = has_verb(scene.paragraph, *left) or left[1] - left[0] > _LONG_ENOUGH
    return saying.claim(pieces, mention, pattern) if direct or complete or pattern == "backward-split" else None


def _may_be_reported(saying: Saying, left: Range, *, split: bool) -> bool:
    takes = saying.cue.takes
    if takes in ("marks", "ask") or left[1] - left[0] < _FEWEST_WORDS:
        asked = takes == "ask" and saying.scene.paragraph.words[left[1] - 1] == "?"
        return asked or (split and takes in _REPORTS_CLAUSE)
    return True


def find_resumed(saying: Saying, at: int) -> Range | None:
    """Find a clause that goes on after a cue: The port, Rivers said, will open."""
    scene = saying.scene
    if at >= saying.end or scene.marked.inside[at] >= 0:
        return None
    word = scene.paragraph.lower[at]
    if word in CLASS["not_resumed"] or word.endswith("ing") or _tells_aim(scene.paragraph.lower[at : at + _AIM]):
        return None
    stop = find_clause_end(scene, at, saying.find_high(at))
    return (at, stop) if stop > at else None


def _tells_aim(words: Sequence[str]) -> bool:
    """Tell 'in a bid to win', why it is done, from words that go on."""
    return len(words) == _AIM and words[0] in ("in", "as") and words[1] in ("a", "an") and words[2] in CLASS["aim"]


def pass_on(saying: Saying, mention: Range, left: Range) -> bool:
    """Where the words before the cue are all 'X said that A', make A the words of X via the mention.

    X said that A, Y said.
    """
    reading = saying.reading
    for position in range(len(reading.claims) - 1, -1, -1):
        claim = reading.claims[position]
        if claim.cue is None or claim.mention is None or claim.cue[0] < left[0]:
            return False
        lead = [word for word in saying.scene.paragraph.lower[left[0] : claim.mention[0]] if word[0].isalnum()]
        passed = claim.pattern.startswith("forward") and not claim.pattern.endswith("participle")
        if passed and left[0] <= claim.mention[0] < left[1] and len(lead) <= _LONGEST_LEAD:
            cut = tuple((first, min(end, left[1])) for first, end in claim.pieces if first < left[1])
            if cut:
                reading.claims[position] = replace(claim, pieces=cut, via=mention, pattern="nested")
            return bool(cut)
    return False
