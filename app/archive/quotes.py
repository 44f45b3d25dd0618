"""Quotes as users find them: who said what, over all articles.

What has the words of a query is either looked for along the index by date, or collected and sorted (quote_walks.py).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, NamedTuple
from uuid import UUID

from sqlalchemy import (
    REAL,
    ColumnElement,
    Double,
    FromClause,
    Row,
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
from sqlalchemy.orm import Session

from app.archive.bounds import SEARCH_SECONDS, bound_search
from app.archive.cursors import Cursor
from app.archive.lists import Filter, Listed, Paging, resolve_filters, sort_by_place, stand_after
from app.archive.names import key_of
from app.archive.plans import N_RANKED, N_RANKED_AT_LEAST, N_RANKED_AT_MOST
from app.archive.query import Query, list_fields, parse_query
from app.archive.quote_views import show_quotes, write_quote
from app.archive.quote_walks import WHOLE_WALK, list_walks
from app.archive.selection import bound_query, list_stemmers
from app.archive.sources import find_source_id
from app.archive.speakers import find_speaker_id
from app.archive.tables import article, quote, wording
from app.archive.tsquery import Condition, write_condition
from app.archive.words import choose_stemmer
from app.errors import BadQuery, BadRequest


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


class _Shape(NamedTuple):
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


@dataclass(frozen=True, slots=True)
class _Asked:
    """The filters of a list, understood."""

    names: frozenset[str]
    values: dict[str, object]
    condition: Condition | None


def list_quotes(
    session: Session,
    given: Mapping[str, object],
    paging: Paging,
    *,
    collapse: bool = False,
    seconds: float = SEARCH_SECONDS,
) -> Listed:
    """List the quotes of current revisions as JSON, by their articles' dates or by relevance.

    Filters are those of GET /quotes; every one given must hold. With `collapse`, the same words of the same speaker
    come once: where they stand first in the order of the list. Raise BadCursor, BadQuery and TooSlow.
    """
    if paging.sort == "relevance" and "q" not in given:
        raise BadRequest("sort=relevance needs words to go by: add q")
    after = paging.parse_cursor()
    with bound_search(session, seconds):
        asked = _understand(session, given)
        if asked is None:
            return Listed()
        find = _find_by_relevance if paging.sort == "relevance" else _find_by_date
        rows, oldest = find(session, asked, paging, after, collapse=collapse)
    shown = rows[: paging.limit]
    more = len(rows) > paging.limit
    next_ = Cursor(paging.sort, shown[-1].place, shown[-1].id, oldest=oldest).write() if more else None
    return Listed(tuple(write_quote(row) for row in shown), next_)


def list_sightings(
    session: Session, wording_id: UUID, speaker_id: UUID | None, *, limit: int, seconds: float = SEARCH_SECONDS
) -> Listed:
    """List the quotes of one utterance, the first seen first, each with how often it was seen."""
    who: dict[str, object] = {"nobody": True} if speaker_id is None else {"speaker": str(speaker_id)}
    paging = Paging(limit, None, "published_at")
    with bound_search(session, seconds):
        asked = _understand(session, {"wording": wording_id, **who})
        if asked is None:
            return Listed()
        show = show_sightings
        shape = _Shape(asked.names, "index", descending=False)
        rows = session.execute(_build(shape, show), {**asked.values, "n_rows": paging.limit}).all()
    return Listed(tuple(write_quote(row) for row in rows))


def _understand(session: Session, given: Mapping[str, object]) -> _Asked | None:
    """Understand the filters; None where one names what the archive does not have."""
    rest = {name: value for name, value in given.items() if name != "q"}
    condition = None
    if "q" in given:
        text, language = str(given["q"]), given.get("language")
        query = parse_query(text)
        _refuse_fields(query, text)
        stemmers = {choose_stemmer(str(language))} if language else list_stemmers(session)
        condition = write_condition(query, stemmers)
    values = resolve_filters(session, FILTERS, rest)
    if values is None:
        return None
    if condition:
        values |= {"q": condition.exact, "loose_q": condition.loose}
    return _Asked(frozenset(rest), values, condition)


def _refuse_fields(query: Query, text: str) -> None:
    """Raise BadQuery for a field: quotes have their words to be found by, and filters for the rest."""
    for field in list_fields(query):
        at = max(0, text.lower().find(f"{field}:"))
        raise BadQuery(f"the words of quotes have no fields: leave {field}: out, or use the parameters", at, text)


Show = Callable[[FromClause], Select[Any]]


def show_plain(page: FromClause) -> Select[Any]:
    """Show quotes without how often they were seen."""
    return show_quotes(page, with_sightings=False)


def show_sightings(page: FromClause) -> Select[Any]:
    """Show quotes with how often their utterance was seen."""
    return show_quotes(page, with_sightings=True)


def _show_places(page: FromClause) -> Select[Any]:
    return select(*page.c)


def _find_by_date(
    session: Session, asked: _Asked, paging: Paging, after: Cursor | None, *, collapse: bool
) -> tuple[Sequence[Row[Any]], None]:
    bound: dict[str, object] = {"n_rows": paging.limit + 1}
    if after is not None:
        bound |= {"last_place": after.place, "last_id": after.id}
    shape = _Shape(asked.names, "index", paging.is_descending, "after" if after else "", collapse)
    show = show_sightings if collapse else show_plain
    return _find(session, asked, shape, show, bound, n_enough=paging.limit + 1), None


def _find(
    session: Session, asked: _Asked, shape: _Shape, show: Show, bound: Mapping[str, object], *, n_enough: int
) -> Sequence[Row[Any]]:
    """Find rows by the plan that is cheap; `n_enough` of them end a walk."""
    bound = {**asked.values, **bound}
    if asked.condition is None:
        return session.execute(_build(shape, show), bound).all()
    if shape.begins != "since":
        walk, of_one = _build(shape._replace(plan="walk"), show), "speaker" in shape.names
        for n_walked in list_walks(session, asked.condition, n_enough, of_one=of_one, is_sifted=shape.is_sifted):
            rows = session.execute(walk, {**bound, "n_walked": n_walked}).all()
            if len(rows) >= n_enough or n_walked == WHOLE_WALK:
                return rows
    return session.execute(_build(shape._replace(plan="collect"), show), bound).all()


def _find_by_relevance(
    session: Session, asked: _Asked, paging: Paging, after: Cursor | None, *, collapse: bool
) -> tuple[Sequence[Row[Any]], Any]:
    """Rank the newest matches; a later page ranks all since the oldest of the first, so that each keeps its rank."""
    oldest = after.oldest if after else None
    shape = _Shape(asked.names, "index", descending=True, begins="since" if after else "", collapse=collapse)
    places = {"n_rows": N_RANKED_AT_MOST if after else N_RANKED, "oldest": oldest}
    newest = _find(session, asked, shape, _show_places, places, n_enough=N_RANKED_AT_LEAST)
    if not newest:
        return (), None
    bound: dict[str, object] = {**asked.values, "ids": [row.id for row in newest], "n_rows": paging.limit + 1}
    if after:
        bound |= {"last_place": after.place, "last_id": after.id}
    ranking = _build_ranking(show_sightings if collapse else show_plain, after=after is not None)
    return session.execute(ranking, bound).all(), oldest or newest[-1].place


def _has_words(of: FromClause) -> ColumnElement[bool]:
    matched: ColumnElement[bool] = of.c.search.bool_op("@@")(bound_query())
    return matched


@lru_cache(maxsize=256)
def _build(shape: _Shape, show: Show) -> Select[Any]:
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


def _walk(found: Select[Any], shape: _Shape) -> Select[Any]:
    """Look for words along the index by date, so many steps and no more."""
    ordered = found.order_by(*_order(quote.c.sorted_at, quote.c.id, shape))
    steps = ordered.limit(bindparam("n_walked")).subquery("steps")
    rows, of_step = select(steps.c.id, steps.c.place), wording.c.id == steps.c.wording_id
    if shape.is_sifted:
        rows = rows.join(wording, of_step).where(_has_words(wording))
    else:  # a wording a step: PostgreSQL likes to fetch all that have the words, which are many
        rows = rows.where(select(_has_words(wording)).where(of_step).scalar_subquery())
    return rows.order_by(*_order(steps.c.place, steps.c.id, shape))


def _stands_first(shape: _Shape) -> ColumnElement[bool]:
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


def _order(place: ColumnElement[Any], id_: ColumnElement[Any], shape: _Shape) -> tuple[ColumnElement[Any], ...]:
    return (place.desc(), id_.desc()) if shape.descending else (place, id_)


@lru_cache(maxsize=16)
def _build_ranking(show: Show, *, after: bool) -> Select[Any]:
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
