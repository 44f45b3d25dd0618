"""The statements that find quotes, each built once for its shape."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from sqlalchemy import (
    REAL,
    ColumnElement,
    Double,
    FromClause,
    Select,
    Uuid,
    bindparam,
    cast,
    func,
    literal,
    literal_column,
    select,
    tuple_,
)
from sqlalchemy.dialects.postgresql import ARRAY

from app.archive.lists import Filter, sort_by_place, stand_after
from app.archive.names import key_of
from app.archive.quote_views import show_quotes
from app.archive.selection import bound_query
from app.archive.sources import find_source_id
from app.archive.speakers import find_speaker_id
from app.archive.tables import article, quote, wording


class _Rows(NamedTuple):
    """Where quotes are looked for; twice where each utterance is wanted once."""

    quote: FromClause
    article: FromClause


_QUOTES = _Rows(quote, article)
_OTHERS = _Rows(quote.alias("other"), article.alias("carrier"))

FILTERS = {
    "speaker": Filter(lambda of: of.c.speaker_id == bindparam("speaker"), find_speaker_id),
    "wording": Filter(lambda of: of.c.wording_id == bindparam("wording")),
    "kind": Filter(lambda of: of.c.kind == bindparam("kind")),
    "min_confidence": Filter(
        lambda of: of.c.confidence >= cast(bindparam("min_confidence"), REAL),
        lambda _, least: round(least, 6),  # as REAL has it: it knows no 1e-50
    ),
    "source": Filter(lambda of: of.c.source_id == bindparam("source"), find_source_id),
    "publisher": Filter(lambda of: of.c.publisher_id == bindparam("publisher"), find_source_id),
    "place": Filter(lambda of: of.c.place_key == bindparam("place"), lambda _, name: key_of(name)),
    "language": Filter(lambda of: of.c.language == bindparam("language")),
    "published_from": Filter(lambda of: of.c.published_at >= bindparam("published_from")),
    "published_to": Filter(lambda of: of.c.published_at < bindparam("published_to")),
    "nobody": Filter(lambda of: of.c.speaker_id.is_(None)),
}
OF_QUOTES = frozenset({"speaker", "wording", "kind", "min_confidence", "nobody"})
"""The filters that go by the quote; the others by its article."""
ALONG_AN_INDEX = frozenset({"speaker", "nobody", "wording", "published_from", "published_to"})
"""The filters whose quotes an index has in order of date."""


def _conditions_on(rows: _Rows, names: frozenset[str]) -> list[ColumnElement[bool]]:
    conditions = [FILTERS[name].condition(rows.quote if name in OF_QUOTES else rows.article) for name in sorted(names)]
    # A dated article's quotes are sorted by its date: said of the quote as well, its index need not be walked further.
    if "published_from" in names:
        conditions.append(rows.quote.c.sorted_at >= bindparam("published_from"))
    if "published_to" in names:
        conditions.append(rows.quote.c.sorted_at < bindparam("published_to"))
    return conditions


class Shape(NamedTuple):
    """What makes one statement differ from another."""

    names: frozenset[str]
    """The filters, without `q`."""
    plan: Literal["index", "walk", "collect"]
    descending: bool
    begins: Literal["", "after", "since"] = ""
    collapse: bool = False

    @property
    def is_sifted(self) -> bool:
        """Whether not all quotes on the way of a walk are let through, even before their words are looked at."""
        return not self.names <= ALONG_AN_INDEX


Show = Callable[[FromClause], Select[Any]]


def show_plain(page: FromClause) -> Select[Any]:
    """Show quotes without how often they were seen."""
    return show_quotes(page, with_sightings=False)


def show_sightings(page: FromClause) -> Select[Any]:
    """Show quotes with how often their utterance was seen."""
    return show_quotes(page, with_sightings=True)


def show_places(page: FromClause) -> Select[Any]:
    """Show no more than where quotes stand in the list."""
    return select(*page.c)


def _has_words(of: FromClause) -> ColumnElement[bool]:
    matched: ColumnElement[bool] = of.c.search.bool_op("@@")(bound_query())
    return matched


@lru_cache(maxsize=256)
def build_list(shape: Shape, show: Show) -> Select[Any]:
    """Build the statement of one shape once: building it costs more than running it."""
    rows = quote.join(article, article.c.revision_id == quote.c.revision_id)
    conditions = _conditions_on(_QUOTES, shape.names)
    if shape.begins == "after":
        conditions.append(stand_after(quote.c.sorted_at, quote.c.id, descending=shape.descending))
    elif shape.begins == "since":
        conditions.append(quote.c.sorted_at >= bindparam("oldest"))
    if shape.collapse:
        conditions.append(_stands_first(shape))
    found = select(quote.c.id, quote.c.sorted_at.label("place"), quote.c.wording_id).select_from(rows)
    found = found.where(*conditions)
    if shape.plan == "walk":
        page = _walk(found, shape)
    else:
        if shape.plan == "collect":
            having = select(wording.c.id).where(_has_words(wording)).cte("having").prefix_with("MATERIALIZED")
            found = found.join(having, having.c.id == quote.c.wording_id)
        page = found.order_by(*_order(quote.c.sorted_at, quote.c.id, shape))
    return sort_by_place(show, page.limit(bindparam("n_rows")).cte("page"), descending=shape.descending)


def _walk(found: Select[Any], shape: Shape) -> Select[Any]:
    """Look for words along the index by date, so many steps and no more."""
    ordered = found.order_by(*_order(quote.c.sorted_at, quote.c.id, shape))
    steps = ordered.limit(bindparam("n_walked")).subquery("steps")
    rows, of_step = select(steps.c.id, steps.c.place), wording.c.id == steps.c.wording_id
    if shape.is_sifted:
        rows = rows.join(wording, of_step).where(_has_words(wording))
    else:  # a wording a step: PostgreSQL likes to fetch all that have the words, which are many
        rows = rows.where(select(_has_words(wording)).where(of_step).scalar_subquery())
    return rows.order_by(*_order(steps.c.place, steps.c.id, shape))


def _stands_first(shape: Shape) -> ColumnElement[bool]:
    """Say that no other quote of the same utterance that the filters let through comes before in the list."""
    other, carrier = _OTHERS
    here = tuple_(quote.c.sorted_at, quote.c.id)
    there = tuple_(other.c.sorted_at, other.c.id)
    before = (
        select(literal(1))
        .select_from(other.join(carrier, carrier.c.revision_id == other.c.revision_id))
        .where(
            other.c.wording_id == quote.c.wording_id,
            other.c.speaker_id.is_not_distinct_from(quote.c.speaker_id),
            there > here if shape.descending else there < here,
            *_conditions_on(_OTHERS, shape.names),
        )
    )
    return ~before.exists()


def _order(place: ColumnElement[Any], id_: ColumnElement[Any], shape: Shape) -> tuple[ColumnElement[Any], ...]:
    return (place.desc(), id_.desc()) if shape.descending else (place, id_)


@lru_cache(maxsize=16)
def build_ranking(show: Show, *, after: bool) -> Select[Any]:
    """Build the statement for a page of the bound quotes, the most relevant to the bound query first."""
    rank = cast(func.ts_rank(wording.c.search, bound_query(), literal_column("1")), Double)  # 1: long ones count less
    ids = func.any(bindparam("ids", type_=ARRAY(Uuid)))
    ranked = select(quote.c.id, rank.label("place")).join(wording, wording.c.id == quote.c.wording_id)
    ranks = ranked.where(quote.c.id == ids).cte("ranked").prefix_with("MATERIALIZED")
    rows = select(ranks.c.id, ranks.c.place)
    if after:
        rows = rows.where(stand_after(ranks.c.place, ranks.c.id, descending=True))
    page = rows.order_by(ranks.c.place.desc(), ranks.c.id.desc()).limit(bindparam("n_rows")).cte("page")
    return sort_by_place(show, page, descending=True)
