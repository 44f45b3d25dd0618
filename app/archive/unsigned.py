"""Articles that were filed before near copies were looked for: each is compared as if its text had just changed."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, func, select, true, update
from sqlalchemy.orm import Session

from app.archive.clusters import rejoin_cluster
from app.archive.copies import make_imprint
from app.archive.locks import Lock, lock
from app.archive.tables import article, revision, signature

_has_none = ~select(signature.c.article_id).where(signature.c.article_id == article.c.id).exists()
_unsigned = (
    select(article.c.id)
    .where(article.c.id > bindparam("after"), _has_none)
    .order_by(article.c.id)
    .limit(bindparam("n_rows"))
)
_count = select(func.count()).select_from(article).where(_has_none)
_identity = select(article.c.identity).where(article.c.id == bindparam("id"))
_text = (
    select(revision.c.body, article.c.cluster_id)
    .join_from(article, revision, article.c.revision_id == revision.c.id)
    .where(article.c.id == bindparam("id"), _has_none)
)
_hurry = select(func.set_config("synchronous_commit", "off", true()))


def count_unsigned(session: Session) -> int:
    """Count the articles that have no signature."""
    n: int = session.execute(_count).scalar_one()
    return n


def list_unsigned(session: Session, after: UUID, n: int) -> Sequence[UUID]:
    """List the next articles without a signature, by id, n at most."""
    return session.execute(_unsigned, {"after": after, "n_rows": n}).scalars().all()


def sign_article(session: Session, article_id: UUID, *, now: datetime) -> bool:
    """Store an article's signature and file it with its copies; tell whether its cluster is another one now.

    Whoever runs this commits after each article. A crash may undo the last few: they are still to be signed then.
    """
    session.execute(_hurry)
    identity: bytes | None = session.execute(_identity, {"id": article_id}).scalar()
    if identity is None:  # taken down meanwhile
        return False
    lock(session, Lock.ARTICLE, identity)
    found = session.execute(_text, {"id": article_id}).one_or_none()
    if found is None:  # a new revision was filed meanwhile
        return False
    cluster_id = rejoin_cluster(session, article_id, make_imprint(found.body), now=now)
    if cluster_id == found.cluster_id:
        return False
    session.execute(update(article).where(article.c.id == article_id), {"cluster_id": cluster_id})
    return True
