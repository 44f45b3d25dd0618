"""Where the rooms meet: a page comes in, is read, and is filed, with an outcome that its sender can read."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from app.archive.captures import Capture, find_same_capture, lock_page, store_capture
from app.archive.database import Session, Sessions
from app.archive.filing import (
    Entry,
    Outcome,
    Receipt,
    add_revision,
    create_article,
    find_filed,
    get_receipt,
    record_filing,
)
from app.archive.sources import SourceName
from app.digest import digest_bytes
from app.extract.address import site_of
from app.extract.changes import Change, Story, compare_stories
from app.extract.pipeline import EXTRACTOR
from app.extract.source import aliases_of
from app.ids import make_id
from app.news import Page, Reading, Rejection
from app.readers import Readers


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

    A page that is already here in the same bytes is not kept twice: it is answered as unchanged. `time_is_told` says
    that page.captured_at came from the sender, not from our clock.
    """
    digest = digest_bytes(page.raw)
    with sessions.begin() as session:
        if repeat := _find_repeat(session, page, digest, time_is_told=time_is_told):
            return repeat
    result = readers.read(page)  # outside any transaction: it may take seconds
    with sessions.begin() as session:
        lock_page(session, page, digest)
        if repeat := _find_repeat(session, page, digest, time_is_told=time_is_told):
            return repeat
        kept = Capture(make_id(now), digest, received_at=now, site=site_of(page.url), headers=headers)
        store_capture(session, page, kept)
        receipt = _file(session, page, kept, result, now=now)
        record_filing(session, receipt, result, EXTRACTOR, now=now)
        return receipt


def _find_repeat(session: Session, page: Page, digest: bytes, *, time_is_told: bool) -> Receipt | None:
    capture_id = find_same_capture(session, page, digest, time_is_told=time_is_told)
    if capture_id is None:
        return None
    receipt = get_receipt(session, capture_id)
    return receipt if receipt.outcome == "rejected" else replace(receipt, outcome="unchanged")


def _file(session: Session, page: Page, kept: Capture, result: Reading | Rejection, *, now: datetime) -> Receipt:
    if isinstance(result, Rejection):
        return Receipt(kept.id, "rejected", result.reason, result.detail)
    facts = result.facts
    outcome: Outcome
    entry = Entry(result, page, kept.id, _name_source(facts.source), _name_source(facts.publisher), now)
    filed = find_filed(session, entry)
    if filed is None:
        filed, outcome = create_article(session, entry), "created"
    elif compare_stories(Story(filed.headline, filed.body), Story(facts.headline, result.body)) is Change.NONE:
        outcome = "unchanged"
    else:
        filed, outcome = add_revision(session, entry, filed.article_id), "new_revision"
    return Receipt(kept.id, outcome, article_id=filed.article_id, revision_id=filed.revision_id)


def _name_source(name: str | None) -> SourceName | None:
    return SourceName(name, aliases_of(name)) if name else None
