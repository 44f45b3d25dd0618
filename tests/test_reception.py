"""Batches that do not come in whole, and those that come a second time."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import BinaryIO, cast
from uuid import UUID

import pytest
from sqlalchemy import text

from app import reception
from app.archive.claims import claim_due, fail_claim
from app.archive.database import Sessions
from app.archive.jobs import Job, cancel_job, get_job
from app.errors import BrokenOff, Conflict, KeyReused
from app.reception import receive_batch
from app.web.examples import STORY

NOW = datetime(2024, 3, 5, 12, 0, tzinfo=UTC)
N_PAGES = 7


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reception, "PART_RECORDS", 2)


def write_lines(*names: int) -> list[bytes]:
    return [
        (json.dumps({"url": f"https://a.example/{name}", "text": f"{STORY}{name}"}) + "\n").encode() for name in names
    ]


class Sending:
    """What is sent, line by line, and what goes wrong then."""

    def __init__(self, lines: list[bytes], then: Exception | None = None) -> None:
        self._parts = self._send(lines, then)

    def _send(self, lines: list[bytes], then: Exception | None) -> Iterator[bytes]:
        yield from lines
        if then:
            raise then

    def read(self, _: int = -1) -> bytes:
        return next(self._parts, b"")


def receive(sessions: Sessions, lines: list[bytes], then: Exception | None = None, key: str | None = "key") -> UUID:
    file = cast("BinaryIO", Sending(lines, then))
    return receive_batch(sessions, file, "jsonl", limit=100_000, clock=lambda: NOW, key=key)


def show(sessions: Sessions) -> Job:
    with sessions.begin() as session:
        return get_job(session, session.execute(text("SELECT id FROM job")).scalar_one())


LINES = write_lines(*range(N_PAGES))


def test_what_came_before_it_broke_off_is_kept(sessions: Sessions) -> None:
    with pytest.raises(BrokenOff, match="the line went dead; what came until then is kept: see /jobs/"):
        receive(sessions, LINES[:5], BrokenOff("the line went dead"))
    job = show(sessions)
    assert (job.state, job.problem, job.counts["waiting"]) == ("working", "the line went dead", 5)
    with sessions.begin() as session:
        for claim in claim_due(session, 5, lease_seconds=60):
            fail_claim(session, claim, "gave_up", "nobody could read it")
    assert show(sessions).state == "incomplete"


def test_a_batch_that_broke_off_goes_on_where_it_was(sessions: Sessions) -> None:
    with pytest.raises(BrokenOff):
        receive(sessions, LINES[:5], BrokenOff("the line went dead"))
    assert receive(sessions, LINES) == show(sessions).id
    job = show(sessions)
    assert (job.state, job.problem, job.n_items) == ("working", None, N_PAGES)
    assert receive(sessions, LINES) == job.id


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(write_lines(0, 1, 2, 9, 4, 5, 6), id="another page"),
        pytest.param(LINES[:3], id="less than before"),
        pytest.param([*LINES[:1], b"no json\n", *LINES[2:]], id="a broken line"),
    ],
)
def test_another_batch_under_the_key_of_one_that_broke_off_is_refused(sessions: Sessions, lines: list[bytes]) -> None:
    with pytest.raises(BrokenOff):
        receive(sessions, LINES[:5], BrokenOff("the line went dead"))
    with pytest.raises(KeyReused):
        receive(sessions, lines)
    assert receive(sessions, LINES) == show(sessions).id


def test_a_batch_that_nobody_sends_any_more_is_told_from_one_that_comes_in(sessions: Sessions) -> None:
    with pytest.raises(KeyboardInterrupt):  # the service is killed, as it were
        receive(sessions, LINES[:5], cast("Exception", KeyboardInterrupt()))
    assert show(sessions).state == "receiving"
    with pytest.raises(Conflict, match="still coming in"):
        receive(sessions, LINES)
    with sessions.begin() as session:
        session.execute(text("UPDATE job SET receiving_until = now() - interval '1 second'"))
    job = show(sessions)
    assert (job.state, job.problem) == ("working", "the sender was not heard to the end")
    assert receive(sessions, LINES) == job.id
    assert show(sessions).n_items == N_PAGES


def test_a_batch_can_be_cancelled_while_it_comes_in(sessions: Sessions) -> None:
    def send() -> Iterator[bytes]:
        yield from LINES[:4]
        with sessions.begin() as session:
            cancel_job(session, session.execute(text("SELECT id FROM job")).scalar_one())
        yield from LINES[4:]

    with pytest.raises(Conflict, match="was cancelled"):
        receive(sessions, cast("list[bytes]", send()))
    job = show(sessions)
    assert (job.state, job.n_items, job.counts["cancelled"]) == ("cancelled", 4, 4)
    with pytest.raises(Conflict, match="was cancelled"):
        receive(sessions, LINES)


def test_batches_without_a_key_are_each_their_own(sessions: Sessions) -> None:
    assert receive(sessions, LINES, key=None) != receive(sessions, LINES, key=None)
