"""`clipfile doctor`."""

import sys
from importlib.metadata import version

import typer

from app.archive.database import (
    open_connection,
    open_engine,
)
from app.archive.schema import find_schema_drift
from app.cli.doors import open_database, out
from app.plural import say_count
from app.settings import read_settings


def doctor() -> None:
    """Say what this installation is made of, and whether its database is well."""
    settings = read_settings()
    out.print(f"clipfile    {version('clipfile')} on Python {sys.version.split()[0]}")
    readers = say_count(settings.readers, "reader")
    out.print(f"extraction  trafilatura {version('trafilatura')}, lxml {version('lxml')}, {readers}")
    with open_database(settings) as url, open_engine(url) as engine, open_connection(engine) as connection:
        where = "embedded, in " + str(settings.data_dir.resolve()) if settings.database_url is None else "a server"
        release = ".".join(str(part) for part in connection.dialect.server_version_info or ())
        out.print(f"database    PostgreSQL {release}, {where}")
        drift = find_schema_drift(engine)
    out.print(f"schema      {drift or 'as it should be'}")
    if drift:
        raise typer.Exit(1)
