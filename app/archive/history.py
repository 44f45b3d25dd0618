"""Which text of an article was in force when: what the page that was seen last by then said.

Every capture counts, also those that brought nothing new: so a page that changes and changes back has its first text in
force again. A capture that was read more than once counts by its last reading that was filed under an article.
"""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Uuid, bindparam, func, literal, select, tuple_
from sqlalchemy.orm import Session

from app.archive.tables import article, filing, revision
from app.archive.tables.base import Moment

_later = filing.alias("later")
counts = (
    ~select(literal(1))
    .where(
        _later.c.capture_id == filing.c.capture_id,
        _later.c.filed_at > filing.c.filed_at,
        _later.c.article_id.is_not(None),
    )
    .exists()
)
"""Whether a filing is the last one of its capture that led to an article."""
_last = (
    select(filing.c.revision_id, filing.c.capture_id)
    .where(filing.c.article_id == bindparam("article_id"), counts)
    .order_by(filing.c.captured_at.desc(), filing.c.capture_id.desc(), filing.c.filed_at.desc())
    .limit(1)
)
_of_article = _last.with_only_columns(filing.c.revision_id)
_last_by_then = _of_article.where(filing.c.captured_at <= bindparam("at"))
_first = (
    select(filing.c.revision_id)
    .where(filing.c.article_id == bindparam("article_id"), counts)
    .order_by(filing.c.captured_at, filing.c.capture_id, filing.c.filed_at.desc())
    .limit(1)
)
_current = select(article.c.revision_id).where(article.c.id == bindparam("article_id"))
_then = func.coalesce(_last_by_then.scalar_subquery(), _first.scalar_subquery(), _current.scalar_subquery())
_in_force = select(_then)
_numbered = select(revision.c.number).where(revision.c.id == _then)
_seen_later = (
    select(literal(1))
    .where(
        filing.c.article_id == bindparam("article_id"),
        tuple_(filing.c.captured_at, filing.c.capture_id)
        > tuple_(bindparam("at", type_=Moment), bindparam("capture_id", type_=Uuid)),
        counts,
    )
    .limit(1)
)


def find_in_force(session: Session, article_id: UUID, at: datetime) -> UUID | None:
    """Find the revision that was in force at a time, the first one for a time before that; None for no article."""
    found: UUID | None = session.execute(_in_force, {"article_id": article_id, "at": at}).scalar()
    return found


def find_number_in_force(session: Session, article_id: UUID, at: datetime) -> int | None:
    """Find the number of the revision that was in force at a time, as find_in_force."""
    return session.execute(_numbered, {"article_id": article_id, "at": at}).scalar()


class Last(NamedTuple):
    """What was seen last of an article."""

    revision_id: UUID
    capture_id: UUID


def find_last(session: Session, article_id: UUID) -> Last | None:
    """Find what was seen last of an article; None where no capture counts any more."""
    row = session.execute(_last, {"article_id": article_id}).one_or_none()
    return None if row is None else Last(*row)


def is_last(session: Session, article_id: UUID, captured_at: datetime, capture_id: UUID) -> bool:
    """Tell whether no other capture of an article was seen later than this one."""
    bound = {"article_id": article_id, "at": captured_at, "capture_id": capture_id}
    return session.execute(_seen_later, bound).first() is None
