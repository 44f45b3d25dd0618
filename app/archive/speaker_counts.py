"""How much each speaker is quoted, kept up to date by whoever files: counting 1.6 million quotes takes too long.

Only current revisions count. A quote is as old as its article: `quote.sorted_at`.
"""

from collections.abc import Collection
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ARRAY, Select, Uuid, bindparam, delete, func, insert, literal, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from app.archive.tables import article, quote, speaker_count

_current = quote.join(article, article.c.revision_id == quote.c.revision_id)
_ids = func.any(bindparam("ids", type_=ARRAY(Uuid)))


def _tally(revision: str) -> Select[Any]:
    """Count the quotes of a revision by speaker."""
    n = func.count().label("n")
    of = (quote.c.revision_id == bindparam(revision)) & quote.c.speaker_id.is_not(None)
    return select(quote.c.speaker_id, n, func.min(quote.c.sorted_at).label("at")).where(of).group_by(quote.c.speaker_id)


# In the order of ids, so that two transactions that count the same speakers wait for each other instead of deadlocking.
_new = _tally("new").subquery("new")
_added = select(_new.c.speaker_id, _new.c.n, literal(1), _new.c.at, _new.c.at).order_by(_new.c.speaker_id)
_old = _tally("old").subquery("old")
_both = _new.join(_old, _old.c.speaker_id == _new.c.speaker_id, full=True)
_replaced = select(
    (id_ := func.coalesce(_new.c.speaker_id, _old.c.speaker_id)),
    func.coalesce(_new.c.n, 0) - func.coalesce(_old.c.n, 0),
    func.num_nonnulls(_new.c.n) - func.num_nonnulls(_old.c.n),
    _new.c.at,
    _new.c.at,
).select_from(_both)
_COLUMNS = ("speaker_id", "n_quotes", "n_articles", "first_quoted_at", "last_quoted_at")


def _add(rows: Select[Any]) -> Any:
    statement = upsert(speaker_count).from_select(_COLUMNS, rows)
    more = statement.excluded
    return statement.on_conflict_do_update(
        index_elements=["speaker_id"],
        set_={
            "n_quotes": speaker_count.c.n_quotes + more.n_quotes,
            "n_articles": speaker_count.c.n_articles + more.n_articles,
            "first_quoted_at": func.least(speaker_count.c.first_quoted_at, more.first_quoted_at),
            "last_quoted_at": func.greatest(speaker_count.c.last_quoted_at, more.last_quoted_at),
        },
    )


_count_new = _add(_added)
_count_instead = _add(_replaced.order_by(id_))


def _edge(*, last: bool) -> Any:
    """Find the first or last time that a speaker is quoted, by a step or two along an index."""
    order = quote.c.sorted_at.desc() if last else quote.c.sorted_at
    of = select(quote.c.sorted_at).select_from(_current).where(quote.c.speaker_id == speaker_count.c.speaker_id)
    of = of.where(quote.c.revision_id != bindparam("old"))  # which may be about to go
    return of.order_by(order).limit(1).scalar_subquery()


_of_old = select(quote.c.speaker_id).where(quote.c.revision_id == bindparam("old"))
_find_edges = (
    update(speaker_count)
    .where(speaker_count.c.speaker_id.in_(_of_old))
    .values(first_quoted_at=_edge(last=False), last_quoted_at=_edge(last=True))
)


def count_revision(session: Session, new: UUID, old: UUID | None = None) -> None:
    """Count the quotes of a revision that has become the current one of its article, instead of the old one's."""
    if old is None:
        session.execute(_count_new, {"new": new})
        return
    session.execute(_count_instead, {"new": new, "old": old})
    session.execute(_find_edges, {"old": old})


_gone = _tally("old").subquery("gone")
_count_less = (
    update(speaker_count)
    .where(speaker_count.c.speaker_id == _gone.c.speaker_id)
    .values(n_quotes=speaker_count.c.n_quotes - _gone.c.n, n_articles=speaker_count.c.n_articles - 1)
)


def uncount_revision(session: Session, old: UUID) -> None:
    """Count the quotes of a current revision no more, as it is about to be removed."""
    session.execute(_count_less, {"old": old})
    session.execute(_find_edges, {"old": old})


_counts = (
    select(
        quote.c.speaker_id,
        func.count().label("n_quotes"),
        func.count(quote.c.revision_id.distinct()).label("n_articles"),
        func.min(quote.c.sorted_at).label("first_quoted_at"),
        func.max(quote.c.sorted_at).label("last_quoted_at"),
    )
    .select_from(_current)
    .where(quote.c.speaker_id.is_not(None))
    .group_by(quote.c.speaker_id)
)
_forget = delete(speaker_count).where(speaker_count.c.speaker_id == _ids)
_recount = insert(speaker_count).from_select(_COLUMNS, _counts.where(quote.c.speaker_id == _ids))


def recount_speakers(session: Session, ids: Collection[UUID]) -> None:
    """Count speakers anew, quote by quote."""
    session.execute(_forget, {"ids": sorted(ids)})
    session.execute(_recount, {"ids": sorted(ids)})


class WrongCount(NamedTuple):
    """A speaker whose kept counts are not what counting gives."""

    speaker_id: UUID
    n_kept: int
    n_counted: int


def find_wrong_counts(session: Session) -> tuple[WrongCount, ...]:
    """Compare what is kept with what counting gives, for every speaker: about a second a million quotes."""
    counted = _counts.subquery("counted")
    kept = speaker_count
    of_both = kept.join(counted, counted.c.speaker_id == kept.c.speaker_id, full=True)
    differs = [func.coalesce(kept.c[name], 0) != func.coalesce(counted.c[name], 0) for name in _COLUMNS[1:3]]
    differs += [
        kept.c[name].is_distinct_from(counted.c[name]) & (func.coalesce(kept.c.n_quotes, 0) > 0)
        for name in _COLUMNS[3:]
    ]
    rows = select(
        func.coalesce(kept.c.speaker_id, counted.c.speaker_id).label("speaker_id"),
        func.coalesce(kept.c.n_quotes, 0).label("n_kept"),
        func.coalesce(counted.c.n_quotes, 0).label("n_counted"),
    ).select_from(of_both)
    session.execute(text("SET LOCAL statement_timeout = 0"))
    return tuple(WrongCount(*row) for row in session.execute(rows.where(or_(*differs))))
