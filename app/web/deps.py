"""What the endpoints are handed: the archive, the readers and the time."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Annotated

from anyio import CapacityLimiter
from fastapi import Depends, Request

from app.archive.database import Session, Sessions
from app.export import Exports
from app.readers import Readers
from app.settings import Settings
from app.web.metrics import Metrics


@dataclass(frozen=True, slots=True)
class Service:
    """What lives as long as the service does."""

    settings: Settings
    sessions: Sessions
    reads: Sessions
    """For those who only read: each statement is a transaction of its own, bound as a search (archive/bounds.py)."""
    readers: Readers
    exports: Exports
    intake: CapacityLimiter
    """Threads for pages being read: their own, so that reading pages never keeps readers of articles waiting."""
    uploads: CapacityLimiter
    """Batches that may come in at once."""
    metrics: Metrics

    @property
    def n_in_hand(self) -> int:
        """How many pages are being read or wait to be."""
        intake = self.intake.statistics()
        return intake.borrowed_tokens + intake.tasks_waiting

    def note_readers(self) -> None:
        """Tell the metrics what the readers are doing."""
        busy = self.readers.n_busy
        self.metrics.note_readers(busy=busy, waiting=max(0, self.n_in_hand - busy))


async def get_service(request: Request) -> Service:
    """Give the running service; async, as FastAPI hands every other function to a thread."""
    service: Service = request.app.state.service
    return service


TheService = Annotated[Service, Depends(get_service)]


def open_session(service: TheService) -> Iterator[Session]:
    """Open a session for one request, and commit it before the answer goes out."""
    with service.sessions.begin() as session:
        yield session


# scope="function": by default FastAPI runs what follows the yield after the answer was sent, and a failed commit
# would have been answered as a success.
TheSession = Annotated[Session, Depends(open_session, scope="function")]


async def open_reading(service: TheService) -> AsyncIterator[Session]:
    """Open a session for one request that only reads; async, as neither end of it waits for anything."""
    with service.reads() as session:
        yield session


TheReading = Annotated[Session, Depends(open_reading, scope="function")]
