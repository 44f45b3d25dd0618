"""Which lines of a dump are the story: the run of lines that its chances speak for, less the furniture within."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from app.extract.cleaning.furniture import ends_like_prose
from app.extract.dumps.lines import PrintedLine
from app.extract.dumps.looks import LOOKS
from app.extract.dumps.model import Chances
from app.extract.dumps.neighbours import Matrix, find_best_run

_WORDS, _WIDTH, _PROSE = LOOKS.index("words"), LOOKS.index("width"), LOOKS.index("prose")
_LEVEL = LOOKS.index("level")
_FURNITURE, _PROSE_END, _OVER = LOOKS.index("furniture"), LOOKS.index("prose_end"), LOOKS.index("over")
_A_WORD = 6.0
"""Characters, the space behind it included; numbers are words, and two lines of Chinese are alike in it as well."""
_LEAST_CHANCE = 0.2
"""No line of a page that has less is a story's, but for a brief or a list."""
_LEAST_UNUSUAL = 0.12
_LEAST_WORDS_OF_A_LIST = 30
_LEAST_BRIEF = 12
"""The words of prose that make a story of a single line, whatever its chance."""
_WHOLE_STORY = 100
"""Words; past them the comments of readers are known for what they are."""
_WIDEST = 80
"""Words; a longer line counts no more for a run."""
_OF_EXPECTED = 0.4
"""Of half the F1 that can be expected; below one, as the furniture that this lets in is dropped afterwards."""
_EDGE = 0.4
"""Of the best line's chance; a short line at an end of the run needs as much."""
_FEW_WORDS = 15
_KEPT = 0.3
"""Within the run a line needs but this share of the chance that a line needs to be in it."""
_SURE = 0.8
"""The chance that a line needs where it is printed further in or out than the story is."""
_MOST_CAPTION = 4
"""Lines of a caption, the photographer's included."""
_ONE_INDENT = 0.7
"""The share of a run's words that stand at one indent, where a dump has indents at all."""
_LIST_INDENT = 2
"""Columns; so far in a story's lists stand."""
_RATE = re.compile(
    r"[(（][^()（）]{0,20}\d[^()（）=＝]{0,40}(?:[=＝]|equals?\b|约合|等于|約合)[^()（）]{0,20}\d[^()（）]{0,60}[)）]\.?"
)
"""What agencies note below a story on money: ($1 = 0.97 Swiss francs), (1 U.S. dollar equals 6.1 yuan)."""


class Run(NamedTuple):
    """Where the story is: the lines [start, end), of which some may be furniture."""

    start: int
    end: int
    kept: frozenset[int]
    """Those of them that are the story's by their chances."""


def find_story(printed: Sequence[PrintedLine], looks: Matrix, chances: Chances) -> Run:
    """Find the run of lines that is the story; an empty one where no line looks like it."""
    words = looks[:, _WIDTH].astype(np.float64) / _A_WORD
    least = find_threshold(chances, words)
    last = _find_over(looks, np.where((chances >= least) & (looks[:, _FURNITURE] == 0), words, 0.0))
    gains = np.minimum(words + 2.0, _WIDEST) ** 0.75 * (chances - least)
    start, end = find_best_run(gains[:last])
    brief = _find_brief(looks)
    if not _is_story(chances, words, start, end, brief):
        return brief
    start, end = _trim_edges(printed, looks, chances, start, end)
    notes = range(end, _find_notes(printed, end))
    indent = _find_indent(printed[start:end], words[start:end] * chances[start:end])
    listed = _find_listed(looks, chances, start, end)
    kept = (
        at
        for at in range(start, end)
        if chances[at] >= (least * _KEPT if at not in listed and _fits_indent(printed[at], indent) else _SURE)
    )
    return Run(start, notes.stop, frozenset((*kept, *notes)))


def _is_story(chances: Chances, words: Chances, start: int, end: int, brief: Run) -> bool:
    """Tell whether a run is a story: a line of it is likely, or they are many, if unusual, and likelier than the brief.

    So results, recipes and verse are found, in which no line is a sentence.
    """
    best = chances[start:end].max(initial=0.0)
    is_unusual = best >= _LEAST_UNUSUAL and words[start:end].sum() >= _LEAST_WORDS_OF_A_LIST
    return bool(best >= _LEAST_CHANCE or (is_unusual and best > chances[brief.start : brief.end].max(initial=0.0)))


def _find_listed(looks: Matrix, chances: Chances, start: int, end: int) -> set[int]:
    """Find the lines below a heading of furniture, 'Read more', up to the next heading, sentence or likely line."""
    listed: set[int] = set()
    is_listed = False
    for at in range(start, end):
        if looks[at, _FURNITURE]:
            is_listed = looks[at, _WORDS] < _FEW_WORDS
        elif looks[at, _PROSE_END] or looks[at, _LEVEL] or chances[at] >= _SURE:
            is_listed = False
        elif is_listed:
            listed.add(at)
    return listed


def _trim_edges(
    printed: Sequence[PrintedLine], looks: Matrix, chances: Chances, start: int, end: int
) -> tuple[int, int]:
    """Leave out unlikely lines of few words at both ends: the headline above, the heading of a list of links below.

    A caption above goes with them: a sentence that is unlikely too, where its photographer's line follows.
    """
    unlikely = chances < _EDGE * chances[start:end].max()

    def is_weak(at: int) -> bool:
        return bool(unlikely[at] and looks[at, _WORDS] < _FEW_WORDS) and not ends_like_prose(printed[at].line.text)

    top = next((at for at in range(start, min(start + _MOST_CAPTION, end)) if not unlikely[at]), start)
    start = max((at + 1 for at in range(start, top) if is_weak(at)), default=start)
    while start < end - 1 and is_weak(start):
        start += 1
    while start < end - 1 and is_weak(end - 1):
        end -= 1
    return start, end


def _find_notes(printed: Sequence[PrintedLine], end: int) -> int:
    """Find the end of the notes on exchange rates that close a story."""
    while end < len(printed) and _RATE.fullmatch(printed[end].line.text):
        end += 1
    return end


def _find_indent(run: Sequence[PrintedLine], weights: Chances) -> int | None:
    """Find the one indent that most of a run is printed at; None where there is no such one."""
    sums: Counter[int] = Counter()
    for row, weight in zip(run, weights.tolist(), strict=True):
        sums[row.indent] += weight
    indent, most = sums.most_common(1)[0]
    return indent if most > _ONE_INDENT * sums.total() else None


def _fits_indent(row: PrintedLine, indent: int | None) -> bool:
    """Tell whether a line stands where the story does, a heading anywhere, or as far in as a list or quote would."""
    return indent is None or row.line.level > 0 or indent <= row.indent <= indent + _LIST_INDENT


def find_threshold(chances: Chances, words: Chances) -> float:
    """Find the chance from which on a line belongs to the story.

    It is a share of half the F1 that the best choice of lines can expect, by their words, as the best choice takes the
    lines whose chance is above that half. So a page whose story looks unusual everywhere has a lower one.
    """
    order = np.argsort(-chances, kind="stable")
    weights = words[order] + 2.0
    expected = np.cumsum(weights * chances[order])
    return _OF_EXPECTED * float((expected / (np.cumsum(weights) + expected[-1])).max()) if len(order) else 0.0


def _find_over(looks: Matrix, words: Chances) -> int:
    """Find the line at which the story is over, a sign-off or the readers' comments; the number of lines where none.

    `words` are those of the lines that may be the story's, 0 for any other.
    """
    over = np.flatnonzero((np.cumsum(words) > _WHOLE_STORY) & (looks[:, _OVER] > 0))
    return int(over[0]) if len(over) else len(looks)


def _find_brief(looks: Matrix) -> Run:
    """Find the one line of a brief, which has no other around it to speak for it."""
    briefs = np.flatnonzero((looks[:, _PROSE] >= _LEAST_BRIEF) & (looks[:, _FURNITURE] == 0)).tolist()
    return Run(briefs[0], briefs[0] + 1, frozenset(briefs[:1])) if briefs else Run(0, 0, frozenset())
