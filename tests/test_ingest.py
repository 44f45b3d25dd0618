"""What becomes of pages whose reading fails, with real readers and a real database."""

import os
import signal
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from app.archive.database import Sessions
from app.extract.pipeline import read_page as read_for_real
from app.ingest import receive_page
from app.news import Page, Reading, Rejection
from app.readers import Readers
from app.web.examples import STORY

NOW = datetime(2024, 3, 5, 12, 0, tzinfo=UTC)
MIB = 1024 * 1024


def read_unless_told_to_die(page: Page) -> Reading | Rejection:
    """Die on a page as long as the file that its URL ends in is there."""
    if page.url and Path(page.url.removeprefix("https://a.example")).exists():
        os.kill(os.getpid(), signal.SIGKILL)
    return read_for_real(page)


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    readers = Readers(1, seconds=20, memory_bytes=2048 * MIB, read=read_unless_told_to_die)
    yield readers
    readers.close()


def count_rows(sessions: Sessions, table: str) -> int:
    with sessions() as session:
        n: int = session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()  # noqa: S608 - our own names
        return n


def test_a_page_that_could_not_be_read_is_kept_and_read_when_it_comes_again(
    sessions: Sessions, readers: Readers, tmp_path: Path
) -> None:
    trouble = tmp_path / "trouble"
    trouble.touch()
    page = Page(STORY.encode(), "text/plain", NOW, url=f"https://a.example{trouble}")
    failed = receive_page(sessions, readers, page, now=NOW)
    assert (failed.outcome, failed.reason) == ("rejected", "extraction_crashed")
    trouble.unlink()
    again = receive_page(sessions, readers, page, now=NOW)
    assert (again.outcome, again.capture_id) == ("created", failed.capture_id)
    assert count_rows(sessions, "capture") == count_rows(sessions, "filing") == 1
    assert receive_page(sessions, readers, page, now=NOW).outcome == "unchanged"


def test_a_page_seen_later_keeps_its_bytes_once(sessions: Sessions, readers: Readers) -> None:
    for hours in range(3):
        page = Page(STORY.encode(), "text/plain", NOW + timedelta(hours=hours), url="https://a.example/pier")
        receive_page(sessions, readers, page, now=NOW + timedelta(hours=hours), time_is_told=True)
    assert (count_rows(sessions, "capture"), count_rows(sessions, "raw_page")) == (3, 1)
    assert count_rows(sessions, "revision") == 1
