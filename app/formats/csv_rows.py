"""Articles as CSV (RFC 4180) in UTF-8, one a row, that a spreadsheet takes for text and never for formulas.

A spreadsheet runs what begins with one of `= + - @`, a tab or a line break (OWASP, "CSV Injection"). Such a cell gets
an apostrophe before it, and so does one that begins with an apostrophe: whoever wants the text back takes one
apostrophe off every cell that begins with one.
"""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import StringIO
from typing import Any

from app.formats.batches import Fields, Preface

GUARD = "'"
_GUARDED = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", GUARD)


def _take(field: str) -> Callable[[Fields], Any]:
    return lambda article: article[field]


def _take_part(field: str, part: str) -> Callable[[Fields], Any]:
    return lambda article: (article[field] or {}).get(part)


def _take_list(field: str) -> Callable[[Fields], str]:
    """Give a list as JSON, the one form that any of its texts fits in."""
    return lambda article: json.dumps(article[field], ensure_ascii=False)


COLUMNS: dict[str, Callable[[Fields], Any]] = {
    "id": _take("id"),
    "url": _take("url"),
    "canonical_url": _take("canonical_url"),
    "headline": _take("headline"),
    "language": _take("language"),
    "word_count": _take("word_count"),
    "n_quotes": _take("n_quotes"),
    "source": _take_part("source", "name"),
    "source_id": _take_part("source", "id"),
    "publisher": _take_part("publisher", "name"),
    "publisher_id": _take_part("publisher", "id"),
    "byline": _take("byline"),
    "authors": _take_list("authors"),
    "dateline_text": _take_part("dateline", "text"),
    "dateline_place": _take_part("dateline", "place"),
    "dateline_agency": _take_part("dateline", "agency"),
    "dateline_date": _take_part("dateline", "date"),
    "published_at": _take("published_at"),
    "published_precision": _take("published_precision"),
    "modified_at": _take("modified_at"),
    "first_seen_at": _take("first_seen_at"),
    "changed_at": _take("changed_at"),
    "cluster_id": _take("cluster_id"),
    "revision": _take("revision"),
    "capture_id": _take_part("provenance", "capture_id"),
    "capture_digest": _take_part("provenance", "capture_digest"),
    "extractor": _take_part("provenance", "extractor"),
    "quotes": _take_list("quotes"),
    "body": _take("body"),
}
"""Each column, and how its cell is had; an unknown fact is an empty cell."""


def write_csv(batches: Iterable[Sequence[str]], preface: Preface | None) -> Iterator[bytes]:
    """Write the names of the columns, then a part for each batch."""
    if preface is not None:
        yield _write_rows([list(COLUMNS)])
    for batch in batches:
        articles = (json.loads(text) for text in batch)
        yield _write_rows([guard(take(article)) for take in COLUMNS.values()] for article in articles)


def guard(cell: Any) -> Any:
    """Put an apostrophe before a text that a spreadsheet could run, or that has one already."""
    return GUARD + cell if isinstance(cell, str) and cell.startswith(_GUARDED) else cell


def _write_rows(rows: Iterable[Sequence[Any]]) -> bytes:
    written = StringIO()
    csv.writer(written, lineterminator="\r\n").writerows(rows)
    return written.getvalue().encode()
