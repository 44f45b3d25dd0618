"""Pages of jobs in the hands of workers, on any machine.

A claim moves the time at which its page is due on by a lease. It is renewed as long as the worker lives; a worker that
is killed renews nothing, and the page falls due again. How often a page was claimed tells one claim from the next, so
that who lost a claim can't write down an outcome.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Update, bindparam, func, select, tuple_, update
from sqlalchemy.orm import Session

from app.archive.job_counts import count_work
from app.archive.receipts import Receipt
from app.archive.receptions import right_now
from app.archive.tables import job, job_item
from app.errors import ClaimLost


@dataclass(frozen=True, slots=True)
class Claim:
    """A page to file, and for the how-manieth time somebody tries."""

    job_id: UUID
    position: int
    capture_id: UUID
    n_attempts: int


def _ahead(seconds: str) -> Any:
    return right_now + func.make_interval(0, 0, 0, 0, 0, 0, bindparam(seconds))


_due = (
    select(job_item.c.job_id, job_item.c.position)
    .join_from(job_item, job, job_item.c.job_id == job.c.id)
    .where(job_item.c.outcome.is_(None), job_item.c.due_at <= right_now, job.c.cancelled_at.is_(None))
    .order_by(job_item.c.is_bulk, job_item.c.due_at, job_item.c.job_id, job_item.c.position)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True, of=job_item)
    .cte("due")
)
_claim = (
    update(job_item)
    .where(job_item.c.job_id == _due.c.job_id, job_item.c.position == _due.c.position)
    .values(due_at=_ahead("lease_seconds"), n_attempts=job_item.c.n_attempts + 1)
    .returning(job_item.c.job_id, job_item.c.position, job_item.c.capture_id, job_item.c.n_attempts)
)


def claim_due(session: Session, limit: int, *, lease_seconds: float) -> tuple[Claim, ...]:
    """Claim pages that are due, those that came alone first, then the longest waiting; others pass over them."""
    claimed = session.execute(_claim, {"limit": limit, "lease_seconds": lease_seconds})
    return tuple(sorted((Claim(*row) for row in claimed), key=lambda claim: (claim.job_id, claim.position)))


_claimed = (
    job_item.c.job_id == bindparam("of_job"),
    job_item.c.position == bindparam("at_position"),
    job_item.c.n_attempts == bindparam("attempt"),
    job_item.c.outcome.is_(None),
)


def _name(claim: Claim) -> dict[str, object]:
    return {"of_job": claim.job_id, "at_position": claim.position, "attempt": claim.n_attempts}


# What somebody else has locked is being finished or cancelled: it needs no renewal, and to wait could be for ever.
_unlocked = (
    select(job_item.c.job_id, job_item.c.position).where(*_claimed).with_for_update(skip_locked=True).cte("unlocked")
)
_renew = (
    update(job_item)
    .where(tuple_(job_item.c.job_id, job_item.c.position) == tuple_(_unlocked.c.job_id, _unlocked.c.position))
    .values(due_at=_ahead("seconds"))
)
_release = (
    update(job_item)
    .where(tuple_(job_item.c.job_id, job_item.c.position) == tuple_(_unlocked.c.job_id, _unlocked.c.position))
    .values(due_at=right_now, n_attempts=job_item.c.n_attempts - 1)
)
_postpone = update(job_item).where(*_claimed).values(due_at=_ahead("seconds"))
_finish = (
    update(job_item)
    .where(*_claimed)
    .values(
        outcome=bindparam("to_outcome"),
        reason=bindparam("to_reason"),
        detail=bindparam("to_detail"),
        article_id=bindparam("to_article_id"),
        finished_at=right_now,
    )
)


def renew_claims(session: Session, claims: Sequence[Claim], *, lease_seconds: float) -> None:
    """Go on holding claims; those that were lost stay lost."""
    for claim in claims:
        session.execute(_renew, _name(claim) | {"seconds": lease_seconds})


def release_claims(session: Session, claims: Sequence[Claim]) -> None:
    """Give claims back as if they had never been taken."""
    for claim in claims:
        session.execute(_release, _name(claim))


def postpone_claim(session: Session, claim: Claim, *, seconds: float) -> None:
    """Give a claim back, to be tried again after so many seconds; raise ClaimLost."""
    _change(session, _postpone, _name(claim) | {"seconds": seconds})


def finish_claim(session: Session, claim: Claim, receipt: Receipt) -> None:
    """Write down what became of a claimed page; raise ClaimLost."""
    told = {
        "to_outcome": receipt.outcome,
        "to_reason": receipt.reason,
        "to_detail": receipt.detail,
        "to_article_id": receipt.article_id,
    }
    _change(session, _finish, _name(claim) | told)
    count_work(session, claim.job_id, receipt.outcome, receipt.reason)


def fail_claim(session: Session, claim: Claim, reason: str, detail: str) -> None:
    """Give a claimed page up for good; raise ClaimLost."""
    told = {"to_outcome": "failed", "to_reason": reason, "to_detail": detail, "to_article_id": None}
    _change(session, _finish, _name(claim) | told)
    count_work(session, claim.job_id, "failed", reason)


def _change(session: Session, statement: Update, values: dict[str, object]) -> None:
    if session.execute(statement.returning(job_item.c.position), values).one_or_none() is None:
        raise ClaimLost("somebody else has this page by now, or its job was cancelled")
