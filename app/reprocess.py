"""Reading stored captures again with today's extractor: in parallel, and on from where it was broken off.

What is done is told by the filings alone: a capture that today's extractor has filed is not read again.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from app.archive.captures import get_captured
from app.archive.database import Sessions
from app.archive.readings import get_reading
from app.archive.rereading import Before, Capture, Wanted, find_before, list_captures_to_read
from app.extract.changes import Change, compare_readings, is_read_otherwise
from app.ingest import process_capture
from app.news import Reading, Rejection
from app.readers import Readers


@dataclass(frozen=True, slots=True)
class Reread:
    """What another reading of a capture made of it."""

    capture_id: UUID
    url: str | None
    difference: str
    """unchanged, body, headline, quotes, facts, now_rejected, now_an_article, still_rejected."""
    headline: str | None = None


@dataclass(slots=True)
class Figures:
    """What changed, in figures."""

    n_captures: int = 0
    differences: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)

    def note(self, told: Reread, outcome: str) -> None:
        """Count one capture."""
        self.n_captures += 1
        self.differences[told.difference] += 1
        self.outcomes[outcome] += 1


def reprocess(
    sessions: Sessions,
    readers: Readers,
    wanted: Wanted,
    *,
    clock: Callable[[], datetime],
    n_readers: int,
    dry_run: bool = False,
) -> Iterator[tuple[Reread, str]]:
    """Read captures again and file what is read; give each difference, and the outcome, as it is known.

    With `dry_run` nothing is written. Captures of one address are filed in the order in which they came in.
    """

    def read_again(one: Capture, before: Future[tuple[Reread, str]] | None) -> tuple[Reread, str]:
        if before is not None:
            wait([before])
        return _read_one(sessions, readers, one, clock=clock, dry_run=dry_run)

    last_of_url = dict[str, Future[tuple[Reread, str]]]()
    running = set[Future[tuple[Reread, str]]]()
    with ThreadPoolExecutor(n_readers) as threads:
        try:
            for one in _walk(sessions, wanted):
                started = threads.submit(read_again, one, last_of_url.get(one.url or ""))
                if one.url:
                    last_of_url[one.url] = started
                running.add(started)
                if len(running) >= 4 * n_readers:
                    done, running = wait(running, return_when=FIRST_COMPLETED)
                    yield from (each.result() for each in done)
                    last_of_url = {url: of for url, of in last_of_url.items() if of in running}
            yield from (each.result() for each in running)
        finally:
            threads.shutdown(cancel_futures=True)


def _walk(sessions: Sessions, wanted: Wanted) -> Iterator[Capture]:
    after: UUID | None = None
    while True:
        with sessions.begin() as session:
            found = list_captures_to_read(session, wanted, after)
        yield from found
        if not found:
            return
        after = found[-1].id


def _read_one(
    sessions: Sessions, readers: Readers, one: Capture, *, clock: Callable[[], datetime], dry_run: bool
) -> tuple[Reread, str]:
    with sessions.begin() as session:
        before = find_before(session, one.id)
        page = get_captured(session, one.id).page
        old = get_reading(session, before.revision_id) if before and before.revision_id else None
    result = readers.read(page)
    told = _tell(one, before, old, result)
    if dry_run:
        return told, "not filed"
    return told, process_capture(sessions, readers, one.id, now=clock(), result=result).outcome


def _tell(one: Capture, before: Before | None, old: Reading | None, new: Reading | Rejection) -> Reread:
    if isinstance(new, Rejection):
        return Reread(one.id, one.url, "now_rejected" if old else "still_rejected", new.reason)
    if old is None:
        return Reread(one.id, one.url, "now_an_article" if before else "unchanged", new.facts.headline)
    change = compare_readings(old, new)
    if change is Change.NONE:
        return Reread(one.id, one.url, "facts" if is_read_otherwise(old, new) else "unchanged", new.facts.headline)
    return Reread(one.id, one.url, str(change), new.facts.headline)
