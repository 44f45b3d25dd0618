"""A cluster as users see it: its members in the order of publication, and why each is in it."""

from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Numeric,
    Select,
    Text,
    bindparam,
    case,
    cast,
    func,
    literal_column,
    select,
)
from sqlalchemy.orm import Session

from app.archive.cursors import Cursor
from app.archive.lists import Listed, Paging, sort_by_place, stand_after
from app.archive.prepared import Prepared
from app.archive.tables import article, source, tie
from app.archive.views import build_object, listed_fields, the_publisher, the_source, write_named, write_time
from app.errors import NotFound

_newsroom = func.coalesce(article.c.source_id, article.c.publisher_id)
_told = (
    select(
        func.count().label("n_articles"),
        func.min(article.c.first_seen_at).label("first_seen_at"),
        func.count(_newsroom.distinct()).label("n_independent"),
        func.mode().within_group(article.c.source_id).label("agency_id"),
    )
    .where(article.c.cluster_id == bindparam("id"))
    .subquery("told")
)
_head = Prepared(
    select(
        cast(
            build_object(
                id=bindparam("id", type_=article.c.cluster_id.type),
                n_articles=_told.c.n_articles,
                first_seen_at=write_time(_told.c.first_seen_at),
                agency=write_named(source),
                n_independent=_told.c.n_independent,
            ),
            Text,
        ).label("json")
    )
    .select_from(_told.outerjoin(source, source.c.id == _told.c.agency_id))
    .where(_told.c.n_articles > 0)
)

_joined: ColumnElement[Any] = case(
    (
        tie.c.article_id.is_not(None),
        build_object(
            kind=tie.c.kind,
            shared=func.round(cast(tie.c.shared, Numeric), literal_column("2")),
            **{"with": tie.c.with_id},
        ),
    )
)
_SHOWN = ("id", "headline", "source", "publisher", "url", "published_at", "published_precision", "first_seen_at")
_member_fields: dict[str, ColumnElement[Any]] = {**{name: listed_fields[name] for name in _SHOWN}, "joined": _joined}


def _show(page: FromClause) -> Select[Any]:
    rows = page.join(article, article.c.id == page.c.id)
    rows = rows.outerjoin(the_source, article.c.source_id == the_source.c.id)
    rows = rows.outerjoin(the_publisher, article.c.publisher_id == the_publisher.c.id)
    rows = rows.outerjoin(tie, tie.c.article_id == page.c.id)
    return select(*page.c, cast(build_object(**_member_fields), Text).label("json")).select_from(rows)


@lru_cache(maxsize=2)
def _build_members(*, after: bool) -> Prepared:
    rows = select(article.c.id, article.c.sorted_at.label("place")).where(article.c.cluster_id == bindparam("id"))
    if after:
        rows = rows.where(stand_after(article.c.sorted_at, article.c.id, descending=False))
    page = rows.order_by(article.c.sorted_at, article.c.id).limit(bindparam("n_rows")).cte("page")
    return Prepared(sort_by_place(_show, page, descending=False))


def get_cluster(session: Session, cluster_id: UUID) -> str:
    """Give what is known of a cluster as a whole, as JSON; raise NotFound.

    The id is one that clusters.find_kept_cluster gives.
    """
    rows = _head.run(session, {"id": cluster_id})
    if not rows:
        raise NotFound(f"there is no cluster {cluster_id}")
    return str(rows[0].json)


def list_members(session: Session, cluster_id: UUID, paging: Paging) -> Listed:
    """List a cluster's articles as JSON, the first published first; raise BadCursor.

    The paging is by `published_at`, the only order there is.
    """
    after = paging.parse_cursor()
    bound: dict[str, object] = {"id": cluster_id, "n_rows": paging.limit + 1}
    if after is not None:
        bound |= {"last_place": after.place, "last_id": after.id}
    rows = _build_members(after=after is not None).run(session, bound)
    shown, more = rows[: paging.limit], len(rows) > paging.limit
    next_ = Cursor(paging.sort, shown[-1].place, shown[-1].id).write() if more else None
    return Listed(tuple(row.json for row in shown), next_)
