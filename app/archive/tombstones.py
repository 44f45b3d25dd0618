"""What is left of an article that was taken down, and how its page is known when it comes again."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import LargeBinary, Row, Select, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from app.archive.cursors import Cursor, parse_cursor
from app.archive.lists import stand_after
from app.archive.tables import takedown, taken_capture, taken_digest
from app.digest import name_digest
from app.errors import Gone, NotFound


@dataclass(frozen=True, slots=True)
class Tombstone:
    """Who took an article down, when and why; nothing of what it said."""

    id: UUID
    article_id: UUID
    by: str
    made_at: datetime
    reason: str
    legal_basis: str | None
    digest: bytes
    """SHA-256 of the page that the article was read from last."""
    n_revisions: int
    n_captures: int
    lifted_at: datetime | None = None
    lifted_by: str | None = None
    lift_reason: str | None = None

    def written(self) -> dict[str, Any]:
        """Give it as the API writes it."""
        return {
            "id": str(self.id),
            "article_id": str(self.article_id),
            "by": self.by,
            "made_at": self.made_at.isoformat(),
            "reason": self.reason,
            "legal_basis": self.legal_basis,
            "digest": name_digest(self.digest),
            "n_revisions": self.n_revisions,
            "n_captures": self.n_captures,
            "lifted_at": self.lifted_at and self.lifted_at.isoformat(),
            "lifted_by": self.lifted_by,
            "lift_reason": self.lift_reason,
        }


_of_article = select(takedown).where(takedown.c.article_id == bindparam("id"))
_of_capture = (
    select(takedown)
    .join(taken_capture, taken_capture.c.takedown_id == takedown.c.id)
    .where(taken_capture.c.capture_id == bindparam("id"))
)
_by_id = select(takedown).where(takedown.c.id == bindparam("id"))
# Two that refuse the same page: the first that was made tells why.
_refusing = (
    select(takedown)
    .join(taken_digest, taken_digest.c.takedown_id == takedown.c.id)
    .where(
        taken_digest.c.digest == func.any(bindparam("digests", type_=ARRAY(LargeBinary))),
        takedown.c.lifted_at.is_(None),
    )
    .order_by(takedown.c.made_at, takedown.c.id)
    .limit(1)
)


def find_refusing(session: Session, digests: Collection[bytes]) -> Tombstone | None:
    """Find the takedown that refuses a page with one of these digests: of its bytes, its URLs or its text."""
    return _read(session.execute(_refusing, {"digests": list(digests)}).one_or_none())


def find_tombstone(session: Session, article_id: UUID) -> Tombstone | None:
    """Find what is left of an article that was taken down."""
    return _find(session, _of_article, article_id)


def get_takedown(session: Session, takedown_id: UUID) -> Tombstone:
    """Give a takedown; raise NotFound."""
    tombstone = _find(session, _by_id, takedown_id)
    if tombstone is None:
        raise NotFound(f"there is no takedown {takedown_id}: `clipfile takedown list` has all")
    return tombstone


SORT = "-made_at"
AT_ONCE = 500
_newest = select(takedown).order_by(takedown.c.made_at.desc(), takedown.c.id.desc()).limit(bindparam("n_rows"))
_further = _newest.where(stand_after(takedown.c.made_at, takedown.c.id, descending=True))


def list_takedowns(session: Session, limit: int, cursor: str | None = None) -> tuple[tuple[Tombstone, ...], str | None]:
    """List takedowns, the newest first, and give the cursor after them if there are more; raise BadCursor."""
    bound: dict[str, object] = {"n_rows": limit + 1}
    if cursor is not None:
        after = parse_cursor(cursor, SORT)
        bound |= {"last_place": after.place, "last_id": after.id}
    found = tuple(Tombstone(*row) for row in session.execute(_newest if cursor is None else _further, bound))
    shown = found[:limit]
    return shown, Cursor(SORT, shown[-1].made_at, shown[-1].id).write() if len(found) > limit else None


def walk_takedowns(session: Session) -> Iterator[Tombstone]:
    """Give all takedowns, the newest first."""
    shown, cursor = list_takedowns(session, AT_ONCE)
    yield from shown
    while cursor is not None:
        shown, cursor = list_takedowns(session, AT_ONCE, cursor)
        yield from shown


def no_such_article(session: Session, article_id: UUID) -> Gone | NotFound:
    """Make the error for an article that is not there: with its tombstone, if it was taken down."""
    tombstone = find_tombstone(session, article_id)
    return NotFound(f"there is no article {article_id}") if tombstone is None else _say_gone("article", tombstone)


def no_such_capture(session: Session, capture_id: UUID) -> Gone | NotFound:
    """Make the error for a capture that is not there: with the tombstone of the article that it went with."""
    tombstone = _find(session, _of_capture, capture_id)
    return NotFound(f"there is no capture {capture_id}") if tombstone is None else _say_gone("capture", tombstone)


def _say_gone(what: str, tombstone: Tombstone) -> Gone:
    return Gone(f"this {what} was taken down on {tombstone.made_at:%Y-%m-%d}: {tombstone.reason}", tombstone.written())


def _find(session: Session, statement: Select[Any], id_: UUID) -> Tombstone | None:
    return _read(session.execute(statement, {"id": id_}).one_or_none())


def _read(row: Row[*tuple[Any, ...]] | None) -> Tombstone | None:
    return None if row is None else Tombstone(*row)
