"""Keep the server running: one that ends by itself, killed or out of disk, is started again."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog

from app.embedded.server import Server, start_postgres
from app.errors import EmbeddedPostgresError

FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.5, 30.0

log = structlog.get_logger()


@contextmanager
def run_postgres(data_dir: Path, *, durable: bool = True) -> Iterator[Server]:
    """Start or attach as `start_postgres` does, start it again should it end, and stop what was started.

    The URL stays the same. Whoever is connected when the server ends is cut off; commits are kept, as after any crash.
    """
    server = start_postgres(data_dir, durable=durable)
    if server.process is None:
        yield server
        return
    keeper = _Keeper(server, durable=durable)
    keeper.start()
    try:
        yield server
    finally:
        keeper.stop()


class _Keeper(threading.Thread):
    """Waits for the server to end, and starts it again until told to stop."""

    def __init__(self, server: Server, *, durable: bool) -> None:
        super().__init__(name="keep PostgreSQL", daemon=True)
        self._server = server
        self._durable = durable
        self._stopping = threading.Event()

    def run(self) -> None:
        while self._server.process is not None:
            code = self._server.process.wait()
            if self._stopping.is_set():
                return
            log.error("PostgreSQL has ended by itself: starting it again", code=code)
            self._start_again()
        log.warning("another process has started PostgreSQL: it keeps it from now on")

    def _start_again(self) -> None:
        pause = FIRST_PAUSE_SECONDS
        while not self._stopping.wait(pause):
            try:
                self._server = start_postgres(self._server.data_dir, durable=self._durable)
            except EmbeddedPostgresError as error:
                pause = min(2 * pause, LONGEST_PAUSE_SECONDS)
                log.warning("PostgreSQL does not start", reason=str(error), seconds_to_next_try=pause)
            else:
                log.info("PostgreSQL runs again")
                return

    def stop(self) -> None:
        self._stopping.set()
        self._server.stop()  # which ends the wait for it
        self.join()
        self._server.stop()  # one that was being started meanwhile
