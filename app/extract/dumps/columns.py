"""Tables that a dump prints side by side: a page's layout of columns is read one column after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from app.extract.cleaning.furniture import ends_like_prose

_LEAST_ROWS = 3
_LEAST_WIDTH = 60
_LEAST_PROSE = 60
"""Columns; a table is layout where a cell of it holds a sentence of that length."""
_MOST_NESTED = 4
_CELL = re.compile(r"\S+(?: \S+)*")


def open_columns(raws: Sequence[str], nested: int = 0) -> Iterator[str]:
    """Yield the raw lines of a dump, with tables of layout opened: column by column, a blank line between.

    Such a table is known by its rows, which are all padded to one width, and by columns that are blank in all of them;
    that is how inscriptis prints one. Tables of data stay as they are.
    """
    for width, group in groupby(raws, key=len):
        rows = list(group)
        columns = _list_columns(rows) if width >= _LEAST_WIDTH and len(rows) >= _LEAST_ROWS else []
        if len(columns) < 2 or nested >= _MOST_NESTED:
            yield from rows
            continue
        for start, end in columns:
            yield ""
            yield from open_columns([row[start:end] for row in rows], nested + 1)
        yield ""


def _list_columns(rows: Sequence[str]) -> list[tuple[int, int]]:
    """List the columns [start, end) of a table of layout; none where it holds data."""
    cells = [(found.start(), found.end(), found[0]) for row in rows for found in _CELL.finditer(row)]
    if not any(end - start >= _LEAST_PROSE and ends_like_prose(text) for start, end, text in cells):
        return []
    starts: list[int] = []
    reach = -2
    for start, end, _ in sorted(cells):
        if start >= reach + 2:
            starts.append(start)
        reach = max(reach, end)
    return list(zip(starts, [*starts[1:], len(rows[0])], strict=True))
