"""The source: the credited newsroom or agency, by its usual name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.extract.agencies import find_name, is_agency, list_forms
from app.extract.metadata import Found

_DECORATION = re.compile(r"^(?:©|\(c\)|source:|special to|copyright|by)\s*|\s*(?:\.|™|®)$", re.IGNORECASE)
_HANDLE = re.compile(r"^@|https?:|\s@|^\d+$")
_BY = re.compile(r"^by\s+", re.IGNORECASE)
_PARTS = re.compile(r"\s*(?:[,;|()/]|\s[-–—]\s|\s(?:for|of|via|and|with|in|from)\s)\s*")
_SUBSIDIARY = re.compile(r"\s*(?:[/,;|]|\s-\s|(?<=[A-Z]{3})-)\s*")


def usual_name(printed: str) -> str:
    """Give the usual name of a newsroom: Xinhua for Xinhua News Agency; an unknown one stays as it is printed."""
    printed = " ".join(printed.split())
    bare = _DECORATION.sub("", _DECORATION.sub("", printed)).strip() or printed
    first = next((name for part in (bare, *_SUBSIDIARY.split(bare)) if (name := find_name(part))), None)
    return first or bare


def aliases_of(name: str) -> tuple[str, ...]:
    """List all known forms of a newsroom's name, the usual one first; the name alone where the lexicon has none."""
    return list_forms(usual_name(name))


def find_source(
    *, dateline: str | None, credit: str | None, authors: Iterable[str], named: Iterable[Found], publisher: str | None
) -> Found | None:
    """Find who is credited: by the dateline, a credit line, the byline, the markup, else the publisher's own staff.

    The agency of the dateline and the credit are as printed; so are the author lines.
    """
    if dateline:
        return Found(usual_name(dateline), "dateline")
    if credit:
        return Found(usual_name(credit), "credit-line")
    for line in authors:
        if agency := _agency_in(line):
            return Found(agency, "byline")
    for found in named:
        if name := find_name(found.text):
            return Found(name, "metadata")
    return Found(publisher, "publisher") if publisher else None


def _agency_in(line: str) -> str | None:
    """Find the agency in 'By Reuters', 'Jane Doe, Reuters', 'JANE DOE, AP Auto Writer', 'JANE DOE Associated Press'."""
    line = _BY.sub("", line[:200].strip())
    if _HANDLE.search(line):
        return None
    parts = [part for part in _PARTS.split(line) if part]
    titled = [" ".join(part.split()[:n]) for part in parts[1:] for n in (2, 1)]
    words = line.split()
    ends = [" ".join(words[-n:]) for n in (3, 2, 1) if len(words) > n]
    return next((name for part in (*parts, *titled, *ends) if (name := find_name(part)) and is_agency(name)), None)
