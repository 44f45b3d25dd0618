"""Pages straight into the archive."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar

from app.archive.database import UNREACHABLE, Sessions
from app.archive.known import Asked, list_receipts
from app.archive.receipts import Receipt
from app.bulk.outcome import Taken
from app.bulk.record import Record
from app.bulk.retrying import keep_trying
from app.digest import digest_bytes
from app.errors import DatabaseUnavailable
from app.extract.version import EXTRACTOR
from app.ingest import receive_page
from app.readers import Readers

Value = TypeVar("Value")

BESIDE_READERS = 2  # pages being filed while all readers read


class Filing:
    """Reads pages in readers of its own process and files them."""

    def __init__(self, sessions: Sessions, readers: Readers, n_readers: int, *, clock: Callable[[], datetime]) -> None:
        self._sessions, self._readers, self._clock = sessions, readers, clock
        self.n_at_once = n_readers + BESIDE_READERS

    def list_known(self, records: Sequence[Record]) -> Sequence[Taken | None]:
        """List what became of pages that are here already. Raise DatabaseUnavailable."""
        asked = [
            Asked(
                digest_bytes(record.page.raw), record.page.url, record.page.captured_at if record.time_is_told else None
            )
            for record in records
        ]

        def look_up() -> Sequence[Receipt | None]:
            with self._sessions.begin() as session:
                return list_receipts(session, asked, EXTRACTOR)

        return [None if receipt is None else _tell(receipt, is_known=True) for receipt in _keep_trying(look_up)]

    def take(self, record: Record) -> Taken:
        """Read a page and file it. Raise DatabaseUnavailable or ReaderFailed."""

        def receive() -> Receipt:
            return receive_page(
                self._sessions,
                self._readers,
                record.page,
                now=self._clock(),
                time_is_told=record.time_is_told,
                headers=record.headers,
            )

        receipt = _keep_trying(receive)
        return _tell(receipt, is_known=receipt.is_repeat)


def _keep_trying(do: Callable[[], Value]) -> Value:
    return keep_trying(do, UNREACHABLE, DatabaseUnavailable("the database does not answer any more"))


def _tell(receipt: Receipt, *, is_known: bool) -> Taken:
    outcome = "unchanged" if is_known and receipt.outcome != "rejected" else receipt.outcome
    article_id = None if receipt.article_id is None else str(receipt.article_id)
    return Taken(outcome, receipt.reason, receipt.detail, article_id, is_known=is_known)
