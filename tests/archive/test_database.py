"""The way into the database: statements on the driver, and connections that the server has closed."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, bindparam, func, literal_column, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.archive.database import make_engine, make_sessions, open_engine
from app.archive.prepared import Prepared
from app.archive.tables import article

_sleep = Prepared(select(func.pg_sleep(literal_column("5")).label("slept")))


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = make_engine(database_url, pool_size=1, statement_seconds=0.1)
    yield engine
    engine.dispose()


def _end_process(pid: int, database_url: str) -> None:
    with open_engine(database_url) as other, other.connect() as connection:
        connection.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})


def test_a_prepared_statement_gives_rows_by_name_and_keeps_its_constants(session: Session) -> None:
    statement = Prepared(select(bindparam("n", type_=article.c.word_count.type).label("n"), func.concat("a", "b")))
    (row,) = statement.run(session, {"n": 7})
    assert (row.n, row[1]) == (7, "ab")


def test_a_list_of_values_is_refused_when_the_statement_is_written() -> None:
    with pytest.raises(ValueError, match="literals"):
        Prepared(select(article.c.id).where(article.c.language.in_(["en", "de"])))


def test_a_statement_that_takes_too_long_fails_as_it_does_in_the_session(engine: Engine) -> None:
    sessions = make_sessions(engine)
    with sessions() as session, pytest.raises(OperationalError, match="statement timeout"):
        _sleep.run(session, {})


def test_a_connection_that_the_server_closed_is_replaced_unasked(engine: Engine, database_url: str) -> None:
    sessions = make_sessions(engine)
    with sessions.begin() as session:
        first = session.execute(select(func.pg_backend_pid())).scalar_one()
    _end_process(first, database_url)
    with sessions() as session:
        assert session.execute(select(func.pg_backend_pid())).scalar_one() != first


def test_a_connection_that_dies_in_use_is_not_given_out_again(engine: Engine, database_url: str) -> None:
    sessions = make_sessions(engine)
    pids: list[int] = []

    def lose_connection() -> None:
        with sessions.begin() as session:
            pids.append(session.execute(select(func.pg_backend_pid())).scalar_one())
            _end_process(pids[0], database_url)
            _sleep.run(session, {})

    with pytest.raises(OperationalError):
        lose_connection()
    with sessions() as session:
        assert session.execute(select(func.pg_backend_pid())).scalar_one() not in pids
