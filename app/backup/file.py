"""The file: an archive of pg_dump, and the line behind it."""

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import IO

from app.archive.backups import Stock
from app.errors import BadRequest

FORM = 1
"""Of the line: raised when an earlier version could not read it."""
LINE = b"\nclipfile-backup "
DUMP = b"PGDMP"
N_DIGITS = 64
LONGEST_LINE = 64 * 1024
AT_ONCE = 1024 * 1024

Tell = Callable[[str, int, int | None], None]
"""Is told what is being done, how many bytes of it are done, and of how many if that is known."""


@dataclass(frozen=True, slots=True)
class Contents(Stock):
    """What a backup holds, and what made it."""

    software: str
    server: int
    """The major version of the server, and that of pg_dump."""
    dumped_by: int


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that is whole."""

    contents: Contents
    n_bytes: int
    sha256: str
    """Of the whole file, as sha256sum gives it."""


def seal(file: IO[bytes], contents: Contents, tell: Tell) -> Backup:
    """Write the line behind a dump, and have it all on disk."""
    file.seek(0, os.SEEK_END)
    file.write(LINE + json.dumps({"form": FORM, **asdict(contents)}, default=datetime.isoformat).encode() + b" ")
    n_before = file.tell()
    digest = _digest(file, n_before, tell)
    end = digest.hexdigest().encode() + b"\n"
    file.write(end)
    file.flush()
    os.fsync(file.fileno())
    digest.update(end)
    return Backup(contents, n_before + len(end), digest.hexdigest())


@contextmanager
def open_backup(path: Path, tell: Tell) -> Iterator[tuple[Backup, IO[bytes]]]:
    """Open a backup; raise BadRequest where it is none, or not as it was written."""
    with ExitStack() as stack:
        try:
            file = stack.enter_context(path.open("rb"))
            backup = _check(path, file, tell)
        except OSError as error:
            raise BadRequest(f"can't read {path}: {error.strerror}") from None
        yield backup, file


def _check(path: Path, file: IO[bytes], tell: Tell) -> Backup:
    contents, n_before, told = _read_line(path, file)
    digest = _digest(file, n_before, tell)
    if digest.hexdigest().encode() != told:
        raise BadRequest(f"{path} is damaged: it is not as `clipfile backup` wrote it, so take another copy of it")
    digest.update(told + b"\n")
    return Backup(contents, n_before + len(told) + 1, digest.hexdigest())


def _read_line(path: Path, file: IO[bytes]) -> tuple[Contents, int, bytes]:
    """Give what the line says, how many bytes stand before its digest, and the digest."""
    begins, size = file.read(len(DUMP)), file.seek(0, os.SEEK_END)
    file.seek(max(0, size - LONGEST_LINE))
    _, found, line = file.read().rpartition(LINE)
    told, digits, end = line[: -N_DIGITS - 1], line[-N_DIGITS - 1 : -1], line[-1:]
    if not found or end != b"\n" or len(digits) != N_DIGITS:
        if begins == DUMP:
            raise BadRequest(
                f"{path} is cut off, or pg_dump alone wrote it: take another copy of it, or use pg_restore itself"
            )
        raise BadRequest(f"{path} is no backup by `clipfile backup`")
    try:
        document = json.loads(told)
        if document["form"] > FORM:
            raise BadRequest(f"{path} was written by a newer version, {document['software']}: restore it with that one")
        told_at = {"taken_at": datetime.fromisoformat(document["taken_at"])}
        contents = Contents(**{field.name: document[field.name] for field in fields(Contents)} | told_at)
    except (ValueError, KeyError, TypeError):
        raise BadRequest(f"{path} is damaged: its last line can't be read, so take another copy of it") from None
    return contents, size - N_DIGITS - 1, digits


def _digest(file: IO[bytes], n_bytes: int, tell: Tell) -> "hashlib._Hash":
    digest, n_done = hashlib.sha256(), 0
    file.seek(0)
    while n_done < n_bytes and (piece := file.read(min(AT_ONCE, n_bytes - n_done))):
        digest.update(piece)
        n_done += len(piece)
        tell("Digest", n_done, n_bytes)
    file.seek(0, os.SEEK_END)
    return digest
