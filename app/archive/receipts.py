"""What became of each capture, as each version of the extractor filed it."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import bindparam, or_, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from app.archive.tables import capture, filing
from app.news import FAILURES, Reading, Rejection

Outcome = Literal["created", "unchanged", "new_revision", "rejected"]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a capture: what its sender is told."""

    capture_id: UUID
    outcome: Outcome
    reason: str | None = None
    detail: str | None = None
    article_id: UUID | None = None
    revision_id: UUID | None = None
    is_repeat: bool = False
    """Whether the page was here already, so that nothing was filed."""


def record_filing(
    session: Session, receipt: Receipt, result: Reading | Rejection, extractor: str, *, now: datetime
) -> None:
    """Keep what this version of the extractor made of a capture, in place of an attempt that failed."""
    decided: dict[str, object] = {}
    if read_as := result.decoded:
        decided = {
            "decoded_as": read_as.charset,
            "decided_by": read_as.decided_by,
            "n_replaced": read_as.n_replaced,
            "n_repaired": read_as.n_repaired,
        }
    if isinstance(result, Reading):
        decided["method"] = result.clean.method
    told = asdict(receipt)
    del told["is_repeat"]  # nothing is recorded of those
    captured_at = select(capture.c.captured_at).where(capture.c.id == receipt.capture_id).scalar_subquery()
    row = {**told, **decided, "extractor": extractor, "filed_at": now, "captured_at": captured_at}
    session.execute(upsert(filing).values(row).on_conflict_do_update(constraint=filing.primary_key, set_=row))


_filing_of = select(
    filing.c.capture_id, filing.c.outcome, filing.c.reason, filing.c.detail, filing.c.article_id, filing.c.revision_id
).where(
    filing.c.capture_id == bindparam("capture_id"),
    filing.c.extractor == bindparam("extractor"),
    or_(filing.c.reason.is_(None), filing.c.reason.not_in(FAILURES)),
)


def find_receipt(session: Session, capture_id: UUID, extractor: str) -> Receipt | None:
    """Find what this version of the extractor made of a capture; an attempt that failed counts as none."""
    row = session.execute(_filing_of, {"capture_id": capture_id, "extractor": extractor}).one_or_none()
    return None if row is None else Receipt(*row)
