"""`clipfile restore`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from app.archive.database import UNREACHABLE
from app.backup import check_version, open_backup, restore
from app.cli.backup import describe
from app.cli.doors import open_database, out
from app.cli.progress import show_bytes
from app.errors import DatabaseUnavailable
from app.settings import read_settings

WHOLE = "the archive has all of the backup, or nothing of it"


def restore_backup(
    path: Annotated[Path, typer.Argument(help="A file that `clipfile backup` wrote.")],
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say whether the file is whole and what it holds; restore nothing.")
    ] = False,
) -> None:
    """Restore a backup into an empty archive: all of it, or nothing."""
    with show_bytes(out) as tell, open_backup(path, tell) as (backup, file):
        check_version(backup.contents)
        if not dry_run:
            with open_database(read_settings()) as url:
                try:
                    restored = restore(url, backup, file, tell)
                except UNREACHABLE:
                    raise DatabaseUnavailable(f"the database went away: {WHOLE}") from None
                except (KeyboardInterrupt, SystemExit):  # Ctrl-C, or a plain kill
                    typer.echo(f"Broken off: {WHOLE}.", err=True)
                    sys.exit(130)
    out.print(f"{path} is whole: {describe(backup)}")
    if not dry_run:
        if restored.migrations:
            out.print(f"Schema brought up to date: {', '.join(restored.migrations)}.")
        n_rows, n_tables = sum(restored.n_rows.values()), len(restored.n_rows)
        out.print(f"Restored: {n_rows:,} rows in {n_tables} tables, in each as many as the backup has.")
