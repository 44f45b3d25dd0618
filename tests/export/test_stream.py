"""What an export is while it runs: one moment of the archive, a turn among few, and running, complete or broken."""

import json
from collections.abc import Generator, Iterator
from datetime import timedelta
from uuid import UUID

import anyio
import pytest
from sqlalchemy import text
from starlette.types import Message

from app.archive.database import Sessions
from app.archive.manifests import get_manifest
from app.errors import Busy, TooSlow
from app.export import Exports, Order
from app.ids import make_id
from app.web import api_exports
from tests.archive.conftest import NOW, file_reading, make_reading
from tests.export.conftest import file_many

ALL = Order({}, "jsonl")
MORE_THAN_A_BATCH = 12

pytestmark = pytest.mark.usefixtures("_small_batches")


@pytest.fixture
def exports(archive: Sessions) -> Exports:
    return Exports(archive, 2, seconds=30)


@pytest.fixture
def ids() -> Iterator[UUID]:
    return (make_id(NOW + timedelta(seconds=number)) for number in range(10))


def state_of(archive: Sessions, export_id: UUID) -> str:
    with archive() as session:
        return str(json.loads(get_manifest(session, export_id))["state"])


def test_what_comes_in_meanwhile_is_not_in_it(exports: Exports, archive: Sessions, ids: Iterator[UUID]) -> None:
    file_many(archive, MORE_THAN_A_BATCH)
    stream = exports.stream(archive, ALL, next(ids))
    next(stream)
    file_many(archive, 5, first=MORE_THAN_A_BATCH)
    with archive.begin() as session:
        changed = make_reading("The pier will be pulled down, Marta Oduya said.", f'=Pier "{MORE_THAN_A_BATCH - 1}"')
        session.execute(text("UPDATE article SET headline = 'changed'"))
        file_reading(session, changed, seen_at=NOW + timedelta(days=1))
    lines = b"".join(stream).decode().splitlines()
    assert len(lines) == MORE_THAN_A_BATCH
    assert all(json.loads(line)["headline"].startswith("=Pier") for line in lines)
    later = b"".join(exports.stream(archive, ALL, next(ids))).decode().splitlines()
    assert len(later) == MORE_THAN_A_BATCH + 6


def test_an_export_is_running_then_complete(exports: Exports, archive: Sessions, ids: Iterator[UUID]) -> None:
    file_many(archive, MORE_THAN_A_BATCH)
    export_id = next(ids)
    stream = exports.stream(archive, ALL, export_id)
    for _ in range(2):
        next(stream)
        assert state_of(archive, export_id) == "running"
    assert len(list(stream)) == 1
    assert state_of(archive, export_id) == "complete"


def test_one_that_is_broken_off_frees_its_turn_and_its_connection(
    exports: Exports, archive: Sessions, ids: Iterator[UUID]
) -> None:
    file_many(archive, MORE_THAN_A_BATCH)
    for export_id in (next(ids), next(ids), next(ids)):
        stream = exports.stream(archive, ALL, export_id)
        next(stream)
        next(stream)
        stream.close()
        assert state_of(archive, export_id) == "broken"
    with archive() as session:
        busy = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in%'"
        assert session.execute(text(busy)).scalar_one() == 0


def test_no_more_run_at_once_than_may(exports: Exports, archive: Sessions, ids: Iterator[UUID]) -> None:
    one, other, third = (exports.stream(archive, ALL, next(ids)) for _ in range(3))
    next(one)
    next(other)
    with pytest.raises(Busy, match="2 exports are running"):
        next(third)
    one.close()
    next(exports.stream(archive, ALL, next(ids)))


@pytest.mark.parametrize("stalls_at", [0, 1, 2])
def test_a_client_that_takes_nothing_is_hung_up_on(monkeypatch: pytest.MonkeyPatch, stalls_at: int) -> None:
    monkeypatch.setattr(api_exports, "PATIENCE_SECONDS", 0.05)
    ended, sent = [], list[Message]()

    def write() -> Generator[bytes]:
        try:
            yield b"one"
            yield b"two"
        finally:
            ended.append(True)

    async def send_and_stall() -> None:
        async def send(message: Message) -> None:
            if len(sent) == stalls_at:
                await anyio.sleep_forever()
            sent.append(message)

        async def receive() -> Message:
            await anyio.sleep_forever()
            raise AssertionError

        parts = write()
        next(parts)  # as it has begun
        await api_exports.Export(parts, {}, "text/csv")({"type": "http"}, receive, send)

    anyio.run(send_and_stall)
    assert ended == [True]
    assert len(sent) == stalls_at


def test_what_takes_too_long_is_refused_at_once(archive: Sessions, ids: Iterator[UUID]) -> None:
    file_many(archive, 1)
    with archive.begin() as session:
        session.execute(text("ALTER TABLE article RENAME TO kept"))
        session.execute(text("CREATE VIEW article AS SELECT kept.* FROM kept, pg_sleep(2)"))
    hurried = Exports(archive, 1, seconds=0.1)
    for _ in range(2):
        with pytest.raises(TooSlow, match="narrow it"):
            next(hurried.stream(archive, ALL, next(ids)))
