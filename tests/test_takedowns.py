"""Takedowns while pages come in: nothing of what was taken down is left, and nothing else is lost."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Barrier, Event
from uuid import UUID

import pytest
from sqlalchemy import func, select

from app.archive.checks import logged
from app.archive.database import Sessions, make_sessions, open_engine
from app.archive.job_items import list_items
from app.archive.receipts import Receipt
from app.archive.tables import metadata
from app.archive.takedowns import Order, take_down
from app.errors import Gone, NotFound
from app.extract.pipeline import read_page
from app.ingest import TAKEN_DOWN, keep_page, process_capture, receive_page
from app.news import Page
from app.readers import Readers
from app.reception import keep_for_later
from app.web.examples import STORY
from app.worker import Worker
from tests.web.test_takedowns import HOLDS

NOW = datetime(2024, 3, 5, 12, 0, tzinfo=UTC)
MIB = 1024 * 1024
ORDER = Order("Ana Li", NOW, "Asked for by a person whom it names.")
N_AT_ONCE = 4


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    readers = Readers(2, seconds=20, memory_bytes=2048 * MIB, read=read_page)
    yield readers
    readers.close()


@pytest.fixture
def archive(fresh_database_url: str) -> Iterator[Sessions]:
    with open_engine(fresh_database_url) as engine:
        yield make_sessions(engine)


def make_story(number: int, hours: int = 0) -> Page:
    story = STORY.replace("12 million", f"{number} million") + "Print\n" * hours
    url = f"https://a.example/{number}"
    return Page(story.encode(), "text/plain", NOW + timedelta(hours=hours), url=url)


def count_rows(archive: Sessions) -> dict[str, int]:
    with archive() as session:
        return {
            name: session.execute(select(func.count()).select_from(metadata.tables[name])).scalar_one()
            for name in HOLDS
        }


def test_nothing_is_left_where_a_page_comes_in_while_it_is_taken_down(archive: Sessions, readers: Readers) -> None:
    for number in range(20, 24):
        created = receive_page(archive, readers, make_story(number), now=NOW)
        begin = Barrier(N_AT_ONCE + 1)
        with ThreadPoolExecutor(N_AT_ONCE + 1) as threads:
            send = [threads.submit(send_at, begin, archive, readers, make_story(number, hours)) for hours in range(4)]
            removal = threads.submit(remove_at, begin, archive, created.article_id)
        removal.result()
        for sent in send:
            receipt = sent.result()
            assert receipt is None or receipt.article_id == created.article_id or receipt.reason == TAKEN_DOWN
    assert set(count_rows(archive).values()) == {0}
    with archive() as session:
        assert [found for rule in logged.RULES for found in rule.find(session)] == []


def send_at(begin: Barrier, archive: Sessions, readers: Readers, page: Page) -> Receipt | None:
    """Send a page, at once or as a job does; None where it was taken down before it was read."""
    begin.wait()
    if page.captured_at.hour % 2:
        return receive_page(archive, readers, page, now=NOW, time_is_told=True)
    with archive.begin() as session:
        capture_id = keep_page(session, page, now=NOW, time_is_told=True)
    with suppress(NotFound):
        return process_capture(archive, readers, capture_id, now=NOW)
    return None


def remove_at(begin: Barrier, archive: Sessions, article_id: UUID | None) -> None:
    assert article_id
    begin.wait()
    with archive.begin() as session:
        take_down(session, article_id, ORDER)


def test_pages_that_wait_in_a_job_go_as_well(archive: Sessions, readers: Readers) -> None:
    article_id = receive_page(archive, readers, make_story(20), now=NOW).article_id
    assert article_id
    elsewhere = replace(make_story(20), url="https://b.example/20", raw=b"B\n\n" + make_story(20).raw)
    waiting = [keep_for_later(archive, page, now=NOW) for page in (make_story(20, 1), elsewhere, make_story(21))]
    with archive.begin() as session:
        assert take_down(session, article_id, ORDER).n_captures == 2
    Worker(archive, readers, n_at_once=2, lease_seconds=60, clock=lambda: NOW).run(Event(), until_idle=True)
    with archive.begin() as session:
        items = [json.loads(item) for job_id in waiting for item in list_items(session, job_id).items]
    assert [(item["outcome"], item["reason"]) for item in items] == [
        ("failed", "page_gone"),
        ("rejected", "taken_down"),
        ("created", None),
    ]
    assert items[0]["url"] is None
    assert count_rows(archive)["capture"] == count_rows(archive)["article"] == 1


def test_an_article_can_be_taken_down_once(archive: Sessions, readers: Readers) -> None:
    article_id = receive_page(archive, readers, make_story(20), now=NOW).article_id
    begin = Barrier(2)
    with ThreadPoolExecutor(2) as threads:
        first, second = (threads.submit(remove_at, begin, archive, article_id) for _ in range(2))
    assert sorted(str(type(removal.exception())) for removal in (first, second)) == sorted([str(Gone), str(type(None))])
