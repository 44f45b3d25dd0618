"""How many pages of jobs have which outcome, kept by whoever writes the outcome: to count a million takes too long.

Each count is the sum of a few shares. Whoever adds to one holds it until its transaction ends, so those who work at the
same time mostly add to different ones. They are taken last in a transaction, and those of jobs first.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    SmallInteger,
    Uuid,
    bindparam,
    cast,
    delete,
    func,
    insert,
    literal,
    literal_column,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from app.archive.tables import job_count, job_item, work_count

N_SHARES = 16

_share = cast(func.pg_backend_pid() % literal_column(str(N_SHARES)), SmallInteger)


def _add(table: Any, *key: str) -> Any:
    statement = upsert(table).values(share=_share)
    more = {"n": table.c.n + statement.excluded.n}
    return statement.on_conflict_do_update(index_elements=[*key, "share"], set_=more)


_count_of_job = _add(job_count, "job_id", "outcome")
_count_of_all = _add(work_count, "outcome", "reason")


def count_of_job(session: Session, job_id: UUID, n_more: Mapping[str, int]) -> None:
    """Count pages of a job that have got their outcomes."""
    for outcome, n in sorted(n_more.items()):
        session.execute(_count_of_job, {"job_id": job_id, "outcome": outcome, "n": n})


_of_jobs = func.any(bindparam("job_ids", type_=ARRAY(Uuid)))
_forget = delete(job_count).where(job_count.c.job_id == _of_jobs)
_count_anew = insert(job_count).from_select(
    ("job_id", "outcome", "share", "n"),
    select(job_item.c.job_id, job_item.c.outcome, cast(literal(0), SmallInteger), func.count())
    .where(job_item.c.job_id == _of_jobs, job_item.c.outcome.is_not(None))
    .group_by(job_item.c.job_id, job_item.c.outcome),
)
_wait = text("LOCK TABLE job_count IN EXCLUSIVE MODE")


def recount_jobs(session: Session, job_ids: Sequence[UUID]) -> None:
    """Count the pages of jobs anew; whoever counts meanwhile waits until the transaction ends."""
    session.execute(_wait)
    session.execute(_forget, {"job_ids": job_ids})
    session.execute(_count_anew, {"job_ids": job_ids})


def count_work(session: Session, job_id: UUID, outcome: str, reason: str | None) -> None:
    """Count a page that a worker is done with."""
    count_of_job(session, job_id, {outcome: 1})
    session.execute(_count_of_all, {"outcome": outcome, "reason": reason or "", "n": 1})


class Worked(NamedTuple):
    """How many pages workers have given an outcome, for a reason, in all jobs."""

    outcome: str
    reason: str
    """Empty where there is none."""
    n: int


_n = cast(func.sum(work_count.c.n), BigInteger)
_worked = select(work_count.c.outcome, work_count.c.reason, _n).group_by(work_count.c.outcome, work_count.c.reason)


def list_worked(session: Session) -> tuple[Worked, ...]:
    """List what workers have made of all pages so far."""
    return tuple(Worked(*row) for row in session.execute(_worked))
