"""Lists: what is asked for, what comes back, and the filters that make the choice."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, FromClause, Select, bindparam, tuple_
from sqlalchemy.orm import Session

from app.archive.cursors import Cursor, parse_cursor

Show = Callable[[FromClause], Select[Any]]

TimeSort = Literal["published_at", "-published_at", "first_seen_at", "-first_seen_at"]
Sort = Literal[TimeSort, "relevance"]


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page of a list is wanted."""

    limit: int = 20
    cursor: str | None = None
    sort: Sort = "-published_at"

    @property
    def is_descending(self) -> bool:
        """Whether the list goes from the newest, or the most relevant, downwards."""
        return self.sort.startswith("-") or self.sort == "relevance"

    def parse_cursor(self) -> Cursor | None:
        """Give the place after which the page begins, None for the first page; raise BadCursor."""
        return None if self.cursor is None else parse_cursor(self.cursor, self.sort)


@dataclass(frozen=True, slots=True)
class Total:
    """How many rows all pages have together."""

    n: int
    is_exact: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """Some rows of a list as JSON texts, and the cursor after the last of them if there are more."""

    items: tuple[str, ...] = ()
    next: str | None = None
    total: Total | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition on one bound value, and how the value is had from what the user typed."""

    condition: Callable[[FromClause], ColumnElement[bool]]
    """On the columns of whatever the rows are taken from."""
    resolve: Callable[[Session, Any], object | None] = lambda _, value: value
    """Gives None for a name that the archive does not know: nothing can match it."""


def resolve_filters(
    session: Session, filters: Mapping[str, Filter], given: Mapping[str, object]
) -> dict[str, object] | None:
    """Give the values to bind; None where a name is unknown, so that nothing can match."""
    values: dict[str, object] = {}
    for name, value in given.items():
        resolved = filters[name].resolve(session, value)
        if resolved is None:
            return None
        values[name] = resolved
    return values


def stand_after(*place: ColumnElement[Any], descending: bool) -> ColumnElement[bool]:
    """Say that a row comes after the last one given, whose place and id are bound."""
    last = tuple_(bindparam("last_place"), bindparam("last_id"))
    return tuple_(*place) < last if descending else tuple_(*place) > last


def sort_by_place(show: Show, page: FromClause, *, descending: bool) -> Select[Any]:
    """Show the rows (place, id) of a page in their order."""
    place, id_ = page.c.place, page.c.id
    return show(page).order_by(*((place.desc(), id_.desc()) if descending else (place, id_)))
