"""Captured pages: their bytes, each kept once, and when each was seen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Uuid, bindparam, func, insert, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from app.archive.locks import Lock, lock
from app.archive.raw_pages import packed_columns, packed_pages, store_raw_page, unpack_row
from app.archive.tables import article, capture, raw_page, revision
from app.archive.tombstones import no_such_capture
from app.digest import digest_bytes
from app.errors import NotFound
from app.news import CapturedPage, Page


@dataclass(frozen=True, slots=True)
class Capture:
    """What is kept of a page's coming in, beside the page itself."""

    id: UUID
    digest: bytes
    received_at: datetime
    site: str | None = None
    headers: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class RawPage:
    """The bytes of a captured page as they came, and what the sender said they are."""

    raw: bytes
    digest: bytes
    media_type: str
    charset: str | None


def lock_page(session: Session, page: Page, digest: bytes) -> None:
    """Let one transaction at a time file this page, so that two posts of it can't both be the first."""
    lock(session, Lock.PAGE, digest_bytes(page.url.encode()) if page.url else digest)


_same_at_that_time = select(capture.c.id).where(
    capture.c.digest == bindparam("digest"),
    capture.c.url.is_not_distinct_from(bindparam("url")),
    capture.c.captured_at == bindparam("captured_at"),
)
_same_bytes_without_url = (
    select(capture.c.id)
    .where(capture.c.digest == bindparam("digest"), capture.c.url.is_(None))
    .order_by(capture.c.captured_at.desc())
    .limit(1)
)
_last_of_url = (
    select(capture.c.id, capture.c.digest)
    .where(capture.c.url == bindparam("url"))
    .order_by(capture.c.captured_at.desc())
    .limit(1)
)


def find_same_capture(session: Session, page: Page, digest: bytes, *, time_is_told: bool) -> UUID | None:
    """Find the capture that this page repeats: nothing new is stored for it.

    A page with a told time repeats the same bytes of the same URL at the same time. One without repeats the last
    capture of its URL if the bytes are the same; so a page that changes and changes back is seen to do so.
    """
    if time_is_told:
        values = {"digest": digest, "url": page.url, "captured_at": page.captured_at}
        return session.execute(_same_at_that_time, values).scalar()
    if page.url is None:
        return session.execute(_same_bytes_without_url, {"digest": digest}).scalar()
    last = session.execute(_last_of_url, {"url": page.url}).one_or_none()
    return last.id if last is not None and last.digest == digest else None


def store_capture(session: Session, page: Page, kept: Capture) -> None:
    """Keep a page: its bytes, if they are new, and that it was seen."""
    store_raw_page(session, page.raw, kept.digest, kept.site)
    session.execute(
        insert(capture),
        {
            "id": kept.id,
            "digest": kept.digest,
            "url": page.url,
            "site": kept.site,
            "media_type": page.media_type,
            "charset": page.charset,
            "headers": kept.headers,
            "captured_at": page.captured_at,
            "received_at": kept.received_at,
        },
    )


_raw_of_article = (
    select(*packed_columns, raw_page.c.digest, capture.c.media_type, capture.c.charset)
    .join_from(revision, capture, revision.c.capture_id == capture.c.id)
    .join(packed_pages, capture.c.digest == raw_page.c.digest)
)


_raw_of_capture = (
    select(*packed_columns, raw_page.c.digest, capture.c.media_type, capture.c.charset)
    .join_from(capture, packed_pages, capture.c.digest == raw_page.c.digest)
    .where(capture.c.id == bindparam("id"))
)


def get_raw_of_capture(session: Session, capture_id: UUID) -> RawPage:
    """Give the bytes of a captured page; raise NotFound or Gone."""
    row = session.execute(_raw_of_capture, {"id": capture_id}).one_or_none()
    if row is None:
        raise no_such_capture(session, capture_id)
    return RawPage(unpack_row(row), row.digest, row.media_type, row.charset)


def get_raw(session: Session, revision_id: UUID) -> RawPage:
    """Give the bytes that a revision was read from; raise NotFound."""
    row = session.execute(_raw_of_article.where(revision.c.id == revision_id)).one_or_none()
    if row is None:
        raise NotFound("no page is kept for this article")
    return RawPage(unpack_row(row), row.digest, row.media_type, row.charset)


_captured = select(
    capture.c.id.label("capture_id"),
    capture.c.url,
    capture.c.captured_at,
    capture.c.media_type,
    capture.c.charset,
    capture.c.headers,
    *packed_columns,
)
_captured_by_id = _captured.join_from(capture, packed_pages, capture.c.digest == raw_page.c.digest).where(
    capture.c.id == bindparam("id")
)
_pages_of_articles = (
    _captured.join_from(article, revision, article.c.revision_id == revision.c.id)
    .join(capture, revision.c.capture_id == capture.c.id)
    .join(packed_pages, capture.c.digest == raw_page.c.digest)
    .where(article.c.id == func.any(bindparam("ids", type_=ARRAY(Uuid))))
    .order_by(article.c.id)
)


def list_captured(session: Session, article_ids: Sequence[UUID]) -> tuple[CapturedPage, ...]:
    """List the pages that articles were read from, in the order of the articles' ids."""
    return tuple(_as_captured(row) for row in session.execute(_pages_of_articles, {"ids": article_ids}))


def get_captured(session: Session, capture_id: UUID) -> CapturedPage:
    """Give a page that is kept; raise NotFound."""
    row = session.execute(_captured_by_id, {"id": capture_id}).one_or_none()
    if row is None:
        raise NotFound(f"no page is kept under {capture_id}")
    return _as_captured(row)


def _as_captured(row: Row[*tuple[Any, ...]]) -> CapturedPage:
    page = Page(unpack_row(row), row.media_type, row.captured_at, row.charset, row.url)
    return CapturedPage(str(row.capture_id), page, row.headers)
