"""What else a page gives for a fact, beside what was believed: kept so that a reader can judge for themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.extract.lines import squeeze
from app.extract.metadata import Found
from app.news import Candidate

_MOST = 5
_LONGEST = 200  # characters of a value


def list_others(believed: str | None, found: Iterable[Found]) -> tuple[Candidate, ...]:
    """List the first other values of a fact, each once and where it came first; dress makes no other value."""
    return tuple(_list_distinct(believed, found))[:_MOST]


def _list_distinct(believed: str | None, found: Iterable[Found]) -> Iterator[Candidate]:
    seen = {squeeze(believed or ""), ""}
    for text, where in found:
        if (key := squeeze(text) or text.strip()) not in seen:
            seen.add(key)
            yield Candidate(text[:_LONGEST].rstrip(), where)
