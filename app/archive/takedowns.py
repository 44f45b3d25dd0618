"""Take an article down: everything that it said leaves the archive in one transaction, and a tombstone stays."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from app.archive.forgetting import STEPS, find_doomed, forget_captures, own_captures, revisions_of
from app.archive.locks import Lock, lock
from app.archive.tables import article, capture, filing, revision, takedown, taken_capture, taken_digest
from app.archive.tombstones import Tombstone, get_takedown, no_such_article
from app.digest import digest_bytes
from app.errors import BadRequest
from app.ids import make_id


@dataclass(frozen=True, slots=True)
class Order:
    """Who wants an article gone, when and why."""

    by: str
    now: datetime
    reason: str
    legal_basis: str | None = None
    refuses_words: bool = True
    """Whether its words are refused at other addresses as well."""


_held = (
    select(article.c.identity, article.c.revision_id, capture.c.digest.label("page_digest"))
    .select_from(
        article.join(revision, revision.c.id == article.c.revision_id).join(
            capture, capture.c.id == revision.c.capture_id
        )
    )
    .where(article.c.id == bindparam("article_id"))
)


def take_down(session: Session, article_id: UUID, order: Order) -> Tombstone:
    """Remove an article with its revisions, quotes, captures and their bytes, and leave a tombstone.

    Raise NotFound, and Gone if it was taken down before. Pages with its address, its bytes or its words wait meanwhile.
    """
    known_by = _hold(session, article_id, order)
    held = session.execute(_held, {"article_id": article_id}).one_or_none()
    if held is None:
        raise no_such_article(session, article_id)
    doomed = find_doomed(session, article_id, held.revision_id)
    tombstone = Tombstone(
        make_id(order.now),
        article_id,
        order.by,
        order.now,
        order.reason,
        order.legal_basis,
        held.page_digest,
        len(doomed.revision_ids),
        len(doomed.capture_ids),
    )
    for forget in STEPS:
        forget(session, doomed)
    _store(session, tombstone, known_by | {held.identity}, doomed.capture_ids)
    return tombstone


def _hold(session: Session, article_id: UUID, order: Order) -> set[bytes]:
    """Keep all who would file this page waiting, and give the digests that it is known by: bytes, URLs and texts."""
    of = {"article_id": article_id}
    captures = session.execute(own_captures, of).all()
    for key in sorted({digest_bytes(row.url.encode()) if row.url else row.digest for row in captures}):
        lock(session, Lock.PAGE, key)
    for identity in session.execute(select(article.c.identity).where(article.c.id == article_id)).scalars():
        lock(session, Lock.ARTICLE, identity)
    captures = session.execute(own_captures, of).all()  # another may have come until nobody could file one any more
    revisions = session.execute(revisions_of, of).all()
    texts = {row.text_digest for row in revisions}
    for text_digest in sorted(texts):
        lock(session, Lock.TEXT, text_digest)
    lock(session, Lock.SPEAKERS)
    urls = {row.url for row in captures} | {row.canonical_url for row in revisions}
    known_by = {row.digest for row in captures} | {digest_bytes(url.encode()) for url in urls if url}
    return known_by | texts if order.refuses_words else known_by


def refuse_capture(session: Session, capture_id: UUID, page_digest: bytes, takedown_id: UUID) -> None:
    """Keep nothing of a page that was taken down and has come again but that it was refused."""
    session.execute(delete(filing).where(filing.c.capture_id == capture_id))
    forget_captures(session, (capture_id,), (page_digest,))
    row = {"capture_id": capture_id, "takedown_id": takedown_id}
    session.execute(upsert(taken_capture).on_conflict_do_nothing(), row)


def _store(session: Session, tombstone: Tombstone, known_by: Collection[bytes], capture_ids: Collection[UUID]) -> None:
    row = {
        "id": tombstone.id,
        "article_id": tombstone.article_id,
        "by": tombstone.by,
        "made_at": tombstone.made_at,
        "reason": tombstone.reason,
        "legal_basis": tombstone.legal_basis,
        "digest": tombstone.digest,
        "n_revisions": tombstone.n_revisions,
        "n_captures": tombstone.n_captures,
    }
    session.execute(insert(takedown), row)
    of = {"takedown_id": tombstone.id}
    session.execute(insert(taken_digest), [{"digest": digest, **of} for digest in sorted(known_by)])
    if capture_ids:
        session.execute(insert(taken_capture), [{"capture_id": id_, **of} for id_ in capture_ids])


def lift_takedown(session: Session, takedown_id: UUID, order: Order) -> Tombstone:
    """Let the page be taken again when it is sent again; what was removed does not come back by itself.

    Raise NotFound, and BadRequest where it was lifted before.
    """
    tombstone = get_takedown(session, takedown_id)
    if tombstone.lifted_at is not None:
        raise BadRequest(f"this takedown was lifted before, on {tombstone.lifted_at:%Y-%m-%d}")
    lifted = {"lifted_at": order.now, "lifted_by": order.by, "lift_reason": order.reason}
    session.execute(update(takedown).where(takedown.c.id == takedown_id).values(lifted))
    return get_takedown(session, takedown_id)
