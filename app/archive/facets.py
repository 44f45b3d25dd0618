"""How articles divide by who, where and when."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, Literal

from sqlalchemy import (
    JSON,
    ColumnElement,
    FromClause,
    Select,
    Text,
    bindparam,
    cast,
    func,
    literal_column,
    null,
    select,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Session

from app.archive.bounds import SEARCH_SECONDS, bound_search
from app.archive.counts import estimate_articles
from app.archive.selection import Selection, conditions_on, select_articles
from app.archive.tables import article, source, speaker
from app.archive.views import build_object, write_time

Facet = Literal["source", "publisher", "place", "agency", "speaker", "author", "language", "year", "month"]

MOST_COLLECTED = 100_000
"""Of more articles that must be collected, or have their speakers or authors counted, the newest are: about so many."""
MOST_COUNTED = 1_000_000
"""The same where an index can be counted along."""


def count_facets(
    session: Session,
    by: Sequence[Facet],
    given: Mapping[str, object],
    *,
    limit: int = 20,
    seconds: float = SEARCH_SECONDS,
) -> str:
    """Count articles by facets, as JSON: the most frequent values first, years and months in order of time.

    Filters are those of `list_articles`. Raise BadQuery and TooSlow.
    """
    facets = tuple(dict.fromkeys(by))
    with bound_search(session, seconds):
        selection = select_articles(session, given)
        if selection is None:
            empty = ", ".join(f'"{facet}": []' for facet in facets)
            return f'{{"n_articles": 0, "counted_from": null, "facets": {{{empty}}}}}'
        counted_from = _choose_start(session, selection, facets)
        is_collected = selection.is_scattered or counted_from is not None
        statement = _build(facets, selection.names, is_bounded=counted_from is not None, is_collected=is_collected)
        bound = {**selection.values, "counted_from": counted_from, "n_values": limit}
        return str(session.execute(statement, bound).scalar_one())


_nth_newest = select(article.c.sorted_at).order_by(article.c.sorted_at.desc()).offset(bindparam("n")).limit(1)


def _choose_start(session: Session, selection: Selection, facets: Sequence[Facet]) -> datetime | None:
    """Give the time since when about as many articles match as can be counted; None if that is all of them."""
    is_dear = selection.is_scattered or not {"speaker", "author"}.isdisjoint(facets)
    most = MOST_COLLECTED if is_dear else MOST_COUNTED
    n_matching = estimate_articles(session, selection)
    if n_matching <= most:
        return None
    n_articles = estimate_articles(session, Selection(frozenset(), {}))
    start: datetime | None = session.execute(_nth_newest, {"n": int(n_articles * most / n_matching)}).scalar()
    return start


@lru_cache(maxsize=256)
def _build(facets: tuple[Facet, ...], names: frozenset[str], *, is_bounded: bool, is_collected: bool) -> Select[Any]:
    rows = select(article).where(*conditions_on(article, names))
    if is_bounded:
        rows = rows.where(article.c.sorted_at >= bindparam("counted_from"))
    # Matches that must be collected are so once; else each facet has an index of its own to be counted along.
    needed = {column for facet in facets for column in _COLUMNS[facet]} | {"id"}
    matching = rows.with_only_columns(*(article.c[name] for name in sorted(needed))).cte("matching")
    matching = matching.prefix_with("MATERIALIZED" if is_collected else "NOT MATERIALIZED")
    counted_from = write_time(bindparam("counted_from", type_=article.c.sorted_at.type)) if is_bounded else null()
    answer = build_object(
        n_articles=select(func.count()).select_from(matching).scalar_subquery(),
        counted_from=counted_from,
        facets=build_object(**{facet: _list_values(facet, matching) for facet in facets}),
    )
    return select(cast(answer, Text))


_COLUMNS: dict[Facet, tuple[str, ...]] = {
    "source": ("source_id",),
    "publisher": ("publisher_id",),
    "place": ("place_key", "dateline_place"),  # its key, and how it is written
    "agency": ("agency_key", "dateline_agency"),
    "speaker": ("speaker_ids",),
    "author": ("author_keys", "authors"),
    "language": ("language",),
    "year": ("published_on",),
    "month": ("published_on", "published_precision"),
}


def _list_values(facet: Facet, matching: FromClause) -> ColumnElement[Any]:
    if facet in ("year", "month"):
        return _list_periods(facet, matching)
    key: ColumnElement[Any] = matching.c[_COLUMNS[facet][0]]
    form: ColumnElement[Any] = cast(null(), Text)
    rows = matching
    if facet == "speaker":
        rows = select(func.unnest(key).label("key")).subquery("speaking")
        key = rows.c.key
    elif facet == "author":
        pairs = func.unnest(key, matching.c.authors).table_valued("key", "form").render_derived("writing")
        rows, key, form = matching.join(pairs, literal_column("true")), pairs.c.key, func.min(pairs.c.form)
    elif facet == "language":
        form = func.min(key)
    n = func.count().label("n")
    counted = select(key.label("key"), form.label("form"), n).select_from(rows).where(key.is_not(None)).group_by(key)
    most = counted.order_by(n.desc(), key).limit(bindparam("n_values")).subquery("most")
    named = {"source": source, "publisher": source, "speaker": speaker}.get(facet)
    if named is None:
        value = most.c.form if facet in ("author", "language") else _find_form(facet, most.c.key)
        return _gather(most, build_object(value=value, id=null(), slug=null(), n_articles=most.c.n))
    value = build_object(value=named.c.name, id=named.c.id, slug=named.c.slug, n_articles=most.c.n)
    return _gather(most, value, most.join(named, named.c.id == most.c.key))


def _find_form(facet: Facet, key: ColumnElement[Any]) -> ColumnElement[Any]:
    """Find how some article writes a place or agency."""
    any_article = article.alias("any_article")
    column, form = (any_article.c[name] for name in _COLUMNS[facet])
    return select(form).where(column == key).limit(1).scalar_subquery()


def _gather(most: FromClause, value: ColumnElement[Any], rows: FromClause | None = None) -> ColumnElement[Any]:
    values = func.json_agg(aggregate_order_by(value, most.c.n.desc(), most.c.key))
    empty = literal_column("'[]'::json", JSON)
    return select(func.coalesce(values, empty)).select_from(most if rows is None else rows).scalar_subquery()


def _list_periods(facet: Facet, matching: FromClause) -> ColumnElement[Any]:
    """Count by year, or by month what is known to the month."""
    form = literal_column("'YYYY'" if facet == "year" else "'YYYY-MM'", Text)
    day = matching.c.published_on
    by_day = select(day.label("day"), func.count().label("n")).where(day.is_not(None)).group_by(day)
    if facet == "month":
        by_day = by_day.where(matching.c.published_precision != "year")
    days = by_day.subquery("days")  # by day first: a day is written once, not each article's
    written = select(func.to_char(days.c.day, form).label("key"), func.sum(days.c.n).label("n"))
    periods = written.group_by(literal_column("1")).subquery("periods")
    value = build_object(value=periods.c.key, id=null(), slug=null(), n_articles=periods.c.n)
    values = func.json_agg(aggregate_order_by(value, periods.c.key))
    return select(func.coalesce(values, literal_column("'[]'::json"))).select_from(periods).scalar_subquery()
