"""Speakers as users find them: by the beginnings of their names, the most quoted first, and each with what it said."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import (
    JSON,
    ColumnElement,
    Date,
    Double,
    FromClause,
    Interval,
    Select,
    Text,
    bindparam,
    cast,
    func,
    literal_column,
    select,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Session

from app.archive.bounds import SEARCH_SECONDS, bound_search
from app.archive.cursors import Cursor, parse_cursor
from app.archive.lists import Listed, sort_by_place, stand_after
from app.archive.selection import bound_query
from app.archive.tables import article, quote, source, speaker, speaker_alias, speaker_count
from app.archive.vector import quote_lexeme
from app.archive.views import build_object, write_time
from app.archive.words import UNSTEMMED, read_lexemes
from app.errors import NotFound

SpeakerSort = Literal["-n_quotes", "name"]


@dataclass(frozen=True, slots=True)
class SpeakerPaging:
    """Which page of the speakers is wanted."""

    limit: int = 20
    cursor: str | None = None
    sort: SpeakerSort = "-n_quotes"


def list_speakers(session: Session, q: str | None, paging: SpeakerPaging, *, seconds: float = SEARCH_SECONDS) -> Listed:
    """List those who are quoted in current revisions, as JSON.

    `q` is the beginnings of words of a name, of any form by which articles named them: mar odu. Raise BadCursor.
    """
    after = None if paging.cursor is None else parse_cursor(paging.cursor, paging.sort)
    bound: dict[str, object] = {"n_rows": paging.limit + 1}
    if q is not None:
        begins = write_beginnings(q)
        if not begins:
            return Listed()
        bound["q"] = begins
    if after is not None:
        bound |= {"last_place": after.place, "last_id": after.id}
    with bound_search(session, seconds):
        rows = session.execute(_build(paging.sort, by_name=q is not None, after=after is not None), bound).all()
    shown = rows[: paging.limit]
    more = len(rows) > paging.limit
    next_ = Cursor(paging.sort, shown[-1].place, shown[-1].id).write() if more else None
    return Listed(tuple(row.json for row in shown), next_)


def write_beginnings(q: str) -> str:
    """Write the tsquery that finds names with words that begin like those given; empty where there are none."""
    return " & ".join(f"{quote_lexeme(lexeme)}:*" for lexeme in dict.fromkeys(read_lexemes(q, UNSTEMMED)))


_counts = speaker_count
_listed: dict[str, ColumnElement[Any]] = {
    "id": speaker.c.id,
    "name": speaker.c.name,
    "slug": speaker.c.slug,
    "may_be_several": speaker.c.may_be_several,
    "n_quotes": func.coalesce(_counts.c.n_quotes, 0),
    "n_articles": func.coalesce(_counts.c.n_articles, 0),
    "first_quoted_at": write_time(_counts.c.first_quoted_at),
    "last_quoted_at": write_time(_counts.c.last_quoted_at),
}


def _show(page: FromClause) -> Select[Any]:
    rows = page.join(speaker, speaker.c.id == page.c.id).join(_counts, _counts.c.speaker_id == page.c.id)
    return select(*page.c, cast(build_object(**_listed), Text).label("json")).select_from(rows)


@lru_cache(maxsize=8)
def _build(sort: SpeakerSort, *, by_name: bool, after: bool) -> Select[Any]:
    descending = sort == "-n_quotes"
    place: ColumnElement[Any] = cast(_counts.c.n_quotes, Double) if descending else speaker.c.slug
    ordered: ColumnElement[Any] = _counts.c.n_quotes if descending else speaker.c.slug
    rows = select(_counts.c.speaker_id.label("id"), place.label("place")).where(_counts.c.n_quotes > 0)
    if not descending:
        rows = rows.join(speaker, speaker.c.id == _counts.c.speaker_id)
    if by_name:
        found = select(speaker_alias.c.speaker_id).where(speaker_alias.c.search.bool_op("@@")(bound_query()))
        rows = rows.where(_counts.c.speaker_id.in_(found))
    if after:
        rows = rows.where(stand_after(ordered, _counts.c.speaker_id, descending=descending))
    id_ = _counts.c.speaker_id
    order = (ordered.desc(), id_.desc()) if descending else (ordered, id_)
    page = rows.order_by(*order).limit(bindparam("n_rows")).cte("page")
    return sort_by_place(_show, page, descending=descending)


_said = (
    select(
        cast(func.date_trunc("month", func.timezone("UTC", quote.c.sorted_at)), Date).label("month"),
        article.c.source_id,
        quote.c.speaker_alias_id,
        func.count().label("n"),
    )
    .select_from(quote.join(article, article.c.revision_id == quote.c.revision_id))
    .where(quote.c.speaker_id == bindparam("id"))
    .group_by(literal_column("1"), article.c.source_id, quote.c.speaker_alias_id)
    .cte("said")
    .prefix_with("MATERIALIZED")
)
_none: ColumnElement[Any] = literal_column("'[]'::json", JSON)


def _gather(item: ColumnElement[Any], rows: FromClause, *order: ColumnElement[Any]) -> ColumnElement[Any]:
    values = func.json_agg(aggregate_order_by(item, *order))
    return select(func.coalesce(values, _none)).select_from(rows).scalar_subquery()


def _by_month() -> ColumnElement[Any]:
    """List the months from the first to the last, those without a quote with zero."""
    ends = select(func.min(_said.c.month).label("first"), func.max(_said.c.month).label("last")).cte("ends")
    step = literal_column("interval '1 month'", Interval)
    series = func.generate_series(ends.c.first, ends.c.last, step).table_valued("month").render_derived("series")
    month = cast(series.c.month, Date)
    counted = select(_said.c.month, func.sum(_said.c.n).label("n")).group_by(_said.c.month).cte("by_month")
    rows = ends.join(series, literal_column("true")).outerjoin(counted, counted.c.month == month)
    item = build_object(month=func.to_char(month, literal_column("'YYYY-MM'")), n_quotes=func.coalesce(counted.c.n, 0))
    return _gather(item, rows, series.c.month)


def _by_source() -> ColumnElement[Any]:
    counted = select(_said.c.source_id, func.sum(_said.c.n).label("n")).group_by(_said.c.source_id).cte("by_source")
    rows = counted.outerjoin(source, source.c.id == counted.c.source_id)
    item = build_object(id=source.c.id, name=source.c.name, slug=source.c.slug, n_quotes=counted.c.n)
    return _gather(item, rows, counted.c.n.desc(), source.c.slug)


def _aliases() -> ColumnElement[Any]:
    counted = select(_said.c.speaker_alias_id, func.sum(_said.c.n).label("n")).group_by(_said.c.speaker_alias_id)
    by_alias = counted.cte("by_alias")
    rows = speaker_alias.outerjoin(by_alias, by_alias.c.speaker_alias_id == speaker_alias.c.id)
    n = func.coalesce(by_alias.c.n, 0)
    item = build_object(form=speaker_alias.c.form, n_quotes=n)
    of = select(func.coalesce(func.json_agg(aggregate_order_by(item, n.desc(), speaker_alias.c.form)), _none))
    return of.select_from(rows).where(speaker_alias.c.speaker_id == bindparam("id")).scalar_subquery()


_whole = (
    select(
        cast(
            build_object(**_listed, aliases=_aliases(), by_month=_by_month(), by_source=_by_source()),
            Text,
        )
    )
    .select_from(speaker.outerjoin(_counts, _counts.c.speaker_id == speaker.c.id))
    .where(speaker.c.id == bindparam("id"))
)


def get_speaker(session: Session, speaker_id: UUID) -> str:
    """Give a speaker as JSON: names, and quotes by month and by source; raise NotFound.

    The id is one that speakers.find_kept_id gives.
    """
    written = session.execute(_whole, {"id": speaker_id}).scalar()
    if written is None:
        raise NotFound(f"there is no speaker {speaker_id}")
    return str(written)
