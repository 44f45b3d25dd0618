"""What commands share: where they print, and how they come to the archive."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console

from app.archive.database import Session, Sessions, make_sessions, open_engine
from app.archive.schema import upgrade
from app.embedded import run_postgres
from app.settings import Settings, read_settings

out = Console(highlight=False, soft_wrap=True)


@contextmanager
def open_database(settings: Settings) -> Iterator[str]:
    """Give the URL of the database that the settings name, or else of the embedded one, run for as long."""
    if settings.database_url is not None:
        yield settings.database_url
    else:
        with run_postgres(settings.data_dir) as server:
            yield server.url


@contextmanager
def open_sessions() -> Iterator[Sessions]:
    """Open the archive, with today's schema."""
    with open_database(read_settings()) as url:
        bring_up_to_date(url)
        with open_engine(url) as engine:
            yield make_sessions(engine)


@contextmanager
def open_archive() -> Iterator[Session]:
    """Open one transaction on the archive, with today's schema."""
    with open_sessions() as sessions, sessions.begin() as session:
        yield session


def bring_up_to_date(url: str) -> None:
    """Give the database at `url` today's schema, and say so if it had another."""
    with open_engine(url) as engine:
        applied = upgrade(engine)
    if applied:
        steps = applied[0] if len(applied) == 1 else f"{applied[0]} to {applied[-1]}"
        out.print(f"Schema brought up to date: {steps}.")
