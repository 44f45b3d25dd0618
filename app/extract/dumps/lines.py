"""A plain-text dump of a page as the lines that it prints, each with its indent and the space above it.

Paragraphs that were wrapped hard at one width are whole again, as are those that fell apart at their links; where a
paragraph is a line it stays so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from app.extract.dumps.columns import open_columns
from app.extract.dumps.ends import end_lines
from app.extract.dumps.links import Links, find_links, is_reference, open_quote, unmark
from app.extract.lines import LIST_MARK, Line, fold, mark_item, read_lexicon

MAX_LINES = 20_000
STOP_WORDS = frozenset(word for row in read_lexicon("stop_words.txt") for word in row.split())
_TAB = 8
_WIDEST_WRAP = 140
_LEAST_WRAP = 50
_RAGGED = 15
"""A full line ends at most so many columns before the width: the next word did not fit."""
_LEAST_WITHOUT_ROOM = 0.8
"""The share of full lines that had no room for the next word, at least: by chance it would be half of them."""
_FEW_FULL, _MANY_FULL = 3, 8
"""So many full lines tell the width of a dump: few, where no line is wider; many, where some words stick out."""
_MOST_PAIRS = 3000
_LEAST_FULL = 0.06
"""The share of a wrapped dump's characters that full lines hold, at least."""
_BULLET_ONLY = re.compile(r"[*+•·▪▫■□‣◦○●►▸»>–-]$")
_NESTED_BULLET = re.compile(r"^o (?=\S)")  # of lists in lists: inscriptis, lynx
_BROKEN_AT_HYPHEN = re.compile(r"(?<=[\w.]-)\n(?=\w)")  # well-\nknown
_WIDE = re.compile(r"[\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60]")
"""Chinese and Japanese, with their punctuation: two columns each, and a line may end behind any.

Thai has spaces between its phrases, and is broken there."""
_BROKEN_UNSPACED = re.compile(rf"(?<={_WIDE.pattern})\n|\n(?={_WIDE.pattern})")
_CLOSING = re.compile(r"[,;.:!?)\]’”»，。、]")
_SENTENCE_END = re.compile(r"[.!?…。！？।؟:：][\"'”’»)\]]*$")
_BROWSER_MARGIN = 3
"""Columns that lynx and elinks leave before text."""
_LEAST_WITHIN_MARGIN = 0.7
_LEAST_SENTENCE = 20
_LEAST_BROKEN = 4
_LEAST_BROKEN_SHARE = 0.03


class PrintedLine(NamedTuple):
    """A line as a dump prints it."""

    line: Line
    indent: int
    """Columns before its first character."""
    gap: int
    """Blank lines above it."""


class _Row(NamedTuple):
    """A raw line of a dump."""

    text: str
    """Folded."""
    indent: int
    width: int
    """The column that it ends at; wide characters take two."""


def list_printed_lines(text: str) -> tuple[PrintedLine, ...]:
    """List the lines of a dump without the blank ones, at most MAX_LINES of them."""
    text = end_lines(text)
    links = find_links(text)
    raws = [open_quote(raw, links).expandtabs(_TAB) for raw in text.split("\n", MAX_LINES * 2)[: MAX_LINES * 2]]
    rows = [_make_row(raw) for raw in open_columns(raws) if links is Links.NONE or not is_reference(raw)]
    printed = _print_lines(_join_wrapped(rows, _find_wrap_width(rows)), links)
    if links is Links.NUMBERED:
        printed = _mark_headings(printed)
    return tuple(_join_broken(printed)[:MAX_LINES])


def _make_row(raw: str) -> _Row:
    text = fold(raw)
    n_wide = 0 if text.isascii() else len(_WIDE.findall(text[: 2 * _WIDEST_WRAP]))
    return _Row(text, len(raw) - len(raw.lstrip()), len(raw.rstrip()) + n_wide)


def _find_wrap_width(rows: Sequence[_Row]) -> int:
    """Find the width that a text was wrapped at, in columns; 0 where a line is a paragraph."""
    n_all = sum(row.width for row in rows if row.text)
    if sum(row.width for row in rows if row.width > _WIDEST_WRAP) * 4 > n_all:
        return 0
    pairs = [(row, below) for row, below in pairwise(rows) if below.text and _LEAST_WRAP <= row.width <= _WIDEST_WRAP]
    pairs = pairs[:_MOST_PAIRS]
    widest = max((row.width for row in rows if row.width <= _WIDEST_WRAP), default=0)
    best_width = best = 0
    for width in sorted({widest, *(row.width for row, _ in pairs)}):
        full = [row.width for row, below in pairs if row.width <= width and not _has_room(row, below, width)]
        n_near = sum(width - _RAGGED <= row.width <= width for row, _ in pairs)
        is_many = len(full) >= (_FEW_FULL if width == widest else _MANY_FULL)
        if is_many and len(full) >= max(best, _LEAST_WITHOUT_ROOM * n_near) and sum(full) >= _LEAST_FULL * n_all:
            best_width, best = width, len(full)
    return best_width


def _has_room(row: _Row, below: _Row, width: int) -> bool:
    """Tell whether a row had room for the first word of the row below; where none has spaces, for its first sign."""
    word = 2 if _WIDE.match(below.text) else 1 + len(below.text.split(" ", 1)[0])
    return row.width + word <= width


def _join_wrapped(rows: Sequence[_Row], width: int) -> Iterable[tuple[str, int, int]]:
    """Yield (text, indent, gap) of each paragraph; `width` 0 joins nothing but a bullet with the line below it."""
    parts: list[str] = []
    last = first = _Row("", 0, 0)
    gap = blanks = 0
    for row in rows:
        if not row.text:
            blanks += 1
            continue
        is_lone_bullet = len(parts) == 1 and bool(_BULLET_ONLY.match(first.text))
        if parts and not blanks and (is_lone_bullet or _goes_on(first, last, row, width)):
            parts.append(row.text)
        else:
            if parts:
                yield "\n".join(parts), first.indent, gap
            parts, first, gap = [row.text], row, blanks
        last, blanks = row, 0
    if parts:
        yield "\n".join(parts), first.indent, gap


def _goes_on(first: _Row, last: _Row, row: _Row, width: int) -> bool:
    """Tell whether a row goes on with the paragraph above: its first word had no room there."""
    if not width or last.width > width or mark_item(row.text).startswith(LIST_MARK):
        return False
    if row.indent > last.indent + 1 and not mark_item(last.text).startswith(LIST_MARK):
        return False
    return first.width <= width and not _has_room(last, row, width)


def _close_breaks(joined: str) -> str:
    """Put a space where a paragraph was wrapped; none at a hyphen, nor in a script that has no spaces."""
    return _BROKEN_UNSPACED.sub("", _BROKEN_AT_HYPHEN.sub("", joined)).replace("\n", " ")


def _print_lines(paragraphs: Iterable[tuple[str, int, int]], links: Links) -> list[PrintedLine]:
    printed: list[PrintedLine] = []
    above = 0
    for joined, indent, gap in paragraphs:
        text, linked, level = unmark(_close_breaks(joined) if "\n" in joined else joined, links)
        if text:
            item = _NESTED_BULLET.sub(LIST_MARK, text) if indent else text
            printed.append(PrintedLine(Line(mark_item(item), linked, level), indent, gap + above))
            above = 0
        else:
            above += gap
    return printed


def _mark_headings(printed: list[PrintedLine]) -> list[PrintedLine]:
    """Mark what a text browser prints further out than all text: headings of level two at the margin, three near it."""
    n_all = sum(len(row.line.text) for row in printed)
    if sum(len(row.line.text) for row in printed if row.indent >= _BROWSER_MARGIN) < _LEAST_WITHIN_MARGIN * n_all:
        return printed
    return [
        row._replace(line=row.line._replace(level=3 if row.indent else 2)) if row.indent < _BROWSER_MARGIN else row
        for row in printed
    ]


def _join_broken(printed: list[PrintedLine]) -> list[PrintedLine]:
    """Join paragraphs that fell apart at their links, in a dump that prints each piece of text on its own line."""
    breaks = [_is_broken(above, below) for above, below in pairwise(printed)]
    if sum(breaks) < max(_LEAST_BROKEN, _LEAST_BROKEN_SHARE * len(printed)):
        return printed
    joined: list[list[PrintedLine]] = []
    for part, is_broken in zip(printed, [False, *breaks], strict=True):
        if is_broken:
            joined[-1].append(part)
        else:
            joined.append([part])
    return [_join_parts(parts) if len(parts) > 1 else parts[0] for parts in joined]


def _join_parts(parts: Sequence[PrintedLine]) -> PrintedLine:
    texts = [part.line.text for part in parts]
    text = texts[0] + "".join(text if _CLOSING.match(text) else " " + text for text in texts[1:])
    return parts[0]._replace(line=parts[0].line._replace(text=text))


def _is_broken(above: PrintedLine, below: PrintedLine) -> bool:
    """Tell whether a line is in the middle of a sentence that the line above began."""
    top, text = above.line.text, below.line.text
    if below.gap or _SENTENCE_END.search(top[-4:]) or text.startswith(LIST_MARK):
        return False
    if _CLOSING.match(text):
        return True
    goes_on = text[0].islower() or top.rsplit(" ", 1)[-1].lower() in STOP_WORDS
    return goes_on and len(top) + len(text) >= _LEAST_SENTENCE
