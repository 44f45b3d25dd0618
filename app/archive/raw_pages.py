"""The bytes of pages, each kept once, and against which other page of its site each is packed.

Pages of one site share their frame: packed against one of them, others take a fraction of the space. The page that
others are packed against, their reference, is packed alone, so that two rows are all that a page is unpacked from.

A site has its newest few references tried, as it has more than one layout. A page that none of them makes much smaller
is kept alone and becomes a reference itself: so a new layout is followed. And so does one page in some hundreds, by
its digest: then layouts that drift are followed as well, and no page bears more than a bounded number of others.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import LargeBinary, Row, bindparam, delete, func, select, update
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.orm import Session

from app.archive.packing import CODEC, pack, unpack
from app.archive.tables import capture, raw_page, site_reference

REFERENCES_TRIED = 3
ENOUGH = 10
"""A page that is this many times smaller against a reference is not tried against another."""
WORTH_IT = 2
"""How many times smaller than alone a page must be to be packed against another."""
ALONE_EVERY = 500
SHORTEST_REFERENCE, LONGEST_REFERENCE = 2_000, 1_000_000
"""Bytes. Shorter pages hold no frame that is worth it; longer ones would be read again and again."""
AT_ONCE = 100

_reference = raw_page.alias("reference")
packed_columns = (
    raw_page.c.packed,
    raw_page.c.n_bytes,
    _reference.c.packed.label("reference_packed"),
    _reference.c.n_bytes.label("reference_n_bytes"),
)
"""What unpack_row needs of a page."""
packed_pages = raw_page.outerjoin(_reference, raw_page.c.reference_digest == _reference.c.digest)
"""Where a statement finds those columns."""


class Reference(NamedTuple):
    """A page that others of its site are packed against."""

    digest: bytes
    raw: bytes


@dataclass(frozen=True, slots=True)
class Packed:
    """A page packed, and what for."""

    packed: bytes
    reference: Reference | None
    is_reference: bool


def unpack_row(row: Row[*tuple[Any, ...]]) -> bytes:
    """Give the bytes of a page as they came, from a row with `packed_columns`."""
    reference = row.reference_packed and unpack(row.reference_packed, row.reference_n_bytes)
    return unpack(row.packed, row.n_bytes, reference)


def choose_packing(raw: bytes, digest: bytes, references: Iterable[Reference]) -> Packed:
    """Pack a page in the way that takes least, `references` being those of its site, the newest first."""
    may_be_reference = SHORTEST_REFERENCE <= len(raw) <= LONGEST_REFERENCE
    if may_be_reference and int.from_bytes(digest[:4]) % ALONE_EVERY == 0:
        return Packed(pack(raw), None, is_reference=True)
    tried = list[tuple[bytes, Reference]]()
    for reference in references:
        against = pack(raw, reference.raw)
        if len(against) * ENOUGH <= len(raw):
            return Packed(against, reference, is_reference=False)
        tried.append((against, reference))
    alone = pack(raw)
    against, best = min(tried, key=lambda one: len(one[0]), default=(alone, None))
    if best is not None and len(against) * WORTH_IT <= len(alone):
        return Packed(against, best, is_reference=False)
    return Packed(alone, None, is_reference=may_be_reference)


# Held until the transaction ends: whoever is about to remove a reference waits, and finds this page leaning on it.
# One that somebody is removing already is passed over.
_references_of = (
    select(raw_page.c.digest, raw_page.c.packed, raw_page.c.n_bytes)
    .join_from(site_reference, raw_page, site_reference.c.digest == raw_page.c.digest)
    .where(site_reference.c.site == bindparam("site"))
    .order_by(site_reference.c.number.desc())
    .limit(REFERENCES_TRIED)
    .with_for_update(key_share=True, read=True, skip_locked=True, of=raw_page)
)
_is_kept = select(raw_page.c.digest).where(raw_page.c.digest == bindparam("digest"))


def store_raw_page(session: Session, raw: bytes, digest: bytes, site: str | None) -> None:
    """Keep the bytes of a page of `site`, unless they are here already."""
    if session.execute(_is_kept, {"digest": digest}).first():
        return
    chosen = choose_packing(raw, digest, _list_references(session, site) if site else ())
    row = {
        "digest": digest,
        "n_bytes": len(raw),
        "codec": CODEC,
        "reference_digest": chosen.reference and chosen.reference.digest,
        "packed": chosen.packed,
    }
    is_new = session.execute(insert(raw_page).on_conflict_do_nothing().returning(raw_page.c.digest), row).first()
    if is_new and site and chosen.is_reference:
        session.execute(insert(site_reference), {"site": site, "digest": digest})


def _list_references(session: Session, site: str) -> Iterator[Reference]:
    for row in session.execute(_references_of, {"site": site}):
        yield Reference(row.digest, unpack(row.packed, row.n_bytes))


_hold = (
    select(raw_page.c.digest)
    .where(raw_page.c.digest == func.any(bindparam("digests", type_=ARRAY(LargeBinary))))
    .order_by(raw_page.c.digest)
    .with_for_update()
)
_leaning_on = (
    select(raw_page.c.digest, *packed_columns)
    .select_from(packed_pages)
    .where(
        raw_page.c.reference_digest == bindparam("digest"),
        raw_page.c.digest != func.all(bindparam("leaving", type_=ARRAY(LargeBinary))),
    )
)
_some_leaning_on = _leaning_on.limit(AT_ONCE)
# Where pages go by age the newest stays longest: were it the oldest, all would be packed anew for each that goes.
_last_seen = select(func.max(capture.c.captured_at)).where(capture.c.digest == raw_page.c.digest).scalar_subquery()
_newest_leaning_on = _leaning_on.order_by(_last_seen.desc().nulls_last(), raw_page.c.digest).limit(1)
_repack = (
    update(raw_page)
    .where(raw_page.c.digest == bindparam("page"))
    .values(packed=bindparam("new_packed"), reference_digest=bindparam("new_reference"))
)


def forget_raw_pages(session: Session, digests: Sequence[bytes]) -> None:
    """Remove the bytes of pages; those that are packed against one of them are packed anew first.

    The one of these that was seen last becomes the reference of the others. No capture may have the pages any more.
    """
    session.execute(_hold, {"digests": digests})
    for digest in digests:
        bound = {"digest": digest, "leaving": digests}
        newest = session.execute(_newest_leaning_on, bound).one_or_none()
        if newest is None:
            continue
        heir = Reference(newest.digest, unpack_row(newest))
        _write_anew(session, [(heir.digest, pack(heir.raw), None)])
        _inherit(session, digest, heir.digest)
        while leaning := session.execute(_some_leaning_on, bound).all():
            pages = [(row.digest, unpack_row(row)) for row in leaning]
            _write_anew(session, [(page, pack(raw, heir.raw), heir.digest) for page, raw in pages])
    session.execute(delete(site_reference).where(site_reference.c.digest.in_(digests)))
    # In one statement: the database looks at who leans on whom at its end.
    session.execute(delete(raw_page).where(raw_page.c.digest.in_(digests)))


def _write_anew(session: Session, pages: Iterable[tuple[bytes, bytes, bytes | None]]) -> None:
    rows = [{"page": page, "new_packed": packed, "new_reference": reference} for page, packed, reference in pages]
    if rows:
        session.connection().execute(_repack, rows)


def _inherit(session: Session, digest: bytes, heir: bytes) -> None:
    session.execute(update(site_reference).where(site_reference.c.digest == digest).values(digest=heir))
