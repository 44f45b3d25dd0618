"""A pool of processes that read pages, each under a time and a memory limit.

lxml and regular expressions can hang or die on a hostile page, in C code that no signal handler interrupts. So each
page is read in a process that can be killed: the page becomes a rejection, the process is replaced, and nobody else
notices. Every process has a pipe of its own: one that dies in the middle of an answer can't garble another's.
"""

import logging
import multiprocessing
import resource
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from functools import cache, partial
from multiprocessing.connection import Connection
from pathlib import Path
from queue import LifoQueue
from typing import TYPE_CHECKING

import structlog

from app.errors import ReaderFailed, SetupError
from app.news import Page, Reading, Reason, Rejection

if TYPE_CHECKING:
    from app.extract.quotes.tagger import Tagger

Read = Callable[[Page], Reading | Rejection]

RULES = "rules"  # names no model: quotes are found by rules alone
START_SECONDS = 60  # for a process to start, on a machine that is busy
TRIES = 2  # a process may die through no fault of its page: one that was out of memory kills its neighbours
GRACE_SECONDS = 5  # a reader whose service was killed ends itself this long after the time limit

log = structlog.get_logger()
_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload([__name__, "app.extract.pipeline"])  # imported once, not by each that reads


def read_page(page: Page) -> Reading | Rejection:
    """Read a page, in a reader."""
    from app.extract import pipeline  # noqa: PLC0415 - a second to import, which only the readers need

    return pipeline.read_page(page)


def read_with(quotes_model: str | None) -> Read:
    """Give what reads a page with another model of quotes: the name of its file, or 'rules' for none.

    Raises SetupError where there is no such file, or it is no model.
    """
    if quotes_model is None:
        return read_page
    if quotes_model != RULES:
        _get_tagger(quotes_model)
    return partial(_read_with, quotes_model)


def _read_with(quotes_model: str, page: Page) -> Reading | Rejection:
    from app.extract import pipeline, quotes  # noqa: PLC0415 - as above

    model = quotes.rules_alone if quotes_model == RULES else partial(_get_tagger, quotes_model)
    return pipeline.read_page(page, model)


@cache
def _get_tagger(path: str) -> "Tagger":
    from app.extract.quotes.tagger import parse_tagger  # noqa: PLC0415 - as above

    try:
        return parse_tagger(Path(path).read_bytes())
    except OSError as error:
        raise SetupError(f"CLIPFILE_QUOTES_MODEL names a file that can't be read: {error}") from None


class Readers:
    """Processes that read pages; safe to share between threads."""

    def __init__(self, count: int, *, seconds: float, memory_bytes: int, read: Read = read_page) -> None:
        """Plan `count` processes that may spend `seconds` (wall clock) and `memory_bytes` on one page.

        Each starts when it is first needed, or with `start`.
        """
        self._seconds = seconds
        self._limits = read, seconds, memory_bytes
        self._count = count
        self._idle: LifoQueue[_Reader | None] = LifoQueue()
        for _ in range(count):
            self._idle.put(None)

    @property
    def n_busy(self) -> int:
        """How many are reading a page, or starting."""
        return self._count - self._idle.qsize()

    def start(self) -> None:
        """Start all processes now, so that no first page waits for it."""
        for reader in [self._idle.get() for _ in range(self._idle.qsize())]:
            started = reader
            with suppress(OSError):  # the first page that needs it tries again, and is told
                started = reader or _Reader(*self._limits)
            self._idle.put(started)

    def read(self, page: Page) -> Reading | Rejection:
        """Read a page as soon as a process is free; one that hangs, or kills two readers, is a rejection."""
        reader = self._idle.get()
        try:
            for _ in range(TRIES):
                if reader is None or not reader.process.is_alive():
                    reader = _Reader(*self._limits)
                if answer := reader.read(page, self._seconds):
                    return answer
            return Rejection(Reason.EXTRACTION_CRASHED, "the page killed the process that read it")
        finally:
            self._idle.put(reader)

    def close(self) -> None:
        """End the processes once they are idle."""
        while not self._idle.empty():
            if reader := self._idle.get():
                reader.kill()


class _Reader:
    """One process and the pipe to it."""

    def __init__(self, read: Read, seconds: float, memory_bytes: int) -> None:
        self._pipe, far_end = _processes.Pipe()
        self.process = _processes.Process(target=_serve, args=(far_end, read, seconds, memory_bytes), daemon=True)
        self.process.start()
        far_end.close()  # so that the death of the process ends the pipe
        self._is_ready = False

    def read(self, page: Page, seconds: float) -> Reading | Rejection | None:
        """Read a page; None if the process died over it."""
        self._wait_until_ready()
        try:
            self._pipe.send(page)
            if not self._pipe.poll(seconds):
                self.kill()
                return Rejection(Reason.EXTRACTION_TIMEOUT, f"the page could not be read within {seconds:g} seconds")
            answer: Reading | Rejection | _Failure = self._pipe.recv()
        except (EOFError, OSError):
            self.kill()
            return None
        if isinstance(answer, _Failure):
            log.error("extraction failed", url=page.url, n_bytes=len(page.raw), traceback=str(answer))
            return Rejection(Reason.EXTRACTION_CRASHED, f"reading the page failed: {answer.summary}")
        return answer

    def _wait_until_ready(self) -> None:
        """Let the process start outside the page's own time; one that can't is no fault of the page."""
        with suppress(EOFError, OSError):
            self._is_ready = self._is_ready or (self._pipe.poll(START_SECONDS) and self._pipe.recv())
        if not self._is_ready:
            self.kill()
            raise ReaderFailed("a process that reads pages could not start: the service's log says why")

    def kill(self) -> None:
        self.process.kill()
        self.process.join()
        self._pipe.close()


class _Failure(str):
    """The traceback of an error in the extractor: ours to mend, with the page kept to mend it by."""

    __slots__ = ()

    @property
    def summary(self) -> str:
        return self.strip().splitlines()[-1][:200]


def _serve(pipe: Connection, read: Read, seconds: float, memory_bytes: int) -> None:
    """Read pages until the service hangs up or dies."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the service, which ends us in order
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    logging.disable()  # libraries complain of bad pages line by line; what matters is in the answer
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    pipe.send(True)  # noqa: FBT003 - ready
    while True:
        try:
            page = pipe.recv()
        except (EOFError, OSError):
            return
        signal.setitimer(signal.ITIMER_REAL, seconds + GRACE_SECONDS)
        try:
            answer: Reading | Rejection | _Failure = read(page)
        except MemoryError:
            return  # the heap may be in pieces: a fresh process is safer
        except Exception:  # noqa: BLE001 - whatever a page does to the extractor, its sender gets an answer
            answer = _Failure(traceback.format_exc())
        signal.setitimer(signal.ITIMER_REAL, 0)
        pipe.send(answer)
