"""Pages as they came: their bytes, to the bit, and what they are packed against."""

from collections.abc import Iterator, Sequence

import zstandard
from sqlalchemy import LargeBinary, bindparam, func, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from app.archive.checks.finding import Finding, Flaw, Rule
from app.archive.checks.logged import GONE
from app.archive.forgetting import forget_captures
from app.archive.packing import CODEC
from app.archive.raw_pages import packed_columns, packed_pages, unpack_row
from app.archive.tables import raw_page
from app.digest import digest_bytes, name_digest

UNPACKED_AT_ONCE = 4

UNREADABLE = Flaw("page-unreadable", "its bytes do not unpack", "Restore its row of raw_page from a backup.")
ALTERED = Flaw("page-altered", "its bytes are not those that came", "Restore its row of raw_page from a backup.")

_packed = (
    select(raw_page.c.digest, *packed_columns)
    .select_from(packed_pages)
    .where(raw_page.c.digest == func.any(bindparam("digests", type_=ARRAY(LargeBinary))))
)


def check_bytes(session: Session, digests: Sequence[bytes]) -> Iterator[Finding]:
    """Unpack pages, and hold their bytes to their digests."""
    streamed = {"yield_per": UNPACKED_AT_ONCE}
    for row in session.execute(_packed, {"digests": list(digests)}, execution_options=streamed):
        thing = f"page {name_digest(row.digest)}"
        try:
            raw = unpack_row(row)
        except (zstandard.ZstdError, MemoryError):  # damaged, it may claim to be of any size
            yield Finding(UNREADABLE, thing)
            continue
        if digest_bytes(raw) != row.digest or len(raw) != row.n_bytes:
            yield Finding(ALTERED, thing)


def _forget(session: Session, digests: Sequence[bytes]) -> None:
    forget_captures(session, (), digests)


RULES = (
    Rule(
        Flaw(
            "page-unused",
            "no capture has it",
            "`clipfile check --mend` removes it, unless a row-gone is found.",
            _forget,
            GONE,
        ),
        "page",
        text(
            "SELECT digest FROM raw_page WHERE NOT EXISTS (SELECT FROM capture WHERE capture.digest = raw_page.digest)"
        ),
    ),
    Rule(
        Flaw(
            "page-stacked",
            "what it is packed against is itself packed against another",
            "Restore the row of raw_page that it leans on from a backup.",
        ),
        "page",
        text(
            "SELECT raw_page.digest FROM raw_page JOIN raw_page AS reference ON reference.digest ="
            " raw_page.reference_digest WHERE reference.reference_digest IS NOT NULL"
        ),
    ),
    Rule(
        Flaw(
            "page-codec", "this version can't unpack it", "Run the version of Clipfile that packed it, or a newer one."
        ),
        "page",
        text("SELECT digest, codec FROM raw_page WHERE codec <> :codec").bindparams(codec=CODEC),
    ),
)
