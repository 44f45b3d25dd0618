"""Page by page through the archive: all pages, or some that chance chose."""

from collections.abc import Iterator, Sequence

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from app.archive.tables import raw_page

PAGES_AT_ONCE = 25
_LAST = b"\xff" * 32

_count = select(func.count()).select_from(raw_page)
_next = (
    select(raw_page.c.digest)
    .where(raw_page.c.digest > bindparam("after"), raw_page.c.digest <= bindparam("until"))
    .order_by(raw_page.c.digest)
    .limit(bindparam("n_rows"))
)


def count_pages(session: Session) -> int:
    """Count the pages that are kept."""
    n: int = session.execute(_count).scalar_one()
    return n


def walk_pages(session: Session, n: int, start: bytes = b"") -> Iterator[Sequence[bytes]]:
    """Walk through n pages in the order of their digests, which is chance's, from `start` on and round once."""
    n_left = n
    for begin, until in ((start, _LAST), (b"", start)):
        after = begin
        while n_left:
            bound = {"after": after, "until": until, "n_rows": min(n_left, PAGES_AT_ONCE)}
            digests = session.execute(_next, bound).scalars().all()
            if not digests:
                break
            yield digests
            after, n_left = digests[-1], n_left - len(digests)
