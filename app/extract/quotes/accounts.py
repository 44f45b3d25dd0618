"""Whose account it is: according to X, words."""

from __future__ import annotations

from app.extract.quotes.backward import find_resumed
from app.extract.quotes.clauses import find_clause_end
from app.extract.quotes.lexicon import CLASS
from app.extract.quotes.phrases import Range
from app.extract.quotes.scene import DASHES, Claim, Saying

_LONGEST_SOURCE = 40
_LONGEST_ASIDE = 20
_SHORT_START = 8


def read_account(saying: Saying) -> Claim | None:
    """Read 'According to X, words', 'words, according to X' and 'words, according to X, words'."""
    scene, cue = saying.scene, saying.cue
    words, inside = scene.paragraph.words, scene.marked.inside
    stop = cue.end
    while stop - cue.end < _LONGEST_SOURCE and not scene.is_end(stop, saying.end):
        if inside[stop] < 0 and (words[stop] in DASHES or words[stop] == ")"):
            break
        stop += 1
    if stop <= cue.end:
        return None
    before = [i for i in range(saying.first, cue.first) if words[i][0].isalnum()]
    opens = not before or (len(before) == 1 and scene.paragraph.lower[before[0]] in CLASS["links"])
    pieces = _read_after(saying, stop + 1) if opens else _read_before(saying, stop, short=len(before) < _SHORT_START)
    return saying.claim(pieces, (cue.end, stop), "source") if pieces else None


def _read_after(saying: Saying, at: int) -> tuple[Range, ...]:
    words, lower, inside = saying.scene.paragraph.words, saying.scene.paragraph.lower, saying.scene.marked.inside
    if at < saying.end and lower[at] in ("a", "an", "who", "which"):
        # According to X, a teacher there, words
        ahead = range(at, min(at + _LONGEST_ASIDE, saying.end))
        at = next((i + 1 for i in ahead if words[i] == "," and inside[i] < 0), at)
    if at >= saying.end:
        return ()
    stop = find_clause_end(saying.scene, at, saying.find_high(at))
    return ((at, stop),) if at < stop else ()


def _read_before(saying: Saying, stop: int, *, short: bool) -> tuple[Range, ...]:
    claims = saying.reading.claims
    if claims and claims[-1].cue and claims[-1].cue[0] >= saying.first and claims[-1].pattern != "source":
        # the clause has its own speaker; this only tells who wrote it down
        return ()
    words = saying.scene.paragraph.words
    last = saying.cue.first - (words[saying.cue.first - 1] in DASHES)
    start = saying.scene.begin(saying.first)
    if start >= last:
        return ()
    more = find_resumed(saying, stop + 1) if short and stop < saying.end and words[stop] == "," else None
    return ((start, last), more) if more else ((start, last),)
