"""What tests are handed. The database is always a real PostgreSQL, the embedded one, without its safety for speed.

One server runs per test run. The schema is migrated once, into a template; each xdist worker gets a clone of it, each
module an outer transaction that is rolled back, and each test a savepoint. What all tests of a module start from is
filed once, by `stocking` or `stocking_client`. Whoever needs commits that others see takes `fresh_database_url`.
"""

import gc
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.orm import Session, sessionmaker

from app.archive.database import Sessions, make_engine, open_engine
from app.archive.schema import upgrade
from app.embedded import Server, run_postgres, start_postgres
from app.logs import set_up_logs
from app.settings import Settings
from app.web.app import create_app
from tests.rounds import IS_THOROUGH

NOW = datetime(2024, 3, 5, 12, 0, tzinfo=UTC)

TEMPLATE = "template_clipfile"
_servers: list[tuple[Server, tempfile.TemporaryDirectory[str]]] = []


def _start_server() -> tuple[str, str]:
    """Start the server of this test run, with the template in it, once; give its URL and a data folder as it began."""
    if not _servers:
        folder = tempfile.TemporaryDirectory(prefix="clipfile-tests-")
        empty, running = Path(folder.name, "empty"), Path(folder.name, "running")
        with run_postgres(empty, durable=False) as server, open_engine(server.url) as engine:
            upgrade(engine)
        copy_data_dir(empty, running)
        server = start_postgres(running, durable=False)
        _servers.append((server, folder))
        _run(server.url, f"CREATE DATABASE {TEMPLATE} TEMPLATE clipfile")
    server, folder = _servers[0]
    return server.url, str(Path(folder.name, "empty"))


def copy_data_dir(data_dir: Path, copy: Path) -> None:
    """Copy the folder of an embedded server that is stopped, with its owners and modes."""
    subprocess.run(["cp", "-a", data_dir, copy], check=True)


def _url_of(server_url: str, database: str) -> str:
    return server_url.replace("/clipfile?", f"/{database}?")


def _run(server_url: str, statement: str) -> None:
    engine = create_engine(server_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite the golden pages' expectations; read the diff")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave what is marked thorough to CI, and begin with what is slow, so that no worker waits for it at the end."""
    if not IS_THOROUGH and not config.option.markexpr:
        left = [item for item in items if item.get_closest_marker("thorough")]
        items[:] = [item for item in items if item not in left]
        config.hook.pytest_deselected(items=left)
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_collection_finish() -> None:
    """Have the garbage collector pass over what was imported and collected, which lives to the end."""
    gc.freeze()


def pytest_configure_node(node: object) -> None:
    """Hand the server of the whole run to a worker of pytest-xdist."""
    node.workerinput["started"] = _start_server()  # type: ignore[attr-defined] # xdist's own attribute


def pytest_unconfigure() -> None:
    for server, folder in _servers:
        server.stop()
        folder.cleanup()
    _servers.clear()


@pytest.fixture(scope="session", autouse=True)
def _logs() -> None:
    """Log as the service does: structlog by itself draws each traceback with all that its frames hold."""
    set_up_logs()


@pytest.fixture(scope="session")
def started(request: pytest.FixtureRequest) -> tuple[str, str]:
    """What the whole run shares: the server's URL, and a data folder as it began."""
    handed_over: tuple[str, str] | None = getattr(request.config, "workerinput", {}).get("started")
    return handed_over or _start_server()


@pytest.fixture(scope="session")
def server_url(started: tuple[str, str]) -> str:
    """The URL of the server's own database."""
    return started[0]


@pytest.fixture
def made_data_dir(started: tuple[str, str], tmp_path: Path) -> Path:
    """A data folder with an empty archive, migrated: it takes a second to make one, and a moment to copy one."""
    copy_data_dir(Path(started[1]), tmp_path / "made")
    return tmp_path / "made"


@pytest.fixture(scope="session")
def clone_number() -> Iterator[int]:
    return count()


@contextmanager
def clone_database(server_url: str, name: str, template: str = TEMPLATE) -> Iterator[str]:
    """Make a database, migrated and empty, for as long as it is used; give its URL."""
    _run(server_url, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield _url_of(server_url, name)
    _run(server_url, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def fresh_database_url(server_url: str, worker_id: str, clone_number: Iterator[int]) -> Iterator[str]:
    """A database of one's own, migrated and empty."""
    with clone_database(server_url, f"test_{worker_id}_{next(clone_number)}") as url:
        yield url


@pytest.fixture(scope="module")
def module_database_url(server_url: str, worker_id: str, clone_number: Iterator[int]) -> Iterator[str]:
    """A database that the tests of a module share, migrated and empty at first."""
    with clone_database(server_url, f"test_{worker_id}_{next(clone_number)}") as url:
        yield url


@pytest.fixture(scope="session")
def database_url(server_url: str, worker_id: str) -> str:
    """This worker's database. Nothing is ever committed to it."""
    name = f"test_{worker_id}"
    _run(server_url, f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
    return _url_of(server_url, name)


@pytest.fixture(scope="module")
def connection(database_url: str) -> Iterator[Connection]:
    """A connection all of whose commits end with the module."""
    engine = make_engine(database_url)
    with engine.connect() as connection:
        outer = connection.begin()
        yield connection
        outer.rollback()
    engine.dispose()


@pytest.fixture(scope="module")
def stocking(connection: Connection) -> Sessions:
    """Sessions that file what all tests of a module find in the archive."""
    return _join(connection)


@pytest.fixture
def sessions(connection: Connection) -> Iterator[Sessions]:
    """Sessions whose commits end with the test."""
    savepoint = connection.begin_nested()
    yield _join(connection)
    savepoint.rollback()


def _join(connection: Connection) -> Sessions:
    return sessionmaker(connection, join_transaction_mode="create_savepoint", expire_on_commit=False)


@pytest.fixture
def session(sessions: Sessions) -> Iterator[Session]:
    with sessions() as opened:
        yield opened


@pytest.fixture(scope="session")
def running(database_url: str) -> Iterator[TestClient]:
    """A client of the service, with its readers running."""
    settings = Settings(database_url=database_url, readers=1, max_page_bytes=1024 * 1024, reader_seconds=20)
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="module")
def stocking_client(running: TestClient, stocking: Sessions) -> Iterator[TestClient]:
    """A client of the service; what it ingests is there for all tests of the module."""
    with _serve_from(running, stocking):
        yield running


@pytest.fixture
def client(running: TestClient, sessions: Sessions) -> Iterator[TestClient]:
    """A client of the service; what it ingests ends with the test."""
    with _serve_from(running, sessions):
        yield running


@contextmanager
def _serve_from(running: TestClient, sessions: Sessions) -> Iterator[None]:
    state = running.app.state  # type: ignore[attr-defined] # the client calls any ASGI app; ours has a state
    service = state.service
    state.service = replace(service, sessions=sessions, reads=sessions)
    yield
    state.service = service
