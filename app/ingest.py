"""Where the rooms meet: a page comes in, is read, and is filed, with an outcome that its sender can read."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from app.archive.captures import Capture, find_same_capture, get_captured, lock_page, store_capture
from app.archive.database import Session, Sessions
from app.archive.entry import Entry
from app.archive.filing import (
    Filed,
    add_revision,
    create_article,
    find_filed,
    find_filed_before,
    list_like,
    make_current,
)
from app.archive.history import find_last, is_last
from app.archive.readings import get_reading
from app.archive.receipts import Outcome, Receipt, find_receipt, record_filing
from app.archive.rereading import find_before
from app.archive.sources import SourceName
from app.archive.takedowns import refuse_capture
from app.archive.tombstones import find_refusing
from app.digest import digest_bytes, digest_text
from app.extract.address import site_of
from app.extract.changes import Change, compare_readings, is_read_otherwise
from app.extract.lines import count_words_of
from app.extract.source import aliases_of
from app.extract.version import EXTRACTOR
from app.ids import make_id
from app.news import Page, Reading, Rejection
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
    with sessions.begin() as session:
        capture_id = find_same_capture(session, page, digest_bytes(page.raw), time_is_told=time_is_told)
        if capture_id and (receipt := find_receipt(session, capture_id, EXTRACTOR)):
            return _repeat(receipt)
    result = readers.read(page)  # outside any transaction: it may take seconds
    with sessions.begin() as session:
        capture_id = keep_page(session, page, now=now, time_is_told=time_is_told, headers=headers)
        return _file_once(session, page, capture_id, result, now=now)


def keep_page(
    session: Session,
    page: Page,
    *,
    now: datetime,
    time_is_told: bool = False,
    headers: Mapping[str, str] | None = None,
) -> UUID:
    """Keep a page, if it is not here already, and give its capture; nobody else files it until the transaction ends."""
    digest = digest_bytes(page.raw)
    lock_page(session, page, digest)
    capture_id = find_same_capture(session, page, digest, time_is_told=time_is_told)
    if capture_id is None:
        capture_id = make_id(now)
        site = page.url and site_of(page.url)
        store_capture(session, page, Capture(capture_id, digest, received_at=now, site=site, headers=headers))
    return capture_id


def process_capture(
    sessions: Sessions,
    readers: Readers,
    capture_id: UUID,
    *,
    now: datetime,
    result: Reading | Rejection | None = None,
    note: Callable[[Session, Receipt], None] = lambda *_: None,
) -> Receipt:
    """Read a page that is kept and file what it says, unless today's extractor has done so already.

    `result` is what was read in it, where it was read already. `note` writes down what became of it in the same
    transaction, so that neither is ever there without the other. Raise NotFound.
    """
    with sessions.begin() as session:
        page = get_captured(session, capture_id).page
        if known := find_receipt(session, capture_id, EXTRACTOR):
            receipt = _repeat(known)
            note(session, receipt)
            return receipt
    if result is None:
        result = readers.read(page)
    with sessions.begin() as session:
        lock_page(session, page, digest_bytes(page.raw))
        receipt = _file_once(session, page, capture_id, result, now=now)
        note(session, receipt)
        return receipt


def _file_once(
    session: Session, page: Page, capture_id: UUID, result: Reading | Rejection, *, now: datetime
) -> Receipt:
    """File a capture whose page is locked, unless somebody else has done so while it was being read."""
    if known := find_receipt(session, capture_id, EXTRACTOR):
        return _repeat(known)
    before = find_before(session, capture_id)
    receipt = _file(session, page, capture_id, result, now=now)
    if receipt.reason == TAKEN_DOWN:
        return receipt  # of which nothing is kept
    record_filing(session, receipt, result, EXTRACTOR, now=now)
    if before and before.article_id and receipt.article_id and before.article_id != receipt.article_id:
        _settle(session, before.article_id, now=now)
    return receipt


def _settle(session: Session, article_id: UUID, *, now: datetime) -> None:
    """Let an article that a capture has left say what its last capture says."""
    last = find_last(session, article_id)
    if last is not None:
        kept, page = get_reading(session, last.revision_id), get_captured(session, last.capture_id).page
        make_current(session, _make_entry(kept, page, last.capture_id, now), Filed(article_id, last.revision_id, kept))


def _repeat(receipt: Receipt) -> Receipt:
    outcome: Outcome = "rejected" if receipt.outcome == "rejected" else "unchanged"
    return replace(receipt, outcome=outcome, is_repeat=True)


def _refuse(
    session: Session, page: Page, capture_id: UUID, entry: Entry | None = None, standing: Filed | None = None
) -> Receipt | None:
    """Keep nothing of a page that was taken down, nor of one with its address or its words.

    An article that says these words and was left standing may go on to say them.
    """
    digest = digest_bytes(page.raw)
    known_by = {digest} | ({digest_bytes(page.url.encode())} if page.url else set())
    known_by |= {entry.identity} if entry else set()
    if entry and not (standing and digest_text(standing.reading.body) == entry.text_digest):
        known_by.add(entry.text_digest)
    tombstone = find_refusing(session, known_by)
    if tombstone is None:
        return None
    refuse_capture(session, capture_id, digest, tombstone.id)
    detail = f"It was taken down: {tombstone.reason}. Takedown {tombstone.id} refuses it until that is lifted."
    return Receipt(capture_id, "rejected", TAKEN_DOWN, detail)


def _file(session: Session, page: Page, capture_id: UUID, result: Reading | Rejection, *, now: datetime) -> Receipt:
    if isinstance(result, Rejection):
        refused = _refuse(session, page, capture_id)
        return refused or Receipt(capture_id, "rejected", result.reason, result.detail)
    entry = _make_entry(result, page, capture_id, now)
    filed = find_filed(session, entry) or find_filed_before(session, entry)
    if refused := _refuse(session, page, capture_id, entry, filed):  # only now does whoever takes it down wait for us
        return refused
    if filed is None:
        filed = create_article(session, entry)
        return Receipt(capture_id, "created", article_id=filed.article_id, revision_id=filed.revision_id)
    if _says_the_same(filed.reading, result):
        return Receipt(capture_id, "unchanged", article_id=filed.article_id, revision_id=filed.revision_id)
    earlier = next(
        (one for one in list_like(session, entry, filed.article_id) if _says_the_same(one.reading, result)), None
    )
    if earlier is not None:
        return _return_to(session, entry, earlier)
    filed = add_revision(session, entry, filed.article_id)
    return Receipt(capture_id, "new_revision", article_id=filed.article_id, revision_id=filed.revision_id)


def _says_the_same(old: Reading, new: Reading) -> bool:
    return compare_readings(old, new) is Change.NONE and not is_read_otherwise(old, new)


def _return_to(session: Session, entry: Entry, earlier: Filed) -> Receipt:
    """File a page that says again what the article said before: nothing new, but that text is in force again."""
    if is_last(session, earlier.article_id, entry.page.captured_at, entry.capture_id):
        kept = _make_entry(earlier.reading, entry.page, entry.capture_id, entry.now)
        make_current(session, kept, earlier)
    detail = f"It says again what revision {earlier.number} says."
    return Receipt(entry.capture_id, "unchanged", None, detail, earlier.article_id, earlier.revision_id)


def _make_entry(reading: Reading, page: Page, capture_id: UUID, now: datetime) -> Entry:
    return Entry(
        reading=reading,
        page=page,
        capture_id=capture_id,
        word_count=count_words_of(reading.body),
        source=_name_source(reading.facts.source),
        publisher=_name_source(reading.facts.publisher),
        now=now,
    )


def _name_source(name: str | None) -> SourceName | None:
    return SourceName(name, aliases_of(name)) if name else None
