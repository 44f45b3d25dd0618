"""How articles spread over time."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Literal

from sqlalchemy import (
    Date,
    Numeric,
    Select,
    Text,
    bindparam,
    case,
    cast,
    false,
    func,
    literal_column,
    select,
)
from sqlalchemy import (
    Interval as IntervalType,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Session

from app.archive.bounds import SEARCH_SECONDS, bound_search
from app.archive.selection import conditions_on, select_articles
from app.archive.tables import article
from app.archive.views import build_object
from app.errors import BadRequest

Interval = Literal["day", "week", "month", "year"]

MOST_INTERVALS = 5_000
"""A day's timeline of 13 years."""

_EXACT_ENOUGH = {
    "day": ("second", "minute", "day"),
    "week": ("second", "minute", "day"),
    "month": ("second", "minute", "day", "month"),
    "year": ("second", "minute", "day", "month", "year"),
}
"""How exactly a date must be known to fall into an interval."""

_PERIOD = frozenset({"published_from", "published_to"})


def count_timeline(
    session: Session, interval: Interval, given: Mapping[str, object], *, seconds: float = SEARCH_SECONDS
) -> str:
    """Count articles by the interval that they were published in (UTC, weeks from Monday), as JSON.

    Intervals without a match are there with zero, from the first match to the last, or from `published_from` to
    `published_to` where given. Filters are those of `list_articles`. Raise BadQuery, TooSlow, and BadRequest for more
    than 5,000 intervals.
    """
    with bound_search(session, seconds):
        selection = select_articles(session, given)
        if selection is None:  # a name that the archive does not know: the period has its intervals all the same
            statement, values = _build(interval, _PERIOD.intersection(given), is_empty=True), given
        else:
            statement, values = _build(interval, selection.names), selection.values
        row = session.execute(statement, values).one()
    if row.n_intervals > MOST_INTERVALS:
        raise BadRequest(
            f"this timeline would have more than {MOST_INTERVALS:,} intervals: take longer ones, or name a period with"
            " published_from and published_to"
        )
    return str(row.json)


@lru_cache(maxsize=128)
def _build(interval: Interval, names: frozenset[str], *, is_empty: bool = False) -> Select[Any]:
    unit = literal_column(f"'{interval}'", Text)
    step = literal_column(f"interval '1 {interval}'", IntervalType)
    known = article.c.published_precision.in_(
        [literal_column(f"'{precision}'") for precision in _EXACT_ENOUGH[interval]]
    )

    # By day first: a day is cut to its interval once, not each article's.
    matching = select(case((known, article.c.published_on)).label("day"), func.count().label("n"))
    nothing = (false(),) if is_empty else ()
    by_day = matching.where(*conditions_on(article, names), *nothing).group_by(literal_column("1")).cte("by_day")
    start = cast(func.date_trunc(unit, by_day.c.day), Date).label("start")
    counted = (
        select(start, func.sum(by_day.c.n).label("n"))
        .where(by_day.c.day.is_not(None))
        .group_by(literal_column("1"))
        .cte("counted")
    )

    first: Any = select(func.min(counted.c.start)).scalar_subquery()
    last: Any = select(func.max(counted.c.start)).scalar_subquery()
    if "published_from" in names:
        first = cast(func.date_trunc(unit, func.timezone("UTC", bindparam("published_from"))), Date)
    if "published_to" in names:
        until = func.timezone("UTC", bindparam("published_to")) - literal_column("interval '1 microsecond'")
        last = cast(func.date_trunc(unit, until), Date)
    period = select(first.label("first"), last.label("last")).cte("period")
    series = func.generate_series(period.c.first, period.c.last, step).table_valued("start").render_derived()
    starts = (
        select(cast(series.c.start, Date).label("start"))
        .select_from(period.join(series, literal_column("true")))
        .limit(MOST_INTERVALS + 1)
        .cte("starts")
    )

    everything = select(article.c.published_on.label("day"), func.count().label("n")).where(known)
    within = everything.where(
        article.c.published_on >= select(period.c.first).scalar_subquery(),
        article.c.published_on < select(period.c.last + step).scalar_subquery(),
    )
    all_by_day = within.group_by(article.c.published_on).cte("all_by_day")
    all_start = cast(func.date_trunc(unit, all_by_day.c.day), Date).label("start")
    all_counted = (
        select(all_start, func.sum(all_by_day.c.n).label("n")).group_by(literal_column("1")).cte("all_counted")
    )

    n, n_all = func.coalesce(counted.c.n, 0), func.coalesce(all_counted.c.n, 0)
    item = build_object(
        start=starts.c.start,
        n_articles=n,
        n_all=n_all,
        ratio=case((n_all > 0, func.round(cast(n, Numeric) / n_all, 6))),
    )
    rows = starts.outerjoin(counted, counted.c.start == starts.c.start)
    rows = rows.outerjoin(all_counted, all_counted.c.start == starts.c.start)
    items = select(func.json_agg(aggregate_order_by(item, starts.c.start))).select_from(rows).scalar_subquery()
    dated = select(func.coalesce(func.sum(counted.c.n), 0)).scalar_subquery()
    undated = select(func.coalesce(func.sum(by_day.c.n), 0)).where(by_day.c.day.is_(None)).scalar_subquery()
    answer = build_object(
        interval=unit,
        n_articles=dated,
        n_undated=undated,
        items=func.coalesce(items, literal_column("'[]'::json")),
    )
    n_intervals = select(func.count()).select_from(starts).scalar_subquery()
    return select(cast(answer, Text).label("json"), n_intervals.label("n_intervals"))
