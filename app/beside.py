"""A worker in a process of its own, beside a service, for as long as that lives.

It is told to stop by the end of its standard input, which comes also where the service is killed.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import structlog

from app.clock import read_clock
from app.errors import SetupError
from app.logs import set_up_logs
from app.settings import Settings, read_settings
from app.worker import work

NICENESS = 10
"""What waits for nobody leaves the processors to what somebody waits for."""
LOOK_SECONDS = 0.5
RESTART_SECONDS = 5.0
GRACE_SECONDS = 10.0
"""Given to a worker that stops beyond the time that the longest page may take."""

log = structlog.get_logger()


@contextmanager
def work_beside(settings: Settings) -> Iterator[None]:
    """Have a worker run on the database that the environment names, and another where it is lost."""
    stop = Event()
    keeper = Thread(target=_keep_working, args=(stop, settings.reader_seconds + GRACE_SECONDS), name="keep worker")
    keeper.start()
    try:
        yield
    finally:
        stop.set()
        keeper.join()


def _keep_working(stop: Event, patience_seconds: float) -> None:
    while not stop.is_set():
        with subprocess.Popen([sys.executable, "-m", "app.beside"], stdin=subprocess.PIPE) as process:
            while process.poll() is None and not stop.wait(LOOK_SECONDS):
                pass
            assert process.stdin  # noqa: S101 - it was asked for
            process.stdin.close()
            try:
                process.wait(patience_seconds)
            except subprocess.TimeoutExpired:
                process.kill()
        if not stop.is_set():
            log.error("the worker was lost and is started again", exit_code=process.returncode)
            stop.wait(RESTART_SECONDS)


def main() -> None:
    """Work until standard input ends."""
    set_up_logs()
    os.nice(NICENESS)
    stop = Event()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the service, which ends us in order
    signal.signal(signal.SIGTERM, lambda *_: Thread(target=stop.set).start())
    Thread(target=_wait_for_end, args=(stop,), daemon=True).start()
    settings = read_settings()
    if settings.database_url is None:
        raise SetupError("set CLIPFILE_DATABASE_URL")
    work(settings, settings.database_url, stop, clock=read_clock)


def _wait_for_end(stop: Event) -> None:
    while os.read(0, 1024):  # not by sys.stdin, whose lock the interpreter wants at its own end
        pass
    stop.set()


if __name__ == "__main__":
    main()
