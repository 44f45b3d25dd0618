"""What becomes of pages whose reading fails, with real readers and a real database."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text

from app.archive.database import Sessions
from app.archive.receipts import Receipt
from app.errors import NotFound
from app.ids import make_id
from app.ingest import keep_page, process_capture, receive_page
from app.news import Page
from app.readers import Readers
from app.web.examples import STORY
from tests.reading import read_unless_told_to_die

NOW = datetime(2024, 3, 5, 12, 0, tzinfo=UTC)
MIB = 1024 * 1024


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


def keep(sessions: Sessions, page: Page, *, now: datetime = NOW) -> UUID:
    with sessions.begin() as session:
        return keep_page(session, page, now=now)


def test_a_page_can_be_kept_first_and_filed_later(sessions: Sessions, readers: Readers) -> None:
    page = Page(STORY.encode(), "text/plain", NOW, url="https://a.example/pier")
    capture_id = keep(sessions, page)
    assert keep(sessions, page) == capture_id
    noted: list[Receipt] = []
    receipt = process_capture(sessions, readers, capture_id, now=NOW, note=lambda _, receipt: noted.append(receipt))
    assert (receipt.outcome, receipt.capture_id) == ("created", capture_id)
    again = process_capture(sessions, readers, capture_id, now=NOW, note=lambda _, receipt: noted.append(receipt))
    assert (again.outcome, again.is_repeat, again.article_id) == ("unchanged", True, receipt.article_id)
    assert noted == [receipt, again]
    assert receive_page(sessions, readers, page, now=NOW) == again


def test_nothing_is_filed_without_its_note(sessions: Sessions, readers: Readers) -> None:
    def fail(*_: object) -> None:
        raise KeyError

    capture_id = keep(sessions, Page(STORY.encode(), "text/plain", NOW))
    with pytest.raises(KeyError):
        process_capture(sessions, readers, capture_id, now=NOW, note=fail)
    assert count_rows(sessions, "capture") == 1
    assert count_rows(sessions, "filing") == count_rows(sessions, "article") == 0


def test_what_is_not_kept_cannot_be_processed(sessions: Sessions, readers: Readers) -> None:
    with pytest.raises(NotFound):
        process_capture(sessions, readers, make_id(NOW), now=NOW)
