"""What became of each page of a job, as its sender sees it."""

from typing import Literal, get_args
from uuid import UUID

from sqlalchemy import Select, Text, bindparam, case, cast, func, literal_column, null, select
from sqlalchemy.orm import Session

from app.archive.cursors import Cursor, parse_cursor
from app.archive.lists import Listed
from app.archive.tables import job, job_item
from app.archive.views import build_object, write_time
from app.errors import BadCursor, NotFound

ItemOutcome = Literal[
    "waiting", "created", "unchanged", "new_revision", "rejected", "passed_over", "broken", "failed", "cancelled"
]
OUTCOMES: tuple[ItemOutcome, ...] = get_args(ItemOutcome)


def no_such_job(job_id: UUID) -> NotFound:
    """Make the error for a job that is not there."""
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
        raise no_such_job(job_id)
    values = {"id": job_id, "after": last.place if last else 0, "limit": limit + 1}
    rows = session.execute(_items_by_outcome[outcome], values).all()
    more = Cursor(_SORT, float(rows[limit - 1].position), job_id).write() if len(rows) > limit else None
    return Listed(tuple(row.json for row in rows[:limit]), more)
