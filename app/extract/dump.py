"""A plain-text dump of a page, no markup left to go by: find the story's run of lines among the furniture.

Each line gets a score from its looks and its neighbours', weighed by hand in lexicon/line_weights.csv (a logistic
regression fitted to the same looks did no better on pages that it had not seen). The story is the run of lines with
the largest sum, less the furniture within.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate
from math import log2, sqrt

from app.extract.furniture import (
    ends_like_prose,
    ends_story,
    frame_story,
    is_bar,
    is_credit,
    is_furniture,
    skip_credits,
    split_end_mark,
    split_story,
)
from app.extract.lines import LIST_MARK, WORD, Line, count_unspaced, count_words, fold, mark_item, read_lexicon, squeeze
from app.news import PARAGRAPH_BREAK, CleanText

MAX_LINES = 20_000
MAX_ABOVE = 25
"""The lines above a story that its headline is looked for in."""
_LONG_WORDS = 25
"""Characters of three words that are no menu: Schaf gewinnt Blitzerfoto-Wettbewerb."""
_WIDEST_WRAP = 100
_LEAST_WRAP = 50
_LEAST_PROSE = 0.5
_WIDEST_GAP = 10
_SMALL_TEXT = 0.3
"""More lines of furniture in a row part a story from another text, where that sums up to less than this share of it."""
_WHOLE_STORY = 60.0
"""The sum of about three paragraphs: past it the comments of readers are known for what they are."""
_STOP_WORDS = frozenset(word for row in read_lexicon("stop_words.txt") for word in row.split())
_DIGIT = re.compile(r"\d")
_QUOTED = re.compile(r"[\"“”«»„「『]")

LOOKS = (
    "one", "short", "words", "long", "prose_end", "stop_words", "capitals", "furniture", "credit", "item", "digits",
    "commas", "quoted", "colon_end", "prose",
)  # fmt: skip
NEIGHBOURS = ("prose_before", "prose_after", "prose_near", "prose_around", "furniture_near", "short_near", "place")
_WEIGHTS = {name: float(weight) for name, weight in (row.split(",") for row in read_lexicon("line_weights.csv"))}
_BROKEN_AT_HYPHEN = re.compile(r"(?<=[\w.]-)\n(?=\w)")  # well-\nknown


def clean_dump(text: str) -> CleanText:
    """Find the story in a dump; an empty body where no line looks like one.

    Lines that were wrapped hard at one width are joined to paragraphs first; where a paragraph is a line it stays so.
    """
    lines = split_lines(text)
    rows = measure_lines(lines)
    start, end = _find_story(lines, score_lines(rows)) or _find_brief(lines, rows) or (0, 0)
    start = skip_credits(lines, start, end)
    parts = split_story(lines[start:end], headlines=())
    above = lines[max(0, start - MAX_ABOVE) : start]
    headlines = [squeeze(line.text) for line in above if _may_be_headline(line)]
    head, tail = frame_story(lines, parts, headlines[:1], MAX_ABOVE)
    return CleanText(PARAGRAPH_BREAK.join(line.text for line in parts.story), head, tail, "dump")


def split_lines(text: str) -> tuple[Line, ...]:
    """Split a dump into folded lines without the blank ones; paragraphs that were wrapped hard are whole again."""
    lines: list[str] = []
    width = _find_wrap_width(text)
    open_line = False  # whether the last line may go on in the next one
    for raw in text.split("\n"):
        line = fold(raw)
        if not line:
            open_line = False
        elif open_line and len(lines[-1][lines[-1].rfind("\n") + 1 :]) + 1 + len(line.split(" ", 1)[0]) > width:
            lines[-1] += "\n" + line
        else:
            lines.append(line)
            open_line = width > 0
    joined = (_BROKEN_AT_HYPHEN.sub("", line).replace("\n", " ") for line in lines[:MAX_LINES])
    return tuple(Line(mark_item(line)) for line in joined)


def _find_wrap_width(text: str) -> int:
    """Find the width that a text was wrapped at, in characters; 0 where a line is a paragraph."""
    lengths = [len(fold(line)) for line in text.split("\n", MAX_LINES)]
    wide = [length for length in lengths if length > _WIDEST_WRAP]
    if sum(wide) * 4 > sum(lengths):
        return 0
    width = max((length for length in lengths if _LEAST_WRAP <= length <= _WIDEST_WRAP), default=0)
    n_full = sum(width - 15 <= length <= width for length in lengths)
    return width if n_full >= 3 else 0


def measure_lines(lines: Sequence[Line]) -> list[tuple[float, ...]]:
    """Measure each line's looks and neighbours: one row of LOOKS + NEIGHBOURS a line, each about 0 to 1."""
    looks = [_measure_looks(line) for line in lines]
    prose = [0.0, *accumulate(look[-1] for look in looks)]
    furniture = [0.0, *accumulate(look[7] for look in looks)]
    short = [0.0, *accumulate(look[1] for look in looks)]
    n = len(lines)

    def share(sums: Sequence[float], at: int, reach: int) -> float:
        low, high = max(0, at - reach), min(n, at + reach + 1)
        return (sums[high] - sums[low] - (sums[at + 1] - sums[at])) / (2 * reach)

    rows = []
    for at, look in enumerate(looks):
        before = looks[at - 1][-1] if at else 0.0
        after = looks[at + 1][-1] if at + 1 < n else 0.0
        near = (share(prose, at, 3), share(prose, at, 10), share(furniture, at, 3), share(short, at, 3), at / n)
        rows.append((*look, before, after, *near))
    return rows


def _measure_looks(line: Line) -> tuple[float, ...]:
    text, _ = split_end_mark(line.text)
    words = WORD.findall(text[:2000])
    n_unspaced = count_unspaced(text[:2000])
    n_words = len(words) + n_unspaced
    n_stop = sum(word.lower() in _STOP_WORDS for word in words) + n_unspaced / 2.5
    stop_share = min(1.0, n_stop / max(n_words, 3.0) * 2.5)
    n_capital = sum(word[0].isupper() for word in words[1:])
    is_item = text.startswith(LIST_MARK)
    ends = ends_like_prose(text)
    prose = ends and n_words >= 8 and stop_share >= 0.3
    return (
        1.0,
        float(n_words < 5),
        min(log2(1 + n_words) / 6, 1.0),
        float(n_words >= 20),
        float(ends),
        stop_share,
        n_capital / max(len(words) - 1, 3),
        float(is_furniture(line)),
        float(is_credit(line)),
        float(is_item),
        min(1.0, len(_DIGIT.findall(text[:500])) / min(len(text), 500) * 4),
        min(1.0, text.count(",") / 4),
        float(bool(_QUOTED.search(text))),
        float(text.endswith((":", "："))),
        float(prose) * min(1.0, n_words / 25),
    )


def score_lines(rows: Sequence[Sequence[float]]) -> list[float]:
    """Give each measured line its score: above 0 it looks like a story's, below like a page's."""
    weights = [_WEIGHTS[name] for name in LOOKS + NEIGHBOURS]
    return [sum(map(float.__mul__, weights, row)) for row in rows]


def _find_story(lines: Sequence[Line], scores: Sequence[float]) -> tuple[int, int] | None:
    """Find the run [start, end) with the largest sum: a line of the story counts by its length, any other at most 2."""
    best = total = 0.0
    start = best_start = best_end = 0
    gains: list[float] = []
    for at, (line, score) in enumerate(zip(lines, scores, strict=True)):
        if best > _WHOLE_STORY and ends_story(line.text):
            break
        gains.append(min(score, 3.0) * sqrt(min(len(line.text), 360) / 6) if score > 0 else max(score, -2.0))
        total += gains[-1]
        if total <= 0.0:
            total, start = 0.0, at + 1
        elif total > best:
            best, best_start, best_end = total, start, at + 1
    return _drop_outskirts(gains, best_start, best_end) if best_end else None


def _drop_outskirts(gains: Sequence[float], start: int, end: int) -> tuple[int, int]:
    """Leave the story without the small texts beyond a wide gap: teasers above it, legal notices below it."""
    islands: list[list[int]] = []
    for at in range(start, end):
        if gains[at] > 0 and islands and at - islands[-1][1] <= _WIDEST_GAP:
            islands[-1][1] = at + 1
        elif gains[at] > 0:
            islands.append([at, at + 1])
    sums = [sum(max(gain, 0.0) for gain in gains[low:high]) for low, high in islands]
    large = [island for island, its_sum in zip(islands, sums, strict=True) if its_sum >= max(sums) * _SMALL_TEXT]
    return large[0][0], large[-1][1]


def _may_be_headline(line: Line) -> bool:
    """Tell whether a line above the story may be its headline: some words, and no menu, credit, item or furniture."""
    if line.text.startswith(LIST_MARK) or is_bar(line.text) or is_furniture(line) or is_credit(line):
        return False
    n_words = count_words(fold(line.text.replace("|", " ")))
    return 4 <= n_words <= 40 or (n_words == 3 and len(line.text) >= _LONG_WORDS)


def _find_brief(lines: Sequence[Line], rows: Sequence[Sequence[float]]) -> tuple[int, int] | None:
    """Find the one line of a brief, which has no other around it to speak for it."""
    looks = LOOKS.index("prose")
    briefs = [at for at, line in enumerate(lines) if rows[at][looks] >= _LEAST_PROSE and not is_furniture(line)]
    return (briefs[0], briefs[0] + 1) if briefs else None
