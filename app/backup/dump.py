"""Taking a backup.

It is written beside the file that it is to be, as archive.backup.part, and becomes archive.backup when all of it is on
disk. The part is locked for as long as somebody writes to it, be it the pg_dump of a process that was killed.
"""

import fcntl
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import IO

from app.archive.backups import Moment, hold_moment
from app.backup.file import Backup, Contents, Tell, seal
from app.backup.programs import find_major, find_programs, run_program
from app.errors import Busy

COMPRESSION = "1"
"""Of gzip, in the form that every version takes: 6 makes files an eighth smaller in seven times the time."""
BETWEEN_LOOKS_SECONDS = 0.2


def take_backup(url: str, path: Path, tell: Tell) -> Backup:
    """Write the archive as it is now into a file, which is there when all of it is; a file of its name is replaced.

    Raise Conflict where there is no archive, Busy where another process writes this file, and SetupError where pg_dump
    gives up or is missing.
    """
    with _open_part(path) as (part, file):
        with hold_moment(url) as moment:
            programs = find_programs(moment.address, at_least=moment.address.major)
            _dump(moment, programs, part, file, tell)
        contents = Contents(
            **asdict(moment.stock),
            software=f"Clipfile {version('clipfile')}",
            server=moment.address.major,
            dumped_by=find_major(programs),
        )
        backup = seal(file, contents, tell)
        part.replace(path)
        _sync_folder(path.parent)
        return backup


def _dump(moment: Moment, programs: Path, part: Path, file: IO[bytes], tell: Tell) -> None:
    namespace = moment.stock.namespace.replace('"', '""')
    options = (
        *("--format=custom", f"--compress={COMPRESSION}", "--no-owner", "--no-privileges"),
        *(f'--schema="{namespace}"', f"--snapshot={moment.snapshot}", "--no-password"),
        *(f"--file={part}", "--no-sync", f"--dbname={moment.address.conninfo}"),
    )
    # By name: into its standard output pg_dump would write no index of where each table begins.
    # It inherits the lock, which is held for as long as it lives.
    with run_program(programs / "pg_dump", options, moment.address, fds=(file.fileno(),)) as dump:
        while True:
            with suppress(subprocess.TimeoutExpired):
                dump.process.wait(BETWEEN_LOOKS_SECONDS)
                break
            tell("Backup", os.fstat(file.fileno()).st_size, None)
        dump.check()


@contextmanager
def _open_part(path: Path) -> Iterator[tuple[Path, IO[bytes]]]:
    """Open an empty file beside the one that it is to become, for one process at a time; it goes if it does not."""
    part = path.with_name(path.name + ".part")
    # All that the archive has is in it: it is for nobody else to read.
    with os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Busy(f"another process is writing {path}: wait for it, or name another file") from None
        if not (part.exists() and os.path.samestat(part.stat(), os.fstat(file.fileno()))):
            raise Busy(f"another process has just written {path}: look at it, then try again")
        file.truncate()
        try:
            yield part, file
        except BaseException:
            part.unlink(missing_ok=True)
            raise


def _sync_folder(folder: Path) -> None:
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
