"""How long a search may take, and how PostgreSQL is to go about it."""

from collections.abc import Iterator
from contextlib import contextmanager

from psycopg.errors import QueryCanceled
from sqlalchemy import Engine, String, bindparam, event, func, select, true
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.archive.database import POOL_SIZE, make_engine
from app.archive.prepared import Prepared
from app.errors import TooSlow

SEARCH_SECONDS = 5.0

_SETTINGS = {
    "enable_seqscan": "off",  # it would have each article's vector fetched, which its cost does not tell
    "work_mem": "64MB",  # or a bitmap of many matches forgets rows, and their vectors are fetched after all
    "plan_cache_mode": "force_custom_plan",  # the best plan depends on how common the words are
}
_set = Prepared(
    select(
        func.set_config("statement_timeout", bindparam("timeout", type_=String), true()).label("timeout"),
        *(func.set_config(name, value, true()).label(name) for name, value in _SETTINGS.items()),
    )
)


_BOUND_TO = "clipfile.search_seconds"


@contextmanager
def open_reading_engine(url: str, seconds: float, *, pool_size: int = POOL_SIZE) -> Iterator[Engine]:
    """Make an engine for those who only read, whose connections are bound to search in `seconds` from the start.

    Each statement is a transaction of its own: one that only reads would see no less in a common one, as PostgreSQL
    lets each statement see what was committed before it, and would pay for its beginning, its settings and its end.
    """
    engine = make_engine(url, pool_size=pool_size, statement_seconds=seconds, settings=_SETTINGS, autocommit=True)
    event.listen(engine, "connect", lambda _, record: record.info.update({_BOUND_TO: seconds}))
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def bound_search(session: Session, seconds: float) -> Iterator[None]:
    """Search under these settings until the transaction ends; raise TooSlow for a statement that takes longer."""
    if session.connection().info.get(_BOUND_TO) != seconds:
        _set.run(session, {"timeout": f"{max(1, int(seconds * 1000))}ms"})
    try:
        yield
    except OperationalError as error:
        if not isinstance(error.orig, QueryCanceled):
            raise
        raise TooSlow(
            f"this search would take longer than {seconds:g} seconds and was given up: narrow it, as with"
            " published_from and published_to, source or language, or ask for rarer words instead of phrases"
        ) from None
