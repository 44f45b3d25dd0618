"""Lists by filters and keyset.

No row is lost or repeated while others come in, and the last page costs what the first does.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import Column, ColumnElement, Select, bindparam, tuple_
from sqlalchemy.orm import Session

from app.archive.cursors import Cursor, parse_cursor
from app.archive.tables import article

Sort = Literal["published_at", "-published_at"]


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page of a list is wanted."""

    limit: int = 20
    cursor: str | None = None
    sort: Sort = "-published_at"


@dataclass(frozen=True, slots=True)
class Listed:
    """Some rows of a list as JSON texts, and the cursor after the last of them if there are more."""

    items: tuple[str, ...] = ()
    next: str | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition on one bound value, and how the value is had from what the user typed."""

    condition: ColumnElement[bool]
    resolve: Callable[[Session, Any], object | None] = lambda _, value: value
    """Gives None for a name that the archive does not know: nothing can match it."""


@dataclass(frozen=True, slots=True)
class SortedRows:
    """Rows (id, sorted_at, json) that can be filtered, in the order of their articles' dates."""

    rows: Select[Any]
    id: Column[Any]
    filters: Mapping[str, Filter]
    _built: dict[tuple[frozenset[str], Sort, bool], Select[Any]] = field(default_factory=dict)

    def read(self, session: Session, given: Mapping[str, object], paging: Paging) -> Listed:
        """Read one page of the rows that every filter given lets through; raise BadCursor."""
        values = {name: self.filters[name].resolve(session, value) for name, value in given.items()}
        if None in values.values():
            return Listed()
        bound = {**values, "n_rows": paging.limit + 1}
        if paging.cursor is not None:
            last = parse_cursor(paging.cursor)
            bound |= {"last_sorted_at": last.sorted_at, "last_id": last.id}
        rows = session.execute(self._build(frozenset(given), paging.sort, paging.cursor is not None), bound).all()
        shown = rows[: paging.limit]
        next_ = Cursor(shown[-1].sorted_at, shown[-1].id).write() if len(rows) > paging.limit else None
        return Listed(tuple(row.json for row in shown), next_)

    def _build(self, names: frozenset[str], sort: Sort, after: bool) -> Select[Any]:  # noqa: FBT001 - part of the key
        """Build the statement of one shape of filters once: building it costs more than running it."""
        shape = (names, sort, after)
        if shape not in self._built:
            place = tuple_(article.c.sorted_at, self.id)
            last = tuple_(bindparam("last_sorted_at"), bindparam("last_id"))
            statement = self.rows.where(*(self.filters[name].condition for name in sorted(names)))
            if after:
                statement = statement.where(place < last if sort == "-published_at" else place > last)
            order = (article.c.sorted_at, self.id)
            if sort == "-published_at":
                statement = statement.order_by(*(column.desc() for column in order))
            else:
                statement = statement.order_by(*order)
            self._built[shape] = statement.limit(bindparam("n_rows"))
        return self._built[shape]
