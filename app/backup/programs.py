"""PostgreSQL's own programs: which fit a server, and how they are run."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, cast

from app.archive.backups import Address
from app.embedded import find_binaries
from app.errors import SetupError

NAMES = ("pg_dump", "pg_restore", "psql")


def find_programs(address: Address, at_least: int) -> Path:
    """Find the folder of programs of at least this major version that can reach the server.

    Ours come with the embedded PostgreSQL and know no TLS: for a server that is reached by it, as for one that is newer
    than they are, they must be on the PATH.
    """
    ours = find_binaries()
    if not address.is_encrypted and find_major(ours) >= at_least:
        return ours
    theirs = _find_on_path()
    if theirs is not None and find_major(theirs) >= at_least:
        return theirs
    which = f"of PostgreSQL {at_least} or newer{' that know TLS' if address.is_encrypted else ''}"
    found = "none are" if theirs is None else f"those of {find_major(theirs)} are"
    raise SetupError(
        f"this takes pg_dump, pg_restore and psql {which}, and {found} on the PATH:"
        f" install postgresql-client-{at_least}, or run this where they are"
    )


def _find_on_path() -> Path | None:
    first = shutil.which(NAMES[0])
    folder = Path(first).parent if first else None
    return folder if folder and all(os.access(folder / name, os.X_OK) for name in NAMES) else None


def find_major(folder: Path) -> int:
    """Find the major version of the programs in a folder."""
    said = subprocess.run(  # noqa: S603  our own words
        [folder / "pg_dump", "--version"], env=_make_environment(None), capture_output=True, text=True, check=False
    )
    version = re.search(r"\) (\d+)", said.stdout)  # "pg_dump (PostgreSQL) 18.6"
    if version is None:
        raise SetupError(f"{folder / 'pg_dump'} can't be run: {_find_reason(said.stdout + said.stderr)}")
    return int(version[1])


class Program:
    """A program that runs, and what it says."""

    def __init__(self, name: str, process: subprocess.Popen[bytes], said: IO[bytes]) -> None:
        self.process = process
        self._name = name
        self._said = said

    @property
    def input(self) -> IO[bytes]:
        """What it reads, where that is a pipe."""
        return cast("IO[bytes]", self.process.stdin)

    @property
    def output(self) -> IO[bytes]:
        """What it writes, where that is a pipe."""
        return cast("IO[bytes]", self.process.stdout)

    def check(self) -> None:
        """Wait for its end; raise SetupError with its reason where it gave up."""
        if self.process.wait() != 0:
            self._said.seek(0)
            raise SetupError(f"{self._name} gave up: {_find_reason(self._said.read().decode(errors='replace'))}")


@contextmanager
def run_program(
    program: Path,
    options: Sequence[str],
    address: Address | None = None,
    *,
    stdin: int | IO[bytes] = subprocess.DEVNULL,
    stdout: int | IO[bytes] = subprocess.DEVNULL,
    fds: tuple[int, ...] = (),
) -> Iterator[Program]:
    """Run a program for as long as it is looked after; one that still runs then is ended."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(  # noqa: S603  PostgreSQL's programs, no shell
            [program, *options],
            env=_make_environment(address),
            stdin=stdin,
            stdout=stdout,
            stderr=said,
            pass_fds=fds,
            start_new_session=True,  # Ctrl-C is for us to act on
        )
        try:
            yield Program(program.name, process, said)
        finally:
            if process.poll() is None:
                process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with suppress(OSError):
                        pipe.close()


def _make_environment(address: Address | None) -> dict[str, str]:
    """Keep what PG* variables say to itself where it is all said already; certificates may only be told there."""
    is_encrypted = address is not None and address.is_encrypted
    kept = os.environ if is_encrypted else {n: v for n, v in os.environ.items() if not n.startswith("PG")}
    # A password in the environment is seen by ourselves and root, one among the arguments by everybody.
    password = {"PGPASSWORD": address.password} if address and address.password else {}
    return {**kept, **password, "LC_ALL": "C"}


def _find_reason(said: str) -> str:
    """Find the first line that says what went wrong: what follows from it comes later."""
    lines = [line.strip() for line in said.splitlines() if line.strip()] or ["it said nothing"]
    reason = next((line for line in lines if re.search(r"(?i)\b(error|fatal|panic):", line)), lines[-1])
    return re.sub(r"^(?:\w+: error: |(?:psql:<stdin>:\d+: )?ERROR: +)", "", reason)
