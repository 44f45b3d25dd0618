"""Captures as users find them: which pages came in, and what became of each.

A capture is filed once by each version of the extractor. Lists show it once, with its last filing, or with that of the
version that is asked for; a page that waits to be read has none.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, NamedTuple
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    Text,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal,
    literal_column,
    select,
    tuple_,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Session

from app.archive.bounds import SEARCH_SECONDS, bound_search
from app.archive.cursors import Cursor, parse_cursor
from app.archive.lists import Filter, Listed, resolve_filters, sort_by_place, stand_after
from app.archive.tables import article, capture, filing, raw_page, revision
from app.archive.tombstones import no_such_capture
from app.archive.views import build_object, write_time

CaptureSort = Literal["received_at", "-received_at", "captured_at", "-captured_at"]

FILTERS = {
    "outcome": Filter(lambda of: of.c.outcome == bindparam("outcome")),
    "reason": Filter(lambda of: of.c.reason == bindparam("reason")),
    "extractor": Filter(lambda of: of.c.extractor == bindparam("extractor")),
    "article": Filter(lambda of: of.c.article_id == bindparam("article")),
    "url": Filter(lambda of: of.c.url == bindparam("url")),
    "site": Filter(lambda of: of.c.site == bindparam("site"), lambda _, site: str(site).strip().lower()),
    "received_from": Filter(lambda of: of.c.received_at >= bindparam("received_from")),
    "received_to": Filter(lambda of: of.c.received_at < bindparam("received_to")),
    "captured_from": Filter(lambda of: of.c.captured_at >= bindparam("captured_from")),
    "captured_to": Filter(lambda of: of.c.captured_at < bindparam("captured_to")),
}
OF_FILING = frozenset({"outcome", "reason", "extractor", "article"})
"""The filters that go by what became of a capture; the others by the capture itself."""


@dataclass(frozen=True, slots=True)
class CapturePaging:
    """Which page of the list is wanted."""

    limit: int = 20
    cursor: str | None = None
    sort: CaptureSort = "-received_at"


def list_captures(
    session: Session, given: Mapping[str, object], paging: CapturePaging, *, seconds: float = SEARCH_SECONDS
) -> Listed:
    """List captures as JSON with what became of each, by when they came in or were seen.

    Filters are those of GET /captures; every one given must hold. Raise BadCursor and TooSlow.
    """
    after = None if paging.cursor is None else parse_cursor(paging.cursor, paging.sort)
    values = resolve_filters(session, FILTERS, given)
    if values is None:
        return Listed()
    bound = {**values, "n_rows": paging.limit + 1}
    if after is not None:
        bound |= {"last_place": after.place, "last_id": after.id}
    with bound_search(session, seconds):
        rows = session.execute(_build(_Shape(frozenset(given), paging.sort, after is not None)), bound).all()
    shown = rows[: paging.limit]
    more = len(rows) > paging.limit
    next_ = Cursor(paging.sort, shown[-1].place, shown[-1].id).write() if more else None
    return Listed(tuple(row.json for row in shown), next_)


class _Shape(NamedTuple):
    """What makes one statement differ from another."""

    names: frozenset[str]
    sort: CaptureSort
    begins_after: bool


_later = filing.alias("later")
_is_last = ~(
    select(literal(1))
    .where(
        _later.c.capture_id == filing.c.capture_id,
        tuple_(_later.c.filed_at, _later.c.extractor) > tuple_(filing.c.filed_at, filing.c.extractor),
    )
    .exists()
)


@lru_cache(maxsize=128)
def _build(shape: _Shape) -> Select[Any]:
    """Build the statement of one shape once: building it costs more than running it."""
    place = capture.c[shape.sort.removeprefix("-")]
    descending = shape.sort.startswith("-")
    of_capture = filing.c.capture_id == capture.c.id
    joined = of_capture if "extractor" in shape.names else and_(of_capture, _is_last)
    rows = capture.join(filing, joined, isouter=OF_FILING.isdisjoint(shape.names))
    conditions = [FILTERS[name].condition(filing if name in OF_FILING else capture) for name in sorted(shape.names)]
    if shape.begins_after:
        conditions.append(stand_after(place, capture.c.id, descending=descending))
    order = (place.desc(), capture.c.id.desc()) if descending else (place, capture.c.id)
    found = select(capture.c.id, place.label("place"), filing.c.extractor).select_from(rows).where(*conditions)
    page = found.order_by(*order).limit(bindparam("n_rows")).cte("page")
    return sort_by_place(_show, page, descending=descending)


_capture_fields: dict[str, ColumnElement[Any]] = {
    "id": capture.c.id,
    "url": capture.c.url,
    "canonical_url": revision.c.facts["canonical_url"].astext,
    "site": capture.c.site,
    "media_type": capture.c.media_type,
    "n_bytes": raw_page.c.n_bytes,
    "digest": literal_column("'sha256:' || encode(capture.digest, 'hex')"),
    "captured_at": write_time(capture.c.captured_at),
    "received_at": write_time(capture.c.received_at),
}
_outcome_fields: dict[str, ColumnElement[Any]] = {
    "extractor": filing.c.extractor,
    "outcome": filing.c.outcome,
    "reason": filing.c.reason,
    "detail": filing.c.detail,
    "article_id": filing.c.article_id,
    "revision": revision.c.number,
    "filed_at": write_time(filing.c.filed_at),
}


def _show(page: FromClause) -> Select[Any]:
    rows = (
        page.join(capture, capture.c.id == page.c.id)
        .join(raw_page, raw_page.c.digest == capture.c.digest)
        .outerjoin(filing, (filing.c.capture_id == page.c.id) & (filing.c.extractor == page.c.extractor))
        .outerjoin(revision, revision.c.id == filing.c.revision_id)
    )
    shown = cast(build_object(**_capture_fields, **_outcome_fields), Text).label("json")
    return select(page.c.id, page.c.place, shown).select_from(rows)


_evidence = build_object(
    number=revision.c.number,
    capture_id=revision.c.capture_id,
    extractor=revision.c.extractor,
    is_current=revision.c.id == article.c.revision_id,
    headline=revision.c.headline,
    evidence=revision.c.facts["evidence"],
    others=func.coalesce(revision.c.facts["others"], literal_column("'{}'::jsonb")),
)
_filing = build_object(
    **{name: _outcome_fields[name] for name in ("extractor", "filed_at", "outcome", "reason", "detail")},
    charset=filing.c.decoded_as,
    charset_decided_by=filing.c.decided_by,
    n_replaced=filing.c.n_replaced,
    n_repaired=filing.c.n_repaired,
    method=filing.c.method,
    article_id=filing.c.article_id,
    revision=case((revision.c.id.is_not(None), _evidence)),
)
_filings = (
    select(
        func.coalesce(
            func.json_agg(aggregate_order_by(_filing, filing.c.filed_at.desc(), filing.c.extractor.desc())),
            literal_column("'[]'::json"),
        )
    )
    .select_from(
        filing.outerjoin(revision, revision.c.id == filing.c.revision_id).outerjoin(
            article, article.c.id == filing.c.article_id
        )
    )
    .where(filing.c.capture_id == capture.c.id)
    .correlate(capture)
    .scalar_subquery()
)
_canonical = (
    select(revision.c.facts["canonical_url"].astext)
    .join_from(filing, revision, revision.c.id == filing.c.revision_id)
    .where(filing.c.capture_id == capture.c.id)
    .order_by(filing.c.filed_at.desc())
    .limit(1)
    .correlate(capture)
    .scalar_subquery()
)
_story = (
    select(
        cast(
            build_object(
                **{**_capture_fields, "canonical_url": _canonical},
                declared_charset=capture.c.charset,
                headers=capture.c.headers,
                filings=_filings,
            ),
            Text,
        )
    )
    .select_from(capture.join(raw_page, raw_page.c.digest == capture.c.digest))
    .where(capture.c.id == bindparam("id"))
)


def get_capture(session: Session, capture_id: UUID) -> str:
    """Give a capture as JSON, with what each version of the extractor made of it, the last first.

    Raise NotFound or Gone.
    """
    written: str | None = session.execute(_story, {"id": capture_id}).scalar()
    if written is None:
        raise no_such_capture(session, capture_id)
    return written
