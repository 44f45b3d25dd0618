"""From files to where pages go: several in hand at once, what is known passed over quickly, nothing lost in silence."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Protocol, cast

import structlog

from app.bulk.files import STDIN, File
from app.bulk.outcome import Outcome, Taken, Word
from app.bulk.record import PASSED_OVER, Broken, Record
from app.bulk.records import WHOLE, read_file
from app.errors import ClipfileError

MOST_ASKED = 256  # pages that are looked up at once
MOST_ASKED_BYTES = 4 * 1024 * 1024  # and how large they may be together

log = structlog.get_logger()


class Destination(Protocol):
    """Where pages go."""

    n_at_once: int
    """How many it is handed at once."""

    def list_known(self, records: Sequence[Record]) -> Sequence[Taken | None]:
        """List what became of pages that are there already; None for one that has to be handed over."""

    def take(self, record: Record) -> Taken:
        """Take a page, in one of several threads; raise ClipfileError where no further page can be taken either."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a file."""

    file: str
    what: Record | Broken


@dataclass
class Meter:
    """How much was read."""

    n_bytes: int = 0
    """As it lies in files, packed or not."""


class _Counted:
    """A file whose bytes are counted as they are read."""

    def __init__(self, file: BinaryIO, meter: Meter) -> None:
        self._file, self._meter = file, meter

    def read(self, size: int) -> bytes:
        read = self._file.read(size)
        self._meter.n_bytes += len(read)
        return read


def read_files(files: Iterable[File], meter: Meter, *, limit: int, now: datetime) -> Iterator[Found]:
    """Read all that files hold; one that can't be opened is Broken."""
    for file in files:
        if file.kind is None and file.name != STDIN:
            reason = "unknown_kind" if file.is_named else "other_file"
            yield Found(file.name, Broken(WHOLE, reason, "its name does not tell what it is: say so with --as"))
            meter.n_bytes += file.n_bytes or 0
            continue
        try:
            opening = nullcontext(sys.stdin.buffer) if file.name == STDIN else Path(file.name).open("rb")  # noqa: SIM115
        except OSError as error:
            yield Found(file.name, Broken(WHOLE, "unreadable", f"it can't be opened: {error.strerror}"))
            continue
        with opening as opened:
            counted = cast("BinaryIO", _Counted(opened, meter))  # it is only read
            is_empty = True
            for what in read_file(counted, file.kind, limit=limit, now=now):
                is_empty = False
                yield Found(file.name, what)
            if is_empty:
                yield Found(file.name, Broken(WHOLE, "no_page", "there is no page in it"))


def bring_in(found: Iterable[Found], destination: Destination, tell: Callable[[Outcome], None]) -> None:
    """Hand over all pages and tell what becomes of each; those of one address go one after the other, as they stand.

    Raise ClipfileError once no further page can be taken. Whatever ends it, an interrupt too, what is in hand is
    waited for and told.
    """
    pages, n_asked = _pass_pages(found, tell), 1
    with ThreadPoolExecutor(destination.n_at_once) as pool:
        hand = _Hand(pool, destination, tell)
        try:
            while hand.stopped_by is None and (batch := _gather(pages, n_asked)):
                known = destination.list_known([record for _, record in batch])
                for (file, record), taken in zip(batch, known, strict=True):
                    if taken is None:
                        hand.take(file, record)
                    else:
                        tell(Outcome(file, record.place, record.page.url, taken))
                # While all is known many are looked up at once; a new page should not wait for others to be read.
                n_asked = min(n_asked * 2, MOST_ASKED) if all(known) else max(n_asked // 2, 1)
        finally:
            hand.finish()
    if hand.stopped_by is not None:
        raise hand.stopped_by


def _pass_pages(found: Iterable[Found], tell: Callable[[Outcome], None]) -> Iterator[tuple[str, Record]]:
    """Give the pages with their files, and tell of what is none."""
    for one in found:
        what = one.what
        if isinstance(what, Record):
            yield one.file, what
        else:
            word: Word = "passed_over" if what.reason in PASSED_OVER else "broken"
            tell(Outcome(one.file, what.place, what.url, Taken(word, what.reason, what.detail)))


def _gather(pages: Iterator[tuple[str, Record]], n: int) -> list[tuple[str, Record]]:
    """Give the next `n` pages, or fewer where they are large or the last."""
    gathered, n_bytes = [], 0
    for page in islice(pages, n):
        gathered.append(page)
        n_bytes += len(page[1].page.raw)
        if n_bytes > MOST_ASKED_BYTES:
            break
    return gathered


class _Hand:
    """The pages that are in hand."""

    def __init__(self, pool: ThreadPoolExecutor, destination: Destination, tell: Callable[[Outcome], None]) -> None:
        self._pool, self._destination, self._tell = pool, destination, tell
        self._held: dict[Future[Taken], tuple[str, str, str | None]] = {}
        self.stopped_by: ClipfileError | None = None
        """Why no further page can be taken."""

    def take(self, file: str, record: Record) -> None:
        """Hand a page over as soon as there is room, and none of the same address is on its way."""
        url = record.page.url
        while len(self._held) >= self._destination.n_at_once or (
            url is not None and any(url == held for *_, held in self._held.values())
        ):
            self._tell_next()
        if self.stopped_by is None:
            self._held[self._pool.submit(self._destination.take, record)] = file, record.place, url

    def finish(self) -> None:
        """Wait for all that is in hand."""
        while self._held:
            self._tell_next()

    def _tell_next(self) -> None:
        for future in wait(self._held, return_when=FIRST_COMPLETED).done:
            file, place, url = self._held.pop(future)
            self._tell(Outcome(file, place, url, self._look(future)))

    def _look(self, future: Future[Taken]) -> Taken:
        try:
            return future.result()
        except ClipfileError as error:
            self.stopped_by = self.stopped_by or error
            return Taken("failed", "not_taken", str(error))
        except Exception as error:  # one page that trips us up must not keep back all others
            log.exception("taking a page in failed")
            return Taken("failed", "internal_error", f"{type(error).__name__}: {error}"[:200])
