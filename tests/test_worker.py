"""What a worker makes of jobs, with real readers and a real database."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from pathlib import Path
from threading import Event
from typing import Any
from uuid import UUID

import pytest

from app.archive.claims import claim_due, release_claims, renew_claims
from app.archive.database import Sessions, make_sessions, open_engine
from app.archive.job_counts import list_worked
from app.archive.job_items import list_items
from app.archive.jobs import Job, cancel_job, get_job
from app.archive.log import find_head
from app.news import Page
from app.readers import Readers
from app.reception import keep_for_later, receive_batch
from app.web.examples import STORY
from app.worker import MOST_ATTEMPTS, MOST_READINGS, Worker
from tests.reading import read_unless_told_to_die

NOW = datetime(2024, 3, 5, 12, 0, tzinfo=UTC)
MIB = 1024 * 1024


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    readers = Readers(2, seconds=20, memory_bytes=2048 * MIB, read=read_unless_told_to_die)
    yield readers
    readers.close()


@pytest.fixture
def archive(fresh_database_url: str) -> Iterator[Sessions]:
    with open_engine(fresh_database_url) as engine:
        yield make_sessions(engine)


def write_lines(*pages: dict[str, Any] | str) -> BytesIO:
    return BytesIO("".join((page if isinstance(page, str) else json.dumps(page)) + "\n" for page in pages).encode())


def make_story(number: int) -> dict[str, Any]:
    return {"url": f"https://a.example/{number}", "text": STORY.replace("12 million", f"{12 + number} million")}


def receive(archive: Sessions, *pages: dict[str, Any] | str, key: str | None = None) -> UUID:
    return receive_batch(archive, write_lines(*pages), "jsonl", limit=MIB, clock=lambda: NOW, key=key)


def work(archive: Sessions, readers: Readers, **options: Any) -> None:
    options = {"lease_seconds": 60, "backoff_seconds": 0.0, **options}
    Worker(archive, readers, n_at_once=2, clock=lambda: NOW, **options).run(Event(), until_idle=True)


def show(archive: Sessions, job_id: UUID) -> tuple[Job, list[dict[str, Any]]]:
    with archive.begin() as session:
        items = list_items(session, job_id, limit=100).items
        return get_job(session, job_id), [json.loads(item) for item in items]


def test_each_line_has_an_outcome(archive: Sessions, readers: Readers) -> None:
    job_id = receive(archive, make_story(0), "no json", make_story(1), make_story(0), {"text": "no story"})
    waiting, _ = show(archive, job_id)
    assert (waiting.state, waiting.counts["waiting"], waiting.counts["broken"]) == ("working", 4, 1)
    work(archive, readers)
    job, items = show(archive, job_id)
    assert job.state == "finished"
    assert [(item["place"], item["outcome"], item["reason"]) for item in items[1:3] + items[4:]] == [
        ("line 2", "broken", "bad_json"),
        ("line 3", "created", None),
        ("line 5", "rejected", "no_article_text"),
    ]
    assert {items[0]["outcome"], items[3]["outcome"]} == {"created", "unchanged"}  # whichever is read first
    assert {name: n for name, n in job.counts.items() if n} == {
        "created": 2,
        "unchanged": 1,
        "rejected": 1,
        "broken": 1,
    }
    assert items[0]["article_id"] == items[3]["article_id"] != items[2]["article_id"]
    with archive() as session:
        assert sorted(list_worked(session)) == [
            ("created", "", 2),
            ("rejected", "no_article_text", 1),
            ("unchanged", "", 1),
        ]


def test_what_is_sent_several_times_over_is_seen_in_its_order(archive: Sessions, readers: Readers) -> None:
    first, second = make_story(1), {**make_story(2), "url": make_story(1)["url"]}
    job_id = receive(archive, first, second, first, first)
    work(archive, readers)
    _, items = show(archive, job_id)
    assert len({item["capture_id"] for item in items}) == 3
    assert items[2]["capture_id"] == items[3]["capture_id"]


def test_a_page_that_could_not_be_read_is_tried_again(archive: Sessions, readers: Readers, tmp_path: Path) -> None:
    trouble = tmp_path / "trouble"
    trouble.touch()
    job_id = receive(archive, {**make_story(1), "url": f"https://a.example{trouble}"}, make_story(2))
    work(archive, readers, backoff_seconds=60.0)
    job, items = show(archive, job_id)
    assert (job.state, items[0]["outcome"], items[0]["n_attempts"], items[1]["outcome"]) == (
        "working",
        "waiting",
        1,
        "created",
    )


def test_a_page_that_never_can_be_read_is_rejected_in_the_end(
    archive: Sessions, readers: Readers, tmp_path: Path
) -> None:
    trouble = tmp_path / "trouble"
    trouble.touch()
    job_id = receive(archive, {**make_story(1), "url": f"https://a.example{trouble}"})
    work(archive, readers)
    job, (item,) = show(archive, job_id)
    assert (job.state, item["outcome"], item["reason"]) == ("finished", "rejected", "extraction_crashed")
    assert item["n_attempts"] == MOST_READINGS


def test_a_page_whose_workers_are_lost_is_given_up_some_time(archive: Sessions, readers: Readers) -> None:
    job_id = receive(archive, make_story(1))
    for _ in range(MOST_ATTEMPTS):
        with archive.begin() as session:
            assert claim_due(session, 5, lease_seconds=0)
    work(archive, readers)
    job, (item,) = show(archive, job_id)
    assert (job.state, item["outcome"], item["reason"]) == ("finished", "failed", "gave_up")


def test_nothing_is_filed_of_what_is_cancelled_while_it_is_read(archive: Sessions, readers: Readers) -> None:
    job_id = receive(archive, *(make_story(number) for number in range(3)))

    def cancel_then_tell() -> datetime:
        with archive.begin() as session:
            cancel_job(session, job_id)
        return NOW

    Worker(archive, readers, n_at_once=2, lease_seconds=60, clock=cancel_then_tell).run(Event(), until_idle=True)
    job, items = show(archive, job_id)
    assert (job.state, job.counts["cancelled"]) == ("cancelled", 3)
    assert {item["outcome"] for item in items} == {"cancelled"}
    again = receive(archive, make_story(0))
    work(archive, readers)
    assert show(archive, again)[1][0]["outcome"] == "created"


def test_a_claim_is_held_until_its_lease_ends(archive: Sessions) -> None:
    receive(archive, make_story(1), make_story(2))
    claim = partial(claim_due, limit=5, lease_seconds=60)
    with archive.begin() as session:
        held = claim(session)
        assert [one.position for one in held] == [1, 2]
    with archive.begin() as session:
        assert claim(session) == ()
        renew_claims(session, held[:1], lease_seconds=0)
    with archive.begin() as session:
        (taken,) = claim(session)
        assert (taken.position, taken.n_attempts) == (1, 2)
        renew_claims(session, held, lease_seconds=0)  # the first is lost, and stays so
    with archive.begin() as session:
        assert [one.position for one in claim(session)] == [2]
        release_claims(session, [taken])
    with archive.begin() as session:
        assert claim(session) == (taken,)


def test_pages_that_came_alone_go_first(archive: Sessions) -> None:
    receive(archive, make_story(1))
    alone = keep_for_later(archive, Page(STORY.encode(), "text/plain", NOW), now=NOW)
    with archive.begin() as session:
        (first,) = claim_due(session, 1, lease_seconds=60)
    assert first.job_id == alone


def test_a_worker_that_is_stopped_gives_back_what_it_has_not_begun(archive: Sessions, readers: Readers) -> None:
    job_id = receive(archive, *(make_story(number) for number in range(8)))
    stop = Event()

    def stop_then_tell() -> datetime:
        stop.set()
        return NOW

    Worker(archive, readers, n_at_once=2, lease_seconds=60, clock=stop_then_tell).run(stop)
    job, items = show(archive, job_id)
    assert 2 <= job.counts["created"] < 8
    assert all(item["n_attempts"] == (item["outcome"] == "created") for item in items)
    work(archive, readers)
    assert show(archive, job_id)[0].counts["created"] == 8


def test_it_chains_the_log(archive: Sessions, readers: Readers) -> None:
    receive(archive, make_story(0), make_story(1))
    work(archive, readers)
    with archive.begin() as session:
        assert find_head(session).number >= 2
