"""PostgreSQL's own folder: made whole or not at all, locked while a server lives, and how to reach its socket.

Both locks are on folders, so there are no lock files to leave behind. The data folder's is held by whoever starts or
attaches. That of pgdata/ is inherited by the server and all its processes: as long as one of them lives nobody can
take it, and who can take it knows that whatever pid postmaster.pid names is not our server.
"""

import fcntl
import os
import shutil
import socket
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.embedded.child import Account, name_folder, run_program
from app.errors import EmbeddedPostgresError

USER = "postgres"
PORT = "5432"  # only the socket's name: said everywhere, so that no PGPORT can have another opinion
SOCKET = f".s.PGSQL.{PORT}"
SOCKET_FOLDER_LIMIT_BYTES = 89  # of 104 on macOS, 108 on Linux, less "/.s.PGSQL.5432" and a NUL

# lc_ctype decides what a letter is for full-text search and pg_trgm, whatever the provider: with C each non-ASCII
# character is one, and an opening quotation mark becomes part of the word behind it.
LETTERS = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"
INITDB_OPTIONS = (
    *("--username", USER, "--auth=trust", "--encoding=UTF8", "--data-checksums", "--no-instructions"),
    *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", f"--lc-ctype={LETTERS}"),
    "--text-search-config=simple",
)


def make_pgdata(pgdata: Path, data_fd: int, binaries: Path, account: Account, *, durable: bool) -> None:
    """Initdb beside its place, then rename. data_fd is the parent folder, open and locked."""
    if pgdata.exists() and any(pgdata.iterdir()):
        raise EmbeddedPostgresError(f"{pgdata} has files in it but is no database: move it away.")
    fresh = pgdata.with_name("pgdata.new")
    if fresh.exists():
        shutil.rmtree(fresh)
    fresh.mkdir(mode=0o700)
    if account.uid is not None and account.gid is not None:
        os.chown(fresh, account.uid, account.gid)
    with open_folder(fresh) as fresh_fd:
        options = INITDB_OPTIONS if durable else (*INITDB_OPTIONS, "--no-sync")
        command = [binaries / "initdb", "-D", name_folder(fresh, fresh_fd, account), *options]
        # An initdb that outlives us keeps the data folder locked, until it is gone too.
        run_program(command, account, fds=(fresh_fd, data_fd))
    fresh.rename(pgdata)
    os.fsync(data_fd)


def find_short_path(pgdata: Path) -> str:
    """Find a path that libpq takes: it may not be long, nor have a comma in it, nor for SQLAlchemy a colon."""
    path = str(pgdata)
    if len(os.fsencode(path)) <= SOCKET_FOLDER_LIMIT_BYTES and path.isprintable() and not set(",:") & set(path):
        return path
    own = Path(tempfile.gettempdir(), f"clipfile-{os.geteuid()}")
    own.mkdir(mode=0o700, exist_ok=True)
    seen = own.lstat()
    if not stat.S_ISDIR(seen.st_mode) or seen.st_uid != os.geteuid() or seen.st_mode & 0o077:
        raise EmbeddedPostgresError(f"{own} is not ours alone: remove it, or choose a shorter CLIPFILE_DATA_DIR.")
    link = own / str(pgdata.stat().st_ino)
    fresh = link.with_suffix(f".{os.getpid()}")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(pgdata)
    return str(fresh.replace(link))


def answers(pgdata: Path, host: str) -> bool:
    """Whether a server is up in pgdata; host is its socket's folder, as find_short_path has it."""
    status = read_pid_file(pgdata)[7:8]  # "starting", "ready" or "stopping", padded
    if not status or status[0].strip() != "ready":
        return False
    with socket.socket(socket.AF_UNIX) as connection:
        try:
            connection.connect(f"{host}/{SOCKET}")
        except (ConnectionRefusedError, FileNotFoundError):
            return False
    return True


def read_pid_file(pgdata: Path) -> list[str]:
    """Read the lines of postmaster.pid: the pid first, the status last; none where there is no file."""
    try:
        return (pgdata / "postmaster.pid").read_text(errors="replace").splitlines()
    except FileNotFoundError:
        return []


@contextmanager
def open_folder(folder: Path) -> Iterator[int]:
    """Open the folder, to lock it and to hand it on."""
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield fd
    finally:
        os.close(fd)


def try_lock(fd: int) -> bool:
    """Take the folder's lock, or find it taken; again by the same descriptor does no harm."""
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
