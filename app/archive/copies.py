"""Copies of a text among all that the archive has: found by their bands, then compared word by word."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple
from uuid import UUID

from sqlalchemy import Integer, Uuid, bindparam, func, select, true
from sqlalchemy.dialects.postgresql import ARRAY, array
from sqlalchemy.orm import Session

from app.archive.prepared import Prepared
from app.archive.tables import article, revision, signature
from app.digest import digest_text
from app.matching.shingles import Shingles, compare_shingles, shingle
from app.matching.signatures import Signature, estimate_shared, sign

MOST_OF_A_BAND = 50
"""Texts of one band that are looked at: a band of more is a template's, and a copy shares others as well."""
MOST_ESTIMATED = 50
"""Texts whose signatures are compared: those that share the most bands, and of these the newest."""
MOST_COMPARED = 5
"""Texts that are read and compared word by word: the most alike of each cluster."""
MARGIN = 0.15
"""What an estimate may be short of the truth."""

Kind = Literal["exact", "near"]


class Tie(NamedTuple):
    """Why an article is in its cluster: the member that it is most like, and the share of the smaller text in both."""

    with_id: UUID
    kind: Kind
    shared: float


class Copy(NamedTuple):
    """A copy of a text, and the cluster that it is in."""

    cluster_id: UUID
    tie: Tie


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the copies of a text are found by."""

    text_digest: bytes
    shingles: Shingles
    signature: Signature


def make_imprint(body: str) -> Imprint:
    """Make a text's imprint: about a millisecond's work."""
    shingles = shingle(body)
    return Imprint(digest_text(body), shingles, sign(shingles))


_same_text = Prepared(
    select(article.c.id, article.c.cluster_id)
    .where(article.c.text_digest == bindparam("text_digest"), article.c.id != bindparam("article_id"))
    .order_by(article.c.first_seen_at, article.c.id)
    .limit(1)
)

_asked = func.unnest(bindparam("bands", type_=ARRAY(Integer))).table_valued("band").render_derived("asked")
_holders = (
    select(signature.c.article_id)
    .where(signature.c.bands.contains(array([_asked.c.band], type_=Integer)))
    .limit(MOST_OF_A_BAND)
    .lateral("holder")
)
_sharing = (
    select(_holders.c.article_id)
    .select_from(_asked.join(_holders, true()))
    .where(_holders.c.article_id != bindparam("article_id"))
    .group_by(_holders.c.article_id)
    .order_by(func.count().desc(), _holders.c.article_id.desc())
    .limit(MOST_ESTIMATED)
    .subquery("sharing")
)
_sharing_bands = Prepared(
    select(article.c.id, article.c.cluster_id, signature.c.minima, signature.c.n_shingles).select_from(
        _sharing.join(signature, signature.c.article_id == _sharing.c.article_id).join(
            article, article.c.id == _sharing.c.article_id
        )
    )
)
_bodies = Prepared(
    select(article.c.id, revision.c.body)
    .join_from(article, revision, article.c.revision_id == revision.c.id)
    .where(article.c.id == func.any(bindparam("ids", type_=ARRAY(Uuid))))
)
# Statistics know too little of bands to leave the plan to them. And of a band that thousands of texts have, as those
# made from one template do, PostgreSQL would list them all before it gives the first.
_look_up = {"enable_seqscan": ("off", "on"), "gin_fuzzy_search_limit": ("1000", "0")}
_begin, _end = (
    Prepared(select(*(func.set_config(name, values[at], true()).label(name) for name, values in _look_up.items())))
    for at in (0, 1)
)


def find_copies(session: Session, imprint: Imprint, article_id: UUID) -> tuple[Copy, ...]:
    """Find copies of a text other than the article's own: of each cluster the one most like it, the best first.

    Where there is one of the very same text, it alone is given: what else is like it is known by that one.
    """
    same = _same_text.run(session, {"text_digest": imprint.text_digest, "article_id": article_id})
    if same:
        return (Copy(same[0].cluster_id, Tie(same[0].id, "exact", 1.0)),)
    if not imprint.signature.bands:
        return ()
    _begin.run(session, {})
    rows = _sharing_bands.run(session, {"bands": list(imprint.signature.bands), "article_id": article_id})
    _end.run(session, {})
    likely = _choose_likely(imprint.signature, rows)
    bodies = _bodies.run(session, {"ids": list(likely)}) if likely else ()
    copies = []
    for row in bodies:
        shared = compare_shingles(imprint.shingles, shingle(row.body))
        if shared.is_copy:
            copies.append(Copy(likely[row.id], Tie(row.id, "near", shared.of_smaller)))
    return tuple(sorted(copies, key=lambda copy: (-copy.tie.shared, copy.tie.with_id)))


def _choose_likely(own: Signature, rows: Iterable[Any]) -> dict[UUID, UUID]:
    """Choose those to be compared, one of each cluster; give their clusters by their ids."""
    best: dict[UUID, tuple[float, UUID]] = {}
    for row in rows:
        shared = estimate_shared(own, Signature((), row.minima, row.n_shingles))
        if shared._replace(of_smaller=shared.of_smaller + MARGIN, of_larger=shared.of_larger + MARGIN).is_copy:
            best[row.cluster_id] = max(best.get(row.cluster_id, (0.0, row.id)), (shared.of_smaller, row.id))
    most_alike = sorted(best.items(), key=lambda item: item[1], reverse=True)[:MOST_COMPARED]
    return {article_id: cluster_id for cluster_id, (_, article_id) in most_alike}
