"""What backups need of the database: one moment of it that PostgreSQL's programs see as well, or an empty place."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import cast

import psycopg
from psycopg.conninfo import make_conninfo
from sqlalchemy import Connection, Engine, func, inspect, select, text

from app.archive.database import Session, make_sessions, open_connection, open_engine
from app.archive.log import find_head
from app.archive.migrating import MIGRATION_LOCK, knows_schema, remove_schema
from app.archive.schema import find_schema
from app.archive.tables import metadata
from app.errors import Conflict, DatabaseUnavailable


@dataclass(frozen=True, slots=True)
class Address:
    """How a program of PostgreSQL comes to the database that we are connected to."""

    conninfo: str
    """For libpq, without the password."""
    password: str
    is_encrypted: bool
    """By TLS: whoever comes after us must not do with less."""
    major: int
    """The server's major version."""


@dataclass(frozen=True, slots=True)
class Stock:
    """What an archive holds at a moment."""

    schema: str
    """The newest migration that it has had."""
    namespace: str
    """What PostgreSQL calls a schema: where its tables are."""
    taken_at: datetime
    n_rows: dict[str, int]
    """Of each table."""
    log: str | None
    """The head of its log, where anything is chained."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment of the archive, as long as the transaction is open that gave it."""

    stock: Stock
    snapshot: str
    """By this name other connections see the same."""
    address: Address


@contextmanager
def hold_moment(url: str) -> Iterator[Moment]:
    """Hold the archive as it is now; raise Conflict where there is none."""
    with open_engine(url, pool_size=1) as engine, _open_session(engine) as session:
        connection = session.connection(
            execution_options={"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        )
        taken_at, snapshot = session.execute(select(func.statement_timestamp(), func.pg_export_snapshot())).one()
        yield Moment(_take_stock(session, taken_at), snapshot, _find_address(connection))


@contextmanager
def _open_session(engine: Engine) -> Iterator[Session]:
    with open_connection(engine):
        pass  # the server fits, or one line says why not
    with make_sessions(engine).begin() as session:
        yield session


def _take_stock(session: Session, taken_at: datetime) -> Stock:
    connection = session.connection()
    schema = find_schema(connection)
    if schema is None:
        raise Conflict("there is no archive in this database: see CLIPFILE_DATABASE_URL and CLIPFILE_DATA_DIR")
    n_rows = count_rows(connection)
    head = find_head(session) if n_rows.get("log_entry") else None
    return Stock(schema, _find_namespace(connection), taken_at, n_rows, str(head) if head else None)


def count_rows(connection: Connection) -> dict[str, int]:
    """Count the rows of every table beside ours, whatever version made them."""
    _be_patient(connection)
    name = connection.dialect.identifier_preparer.quote
    tables = sorted(inspect(connection).get_table_names())
    count = "SELECT count(*) FROM "
    return {table: connection.execute(text(count + name(table))).scalar_one() for table in tables}


@contextmanager
def hold_empty_place(engine: Engine, namespace: str) -> Iterator[Address]:
    """Make room for tables that come from elsewhere, and let nobody migrate meanwhile.

    Raise Conflict where the archive is not empty, where it is in use, or where tables would not be found.
    """
    with open_connection(engine) as connection:
        if not connection.execute(text("SELECT pg_try_advisory_lock(:lock)"), {"lock": MIGRATION_LOCK}).scalar_one():
            raise Conflict(
                "somebody migrates or restores this database already: wait for it, then look at what is there"
            )
        try:
            _make_room(connection, namespace)
            connection.commit()
            yield _find_address(connection)
        finally:
            connection.rollback()
            connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": MIGRATION_LOCK})
            connection.commit()


def _make_room(connection: Connection, namespace: str) -> None:
    here = _find_namespace(connection)
    if here != namespace:
        raise Conflict(
            f"the backup's tables are in the schema {namespace!r}, and this database looks for them in {here!r}:"
            f' make that schema, and ALTER ROLE {connection.engine.url.username} SET search_path = "{namespace}"'
        )
    if connection.execute(_others).scalar_one():
        raise Conflict("somebody uses this database: stop the service and its workers, then restore")
    _be_patient(connection)
    ours = set(metadata.tables) & set(inspect(connection).get_table_names())
    if any(connection.execute(text(f"SELECT EXISTS (SELECT FROM {name})")).scalar_one() for name in ours):  # noqa: S608  our names
        raise Conflict(
            "this archive is not empty, and a backup is restored only into an empty one: name another"
            " CLIPFILE_DATA_DIR, or a new database in CLIPFILE_DATABASE_URL"
        )
    schema = find_schema(connection)
    if schema is None:
        return
    if not knows_schema(schema):
        raise DatabaseUnavailable(
            f"the database is at schema {schema}, which this version of Clipfile does not know: name a new database"
        )
    remove_schema(connection)


def analyze(connection: Connection) -> None:
    """Have PostgreSQL look at what is in the tables, so that it plans well from the first search on."""
    _be_patient(connection)
    name = connection.dialect.identifier_preparer.quote
    connection.execute(text("ANALYZE " + ", ".join(name(table) for table in inspect(connection).get_table_names())))


_others = text(
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE datname = current_database() AND application_name = 'clipfile' AND pid <> pg_backend_pid()"
)


def _be_patient(connection: Connection) -> None:
    connection.execute(text("SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0"))


def _find_namespace(connection: Connection) -> str:
    return str(connection.execute(select(func.current_schema())).scalar_one())


def _find_address(connection: Connection) -> Address:
    """Take it from the connection that we have: of several hosts it says which, of password files it has read one."""
    driver = cast("psycopg.Connection", connection.connection.driver_connection)
    info = driver.info
    said: dict[str, str | int] = {  # beside that, as which certificates to believe
        key: value for key, value in connection.engine.url.query.items() if isinstance(value, str) and key != "options"
    }
    said |= {"host": info.host, "port": info.port, "user": info.user, "dbname": info.dbname}
    return Address(make_conninfo("", **said), info.password, driver.pgconn.ssl_in_use, info.server_version // 10_000)
