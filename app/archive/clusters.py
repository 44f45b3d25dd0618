"""Clusters: which articles carry the same story. Each joins by the member that it is most like, as it comes in.

Whoever files a text holds its bands until that is committed (locks.py): of two copies that come at once the second
waits, and finds the first. Nobody else waits for either.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, delete, exists, func, literal, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.archive.copies import Copy, Imprint, Tie, find_copies
from app.archive.locks import Lock, lock, lock_each, lock_shared
from app.archive.tables import article, cluster_alias, signature, tie
from app.ids import make_id

MOST_MOVED = 100
"""A larger cluster is not merged into an older one: what is like both joins the one that it is more like."""


class Joined(NamedTuple):
    """The cluster of an article, and why; no tie where it is the first of it."""

    cluster_id: UUID
    tie: Tie | None


_kept = select(cluster_alias.c.cluster_id).where(cluster_alias.c.id == bindparam("id"))


def find_kept_cluster(session: Session, cluster_id: UUID) -> UUID:
    """Give the cluster that an id means: its own, unless it was merged into another."""
    kept: UUID | None = session.execute(_kept, {"id": cluster_id}).scalar()
    return kept or cluster_id


def join_cluster(session: Session, article_id: UUID, imprint: Imprint) -> Joined:
    """Find the cluster that an article which is new belongs to, merging those that it shows to be one.

    Holds its place until the transaction ends; the article is to be filed in it, and its signature to be stored.
    """
    copies = _hold_and_find(session, imprint, article_id)
    if not copies:
        return Joined(article_id, None)
    if len(copies) == 1:
        lock_shared(session, Lock.CLUSTERS)
    else:
        lock(session, Lock.CLUSTERS)
    copies = _read_again(session, copies)  # another may have merged them since
    return Joined(_merge(session, copies), copies[0].tie)


def rejoin_cluster(session: Session, article_id: UUID, imprint: Imprint, *, now: datetime) -> UUID:
    """Find the cluster of an article whose text has changed, and store its signature; give the cluster to file it in.

    One that is like no other leaves its cluster, which keeps its id for those that stay.
    """
    copies = _hold_and_find(session, imprint, article_id)
    store_signature(session, article_id, imprint, copies[0].tie if copies else None)
    lock(session, Lock.CLUSTERS)
    copies = _read_again(session, copies)
    own: UUID = session.execute(_cluster_of, {"id": article_id}).scalar_one()
    is_alone = not session.execute(_others, {"cluster_id": own, "id": article_id}).scalar_one()
    if copies:
        joined = _merge(session, copies)
        if is_alone:
            _become(session, own, joined)
        return joined
    if is_alone:
        return own
    is_taken: bool = session.execute(_taken, {"id": article_id}).scalar_one()
    return make_id(now) if is_taken else article_id


def store_signature(session: Session, article_id: UUID, imprint: Imprint, why: Tie | None) -> None:
    """Keep what an article's copies are found by, and why it is in its cluster, in place of what was."""
    made = imprint.signature
    row = {"article_id": article_id, "bands": made.bands, "minima": made.minima, "n_shingles": made.n_shingles}
    session.execute(_store_signature, row)
    if why is None:
        session.execute(_forget_tie, {"id": article_id})
    else:
        session.execute(_store_tie, {"article_id": article_id, **why._asdict()})


def forget_signature(session: Session, article_id: UUID) -> None:
    """Forget what an article's text was compared by. Its cluster keeps its id, and other members their ties to it."""
    session.execute(_forget_tie, {"id": article_id})
    session.execute(_forget_signature, {"id": article_id})


_store_signature = insert(signature)
_store_signature = _store_signature.on_conflict_do_update(
    index_elements=["article_id"],
    set_={name: _store_signature.excluded[name] for name in ("bands", "minima", "n_shingles")},
)
_store_tie = insert(tie)
_store_tie = _store_tie.on_conflict_do_update(
    index_elements=["article_id"], set_={name: _store_tie.excluded[name] for name in ("with_id", "kind", "shared")}
)
_forget_tie = delete(tie).where(tie.c.article_id == bindparam("id"))
_forget_signature = delete(signature).where(signature.c.article_id == bindparam("id"))
_cluster_of = select(article.c.cluster_id).where(article.c.id == bindparam("id"))
_clusters_of = select(article.c.id, article.c.cluster_id).where(article.c.id.in_(bindparam("ids", expanding=True)))
_others = select(exists().where(article.c.cluster_id == bindparam("cluster_id"), article.c.id != bindparam("id")))
_taken = select(
    or_(
        exists().where(article.c.cluster_id == bindparam("id"), article.c.id != bindparam("id")),
        exists().where(cluster_alias.c.id == bindparam("id")),
    )
)
_some_members = select(literal(1)).where(article.c.cluster_id == bindparam("id")).limit(MOST_MOVED + 1)
_size = select(func.count()).select_from(_some_members.subquery())
_move_members = (
    update(article)
    .where(article.c.cluster_id == bindparam("old"))
    .values(cluster_id=bindparam("kept", type_=article.c.id.type))
)
_move_aliases = (
    update(cluster_alias)
    .where(cluster_alias.c.cluster_id == bindparam("old"))
    .values(cluster_id=bindparam("kept", type_=article.c.id.type))
)


def _hold_and_find(session: Session, imprint: Imprint, article_id: UUID) -> tuple[Copy, ...]:
    if imprint.signature.bands:
        lock_each(session, Lock.BAND, imprint.signature.bands)
    return find_copies(session, imprint, article_id)


def _read_again(session: Session, copies: Sequence[Copy]) -> tuple[Copy, ...]:
    if not copies:
        return ()
    rows = session.execute(_clusters_of, {"ids": [copy.tie.with_id for copy in copies]})
    cluster_ids = {row.id: row.cluster_id for row in rows}
    return tuple(Copy(cluster_ids.get(copy.tie.with_id, copy.cluster_id), copy.tie) for copy in copies)


def _merge(session: Session, copies: Collection[Copy]) -> UUID:
    """Merge the clusters of these into the oldest, as far as they are not too large; give that of the first."""
    first, *_ = (copy.cluster_id for copy in copies)
    kept, *younger = sorted({copy.cluster_id for copy in copies})  # ids grow with time
    home = {kept: kept}
    for old in younger:
        is_small = session.execute(_size, {"id": old}).scalar_one() <= MOST_MOVED
        home[old] = kept if is_small else old
        if is_small:
            _become(session, old, kept)
    return home[first]


def _become(session: Session, old: UUID, kept: UUID) -> None:
    """Make one cluster another: its members and ids lead there from now on."""
    session.execute(_move_members, {"old": old, "kept": kept})
    session.execute(_move_aliases, {"old": old, "kept": kept})
    session.execute(insert(cluster_alias), {"id": old, "cluster_id": kept})
