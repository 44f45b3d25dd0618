"""Statements that are written once and run on the driver itself: for what is read with nearly every request.

SQLAlchemy's way from a statement to its rows costs several times what the driver needs for both (docs/decisions/0015).
"""

from collections.abc import Mapping
from typing import Any

import psycopg
from psycopg.rows import namedtuple_row
from sqlalchemy import Select
from sqlalchemy.dialects.postgresql.psycopg import dialect
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

_DIALECT = dialect()  # type: ignore[no-untyped-call] # SQLAlchemy's own classes are untyped here


class Prepared:
    """A statement as the text that goes to PostgreSQL."""

    def __init__(self, statement: Select[Any], *, before: str = "") -> None:
        """Write the statement, with what comes before it; it may have no list of bound values, as `in_` makes one."""
        written = statement.compile(dialect=_DIALECT)
        self._text = f"{before}{written}".encode()
        self._constants = {name: value for name, value in written.params.items() if value is not None}
        if "POSTCOMPILE" in str(written):
            raise ValueError(f"write the values of the list into the statement, as literals: {written}")

    def run(self, session: Session, values: Mapping[str, object]) -> list[Any]:
        """Run it in the session's transaction; give its rows, whose columns are attributes.

        Raise SQLAlchemy's OperationalError, as Session.execute does.
        """
        connection = session.connection().connection.driver_connection
        assert isinstance(connection, psycopg.Connection)  # noqa: S101 - the only driver there is (database.py)
        try:
            with connection.cursor(row_factory=namedtuple_row) as cursor:
                return cursor.execute(self._text, {**self._constants, **values}).fetchall()
        except psycopg.OperationalError as error:
            raise OperationalError(self._text.decode(), None, error) from error
