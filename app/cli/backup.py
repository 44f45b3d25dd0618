"""`clipfile backup`."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.filesize import decimal

from app.archive.database import UNREACHABLE
from app.backup import Backup, take_backup
from app.cli.doors import open_database, out
from app.cli.progress import show_bytes
from app.errors import BadRequest, DatabaseUnavailable, SetupError
from app.settings import read_settings


def backup(
    path: Annotated[Path, typer.Argument(help="The file, as clipfile-2026-03-05.backup.")],
    *,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace a file that is there.")] = False,
) -> None:
    """Write the whole archive into one file, as it is at this moment; the service goes on meanwhile."""
    if path.exists() and not overwrite:
        raise BadRequest(f"{path} is there already: name another file, or give --overwrite")
    with open_database(read_settings()) as url:
        try:
            with show_bytes(out) as tell:
                taken = take_backup(url, path, tell)
        except OSError as error:
            raise SetupError(f"can't write {path}: {error.strerror}") from None
        except UNREACHABLE:
            raise DatabaseUnavailable("the database went away: no backup was made") from None
        except (KeyboardInterrupt, SystemExit):  # Ctrl-C, or a plain kill
            typer.echo("Broken off: no backup was made.", err=True)
            sys.exit(130)
    out.print(f"{path}: {describe(taken)}")


def describe(backup: Backup) -> str:
    """Say what a backup holds, and how to know it again."""
    contents = backup.contents
    counted = ", ".join(f"{contents.n_rows[table]:,} {table}s" for table in ("capture", "article", "revision"))
    log = [f"log     {contents.log}"] if contents.log else []
    return "\n".join(
        [
            f"{counted}, as of {contents.taken_at:%Y-%m-%d %H:%M:%S} UTC; {decimal(backup.n_bytes)}",
            f"schema  {contents.schema}, by {contents.software}, from PostgreSQL {contents.server}",
            *log,
            f"sha256  {backup.sha256}",
        ]
    )
