"""The archive as it is at one moment, for as long as checks take."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import func, select, true
from sqlalchemy.orm import Session

from app.archive.database import Sessions

_SETTINGS = {
    "statement_timeout": "0",
    "work_mem": "64MB",
    "cursor_tuple_fraction": "1",  # all rows are wanted, not the first ones soon
    "jit": "off",
}
_set = select(*(func.set_config(name, value, true()).label(name) for name, value in _SETTINGS.items()))


@contextmanager
def open_check(sessions: Sessions) -> Iterator[Session]:
    """See the archive as it is now, and write nothing, for as long as this lasts."""
    with sessions.begin() as session:
        session.connection(execution_options={"isolation_level": "REPEATABLE READ", "postgresql_readonly": True})
        session.execute(_set)
        yield session
