"""Pages that are kept now and filed later, by a worker: one that came alone, or a batch of any size.

A page and the work on it are kept in one transaction. A batch is kept in parts as it comes in, so that it takes no more
memory than a part of it, and nothing of it is lost where its sender is not heard to the end.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import BinaryIO, cast
from uuid import UUID

from app.archive.database import UNREACHABLE, Session, Sessions
from app.archive.locks import Lock, lock
from app.archive.receptions import (
    Arrival,
    Received,
    Reception,
    Unkept,
    begin_reception,
    break_reception,
    finish_reception,
    hold,
    keep_arrivals,
    list_kept,
)
from app.bulk.records import PASSED_OVER, Broken, Kind, Record, read_records
from app.digest import RunningDigest, digest_bytes
from app.errors import BadRequest, BrokenOff, ClipfileError, KeyReused
from app.ids import make_id
from app.ingest import keep_page
from app.news import Page

PART_RECORDS = 100
PART_BYTES = 8 * 1024 * 1024
PART_SECONDS = 2.0
"""A part of a batch is kept once it has so many pages or bytes, or is so old when another page comes."""

PIECE = 64 * 1024


def keep_for_later(
    sessions: Sessions,
    page: Page,
    *,
    now: datetime,
    key: str | None = None,
    time_is_told: bool = False,
    headers: Mapping[str, str] | None = None,
) -> UUID:
    """Keep a page and the work on it; give the job, which is the one of before where the key came with it before.

    Raise KeyReused where the key came with something else.
    """
    told = (page.media_type, page.charset, page.url, time_is_told and page.captured_at, sorted((headers or {}).items()))
    request_digest = digest_bytes(page.raw + repr(told).encode())
    with sessions.begin() as session:
        begun = begin_reception(session, make_id(now), "page", key)
        if isinstance(begun, Received):
            return _answer_again(begun, request_digest)
        capture_id = keep_page(session, page, now=now, time_is_told=time_is_told, headers=headers)
        held = keep_arrivals(session, begun, [Arrival("the page", page.url, capture_id)])
        finish_reception(session, held, request_digest)
    return begun.job_id


def receive_batch(
    sessions: Sessions, file: BinaryIO, kind: Kind, *, limit: int, clock: Callable[[], datetime], key: str | None = None
) -> UUID:
    """Keep the pages of a file as it comes in and the work on them; give the job, as keep_for_later does.

    A batch that was broken off goes on where it was when all of it is sent again under its key. `limit` is the largest
    page in bytes. Raise BadRequest where there is no page in it, BrokenOff from the file, KeyReused and Conflict.
    """
    digest = RunningDigest()
    upload = _Digested(file, digest)
    batch = _Batch(sessions, key, clock)
    try:
        for part in _split(read_records(cast("BinaryIO", upload), kind, limit=limit, now=clock())):
            if batch.keep(part) is not None:
                break
        while upload.read(PIECE):  # a file that can't be read to its end is part of the request all the same
            pass
        return batch.finish(digest_bytes(kind.encode() + digest.digest()))
    except BrokenOff as error:
        batch.break_off(str(error))
        raise BrokenOff(f"{error}; what came until then is kept: see {batch.address}") from None
    except Exception:
        batch.break_off("the service could not keep more of it")
        raise


class _Digested:
    """A file whose bytes are digested on their way."""

    def __init__(self, file: BinaryIO, digest: RunningDigest) -> None:
        self._file = file
        self._digest = digest

    def read(self, size: int = -1) -> bytes:
        return next(self._digest.pass_on([self._file.read(size)]))


def _split(records: Iterable[Record | Broken]) -> Iterator[Sequence[Record | Broken]]:
    """Split what comes in into parts; what has come in before it breaks off is a part."""
    part, n_bytes, began = list[Record | Broken](), 0, time.monotonic()
    try:
        for record in records:
            part.append(record)
            n_bytes += len(record.page.raw) if isinstance(record, Record) else 0
            if len(part) >= PART_RECORDS or n_bytes >= PART_BYTES or time.monotonic() - began >= PART_SECONDS:
                yield part
                part, n_bytes, began = [], 0, time.monotonic()
    except BrokenOff:
        if part:
            yield part
        raise
    if part:
        yield part


class _Batch:
    """A batch while it is being received."""

    def __init__(self, sessions: Sessions, key: str | None, clock: Callable[[], datetime]) -> None:
        self._sessions = sessions
        self._key = key
        self._clock = clock
        self._begun: Reception | Received | None = None
        self._n_seen = 0
        """How many records have come by, those of an earlier attempt included."""

    @property
    def address(self) -> str:
        return f"/jobs/{self._begun.job_id}" if self._begun else "nothing, as no page came"

    def keep(self, part: Sequence[Record | Broken]) -> Received | None:
        """Keep a part; give the job where all of it was kept before."""
        now = self._clock()
        with self._sessions.begin() as session:
            begun = self._begun or begin_reception(session, make_id(now), "batch", self._key)
            if isinstance(begun, Received):
                self._begun = begun
                return begun
            held = hold(session, begun)
            known = list_kept(session, held.job_id, self._n_seen, len(part)) if self._n_seen < held.n_items else ()
            if known != tuple(_name(record) for record in part[: len(known)]):
                raise _reused()
            lock(session, Lock.BATCH)
            new = part[len(known) :]
            arrivals = [_keep(session, record, now + timedelta(microseconds=n)) for n, record in enumerate(new)]
            held = keep_arrivals(session, held, arrivals)
        self._begun, self._n_seen = held, self._n_seen + len(part)
        return None

    def finish(self, request_digest: bytes) -> UUID:
        """Keep that all has come in."""
        if self._begun is None:
            raise BadRequest("there is no page in what was sent: send one JSON page a line, or a WARC file")
        if isinstance(self._begun, Received):
            return _answer_again(self._begun, request_digest)
        if self._n_seen < self._begun.n_items:
            raise _reused()
        with self._sessions.begin() as session:
            finish_reception(session, self._begun, request_digest)
        return self._begun.job_id

    def break_off(self, problem: str) -> None:
        """Keep why no more comes in, if there is anybody left to say it to."""
        if isinstance(self._begun, Reception):
            with suppress(ClipfileError, *UNREACHABLE), self._sessions.begin() as session:
                break_reception(session, self._begun, problem)


def _keep(session: Session, record: Record | Broken, now: datetime) -> Arrival:
    """Keep a record; `now`, which is later for each, is when a page was seen whose time is not told."""
    if isinstance(record, Broken):
        outcome: Unkept = "passed_over" if record.reason in PASSED_OVER else "broken"
        return Arrival(record.place, record.url, None, outcome, record.reason, record.detail)
    page = record.page if record.time_is_told else replace(record.page, captured_at=now)
    capture_id = keep_page(session, page, now=now, time_is_told=record.time_is_told, headers=record.headers)
    return Arrival(record.place, page.url, capture_id)


def _name(record: Record | Broken) -> tuple[str, bytes | None]:
    return record.place, digest_bytes(record.page.raw) if isinstance(record, Record) else None


def _answer_again(received: Received, request_digest: bytes) -> UUID:
    if received.request_digest != request_digest:
        raise _reused()
    return received.job_id


def _reused() -> KeyReused:
    return KeyReused("this Idempotency-Key came with something else before: use a new one for each request")
