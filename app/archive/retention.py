"""How long articles are kept: rules for those that credit a source, or are on a publisher's pages.

A rule counts days from when an article was first seen here, and goes by the source that the article credits now. It is
never changed: one that says something else takes its place, and the old one stays to be read.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, case, func, insert, or_, select, tuple_, update
from sqlalchemy.orm import Session

from app.archive.sources import find_source_id
from app.archive.tables import article, retention, source
from app.archive.takedowns import Order, take_down
from app.archive.tombstones import Tombstone
from app.errors import Gone, NotFound
from app.ids import make_id

Whose = Literal["source", "publisher"]

EVERY = timedelta(hours=1)
"""How often a rule is applied; a new one is applied first after so long, so that a slip can be put right."""
LEASE = timedelta(minutes=10)
"""How long a rule stays with whoever applies it and gives no sign of life."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How long the articles of a source or a publisher are kept, who says so and why."""

    id: UUID
    whose: Whose
    source_id: UUID
    days: int
    by: str
    made_at: datetime
    reason: str
    legal_basis: str | None
    due_at: datetime
    """When a worker applies it next."""
    applied_at: datetime | None
    """When nothing was left last that is older."""
    ended_at: datetime | None
    ended_by: str | None
    name: str
    """The source's or publisher's."""
    slug: str

    def written(self) -> dict[str, Any]:
        """Give it as the API writes it."""
        return {
            "id": str(self.id),
            self.whose: {"id": str(self.source_id), "name": self.name, "slug": self.slug},
            "source" if self.whose == "publisher" else "publisher": None,
            "days": self.days,
            "by": self.by,
            "made_at": self.made_at.isoformat(),
            "reason": self.reason,
            "legal_basis": self.legal_basis,
            "due_at": self.due_at.isoformat(),
            "applied_at": self.applied_at and self.applied_at.isoformat(),
        }

    def before(self, now: datetime) -> datetime:
        """Give when an article must have been first seen to be too old."""
        return now - timedelta(days=self.days)

    def order(self, now: datetime) -> Order:
        """Make the order by which an article is taken down.

        Words that are an agency's are refused wherever they come again; those on a publisher's pages may be somebody
        else's, whose other customers may have them.
        """
        reason = f"Kept for {self.days} days at most: {self.reason}"
        return Order(f"retention rule {self.id}", now, reason, self.legal_basis, refuses_words=self.whose == "source")


class Due(NamedTuple):
    """An article that is older than it may be."""

    id: UUID
    first_seen_at: datetime
    headline: str


_rules = select(retention, source.c.name, source.c.slug).join_from(retention, source)
_in_force = _rules.where(retention.c.ended_at.is_(None)).order_by(source.c.slug, retention.c.whose)
_every = _rules.order_by(source.c.slug, retention.c.whose, retention.c.made_at.desc())
_by_id = _rules.where(retention.c.id == bindparam("id"))


def list_rules(session: Session, *, with_ended: bool = False) -> tuple[Rule, ...]:
    """List the rules that hold, by the names that they are for; with those that ended, the newest first."""
    return tuple(Rule(*row) for row in session.execute(_every if with_ended else _in_force))


def _get_source_id(session: Session, name: str) -> UUID:
    """Give the source that a name means, and keep others from changing its rules until the transaction ends."""
    source_id = find_source_id(session, name)
    if source_id is None:
        raise NotFound(f"no article here is by {name!r}: GET /sources lists all names that there are")
    session.execute(select(source.c.id).where(source.c.id == source_id).with_for_update(key_share=True))
    return source_id


_end = (
    update(retention)
    .where(
        retention.c.source_id == bindparam("of"),
        retention.c.whose == bindparam("as"),
        retention.c.ended_at.is_(None),
    )
    .values(ended_at=bindparam("now"), ended_by=bindparam("who"))
    .returning(retention.c.id)
)


def set_rule(session: Session, whose: Whose, name: str, days: int, order: Order) -> Rule:
    """Have articles taken down `days` days after they were first seen, whatever was said before; raise NotFound."""
    source_id = _get_source_id(session, name)
    session.execute(_end, {"of": source_id, "as": whose, "now": order.now, "who": order.by})
    row = {
        "id": make_id(order.now),
        "whose": whose,
        "source_id": source_id,
        "days": days,
        "by": order.by,
        "made_at": order.now,
        "reason": order.reason,
        "legal_basis": order.legal_basis,
        "due_at": order.now + EVERY,
    }
    session.execute(insert(retention), row)
    return Rule(*session.execute(_by_id, {"id": row["id"]}).one())


def end_rule(session: Session, whose: Whose, name: str, *, by: str, now: datetime) -> None:
    """End the rule for a source or publisher; when it is committed nothing more goes by it. Raise NotFound."""
    source_id = _get_source_id(session, name)
    ended = session.execute(_end, {"of": source_id, "as": whose, "now": now, "who": by}).first()
    if ended is None:
        raise NotFound(f"there is no retention rule for the {whose} {name!r}: `clipfile retention list` has all")


# Collected first: walked by time, all that came in long ago and is somebody else's would be read for nothing.
_old = {
    whose: select(article.c.id, article.c.first_seen_at)
    .where(column == bindparam("of"), article.c.first_seen_at < bindparam("before"))
    .cte("old")
    .prefix_with("MATERIALIZED")
    for whose, column in (("source", article.c.source_id), ("publisher", article.c.publisher_id))
}
_count = {whose: select(func.count()).select_from(old) for whose, old in _old.items()}
_list = {
    whose: select(old.c.id, old.c.first_seen_at, article.c.headline)
    .join_from(old, article, article.c.id == old.c.id)
    .where(tuple_(old.c.first_seen_at, old.c.id) > tuple_(bindparam("last_at"), bindparam("last_id")))
    .order_by(old.c.first_seen_at, old.c.id)
    .limit(bindparam("limit"))
    for whose, old in _old.items()
}
FIRST = Due(UUID(int=0), datetime.min.replace(tzinfo=UTC), "")
"""What comes before all articles."""


def count_due(session: Session, rule: Rule, now: datetime) -> int:
    """Count the articles that are older than a rule lets them be."""
    return session.execute(_count[rule.whose], {"of": rule.source_id, "before": rule.before(now)}).scalar_one()


def list_due(session: Session, rule: Rule, now: datetime, limit: int, after: Due = FIRST) -> tuple[Due, ...]:
    """List articles that are older than a rule lets them be, the oldest first."""
    bound = {"of": rule.source_id, "before": rule.before(now), "last_at": after.first_seen_at, "last_id": after.id}
    return tuple(Due(*row) for row in session.execute(_list[rule.whose], {**bound, "limit": limit}))


# The rule is held, so that whoever ends it waits for the article that is going, and for no other.
_is_due = (
    select(article.c.id)
    .join_from(
        retention,
        article,
        case((retention.c.whose == "source", article.c.source_id), else_=article.c.publisher_id)
        == retention.c.source_id,
    )
    .where(
        retention.c.id == bindparam("rule"),
        retention.c.ended_at.is_(None),
        article.c.id == bindparam("article"),
        article.c.first_seen_at < bindparam("before"),
    )
    .with_for_update(read=True, of=retention)
)


def apply_rule(session: Session, rule: Rule, article_id: UUID, now: datetime) -> Tombstone | None:
    """Take an article down by a rule; None where it is gone, or the rule does not hold for it any more."""
    bound = {"rule": rule.id, "article": article_id, "before": rule.before(now)}
    if session.execute(_is_due, bound).first() is None:
        return None
    try:
        return take_down(session, article_id, rule.order(now))
    except (Gone, NotFound):  # since we looked
        return None


# What is due in more than an hour was written by a clock that has been put right since.
_next_due = (
    select(retention.c.id)
    .where(
        retention.c.ended_at.is_(None),
        or_(retention.c.due_at <= bindparam("now"), retention.c.due_at > bindparam("too_late")),
    )
    .order_by(retention.c.due_at)
    .limit(1)
    .with_for_update(skip_locked=True)
)
_claim = (
    update(retention)
    .where(retention.c.id == _next_due.scalar_subquery())
    .values(due_at=bindparam("until"))
    .returning(retention.c.id)
)
_hold = update(retention).where(retention.c.id == bindparam("rule"))


def claim_rule(session: Session, now: datetime) -> Rule | None:
    """Find a rule that is due and has to be applied by whoever gets it; others pass over it for a while."""
    id_ = session.execute(_claim, {"now": now, "too_late": now + 2 * EVERY, "until": now + LEASE}).scalar()
    return None if id_ is None else Rule(*session.execute(_by_id, {"id": id_}).one())


def hold_rule(session: Session, rule: Rule, now: datetime) -> None:
    """Keep others from applying a rule for a while yet."""
    session.execute(_hold.values(due_at=now + LEASE), {"rule": rule.id})


def note_applied(session: Session, rule: Rule, now: datetime, *, is_done: bool) -> None:
    """Have a rule applied again in an hour; note that nothing is left that is older, if that is so."""
    done = {"applied_at": now} if is_done else {}
    session.execute(_hold.values(due_at=now + EVERY, **done), {"rule": rule.id})
