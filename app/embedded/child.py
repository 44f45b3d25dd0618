"""Start PostgreSQL's programs: as whom, with what environment, and how they die with us."""

import ctypes
import os
import pwd
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from app.errors import EmbeddedPostgresError

# Nothing of ours reaches the server: no PG* variable, no locale, no LD_LIBRARY_PATH.
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C"}

HAS_PDEATHSIG = sys.platform == "linux"
PR_SET_PDEATHSIG = 1
WATCHDOG = '(while kill -0 "$0" && kill -0 "$1"; do sleep 1; done; kill -INT "$1") >/dev/null 2>&1 &'

WAY_OUT = "or let CLIPFILE_DATABASE_URL name a server of your own"


@dataclass(frozen=True)
class Account:
    """Whom a program runs as; None is ourselves."""

    uid: int | None = None
    gid: int | None = None


def choose_account(pgdata: Path) -> Account:
    """Choose the server's account: ourselves; where we are root the owner of pgdata, `postgres` or `nobody`."""
    if os.geteuid() != 0:
        return Account()
    if pgdata.exists():
        owner = pgdata.stat()
        if owner.st_uid == 0:
            raise EmbeddedPostgresError(f"{pgdata} belongs to root, whom PostgreSQL refuses: chown -R it to a user.")
        return Account(owner.st_uid, owner.st_gid)
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            entry = pwd.getpwnam(name)
            return Account(entry.pw_uid, entry.pw_gid)
    raise EmbeddedPostgresError("PostgreSQL refuses root, and there is no user `postgres` or `nobody`: run as a user.")


def name_folder(folder: Path, fd: int, account: Account) -> str:
    """Name a folder that we hand over open, as the account sees it: it may not be able to walk there."""
    return str(folder) if account.uid is None or sys.platform != "linux" else f"/proc/self/fd/{fd}"


def run_program(command: Sequence[str | Path], account: Account, *, fds: tuple[int, ...] = ()) -> str:
    """Return what the program printed; raises EmbeddedPostgresError with its last words if it failed."""
    process = start_program(command, account, fds=fds, output=subprocess.PIPE)
    try:
        output, _ = process.communicate()
    except BaseException:
        process.kill()
        process.wait()
        raise
    if process.returncode != 0:
        name, words = Path(command[0]).name, find_last_words(output)
        raise EmbeddedPostgresError(f"The embedded PostgreSQL's {name} failed: {words}. Mend that, {WAY_OUT}.")
    return output.decode(errors="replace")


def start_program(
    command: Sequence[str | Path],
    account: Account,
    *,
    output: int | IO[bytes],
    fds: tuple[int, ...] = (),
    environment: Mapping[str, str] | None = None,
) -> subprocess.Popen[bytes]:
    """Start a direct child in a session of its own, so that Ctrl-C is for us alone to act on.

    Started from the main thread it gets a SIGINT when we die. The order in the child matters: a change of user clears
    PDEATHSIG. Popen changes the user before it calls preexec_fn, and exec keeps the signal. preexec_fn is safe only
    where no other thread can hold a lock at the fork, and the signal is sent when the *thread* that forked ends: hence
    the main thread, early. What another thread starts is for `watch_over`.
    """
    return subprocess.Popen(  # noqa: S603  the wheel's programs, no shell
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        cwd="/",
        env={**ENVIRONMENT, **(environment or {})},
        pass_fds=fds,
        start_new_session=True,
        user=account.uid,
        group=account.gid,
        extra_groups=None if account.uid is None else [],
        preexec_fn=_make_mortal(os.getpid()) if _can_be_told_to_die() else None,  # noqa: PLW1509  see the docstring
    )


def watch_over(process: subprocess.Popen[bytes]) -> None:
    """Where the kernel won't end the server after us, let a shell look once a second."""
    if not _can_be_told_to_die():
        command = ["/bin/sh", "-c", WATCHDOG, str(os.getpid()), str(process.pid)]
        subprocess.run(command, check=True, start_new_session=True)  # noqa: S603  our own words and two numbers


def _can_be_told_to_die() -> bool:
    return HAS_PDEATHSIG and threading.current_thread() is threading.main_thread()


def find_last_words(output: bytes) -> str:
    """Find the line that says why a program gave up."""
    lines = output.decode(errors="replace").strip().splitlines() or ["it said nothing"]
    fatal = [line for line in lines if re.search(r"\b(FATAL|PANIC|error):", line)]
    return re.sub(r"^[-\d]+ [:.\d]+ \w+ \[\d+\] ", "", (fatal or lines)[-1].strip())


def _make_mortal(owner: int) -> Callable[[], None]:
    prctl = ctypes.CDLL(None).prctl  # looked up here: between fork and exec as little as can be

    def die_with_owner() -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # Python's own handler would swallow it until exec
        prctl(PR_SET_PDEATHSIG, signal.SIGINT)
        if os.getppid() != owner:  # gone before we asked
            os._exit(1)

    return die_with_owner
