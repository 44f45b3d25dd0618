"""What the lines of a dump look like among their neighbours, in their block and beside the page's main text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from app.extract.dumps.lines import STOP_WORDS, PrintedLine
from app.extract.dumps.looks import LOOKS, list_words, measure_line
from app.extract.lines import UNSPACED

Matrix = npt.NDArray[np.float32]
"""A row a line, a column a look."""

_AT = {name: at for at, name in enumerate(LOOKS)}


def measure_lines(printed: Sequence[PrintedLine]) -> Matrix:
    """Measure a dump's lines, at least one: the columns of SINGLE + AROUND, in their order."""
    words = {row.line: list_words(row.line.text) for row in printed}
    known = {line: measure_line(line, own) for line, own in words.items()}
    keys = {line: _list_keys(own) for line, own in words.items()}
    looks = np.array([known[row.line] for row in printed], dtype=np.float32)
    gaps = np.array([row.gap > 0 for row in printed], dtype=np.float32)
    return np.hstack(
        [
            looks,
            _measure_print(printed),
            _measure_around(looks, gaps),
            _measure_main(printed, [keys[row.line] for row in printed], looks),
            _measure_blocks(printed, looks),
        ]
    )


PRINT = ("repeats", "indent", "indent_step", "indent_next", "gap", "gap_below", "same_opening")


def _measure_print(printed: Sequence[PrintedLine]) -> Matrix:
    texts = Counter(row.line.text for row in printed)
    openings = Counter(row.line.text[:12] for row in printed)
    indents = np.array([min(row.indent, 80) for row in printed], dtype=np.float32)
    gaps = np.array([min(row.gap, 6) for row in printed], dtype=np.float32)
    steps = np.diff(indents, prepend=indents[:1])
    return np.column_stack(
        [
            np.array([texts[row.line.text] for row in printed], dtype=np.float32),
            indents,
            steps,
            np.append(steps[1:], np.float32(0)),
            gaps,
            np.append(gaps[1:], np.float32(6)),
            np.array([openings[row.line.text[:12]] for row in printed], dtype=np.float32),
        ]
    )


REACHES = (2, 5, 12, 30)
SUMMED = (
    "prose", "words", "short", "furniture", "item", "moment", "teaser_end", "capitals", "credit", "titled", "spaced",
    "quoted",
)  # fmt: skip
SHOWN = ("words", "prose_end", "furniture", "credit", "item", "stop_words", "moment", "prose", "level")
STEPS = (-3, -2, -1, 1, 2, 3)
AROUND = (
    *(f"{name}_{side}_{reach}" for reach in REACHES for side in ("above", "below") for name in SUMMED),
    *(f"{name}_at_{step}" for step in STEPS for name in SHOWN),
)


def _measure_around(looks: Matrix, gaps: npt.NDArray[np.floating]) -> Matrix:
    words = np.log2(1 + looks[:, _AT["words"]])
    short = (looks[:, _AT["words"]] < 5).astype(np.float32)
    titled = ((looks[:, _AT["words"]] >= 5) & (looks[:, _AT["prose_end"]] == 0)).astype(np.float32)
    prose = np.log2(1 + looks[:, _AT["prose"]])
    own = {"short": short, "words": words, "prose": prose, "titled": titled, "spaced": gaps}
    summed = np.column_stack([own.get(name, looks[:, _AT.get(name, 0)]) for name in SUMMED])
    shown = np.column_stack([own.get(name, looks[:, _AT.get(name, 0)]) for name in SHOWN])
    return np.hstack([sum_sides(summed, REACHES), show_steps(shown, STEPS)])


def sum_sides(values: Matrix, reaches: Sequence[int]) -> Matrix:
    """Give for each reach the means of the columns over so many lines above, and over so many below."""
    n = len(values)
    sums = np.vstack([np.zeros((1, values.shape[1])), np.cumsum(values, axis=0, dtype=np.float64)])
    at = np.arange(n)
    sides = []
    for reach in reaches:
        sides.append((sums[at] - sums[np.maximum(at - reach, 0)]) / reach)
        sides.append((sums[np.minimum(at + 1 + reach, n)] - sums[at + 1]) / reach)
    return np.hstack(sides).astype(np.float32)


def show_steps(values: Matrix, steps: Sequence[int]) -> Matrix:
    """Give for each step the columns of the line so many lines below (above, where negative); -1 beyond the page."""
    n, width = values.shape
    most = max(map(abs, steps))
    beyond = np.full((most, width), -1, dtype=np.float32)
    padded = np.vstack([beyond, values, beyond])
    return np.hstack([padded[most + step : most + step + n] for step in steps]).astype(np.float32)


MAIN = (
    "from_start", "from_end", "within", "main_share", "prose_above", "prose_below", "furniture_above",
    "furniture_below", "same_indent", "indent_from_main", "shared_words", "headline_words", "from_headline",
)  # fmt: skip
BLOCK = (
    "lines",
    "words",
    "mean_words",
    "prose",
    "items",
    "short",
    "moments",
    "furniture",
    "spaced",
    "of_page",
    "place",
)
BLOCKS = ("same", "within", "around")
FEATURES = LOOKS + PRINT + AROUND + MAIN + tuple(f"{block}_{look}" for block in BLOCKS for look in BLOCK)
_FAR = 100
"""Lines; further is not told apart."""
_MOST_KEYS = 100
"""A line is known by so many of its first words."""


def _measure_main(printed: Sequence[PrintedLine], keys: Sequence[Sequence[str]], looks: Matrix) -> Matrix:
    n = len(printed)
    at = np.arange(n)
    prose = looks[:, _AT["prose"]]
    start, end = find_best_run(np.where(prose > 0, np.sqrt(prose), -1.5))
    indent = Counter(row.indent for row, n_words in zip(printed[start:end], prose[start:end], strict=True) if n_words)
    main_indent = indent.most_common(1)[0][0] if indent else 0
    indents = np.array([row.indent for row in printed])
    common = Counter(key for own in keys[start:end] for key in own)
    shared = np.array([_share(own, common, 2 if start <= line < end else 1) for line, own in enumerate(keys)])
    headline = _find_headline(looks, shared, start)
    named = Counter(keys[headline]) if headline >= 0 else Counter()
    return np.column_stack(
        [
            np.clip(at - start, -_FAR, _FAR),
            np.clip(at - end, -_FAR, _FAR),
            (at >= start) & (at < end),
            np.full(n, float(prose[start:end].sum()) / max(float(prose.sum()), 1.0)),
            *_measure_distances(prose > 0),
            *_measure_distances(looks[:, _AT["furniture"]] > 0),
            indents == main_indent,
            np.clip(indents - main_indent, -40, 40),
            shared,
            np.array([_share(own, named, 1) for own in keys]),
            np.clip(at - headline, -_FAR, _FAR) if headline >= 0 else np.full(n, -_FAR),
        ]
    ).astype(np.float32)


def _measure_distances(marks: npt.NDArray[np.bool_]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Give for each line how far the nearest marked line above is, and the nearest below; _FAR at most."""
    at = np.arange(len(marks))
    places = np.concatenate([[-_FAR - 1], np.flatnonzero(marks), [len(marks) + _FAR]])
    above = at - places[np.searchsorted(places, at) - 1]
    below = places[np.searchsorted(places, at, side="right")] - at
    return np.minimum(above, _FAR), np.minimum(below, _FAR)


def find_best_run(gains: npt.NDArray[np.floating]) -> tuple[int, int]:
    """Find the run [start, end) with the largest sum; (0, 0) where no gain is above 0."""
    best = total = 0.0
    start = best_start = best_end = 0
    for at, gain in enumerate(gains.tolist()):
        total += gain
        if total <= 0.0:
            total, start = 0.0, at + 1
        elif total > best:
            best, best_start, best_end = total, start, at + 1
    return best_start, best_end


def _list_keys(words: Sequence[str]) -> list[str]:
    """List what a line speaks of: its words of four letters or more, and pairs of characters where none has spaces."""
    first = [word.lower() for word in words[:_MOST_KEYS]]
    if UNSPACED.search("".join(first)):
        return [pair for word in first for pair in map("".join, pairwise(word[:_MOST_KEYS]))]
    return [word for word in first if len(word) >= 4 and word not in STOP_WORDS]


def _share(keys: Sequence[str], common: Counter[str], least: int) -> float:
    return sum(common[key] >= least for key in keys) / max(2, len(keys))


def _find_headline(looks: Matrix, shared: npt.NDArray[np.floating], start: int) -> int:
    """Find the line above the main text that shares most of its words with it; -1 where none shares a half."""
    top = max(0, start - 40)
    words = looks[top : start + 1, _AT["words"]]
    fits = (words >= 4) & (words <= 40) & (looks[top : start + 1, _AT["furniture"]] == 0)
    scores = np.where(fits, shared[top : start + 1] * np.log2(1 + words), 0.0)
    best = int(scores.argmax()) if len(scores) else 0
    return top + best if len(scores) and scores[best] >= 1.2 else -1


def list_blocks(printed: Sequence[PrintedLine]) -> tuple[npt.NDArray[np.intp], ...]:
    """Give for each line three blocks that it is in, as starts and ends: start, end, start, end, start, end.

    The lines around that are printed like it, with one indent and one space between; those not further out than it,
    which is what one element of the page holds; and those not further out than the first line that is.
    """
    n = len(printed)
    indents = [min(row.indent, 80) for row in printed]
    above, below = _find_outer(indents), [n - 1 - at for at in reversed(_find_outer(indents[::-1]))]
    starts = np.array([at + 1 for at in above], dtype=np.intp)
    ends = np.array(below, dtype=np.intp)
    parents = np.array([_find_parent(indents, at, above[at], below[at]) for at in range(n)], dtype=np.intp)
    styles = [(row.indent, min(row.gap, 1)) for row in printed]
    same_start = np.zeros(n, dtype=np.intp)
    for at in range(1, n):
        same_start[at] = same_start[at - 1] if styles[at] == styles[at - 1] else at
    same_end = np.full(n, n, dtype=np.intp)
    for at in range(n - 2, -1, -1):
        same_end[at] = same_end[at + 1] if styles[at] == styles[at + 1] else at + 1
    return same_start, same_end, starts, ends, starts[parents], ends[parents]


def _find_outer(indents: Sequence[int]) -> list[int]:
    """Find for each line the nearest one above that is further out; -1 where there is none."""
    stack: list[int] = []
    found = []
    for at, indent in enumerate(indents):
        while stack and indents[stack[-1]] >= indent:
            stack.pop()
        found.append(stack[-1] if stack else -1)
        stack.append(at)
    return found


def _find_parent(indents: Sequence[int], at: int, above: int, below: int) -> int:
    """Find which of the nearest lines further out is less far out; the line itself where there is none."""
    known = [place for place in (above, below) if 0 <= place < len(indents)]
    return max(known, key=indents.__getitem__, default=at)


def _measure_blocks(printed: Sequence[PrintedLine], looks: Matrix) -> Matrix:
    n = len(printed)
    words = looks[:, _AT["words"]]
    columns = np.column_stack(
        [
            np.ones(n),
            words,
            looks[:, _AT["prose"]],
            looks[:, _AT["item"]],
            words < 5,
            looks[:, _AT["moment"]],
            looks[:, _AT["furniture"]],
            [row.gap > 0 for row in printed],
        ]
    )
    sums = np.vstack([np.zeros((1, columns.shape[1])), np.cumsum(columns, axis=0)])
    blocks = list_blocks(printed)
    at = np.arange(n)
    measured = []
    for start, end in zip(blocks[::2], blocks[1::2], strict=True):
        n_lines, n_words, prose, *shares = (sums[end] - sums[start]).T
        measured += [
            n_lines,
            n_words,
            n_words / n_lines,
            prose / np.maximum(n_words, 1),
            *(share / n_lines for share in shares),
            n_words / max(1.0, float(words.sum())),
            (at - start) / n_lines,
        ]
    return np.column_stack(measured).astype(np.float32)
