"""The readers run real processes; what they are given to run hangs, dies and eats memory for real."""

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Thread

import psutil
import pytest

from app.errors import SetupError
from app.news import Page, Reading, Reason, Rejection
from app.readers import Read, Readers, read_page, read_with
from tests.reading import act

MIB = 1024 * 1024


def make_page(raw: bytes) -> Page:
    return Page(raw, "text/plain", datetime(2024, 3, 5, tzinfo=UTC))


@contextmanager
def start_readers(count: int = 1, *, seconds: float = 20, read: Read = act) -> Iterator[Readers]:
    readers = Readers(count, seconds=seconds, memory_bytes=2048 * MIB, read=read)
    readers.start()
    with ThreadPoolExecutor(count) as warm_up:  # what a test times is then the reading, not the start
        list(warm_up.map(readers.read, [make_page(b"nap")] * count))
    yield readers
    readers.close()


def reason_of(result: Reading | Rejection) -> Reason | None:
    return result.reason if isinstance(result, Rejection) else None


def test_a_page_is_read_in_another_process() -> None:
    with start_readers() as readers:
        read = readers.read(make_page(b"pid"))
        assert isinstance(read, Rejection)
        assert int(read.detail) != os.getpid()


@pytest.mark.parametrize("deed", [b"die", b"eat", b"fail"])
def test_a_page_that_kills_its_reader_is_rejected_and_the_next_is_read(deed: bytes) -> None:
    with start_readers() as readers:
        assert reason_of(readers.read(make_page(deed))) is Reason.EXTRACTION_CRASHED
        read = readers.read(make_page(b"the next page"))
        assert isinstance(read, Reading)
        assert read.body == "the next page"


def test_a_page_that_hangs_is_rejected_in_time_and_the_next_is_read() -> None:
    with start_readers(seconds=1) as readers:
        started = time.monotonic()
        assert reason_of(readers.read(make_page(b"hang"))) is Reason.EXTRACTION_TIMEOUT
        assert time.monotonic() - started < 5
        assert reason_of(readers.read(make_page(b"the next page"))) is None


def test_a_page_that_hangs_holds_up_nobody_else() -> None:
    with start_readers(2, seconds=6) as readers:
        hanging = Thread(target=readers.read, args=(make_page(b"hang"),))
        hanging.start()
        started = time.monotonic()
        for _ in range(20):
            assert reason_of(readers.read(make_page(b"another page"))) is None
        assert time.monotonic() - started < 5
        hanging.join()


def test_a_reader_killed_while_idle_is_replaced() -> None:
    with start_readers() as readers:
        idle = readers.read(make_page(b"pid"))
        assert isinstance(idle, Rejection)
        os.kill(int(idle.detail), signal.SIGKILL)
        time.sleep(0.2)
        assert reason_of(readers.read(make_page(b"the next page"))) is None


def test_closing_ends_the_processes() -> None:
    with start_readers() as readers:
        read = readers.read(make_page(b"pid"))
        assert isinstance(read, Rejection)
        assert psutil.pid_exists(int(read.detail))
    assert not psutil.pid_exists(int(read.detail))


def test_a_large_page_passes_whole() -> None:
    with start_readers() as readers:
        page = b"word " * (2 * MIB)
        read = readers.read(make_page(page))
        assert isinstance(read, Reading)
        assert read.body == page.decode()


STORY = "The port is open, and ships may come in again, said Jane Rivers on Friday.\n\n" * 3


@pytest.mark.parametrize("quotes_model", ["rules", "app/extract/models/quotes.npz"])
def test_another_model_of_quotes_reads_in_another_process(quotes_model: str) -> None:
    with start_readers(read=read_with(quotes_model)) as readers:
        result = readers.read(make_page(f"The port is open\n\n{STORY}".encode()))
    assert isinstance(result, Reading)
    assert {quote.speaker for quote in result.quotes} == {"Jane Rivers"}


def test_no_setting_is_the_shipped_model() -> None:
    assert read_with(None) is read_page


@pytest.mark.parametrize("quotes_model", ["no-such-file.npz", "README.md"])
def test_a_file_that_is_no_model_stops_the_start(quotes_model: str) -> None:
    with pytest.raises(SetupError):
        read_with(quotes_model)
