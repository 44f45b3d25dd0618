"""Jobs as they come in: a page that came alone at once, a batch in parts, each kept in a transaction of its own.

Whoever receives a job holds it until `receiving_until`, moves that on with every part, and knows by it that nobody has
cancelled the job or taken it over. A batch that was broken off is taken over by who sends it again under the same key.
Times are those of the database, as workers on many machines go by them too.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import Row, bindparam, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from app.archive.job_counts import count_of_job
from app.archive.tables import capture, job, job_item
from app.errors import Conflict

JobKind = Literal["page", "batch"]
Unkept = Literal["broken", "passed_over"]

HELD_SECONDS = 150
"""How long a job counts as being received after the last part of it."""

right_now = func.statement_timestamp()
_held = right_now + func.make_interval(0, 0, 0, 0, 0, 0, HELD_SECONDS)


@dataclass(frozen=True, slots=True)
class Reception:
    """A job that is being received, by whoever holds this."""

    job_id: UUID
    kind: JobKind
    held_until: datetime
    n_items: int = 0
    """How many of its pages are kept."""


@dataclass(frozen=True, slots=True)
class Received:
    """A job that came in whole."""

    job_id: UUID
    request_digest: bytes


@dataclass(frozen=True, slots=True)
class Arrival:
    """One page of a job with the capture that it is kept as; or what gave no page, with outcome and reason."""

    place: str
    url: str | None = None
    capture_id: UUID | None = None
    outcome: Unkept | None = None
    reason: str | None = None
    detail: str | None = None


_begin = (
    upsert(job)
    .values(made_at=right_now, receiving_until=_held)
    .on_conflict_do_nothing(index_elements=[job.c.idempotency_key])
    .returning(job.c.receiving_until)
)
_begun = (
    select(job, (job.c.receiving_until > right_now).label("is_held"))
    .where(job.c.idempotency_key == bindparam("key"))
    .with_for_update()
)
_hold = (
    update(job)
    .where(
        job.c.id == bindparam("job_id"), job.c.receiving_until == bindparam("held_until"), job.c.cancelled_at.is_(None)
    )
    .values(receiving_until=_held)
    .returning(job.c.receiving_until)
)
_take_over = update(job).where(job.c.id == bindparam("job_id")).values(receiving_until=_held, problem=None)
_n_items = select(func.coalesce(func.max(job_item.c.position), 0)).where(job_item.c.job_id == bindparam("job_id"))


def begin_reception(session: Session, job_id: UUID, kind: JobKind, key: str | None) -> Reception | Received:
    """Begin a job, or find the one that this key began: go on with it where it was broken off.

    Raise Conflict where somebody else is sending it, and where the key was used for something else or cancelled.
    """
    held_until = session.execute(_begin, {"id": job_id, "kind": kind, "idempotency_key": key}).scalar()
    if held_until is not None:
        return Reception(job_id, kind, held_until)
    begun = session.execute(_begun, {"key": key}).one()
    if begun.received_at is not None:
        return Received(begun.id, begun.request_digest)
    if begun.is_held:
        raise Conflict(f"what was sent with this Idempotency-Key is still coming in: see /jobs/{begun.id}")
    if begun.cancelled_at is not None:
        raise _cancelled(begun)
    held_until = session.execute(_take_over.returning(job.c.receiving_until), {"job_id": begun.id}).scalar_one()
    n_items = session.execute(_n_items, {"job_id": begun.id}).scalar_one()
    return Reception(begun.id, kind, held_until, n_items)


def _cancelled(begun: Row[*tuple[object, ...]]) -> Conflict:
    return Conflict(f"the job /jobs/{begun.id} was cancelled: send it with another Idempotency-Key")


def hold(session: Session, reception: Reception) -> Reception:
    """Hold on to a job, whose row stays locked until the transaction ends; raise Conflict where it is ours no more."""
    values = {"job_id": reception.job_id, "held_until": reception.held_until}
    held_until = session.execute(_hold, values).scalar()
    if held_until is None:
        raise Conflict(f"the job /jobs/{reception.job_id} was cancelled, or is being sent a second time")
    return replace(reception, held_until=held_until)


def keep_arrivals(session: Session, reception: Reception, arrivals: Sequence[Arrival]) -> Reception:
    """Add pages to a job that is held: what is kept is due at once, the rest is done with."""
    if not arrivals:
        return reception
    moment = session.execute(select(right_now)).scalar_one()
    rows = [
        {
            "job_id": reception.job_id,
            "position": position,
            "place": arrival.place,
            "url": arrival.url,
            "capture_id": arrival.capture_id,
            "is_bulk": reception.kind == "batch",
            "due_at": moment,
            "n_attempts": 0,
            "outcome": arrival.outcome,
            "reason": arrival.reason,
            "detail": arrival.detail,
            "finished_at": moment if arrival.outcome else None,
        }
        for position, arrival in enumerate(arrivals, reception.n_items + 1)
    ]
    session.execute(insert(job_item), rows)
    count_of_job(session, reception.job_id, Counter(arrival.outcome for arrival in arrivals if arrival.outcome))
    return replace(reception, n_items=reception.n_items + len(rows))


_kept = (
    select(job_item.c.place, capture.c.digest)
    .outerjoin_from(job_item, capture, job_item.c.capture_id == capture.c.id)
    .where(job_item.c.job_id == bindparam("job_id"), job_item.c.position > bindparam("after"))
    .order_by(job_item.c.position)
    .limit(bindparam("limit"))
)


def list_kept(session: Session, job_id: UUID, after: int, limit: int) -> tuple[tuple[str, bytes | None], ...]:
    """List the places of a job's pages, with the digests of those that are kept, after so many of them."""
    rows = session.execute(_kept, {"job_id": job_id, "after": after, "limit": limit})
    return tuple((row.place, row.digest) for row in rows)


def finish_reception(session: Session, reception: Reception, request_digest: bytes) -> None:
    """Keep that a job came in whole."""
    held = hold(session, reception)
    finished = update(job).where(job.c.id == held.job_id)
    session.execute(finished.values(receiving_until=None, received_at=right_now, request_digest=request_digest))


def break_reception(session: Session, reception: Reception, problem: str) -> None:
    """Keep why no more of a job came in."""
    held = hold(session, reception)
    session.execute(update(job).where(job.c.id == held.job_id).values(receiving_until=None, problem=problem))
