"""Where the rooms meet: a page comes in, is read, and is filed, with an outcome that its sender can read."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from app.archive.captures import Capture, find_same_capture, lock_page, store_capture
from app.archive.database import Session, Sessions
from app.archive.entry import Entry
from app.archive.filing import (
    Outcome,
    Receipt,
    add_revision,
    create_article,
    find_filed,
    find_receipt,
    record_filing,
)
from app.archive.sources import SourceName
from app.archive.takedowns import refuse_capture
from app.archive.tombstones import find_refusing
from app.digest import digest_bytes
from app.extract.address import site_of
from app.extract.changes import Change, Story, compare_stories
from app.extract.lines import count_words
from app.extract.source import aliases_of
from app.extract.version import EXTRACTOR
from app.ids import make_id
from app.news import PARAGRAPH_BREAK, Page, Reading, Rejection
from app.readers import Readers

TAKEN_DOWN = "taken_down"
"""Why a page is rejected that was taken down: nothing of it is kept, and its capture_id leads to the tombstone."""


def receive_page(
    sessions: Sessions,
    readers: Readers,
    page: Page,
    *,
    now: datetime,
    time_is_told: bool = False,
    headers: Mapping[str, str] | None = None,
) -> Receipt:
    """Keep a page, read it and file what it says; when this returns, all of that is on disk.

    A page that is already here in the same bytes is not kept twice, nor read again by the same extractor: it is
    answered as unchanged. `time_is_told` says that page.captured_at came from the sender, not from our clock.
    """
    digest = digest_bytes(page.raw)
    with sessions.begin() as session:
        capture_id = find_same_capture(session, page, digest, time_is_told=time_is_told)
        if capture_id and (receipt := find_receipt(session, capture_id, EXTRACTOR)):
            return _repeat(receipt)
    result = readers.read(page)  # outside any transaction: it may take seconds
    with sessions.begin() as session:
        lock_page(session, page, digest)
        capture_id = find_same_capture(session, page, digest, time_is_told=time_is_told)
        if capture_id is None:
            capture_id = make_id(now)
            site = page.url and site_of(page.url)
            store_capture(session, page, Capture(capture_id, digest, received_at=now, site=site, headers=headers))
        elif receipt := find_receipt(session, capture_id, EXTRACTOR):
            return _repeat(receipt)
        receipt = _file(session, page, capture_id, result, now=now)
        if receipt.reason != TAKEN_DOWN:
            record_filing(session, receipt, result, EXTRACTOR, now=now)
        return receipt


def _repeat(receipt: Receipt) -> Receipt:
    outcome: Outcome = "rejected" if receipt.outcome == "rejected" else "unchanged"
    return replace(receipt, outcome=outcome, is_repeat=True)


def _refuse(session: Session, page: Page, capture_id: UUID, entry: Entry | None) -> Receipt | None:
    """Keep nothing of a page that was taken down, nor of one with its address or its words."""
    digest = digest_bytes(page.raw)
    known_by = {digest} | ({digest_bytes(page.url.encode())} if page.url else set())
    known_by |= {entry.identity, entry.text_digest} if entry else set()
    tombstone = find_refusing(session, known_by)
    if tombstone is None:
        return None
    refuse_capture(session, capture_id, digest, tombstone.id)
    detail = f"It was taken down: {tombstone.reason}. Takedown {tombstone.id} refuses it until that is lifted."
    return Receipt(capture_id, "rejected", TAKEN_DOWN, detail)


def _file(session: Session, page: Page, capture_id: UUID, result: Reading | Rejection, *, now: datetime) -> Receipt:
    if isinstance(result, Rejection):
        if refused := _refuse(session, page, capture_id, None):
            return refused
        return Receipt(capture_id, "rejected", result.reason, result.detail)
    facts = result.facts
    outcome: Outcome
    entry = Entry(
        reading=result,
        page=page,
        capture_id=capture_id,
        word_count=sum(count_words(paragraph) for paragraph in result.body.split(PARAGRAPH_BREAK)),
        source=_name_source(facts.source),
        publisher=_name_source(facts.publisher),
        now=now,
    )
    filed = find_filed(session, entry)
    if refused := _refuse(session, page, capture_id, entry):  # only now does whoever takes it down wait for us
        return refused
    if filed is None:
        filed, outcome = create_article(session, entry), "created"
    elif compare_stories(Story(filed.headline, filed.body), Story(facts.headline, result.body)) is Change.NONE:
        outcome = "unchanged"
    else:
        filed, outcome = add_revision(session, entry, filed.article_id), "new_revision"
    return Receipt(capture_id, outcome, article_id=filed.article_id, revision_id=filed.revision_id)


def _name_source(name: str | None) -> SourceName | None:
    return SourceName(name, aliases_of(name)) if name else None
