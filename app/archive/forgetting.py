"""What goes with an article that is taken down, kind by kind.

Each step forgets one kind of thing: whoever adds a table that holds something of an article adds its step. Bytes that a
capture of another article uses as well are that article's too, and stay with it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, LargeBinary, Text, Uuid, bindparam, delete, func, or_, select, union, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from app.archive.clusters import forget_signature
from app.archive.raw_pages import forget_raw_pages
from app.archive.speaker_counts import uncount_revision
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
)
from app.archive.wordings import forget_unused, hold_wordings


@dataclass(frozen=True, slots=True)
class Doomed:
    """What goes with an article."""

    article_id: UUID
    current_id: UUID
    """The revision that counts."""
    revision_ids: Sequence[UUID]
    capture_ids: Sequence[UUID]
    """Those that no other article was read from."""
    page_digests: Sequence[bytes]
    """Of the bytes of all pages that the article was read from, whether or not others have them too."""


def _any(name: str, type_: type) -> ColumnElement[bool]:
    return func.any(bindparam(name, type_=ARRAY(type_)))


revisions_of = (
    select(revision.c.id, revision.c.text_digest, revision.c.facts["canonical_url"].astext.label("canonical_url"))
    .where(revision.c.article_id == bindparam("article_id"))
    .order_by(revision.c.number)
)
_captures_of = union(
    select(filing.c.capture_id).where(filing.c.article_id == bindparam("article_id")),
    select(revision.c.capture_id).where(revision.c.article_id == bindparam("article_id")),
)
own_captures = select(capture.c.id, capture.c.digest, capture.c.url).where(capture.c.id.in_(_captures_of))
_belongs_elsewhere = (
    select(filing.c.capture_id)
    .where(filing.c.capture_id == capture.c.id, filing.c.article_id != bindparam("article_id"))
    .exists()
)
# Pages of the same address or bytes that could not be read may hold the text as well. Three statements in one, as no
# index answers an OR of them.
_captures_to_go = union(
    select(capture.c.id).where(capture.c.id.in_(_captures_of), ~_belongs_elsewhere),
    select(capture.c.id).where(capture.c.digest == _any("digests", LargeBinary), ~_belongs_elsewhere),
    select(capture.c.id).where(capture.c.url == _any("urls", Text), ~_belongs_elsewhere),
)


def find_doomed(session: Session, article_id: UUID, current_id: UUID) -> Doomed:
    """Find what goes with an article; whoever would file its pages waits already."""
    of = {"article_id": article_id}
    own = session.execute(own_captures, of).all()
    pages = sorted({row.digest for row in own})
    like = {**of, "digests": pages, "urls": sorted({row.url for row in own if row.url})}
    captures = session.execute(_captures_to_go, like).scalars().all()
    of_captures = select(capture.c.digest).where(capture.c.id == _any("captures", Uuid)).distinct()
    pages = sorted({*pages, *session.execute(of_captures, {"captures": captures}).scalars()})
    revisions = [row.id for row in session.execute(revisions_of, of)]
    return Doomed(article_id, current_id, revisions, captures, pages)


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
    uncount_revision(session, doomed.current_id)
    session.execute(delete(quote).where(_of_revisions), of)
    forget_unused(session, wordings)
    _forget_names(session, speakers)


_aliases_of = speaker_alias.c.speaker_id == _any("speakers", Uuid)
_changed_alias = select(speaker_change.c.id).where(speaker_alias.c.id == func.any(speaker_change.c.alias_ids)).exists()
_names_a_speaker = select(quote.c.id).where(quote.c.speaker_alias_id == speaker_alias.c.id).exists()
_names_a_via = select(quote.c.id).where(quote.c.via_alias_id == speaker_alias.c.id).exists()
_unused_aliases = delete(speaker_alias).where(_aliases_of, ~_names_a_speaker, ~_names_a_via, ~_changed_alias)
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
