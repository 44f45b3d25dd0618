"""Which other articles carry an article's text, or nearly so, as its sender is told."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.archive.copies import Kind
from app.archive.prepared import Prepared
from app.archive.tables import article, signature, tie
from app.matching.signatures import Signature, estimate_shared

MOST_TOLD = 100


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Another article of the cluster that this one is a copy of, or that is a copy of it."""

    id: UUID
    kind: Kind
    similarity: float
    """The share of the smaller text that is in both, 0 to 1; estimated but for the one that it joined by."""


_own = article.alias("own")
_own_signature = signature.alias("own_signature")
_of = Prepared(
    select(
        _own.c.text_digest,
        _own.c.cluster_id,
        _own_signature.c.minima,
        _own_signature.c.n_shingles,
        tie.c.with_id,
        tie.c.shared,
    )
    .select_from(
        _own.outerjoin(_own_signature, _own_signature.c.article_id == _own.c.id).outerjoin(
            tie, tie.c.article_id == _own.c.id
        )
    )
    .where(_own.c.id == bindparam("article_id"))
)
_others = Prepared(
    select(article.c.id, article.c.text_digest, signature.c.minima, signature.c.n_shingles)
    .select_from(article.outerjoin(signature, signature.c.article_id == article.c.id))
    .where(article.c.cluster_id == bindparam("cluster_id"), article.c.id != bindparam("article_id"))
    .order_by((article.c.text_digest == bindparam("text_digest")).desc(), article.c.id)
    .limit(MOST_TOLD)
)


def list_duplicates(session: Session, article_id: UUID) -> tuple[Duplicate, ...]:
    """List the copies of an article: the exact ones first, then by similarity; a hundred at most.

    Members of its cluster that it is no copy of, as they share another part of the story, are left out.
    """
    (own,) = _of.run(session, {"article_id": article_id})
    values = {"cluster_id": own.cluster_id, "article_id": article_id, "text_digest": own.text_digest}
    own_signature = Signature((), own.minima or b"", own.n_shingles or 0)
    found = []
    for row in _others.run(session, values):
        if row.text_digest == own.text_digest:
            found.append(Duplicate(row.id, "exact", 1.0))
            continue
        shared = estimate_shared(own_signature, Signature((), row.minima or b"", row.n_shingles or 0))
        if row.id == own.with_id:
            found.append(Duplicate(row.id, "near", round(own.shared, 2)))
        elif shared.is_copy:
            found.append(Duplicate(row.id, "near", round(shared.of_smaller, 2)))
    return tuple(sorted(found, key=lambda one: (one.kind, -one.similarity)))
