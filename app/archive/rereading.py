"""Which captures a new version of the extractor has not filed yet, and which revision each was filed as before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session

from app.archive.names import key_of
from app.archive.tables import capture, filing, revision, source_alias
from app.news import FAILURES

AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which captures are to be read again; every condition that is given must hold."""

    extractor: str
    """The version that reads now: what it has filed is passed over."""
    since: datetime | None = None
    """Received at that time or later."""
    source: str | None = None
    """Filed with this credited source, by any form of its name."""
    extractor_before: str | None = None
    """Filed by this version."""


class Capture(NamedTuple):
    """A capture that is to be read again."""

    id: UUID
    url: str | None


def _select(wanted: Wanted) -> Select[tuple[UUID, str | None]]:
    done = exists().where(
        filing.c.capture_id == capture.c.id,
        filing.c.extractor == wanted.extractor,
        or_(filing.c.reason.is_(None), filing.c.reason.not_in(FAILURES)),
    )
    filed = exists().where(filing.c.capture_id == capture.c.id)
    conditions: list[ColumnElement[bool]] = [~done]
    if wanted.since is not None:
        conditions.append(capture.c.received_at >= wanted.since)
    if wanted.extractor_before is not None:
        filed = filed.where(filing.c.extractor == wanted.extractor_before)
    if wanted.source is not None:
        of_source = select(source_alias.c.source_id).where(source_alias.c.key == key_of(wanted.source))
        forms = select(source_alias.c.form).where(source_alias.c.source_id.in_(of_source))
        filed = filed.where(filing.c.revision_id == revision.c.id, revision.c.facts["source"].astext.in_(forms))
    return select(capture.c.id, capture.c.url).where(*conditions, filed)


def count_captures(session: Session, wanted: Wanted) -> int:
    """Count the captures that are to be read again."""
    return session.execute(select(func.count()).select_from(_select(wanted).subquery())).scalar_one()


def list_captures_to_read(session: Session, wanted: Wanted, after: UUID | None) -> Sequence[Capture]:
    """List the next captures to be read again, in the order in which they came in."""
    rows = _select(wanted).order_by(capture.c.id).limit(AT_ONCE)
    if after is not None:
        rows = rows.where(capture.c.id > after)
    return tuple(Capture(row.id, row.url) for row in session.execute(rows))


_last_of = (
    select(filing.c.article_id, filing.c.revision_id, filing.c.outcome)
    .where(filing.c.capture_id == bindparam("capture_id"))
    .order_by(filing.c.filed_at.desc())
    .limit(1)
)


class Before(NamedTuple):
    """What became of a capture when it was last read."""

    article_id: UUID | None
    revision_id: UUID | None
    outcome: str


def find_before(session: Session, capture_id: UUID) -> Before | None:
    """Find what became of a capture when it was last read; None where it never was."""
    row = session.execute(_last_of, {"capture_id": capture_id}).one_or_none()
    return None if row is None else Before(*row)
