"""Jobs as their senders see them: how far each is, what became of each page; and how to cancel one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args
from uuid import UUID

from sqlalchemy import Select, Text, bindparam, case, cast, func, literal_column, null, select, update
from sqlalchemy.orm import Session

from app.archive.cursors import Cursor, parse_cursor
from app.archive.lists import Listed
from app.archive.receptions import JobKind, right_now
from app.archive.tables import job, job_item
from app.archive.views import build_object, write_time
from app.errors import BadCursor, NotFound

State = Literal["receiving", "working", "finished", "incomplete", "cancelled"]
ItemOutcome = Literal[
    "waiting", "created", "unchanged", "new_revision", "rejected", "passed_over", "broken", "failed", "cancelled"
]
OUTCOMES: tuple[ItemOutcome, ...] = get_args(ItemOutcome)

RATE_SECONDS = 60
"""The rate of a job is that of its last minute."""
CANCELLED_AT_ONCE = 10_000
COUNTED_AT_MOST = 100_000


@dataclass(frozen=True, slots=True)
class Job:
    """How far a job is."""

    id: UUID
    kind: JobKind
    state: State
    problem: str | None
    """Why not all of it came in."""
    made_at: datetime
    received_at: datetime | None
    finished_at: datetime | None
    counts: dict[ItemOutcome, int]
    rate: float
    """Pages a second in the last minute; of a job that is over, from its beginning to its end."""

    @property
    def n_items(self) -> int:
        """How many pages have come in."""
        return sum(self.counts.values())

    @property
    def seconds_left(self) -> float | None:
        """How long it will take yet at this rate; None where nobody can tell."""
        if self.state not in ("receiving", "working"):
            return 0.0
        return self.counts["waiting"] / self.rate if self.rate and self.state == "working" else None


_by_id = select(job, (job.c.receiving_until > right_now).label("is_held"), right_now.label("asked_at")).where(
    job.c.id == bindparam("id")
)
_progress = select(
    *(
        func.count().filter(job_item.c.outcome == outcome if outcome != "waiting" else job_item.c.outcome.is_(None))
        for outcome in OUTCOMES
    ),
    func.count().filter(job_item.c.finished_at > right_now - func.make_interval(0, 0, 0, 0, 0, 0, RATE_SECONDS)),
    func.max(job_item.c.finished_at),
).where(job_item.c.job_id == bindparam("id"))


def get_job(session: Session, job_id: UUID) -> Job:
    """Tell how far a job is; raise NotFound. It takes time that grows with the job: 0.1 s for a million pages."""
    row = session.execute(_by_id, {"id": job_id}).one_or_none()
    if row is None:
        raise _no_such_job(job_id)
    *n_by_outcome, n_lately, last_at = session.execute(_progress, {"id": job_id}).one()
    counts = dict(zip(OUTCOMES, n_by_outcome, strict=True))
    state: State
    if row.cancelled_at is not None:
        state = "cancelled"
    elif row.is_held:
        state = "receiving"
    elif counts["waiting"]:
        state = "working"
    else:
        state = "finished" if row.received_at is not None else "incomplete"
    is_over = state not in ("receiving", "working")
    ended_at = (last_at or row.received_at or row.cancelled_at or row.asked_at) if is_over else None
    seconds = ((ended_at or row.asked_at) - row.made_at).total_seconds()
    n_done = sum(counts.values()) - counts["waiting"] - counts["cancelled"]
    rate = n_done / max(seconds, 1.0) if is_over else n_lately / min(max(seconds, 1.0), RATE_SECONDS)
    problem = row.problem
    if state in ("working", "incomplete") and row.received_at is None:
        problem = problem or "the sender was not heard to the end"
    return Job(row.id, row.kind, state, problem, row.made_at, row.received_at, ended_at, counts, rate)


def _no_such_job(job_id: UUID) -> NotFound:
    return NotFound(f"there is no job {job_id}")


_SORT = "position"
_item = build_object(
    position=job_item.c.position,
    place=job_item.c.place,
    url=job_item.c.url,
    outcome=func.coalesce(job_item.c.outcome, literal_column("'waiting'")),
    reason=job_item.c.reason,
    detail=job_item.c.detail,
    capture_id=job_item.c.capture_id,
    article_id=job_item.c.article_id,
    n_attempts=job_item.c.n_attempts,
    finished_at=case((job_item.c.finished_at.is_not(None), write_time(job_item.c.finished_at)), else_=null()),
)
_items = (
    select(job_item.c.position, cast(_item, Text).label("json"))
    .where(job_item.c.job_id == bindparam("id"), job_item.c.position > bindparam("after"))
    .order_by(job_item.c.position)
    .limit(bindparam("limit"))
)
_items_by_outcome: dict[ItemOutcome | None, Select[tuple[int, str]]] = {
    None: _items,
    "waiting": _items.where(job_item.c.outcome.is_(None)),
    **{name: _items.where(job_item.c.outcome == name) for name in OUTCOMES if name != "waiting"},
}
_is_there = select(job.c.id).where(job.c.id == bindparam("id"))


def list_items(
    session: Session, job_id: UUID, *, outcome: ItemOutcome | None = None, limit: int = 20, cursor: str | None = None
) -> Listed:
    """List pages of a job as JSON, in the order of sending; raise NotFound and BadCursor."""
    last = parse_cursor(cursor, _SORT) if cursor else None
    if last is not None and last.id != job_id:
        raise BadCursor("this cursor is of another job: take it from `next` of an answer, or leave it out")
    if session.execute(_is_there, {"id": job_id}).scalar() is None:
        raise _no_such_job(job_id)
    values = {"id": job_id, "after": last.place if last else 0, "limit": limit + 1}
    rows = session.execute(_items_by_outcome[outcome], values).all()
    more = Cursor(_SORT, float(rows[limit - 1].position), job_id).write() if len(rows) > limit else None
    return Listed(tuple(row.json for row in rows[:limit]), more)


_left = (
    select(job_item.c.job_id, job_item.c.position)
    .where(job_item.c.job_id == bindparam("id"), job_item.c.outcome.is_(None))
    .order_by(job_item.c.position)
    .limit(CANCELLED_AT_ONCE)
    .cte("left_over")
)
_cancel_items = (
    update(job_item)
    .where(job_item.c.job_id == _left.c.job_id, job_item.c.position == _left.c.position, job_item.c.outcome.is_(None))
    .values(outcome="cancelled", finished_at=right_now)
    .returning(job_item.c.position)
)
_cancel = (
    update(job)
    .where(job.c.id == bindparam("job_id"), job.c.cancelled_at.is_(None))
    .values(cancelled_at=right_now, receiving_until=None)
)


def cancel_job(session: Session, job_id: UUID) -> bool:
    """Cancel what is not done of a job, some thousands at once; tell whether there may be more; raise NotFound."""
    is_over = get_job(session, job_id).state in ("finished", "incomplete")
    if is_over:
        return False
    session.execute(_cancel, {"job_id": job_id})
    return len(session.execute(_cancel_items, {"id": job_id}).all()) == CANCELLED_AT_ONCE


_waiting = select(func.count()).select_from(
    select(job_item.c.due_at).where(job_item.c.outcome.is_(None)).limit(COUNTED_AT_MOST).subquery()
)


def count_waiting(session: Session) -> int:
    """Count the pages that wait for a worker or are in the hands of one, in all jobs; 100,000 at most."""
    return session.execute(_waiting).scalar_one()
