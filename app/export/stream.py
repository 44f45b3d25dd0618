"""Exports that are sent while they are written."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from uuid import UUID

from app.archive.database import Sessions
from app.archive.manifests import Begun, begin_export, finish_export, lock_export
from app.archive.snapshots import open_snapshot
from app.errors import Busy
from app.export.order import SOFTWARE, Order
from app.export.writing import Writing
from app.formats.batches import Preface
from app.plural import say_count


class Exports:
    """Runs a few exports at once, on connections of their own, so that they keep nobody else waiting."""

    def __init__(self, sessions: Sessions, n_at_once: int, *, seconds: float) -> None:
        """Read with `sessions`; each statement may take so many seconds."""
        self._sessions = sessions
        self._n_at_once = n_at_once
        self._free = BoundedSemaphore(n_at_once)
        self._seconds = seconds

    def stream(self, archive: Sessions, order: Order, export_id: UUID) -> Generator[bytes]:
        """Give an empty part once the export has begun, then the parts of its file; close it to break it off.

        The manifest is kept with sessions of `archive`. Raise BadQuery, TooSlow and Busy before the first part.
        """
        with self._take_turn(), open_snapshot(self._sessions, self._seconds) as snapshot:
            lock_export(snapshot.session, export_id)
            query, taken_at = order.write_query(), snapshot.taken_at
            writing = Writing(order)
            parts = writing.write(snapshot, Preface(export_id, query, taken_at, SOFTWARE))
            with archive.begin() as session:
                begun = Begun(export_id, query, order.format, order.compress, SOFTWARE, taken_at)
                begin_export(session, begun)
            yield b""
            yield from parts
            with archive.begin() as session:
                finish_export(session, export_id, writing.content())

    @contextmanager
    def _take_turn(self) -> Iterator[None]:
        if not self._free.acquire(blocking=False):
            are = f"{say_count(self._n_at_once, 'export')} {'is' if self._n_at_once == 1 else 'are'}"
            raise Busy(f"{are} running, and no more can at once: try again when one has ended")
        try:
            yield
        finally:
            self._free.release()
