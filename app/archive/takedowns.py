"""Take an article down: everything that it said leaves the archive in one transaction, and a tombstone stays.

What goes is a list of steps, each of which forgets one kind of thing: whoever adds a table that holds something of an
article adds its step. Bytes that a capture of another article uses as well are that article's too, and stay with it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    LargeBinary,
    Text,
    Uuid,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    union,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from app.archive.clusters import forget_signature
from app.archive.locks import Lock, lock
from app.archive.raw_pages import forget_raw_pages
from app.archive.speaker_counts import recount_speakers
from app.archive.tables import (
    article,
    capture,
    filing,
    job_item,
    quote,
    raw_page,
    revision,
    speaker,
    speaker_alias,
    speaker_change,
    speaker_count,
    takedown,
    taken_capture,
    taken_digest,
)
from app.archive.tombstones import Tombstone, get_takedown, no_such_article
from app.archive.wordings import forget_unused, hold_wordings
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


@dataclass(frozen=True, slots=True)
class Doomed:
    """What goes with an article."""

    article_id: UUID
    revision_ids: Sequence[UUID]
    capture_ids: Sequence[UUID]
    """Those that no other article was read from."""
    page_digests: Sequence[bytes]
    """Of the bytes of all pages that the article was read from, whether or not others have them too."""


def _any(name: str, type_: type) -> ColumnElement[bool]:
    return func.any(bindparam(name, type_=ARRAY(type_)))


_held = (
    select(
        article.c.identity,
        article.c.canonical_url,
        article.c.text_digest,
        capture.c.digest.label("page_digest"),
    )
    .select_from(
        article.join(revision, revision.c.id == article.c.revision_id).join(
            capture, capture.c.id == revision.c.capture_id
        )
    )
    .where(article.c.id == bindparam("article_id"))
)
_revisions = (
    select(revision.c.id, revision.c.text_digest, revision.c.facts["canonical_url"].astext.label("canonical_url"))
    .where(revision.c.article_id == bindparam("article_id"))
    .order_by(revision.c.number)
)
_captures_of = union(
    select(filing.c.capture_id).where(filing.c.article_id == bindparam("article_id")),
    select(revision.c.capture_id).where(revision.c.article_id == bindparam("article_id")),
)
_own_captures = select(capture.c.id, capture.c.digest, capture.c.url).where(capture.c.id.in_(_captures_of))
_belongs_elsewhere = (
    select(filing.c.capture_id)
    .where(filing.c.capture_id == capture.c.id, filing.c.article_id != bindparam("article_id"))
    .exists()
)
# Pages of the same address or bytes that could not be read may hold the text as well.
_captures_to_go = select(capture.c.id).where(
    or_(
        capture.c.id.in_(_captures_of),
        capture.c.digest == _any("digests", LargeBinary),
        capture.c.url == _any("urls", Text),
    ),
    ~_belongs_elsewhere,
)


def take_down(session: Session, article_id: UUID, order: Order) -> Tombstone:
    """Remove an article with its revisions, quotes, captures and their bytes, and leave a tombstone.

    Raise NotFound, and Gone if it was taken down before. Pages with its address, its bytes or its words wait meanwhile.
    """
    known_by = _hold(session, article_id)
    held = session.execute(_held, {"article_id": article_id}).one_or_none()
    if held is None:
        raise no_such_article(session, article_id)
    doomed = _find_doomed(session, article_id)
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
    _store(session, tombstone, known_by, doomed.capture_ids)
    return tombstone


def _hold(session: Session, article_id: UUID) -> set[bytes]:
    """Keep all who would file this page waiting, and give the digests that it is known by: bytes, URLs and texts."""
    of = {"article_id": article_id}
    captures = session.execute(_own_captures, of).all()
    for key in sorted({digest_bytes(row.url.encode()) if row.url else row.digest for row in captures}):
        lock(session, Lock.PAGE, key)
    for identity in session.execute(select(article.c.identity).where(article.c.id == article_id)).scalars():
        lock(session, Lock.ARTICLE, identity)
    revisions = session.execute(_revisions, of).all()
    texts = {row.text_digest for row in revisions}
    for text_digest in sorted(texts):
        lock(session, Lock.TEXT, text_digest)
    lock(session, Lock.SPEAKERS)
    urls = {row.url for row in captures} | {row.canonical_url for row in revisions}
    return texts | {row.digest for row in captures} | {digest_bytes(url.encode()) for url in urls if url}


def _find_doomed(session: Session, article_id: UUID) -> Doomed:
    of = {"article_id": article_id}
    own = session.execute(_own_captures, of).all()
    pages = sorted({row.digest for row in own})
    like = {**of, "digests": pages, "urls": sorted({row.url for row in own if row.url})}
    captures = session.execute(_captures_to_go, like).scalars().all()
    of_captures = select(capture.c.digest).where(capture.c.id == _any("captures", Uuid)).distinct()
    pages = sorted({*pages, *session.execute(of_captures, {"captures": captures}).scalars()})
    revisions = [row.id for row in session.execute(_revisions, of)]
    return Doomed(article_id, revisions, captures, pages)


_of_revisions = quote.c.revision_id == _any("revisions", Uuid)
_speakers_of = union(
    select(quote.c.speaker_id).where(_of_revisions, quote.c.speaker_id.is_not(None)),
    select(quote.c.via_id).where(_of_revisions, quote.c.via_id.is_not(None)),
)
_wordings_of = select(quote.c.wording_id).where(_of_revisions).distinct()


def forget_quotes(session: Session, doomed: Doomed) -> None:
    """Remove quotes, and the wordings and names that no other quote has."""
    of = {"revisions": doomed.revision_ids}
    speakers = session.execute(_speakers_of, of).scalars().all()
    wordings = session.execute(_wordings_of, of).scalars().all()
    # Held before it is asked who else has them: who files one of them now waits, and makes it anew.
    hold_wordings(session, wordings)
    session.execute(delete(quote).where(_of_revisions), of)
    forget_unused(session, wordings)
    _forget_names(session, speakers)


_aliases_of = speaker_alias.c.speaker_id == _any("speakers", Uuid)
_changed_alias = select(speaker_change.c.id).where(speaker_alias.c.id == func.any(speaker_change.c.alias_ids)).exists()
# A quote has the speaker whom its alias belongs to, and an index leads to those.
_used_alias = (
    select(quote.c.id)
    .where(
        or_(
            (quote.c.speaker_id == speaker_alias.c.speaker_id) & (quote.c.speaker_alias_id == speaker_alias.c.id),
            (quote.c.via_id == speaker_alias.c.speaker_id) & (quote.c.via_alias_id == speaker_alias.c.id),
        )
    )
    .exists()
)
_unused_aliases = delete(speaker_alias).where(_aliases_of, ~_used_alias, ~_changed_alias)
_other = speaker.alias("other")
_unused = select(speaker.c.id).where(
    speaker.c.id == _any("speakers", Uuid),
    speaker.c.merged_into.is_(None),
    ~select(speaker_alias.c.id).where(speaker_alias.c.speaker_id == speaker.c.id).exists(),
    ~select(_other.c.id).where(_other.c.merged_into == speaker.c.id).exists(),
    ~select(speaker_change.c.id)
    .where(or_(speaker_change.c.speaker_id == speaker.c.id, speaker_change.c.other_id == speaker.c.id))
    .exists(),
)


def _forget_names(session: Session, speakers: Sequence[UUID]) -> None:
    """Remove the names, and speakers, that no quote has any more, but those that were merged or split by hand."""
    of = {"speakers": speakers}
    session.execute(_unused_aliases, of)
    unused = session.execute(_unused, of).scalars().all()
    session.execute(delete(speaker_count).where(speaker_count.c.speaker_id.in_(unused)))
    session.execute(delete(speaker).where(speaker.c.id.in_(unused)))
    recount_speakers(session, set(speakers) - set(unused))


def forget_copies(session: Session, doomed: Doomed) -> None:
    """Remove what the article's text is compared by."""
    forget_signature(session, doomed.article_id)


_forget_urls = update(job_item).where(job_item.c.capture_id == _any("captures", Uuid)).values(url=None)


def forget_addresses(session: Session, doomed: Doomed) -> None:
    """Remove the captures' addresses from the receipts of jobs, which otherwise stay."""
    session.execute(_forget_urls, {"captures": doomed.capture_ids})


def forget_filings(session: Session, doomed: Doomed) -> None:
    """Remove what became of the captures."""
    goes = or_(filing.c.article_id == doomed.article_id, filing.c.capture_id.in_(doomed.capture_ids))
    session.execute(delete(filing).where(goes))


def forget_revisions(session: Session, doomed: Doomed) -> None:
    """Remove the article with all its texts, and its entries in every index."""
    session.execute(delete(revision).where(revision.c.article_id == doomed.article_id))
    session.execute(delete(article).where(article.c.id == doomed.article_id))


def forget_pages(session: Session, doomed: Doomed) -> None:
    """Remove captures and their bytes."""
    forget_captures(session, doomed.capture_ids, doomed.page_digests)


STEPS = (forget_quotes, forget_copies, forget_addresses, forget_filings, forget_revisions, forget_pages)


_captured_still = select(capture.c.id).where(capture.c.digest == raw_page.c.digest).exists()


def forget_captures(session: Session, ids: Collection[UUID], page_digests: Collection[bytes]) -> None:
    """Remove captures that nothing was filed under, and those of these pages' bytes that no capture has any more."""
    session.execute(delete(capture).where(capture.c.id.in_(ids)))
    unused = select(raw_page.c.digest).where(raw_page.c.digest.in_(page_digests), ~_captured_still)
    digests = session.execute(unused).scalars().all()
    if digests:
        forget_raw_pages(session, digests)


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
