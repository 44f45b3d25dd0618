"""An archive whose commits others see, as exports read on connections of their own."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from app.archive import snapshots
from app.archive.database import Sessions, make_sessions, open_engine
from app.export import Exports
from app.news import Moment, Precision
from tests.archive.conftest import BODY, NOW, file_reading, make_reading
from tests.conftest import clone_database

N_STOCKED = 7


def file_many(archive: Sessions, n: int, first: int = 0) -> None:
    """File n stories that differ in words and dates; every third credits Reuters."""
    with archive.begin() as session:
        for number in range(first, first + n):
            published = Moment(NOW - timedelta(days=number), Precision.DAY)
            source = "Reuters" if number % 3 == 0 else "Xinhua"
            body = f"{BODY}\n\nLine {number} of “éàü”."
            reading = make_reading(body, f'=Pier "{number}"', published=published, source=source)
            file_reading(session, reading, seen_at=NOW + timedelta(seconds=number))


@pytest.fixture
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read ten articles at once, so that a few are several batches."""
    monkeypatch.setattr(snapshots, "ARTICLES_AT_ONCE", 10)


@pytest.fixture
def archive(fresh_database_url: str) -> Iterator[Sessions]:
    """An empty archive of one's own."""
    with open_engine(fresh_database_url) as engine:
        yield make_sessions(engine)


@pytest.fixture(scope="package")
def stocked_url(server_url: str, worker_id: str, clone_number: Iterator[int]) -> Iterator[str]:
    """An archive of seven stories that no test adds to."""
    with clone_database(server_url, f"test_{worker_id}_{next(clone_number)}") as url:
        with open_engine(url) as engine:
            file_many(make_sessions(engine), N_STOCKED)
        yield url


@pytest.fixture(scope="package")
def stocked(stocked_url: str) -> Iterator[Sessions]:
    with open_engine(stocked_url) as engine:
        yield make_sessions(engine)


@pytest.fixture
def exporting(client: TestClient, stocked: Sessions) -> Iterator[TestClient]:
    """A client of the service on the stocked archive, with two exports at once."""
    state = client.app.state  # type: ignore[attr-defined] # the client calls any ASGI app; ours has a state
    service = state.service
    state.service = replace(service, sessions=stocked, reads=stocked, exports=Exports(stocked, 2, seconds=30))
    yield client
    state.service = service
