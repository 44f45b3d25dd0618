"""Jobs as their senders see them: how far each is; and how to cancel one."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Literal, NamedTuple
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Row,
    Select,
    bindparam,
    case,
    cast,
    false,
    func,
    literal_column,
    select,
    update,
)
from sqlalchemy.orm import Session

from app.archive.cursors import Cursor, parse_cursor
from app.archive.job_counts import count_of_job
from app.archive.job_items import OUTCOMES, ItemOutcome, no_such_job
from app.archive.lists import stand_after
from app.archive.receptions import JobKind, right_now
from app.archive.tables import job, job_count, job_item

State = Literal["receiving", "working", "finished", "incomplete", "cancelled"]
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


_n_items = (
    select(func.coalesce(func.max(job_item.c.position), 0)).where(job_item.c.job_id == job.c.id).scalar_subquery()
)
_n_done = (
    select(cast(func.coalesce(func.sum(job_count.c.n), 0), BigInteger))
    .where(job_count.c.job_id == job.c.id)
    .scalar_subquery()
)
_by_outcome = (
    select(job_count.c.outcome, cast(func.sum(job_count.c.n), BigInteger).label("n"))
    .where(job_count.c.job_id == job.c.id)
    .group_by(job_count.c.outcome)
    .correlate(job)
    .subquery()
)
_of_job = job_item.c.job_id == job.c.id
_lately = right_now - func.make_interval(0, 0, 0, 0, 0, 0, RATE_SECONDS)
_is_cancelled = job.c.cancelled_at.is_not(None)
_is_held = func.coalesce(job.c.receiving_until > right_now, false())
_is_whole = job.c.received_at.is_not(None)
_state = case(
    (_is_cancelled, literal_column("'cancelled'")),
    (_is_held, literal_column("'receiving'")),
    (_n_items > _n_done, literal_column("'working'")),
    (_is_whole, literal_column("'finished'")),
    else_=literal_column("'incomplete'"),
)
# Of all jobs those that have work left are few: it is quicker to look for the work than to look at each job.
_with_work = select(job_item.c.job_id).where(job_item.c.outcome.is_(None)).distinct().cte("with_work")
_has_work = job.c.id.in_(select(_with_work.c.job_id))
_in_state: dict[State, ColumnElement[bool]] = {
    "receiving": ~_is_cancelled & _is_held,
    "working": ~_is_cancelled & ~_is_held & _has_work,
    "finished": ~_is_cancelled & _is_whole & ~_has_work,
    "incomplete": ~_is_cancelled & ~_is_held & ~_is_whole & ~_has_work,
    "cancelled": _is_cancelled,
}
_jobs = select(
    job,
    _state.label("state"),
    _n_items.label("n_items"),
    select(func.coalesce(func.json_object_agg(_by_outcome.c.outcome, _by_outcome.c.n), literal_column("'{}'::json")))
    .scalar_subquery()
    .label("n_by_outcome"),
    select(func.count()).where(_of_job, job_item.c.finished_at > _lately).scalar_subquery().label("n_lately"),
    select(func.max(job_item.c.finished_at)).where(_of_job).scalar_subquery().label("last_at"),
    right_now.label("asked_at"),
)
_by_id = _jobs.where(job.c.id == bindparam("id"))


def get_job(session: Session, job_id: UUID) -> Job:
    """Tell how far a job is; raise NotFound."""
    row = session.execute(_by_id, {"id": job_id}).one_or_none()
    if row is None:
        raise no_such_job(job_id)
    return _tell(row)


def _tell(row: Row[*tuple[Any, ...]]) -> Job:
    counts: dict[ItemOutcome, int] = dict.fromkeys(OUTCOMES, 0) | row.n_by_outcome
    counts["waiting"] = row.n_items - sum(counts.values())
    is_over = row.state not in ("receiving", "working")
    ended_at = (row.last_at or row.received_at or row.cancelled_at or row.asked_at) if is_over else None
    seconds = ((ended_at or row.asked_at) - row.made_at).total_seconds()
    n_done = row.n_items - counts["waiting"] - counts["cancelled"]
    rate = n_done / max(seconds, 1.0) if is_over else row.n_lately / min(max(seconds, 1.0), RATE_SECONDS)
    problem = row.problem
    if row.state in ("working", "incomplete") and row.received_at is None:
        problem = problem or "the sender was not heard to the end"
    return Job(row.id, row.kind, row.state, problem, row.made_at, row.received_at, ended_at, counts, rate)


class JobList(NamedTuple):
    """One page of a list of jobs, and the cursor after the last of them if there are more."""

    jobs: tuple[Job, ...]
    next: str | None


_SORT = "-made_at"


@cache
def _build_list(state: State | None, *, begins_after: bool) -> Select[*tuple[Any, ...]]:
    newest = _jobs.order_by(job.c.made_at.desc(), job.c.id.desc()).limit(bindparam("n_rows"))
    if state is not None:
        newest = newest.where(_in_state[state])
    return newest.where(stand_after(job.c.made_at, job.c.id, descending=True)) if begins_after else newest


def list_jobs(session: Session, *, state: State | None = None, limit: int = 20, cursor: str | None = None) -> JobList:
    """List jobs, the newest first; raise BadCursor."""
    values: dict[str, object] = {"n_rows": limit + 1}
    if cursor is not None:
        last = parse_cursor(cursor, _SORT)
        values |= {"last_place": last.place, "last_id": last.id}
    newest = _build_list(state, begins_after=cursor is not None)
    jobs = tuple(_tell(row) for row in session.execute(newest, values))
    shown = jobs[:limit]
    return JobList(shown, Cursor(_SORT, shown[-1].made_at, shown[-1].id).write() if len(jobs) > limit else None)


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
    n_cancelled = len(session.execute(_cancel_items, {"id": job_id}).all())
    if n_cancelled:
        count_of_job(session, job_id, {"cancelled": n_cancelled})
    return n_cancelled == CANCELLED_AT_ONCE


_waiting = select(func.count()).select_from(
    select(job_item.c.due_at).where(job_item.c.outcome.is_(None)).limit(COUNTED_AT_MOST).subquery()
)


def count_waiting(session: Session) -> int:
    """Count the pages that wait for a worker or are in the hands of one, in all jobs; 100,000 at most."""
    return session.execute(_waiting).scalar_one()
