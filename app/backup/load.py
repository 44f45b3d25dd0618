"""Restoring a backup.

pg_restore writes the backup as SQL and psql runs it. In between we begin the transaction, and commit it once pg_restore
has come to its end: psql by itself would take the end of a script that was cut short for the end of the script.
"""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO

from app.archive.backups import Address, analyze, count_rows, hold_empty_place
from app.archive.database import open_connection, open_engine
from app.archive.migrating import knows_schema
from app.archive.schema import upgrade
from app.backup.file import AT_ONCE, Backup, Contents, Tell
from app.backup.programs import find_programs, run_program
from app.errors import BadRequest, SetupError

N_LINES_OF_PREAMBLE = 40
"""In the first of these a script says how its session is to be; its first row comes long after them."""
KNOWS_TRANSACTION_TIMEOUT = 17
"""Servers from this version on; a script sets it, whatever server it is for."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What is in the archive now."""

    n_rows: dict[str, int]
    """Of each table, as they came: those that the backup says."""
    migrations: tuple[str, ...]
    """Those that it has had since, to be of today's schema."""


def check_version(contents: Contents) -> None:
    """Raise BadRequest where a backup was made by a version that has come further than ours."""
    if not knows_schema(contents.schema):
        raise BadRequest(
            f"the backup is of schema {contents.schema}, which this version of Clipfile does not know: update Clipfile"
            f" (it was made by {contents.software})"
        )


def restore(url: str, backup: Backup, file: IO[bytes], tell: Tell) -> Restored:
    """Load a backup into an empty archive and bring it up to date, or leave it empty.

    Raise BadRequest where the backup is of a later version, Conflict where the archive is not empty or in use, and
    SetupError where PostgreSQL's programs are missing or give up.
    """
    contents = backup.contents
    check_version(contents)
    with open_engine(url, pool_size=1) as engine:
        with hold_empty_place(engine, contents.namespace) as address:
            programs = find_programs(address, at_least=contents.dumped_by)
            _load(address, programs, backup, file, tell)
        with open_connection(engine) as connection:
            n_rows = count_rows(connection)
        if n_rows != contents.n_rows:
            wrong = ", ".join(sorted(table for table, n in contents.n_rows.items() if n_rows.get(table) != n))
            raise SetupError(f"PostgreSQL took it all, and has other rows than the backup now, in {wrong}: start anew")
        migrations = upgrade(engine)
        tell("Statistics", 0, None)
        with open_connection(engine) as connection:
            analyze(connection)
            connection.commit()
    return Restored(n_rows, migrations)


def _load(address: Address, programs: Path, backup: Backup, file: IO[bytes], tell: Tell) -> None:
    """Load all of a dump, or nothing."""
    # By this schema alone: then it is not made, and neither is anything that lies outside of all schemas.
    reading = ("--file=-", f"--schema={backup.contents.namespace}", "--no-owner", "--no-privileges")
    running = (
        *("--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--output=/dev/null", "--no-password"),
        f"--dbname={address.conninfo}",
    )
    os.lseek(file.fileno(), 0, os.SEEK_SET)  # from here on pg_restore moves it: how far it has read can be seen
    with (
        run_program(programs / "pg_restore", reading, stdin=file, stdout=subprocess.PIPE) as script,
        run_program(programs / "psql", running, address, stdin=subprocess.PIPE) as server,
    ):
        try:
            server.input.write(b"BEGIN;\n")
            for piece in _adapt(script.output, address):
                server.input.write(piece)
                tell("Restore", os.lseek(file.fileno(), 0, os.SEEK_CUR), backup.n_bytes)
            script.check()
            server.input.write(b"COMMIT;\n")
            server.input.close()
            tell("Indexes", 0, None)  # the rows are in: what is left of the script is short, and takes long
        except BrokenPipeError:  # psql has given up, and says why
            server.check()
            raise SetupError("psql ended before all was restored: try again") from None
        server.check()


def _adapt(script: IO[bytes], address: Address) -> Iterator[bytes]:
    for line in islice(script, N_LINES_OF_PREAMBLE):
        if address.major >= KNOWS_TRANSACTION_TIMEOUT or not line.startswith(b"SET transaction_timeout"):
            yield line
    while piece := script.read(AT_ONCE):
        yield piece
