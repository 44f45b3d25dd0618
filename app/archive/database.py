"""The way into the database: engine and sessions, with one clear line where it is barred."""

import select
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TypeAlias

import psycopg
from sqlalchemy import Connection, Engine, create_engine, event, make_url, orm, text
from sqlalchemy.exc import ArgumentError, DisconnectionError, OperationalError
from sqlalchemy.exc import TimeoutError as QueueTimeout

from app.errors import DatabaseUnavailable

Session: TypeAlias = orm.Session
Sessions: TypeAlias = orm.sessionmaker[Session]

UNREACHABLE = (OperationalError, QueueTimeout)
"""What SQLAlchemy raises when the database went away, is too slow or has no connection left."""

OLDEST_SERVER = 15
POOL_SIZE = 10
"""Connections of one process that write, and as many that read: two workers fit into the embedded server's 60."""


def make_engine(
    url: str,
    *,
    pool_size: int = POOL_SIZE,
    statement_seconds: float = 30,
    settings: Mapping[str, str] | None = None,
    autocommit: bool = False,
) -> Engine:
    """Make an engine that ends every statement after `statement_seconds`; raise DatabaseUnavailable on a bad URL.

    `settings` are PostgreSQL's; with `autocommit` each statement is a transaction of its own.
    """
    try:
        address = make_url(url)
    except ArgumentError:
        raise DatabaseUnavailable(
            "CLIPFILE_DATABASE_URL is not a database URL: write it as postgresql://user:password@host:5432/name"
        ) from None
    if address.get_backend_name() != "postgresql":
        raise DatabaseUnavailable(
            f"CLIPFILE_DATABASE_URL names a {address.get_backend_name()} database: Clipfile keeps its archive in"
            " PostgreSQL, so write it as postgresql://user:password@host:5432/name"
        )
    given = {"statement_timeout": f"{max(1, int(statement_seconds * 1000))}ms", "timezone": "UTC", **(settings or {})}
    engine = create_engine(
        address.set(drivername="postgresql+psycopg"),
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=10,
        isolation_level="AUTOCOMMIT" if autocommit else None,
        skip_autocommit_rollback=True,  # there is nothing to roll back
        connect_args={
            "application_name": "clipfile",
            "connect_timeout": 5,
            "keepalives_idle": 60,  # seconds; a dead peer is then found before a request meets it
            "options": " ".join(f"-c {name}={value}" for name, value in given.items()),
        },
    )
    event.listen(engine, "checkout", _check_connection)
    return engine


def _check_connection(connection: psycopg.Connection, *_: object) -> None:
    """Have the pool replace a connection that the server has closed.

    A server says nothing on an idle connection until it closes it, so bytes or an end that wait there are enough to
    know; to ask it, as pool_pre_ping does, would cost each request a round trip.
    """
    if connection.closed or _hears_from(connection):
        raise DisconnectionError("the server has closed the connection")


def _hears_from(connection: psycopg.Connection) -> bool:
    heard = select.poll()  # select.select takes no more than 1,024 files
    heard.register(connection.fileno(), select.POLLIN)
    return bool(heard.poll(0))


@contextmanager
def open_engine(url: str, *, pool_size: int = POOL_SIZE) -> Iterator[Engine]:
    """Make an engine for as long as it is used, and give its connections back then."""
    engine = make_engine(url, pool_size=pool_size)
    try:
        yield engine
    finally:
        engine.dispose()


def make_sessions(engine: Engine) -> Sessions:
    """Make the factory of sessions; whoever opens one commits it, at the edge."""
    return orm.sessionmaker(engine, expire_on_commit=False)


@contextmanager
def open_connection(engine: Engine) -> Iterator[Connection]:
    """Open a connection to a server that fits; raise DatabaseUnavailable with what the server says otherwise."""
    try:
        connection = engine.connect()
    except OperationalError as error:
        reason = str(error.orig).strip().splitlines()[-1]
        where = engine.url.render_as_string(hide_password=True)
        raise DatabaseUnavailable(f"can't open the database {where}: {reason}") from None
    with connection:
        version = connection.execute(text("SHOW server_version_num")).scalar_one()
        if int(version) < OLDEST_SERVER * 10_000:
            raise DatabaseUnavailable(f"the server is PostgreSQL {int(version) // 10_000}: 15 or newer is needed")
        yield connection
