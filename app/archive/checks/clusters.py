"""What copies are found by, and the clusters that they are in."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, bindparam, func, select, text, update
from sqlalchemy.orm import Session

from app.archive.checks.finding import Finding, Flaw, Rule
from app.archive.checks.texts import KeptText
from app.archive.locks import Lock, lock
from app.archive.tables import article, signature
from app.matching.shingles import shingle
from app.matching.signatures import Signature, sign

_sign_anew = (
    update(signature)
    .where(
        signature.c.article_id == bindparam("id"),
        article.c.id == signature.c.article_id,
        article.c.revision_id == bindparam("of_revision"),
    )
    .values({name: bindparam(f"new_{name}") for name in ("bands", "minima", "n_shingles")})
)


def _sign(session: Session, made: Sequence[tuple[UUID, UUID, Signature]]) -> None:
    for article_id, revision_id, new in made:
        bound = {"new_bands": new.bands, "new_minima": new.minima, "new_n_shingles": new.n_shingles}
        session.execute(_sign_anew, {"id": article_id, "of_revision": revision_id, **bound})


SIGNATURE_STALE = Flaw(
    "signature-stale", "copies of it are looked for by another text", "`clipfile check --mend` signs it anew.", _sign
)

_signatures = select(signature.c.article_id, signature.c.bands, signature.c.minima, signature.c.n_shingles).where(
    signature.c.article_id == func.any(bindparam("ids", type_=ARRAY(Uuid)))
)


def check_signatures(session: Session, texts: Sequence[KeptText]) -> Iterator[Finding]:
    """Sign current texts anew and compare."""
    current = {kept.article_id: kept for kept in texts if kept.article_id}
    for row in session.execute(_signatures, {"ids": list(current)}):
        kept = current[row.article_id]
        made = sign(shingle(kept.body))
        if (list(made.bands), made.minima, made.n_shingles) != (row.bands, row.minima, row.n_shingles):
            yield Finding(SIGNATURE_STALE, f"article {row.article_id}", (row.article_id, kept.id, made))


_lead_on = text(
    "UPDATE article SET cluster_id = cluster_alias.cluster_id FROM cluster_alias"
    " WHERE cluster_alias.id = article.cluster_id AND article.id = ANY(:ids)"
).bindparams(bindparam("ids", type_=ARRAY(Uuid)))


def _move(session: Session, article_ids: Sequence[UUID]) -> None:
    lock(session, Lock.CLUSTERS)
    session.execute(_lead_on, {"ids": list(article_ids)})


RULES = (
    Rule(
        Flaw("article-unsigned", "copies of it are not found", "Run `clipfile clusters rebuild`."),
        "article",
        text("SELECT id FROM article WHERE NOT EXISTS (SELECT FROM signature WHERE article_id = article.id)"),
    ),
    Rule(
        Flaw(
            "cluster-merged",
            "its cluster was found to be another",
            "`clipfile check --mend` files it in that.",
            _move,
        ),
        "article",
        text("SELECT article.id FROM article JOIN cluster_alias ON cluster_alias.id = article.cluster_id"),
    ),
)
