"""How the articles of a page are found: the statements, each built once for a shape of question.

PostgreSQL can't know which of two ways is the cheap one. To collect all matches and sort them is slow where there are
many; to walk the index by date until enough match is slow where there are few, or where they all lie far back. So the
matches are counted first, up to a few; then whoever walks takes so many steps and no more (docs/search.md).
"""

from functools import lru_cache
from typing import Any, Literal, NamedTuple

from sqlalchemy import (
    Column,
    ColumnElement,
    Double,
    FromClause,
    Select,
    Text,
    Uuid,
    bindparam,
    cast,
    func,
    literal,
    literal_column,
    not_,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import UserDefinedType

from app.archive.lists import Show, TimeSort, sort_by_place, stand_after
from app.archive.prepared import Prepared
from app.archive.selection import SCATTERED, bound_query, conditions_on, stand_first
from app.archive.tables import article

FEW = 2_000
"""So many matches are collected and sorted at once."""
GLANCE, GLANCE_FOR_PHRASES = 300, 1_000
"""Steps along the index by date before anything is counted: enough for words that are nearly everywhere."""
WALKS = (2_000,)
"""Steps where matches are many, before they are collected after all."""
WALKS_FOR_PHRASES = (2_000, 20_000)
"""The same where collecting is dear: each article that has the words must be looked into."""
N_RANKED = 500
"""Of all matches, the newest that are ranked by relevance."""
N_RANKED_AT_LEAST = 100
"""So few will do where more would mean to collect all matches."""
N_RANKED_AT_MOST = 2 * N_RANKED
"""With those that came in since the first page was given."""

Plan = Literal["index", "walk", "collect", "moved"]


class Shape(NamedTuple):
    """What makes one statement differ from another."""

    names: frozenset[str]
    """The filters."""
    sort: TimeSort
    begins: Literal["", "after", "since"]
    """Where rows may lie: anywhere, after the last one of a page, or since a time."""
    plan: Plan
    collapse: bool = False
    """Whether of each cluster the first that matches stands for all."""

    @property
    def is_descending(self) -> bool:
        """Whether the list goes from the newest downwards."""
        return self.sort.startswith("-")


class _Xid8(UserDefinedType[int]):
    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "xid8"


class _Snapshot(UserDefinedType[str]):
    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "pg_snapshot"


_PLACES: dict[str, Column[Any]] = {"published_at": article.c.sorted_at, "first_seen_at": article.c.first_seen_at}
_was_here = or_(
    article.c.moved_in.is_(None),
    func.pg_visible_in_snapshot(
        cast(cast(article.c.moved_in, Text), _Xid8), cast(bindparam("snapshot", type_=Text), _Snapshot)
    ),
)
"""Whether a row has not moved since the list was begun."""


@lru_cache(maxsize=512)
def build_list(shape: Shape, show: Show) -> Prepared:
    """Build the statement for a page in the order of a time: id, place, snapshot, and whatever is shown."""
    place: ColumnElement[Any] = _PLACES[shape.sort.removeprefix("-")]
    descending = shape.is_descending
    conditions = []
    if shape.plan == "moved":
        place = article.c.moved_from
        conditions += [not_(_was_here), article.c.moved_in >= bindparam("first_in_snapshot")]
    elif shape.begins == "after" and place is article.c.sorted_at:
        conditions.append(_was_here)
    if shape.begins == "after":
        conditions.append(stand_after(place, article.c.id, descending=descending))
    elif shape.begins == "since":
        conditions.append(place >= bindparam("oldest"))
    rows = _PLANS[shape.plan](shape, place, conditions)
    found = rows.limit(bindparam("n_rows")).subquery("found")
    snapshot = cast(func.pg_current_snapshot(), Text).label("snapshot")
    page = select(found.c.id, found.c.place, snapshot).cte("page")
    return Prepared(sort_by_place(show, page, descending=descending))


@lru_cache(maxsize=128)
def build_ranking(show: Show, *, after: bool) -> Select[Any]:
    """Build the statement for a page of the bound articles, the most relevant to the bound query first."""
    rank = cast(func.ts_rank(article.c.search, bound_query(), literal_column("1")), Double)  # 1: long texts count less
    ids = func.any(bindparam("ids", type_=ARRAY(Uuid)))
    ranked = select(article.c.id, rank.label("place")).where(article.c.id == ids)
    all_ranked = ranked.cte("ranked").prefix_with("MATERIALIZED")
    rows = select(all_ranked.c.id, all_ranked.c.place)
    if after:
        rows = rows.where(stand_after(all_ranked.c.place, all_ranked.c.id, descending=True))
    page = _in_order(rows, all_ranked.c.place, all_ranked.c.id, descending=True).limit(bindparam("n_rows")).cte("page")
    return sort_by_place(show, page, descending=True)


def show_places(page: FromClause) -> Select[Any]:
    """Show nothing but where the articles of a page stand."""
    return select(*page.c)


@lru_cache(maxsize=512)
def build_probe(names: frozenset[str], *, loose: bool) -> Select[Any]:
    """Build the statement that counts the articles that these filters let through, up to `n_rows`."""
    some = select(literal(1)).select_from(article).where(*conditions_on(article, names, loose=loose))
    return select(func.count()).select_from(some.limit(bindparam("n_rows")).subquery())


def _by_index(shape: Shape, place: ColumnElement[Any], conditions: list[ColumnElement[bool]]) -> Select[Any]:
    """Leave it to an index that has the rows in order."""
    rows = select(article.c.id, place.label("place")).where(*conditions, *_conditions_of(shape, article))
    return _in_order(rows, place, article.c.id, descending=shape.is_descending)


def _by_walking(shape: Shape, place: ColumnElement[Any], conditions: list[ColumnElement[bool]]) -> Select[Any]:
    """Look for matches along the index by time, so many steps and no more."""
    descending, looked_into = shape.is_descending, ("cluster_id", "search", "speaker_ids", "author_keys")
    steps = select(article.c.id, place.label("place"), *(article.c[name] for name in looked_into))
    steps = steps.where(*conditions, *conditions_on(article, shape.names - SCATTERED))
    walked = _in_order(steps, place, article.c.id, descending=descending).limit(bindparam("n_walked")).subquery("steps")
    rows = select(walked.c.id, walked.c.place).where(*conditions_on(walked, shape.names & SCATTERED))
    if shape.collapse:
        rows = rows.where(stand_first(walked, shape.names))
    return _in_order(rows, walked.c.place, walked.c.id, descending=descending)


def _by_collecting(shape: Shape, place: ColumnElement[Any], conditions: list[ColumnElement[bool]]) -> Select[Any]:
    """Collect all matches, then sort them."""
    matching = select(article.c.id, place.label("place")).where(*conditions, *_conditions_of(shape, article))
    collected = matching.cte("matching").prefix_with("MATERIALIZED")
    rows = select(collected.c.id, collected.c.place)
    return _in_order(rows, collected.c.place, collected.c.id, descending=shape.is_descending)


def _conditions_of(shape: Shape, rows: FromClause) -> list[ColumnElement[bool]]:
    first = [stand_first(rows, shape.names)] if shape.collapse else []
    return [*conditions_on(rows, shape.names), *first]


_PLANS = {"index": _by_index, "walk": _by_walking, "collect": _by_collecting, "moved": _by_collecting}


def _in_order(
    rows: Select[Any], place: ColumnElement[Any], id_: ColumnElement[Any], *, descending: bool
) -> Select[Any]:
    return rows.order_by(place.desc(), id_.desc()) if descending else rows.order_by(place, id_)
