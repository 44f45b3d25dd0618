"""Which of many pages are here already, asked at once: for files that are taken in again."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import DateTime, LargeBinary, Text, bindparam, func, or_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from app.archive.receipts import Receipt
from app.archive.tables import capture, filing
from app.news import FAILURES


class Asked(NamedTuple):
    """A page that may be here."""

    digest: bytes
    url: str | None
    captured_at: datetime | None
    """When it was seen; None where its sender did not tell."""


_asked = (
    func.unnest(
        bindparam("digests", type_=ARRAY(LargeBinary)),
        bindparam("urls", type_=ARRAY(Text)),
        bindparam("times", type_=ARRAY(DateTime(timezone=True))),
    )
    .table_valued("digest", "url", "captured_at", with_ordinality="number")
    .render_derived()
)
_receipts = (
    select(
        _asked.c.number,
        filing.c.capture_id,
        filing.c.outcome,
        filing.c.reason,
        filing.c.detail,
        filing.c.article_id,
        filing.c.revision_id,
    )
    .join_from(_asked, capture, capture.c.digest == _asked.c.digest)
    .join(filing, filing.c.capture_id == capture.c.id)
    .where(
        capture.c.url.is_not_distinct_from(_asked.c.url),
        or_(_asked.c.captured_at.is_(None), capture.c.captured_at == _asked.c.captured_at),
        filing.c.extractor == bindparam("extractor"),
        or_(filing.c.reason.is_(None), filing.c.reason.not_in(FAILURES)),
    )
)


def list_receipts(session: Session, asked: Sequence[Asked], extractor: str) -> tuple[Receipt | None, ...]:
    """List what this version of the extractor made of each page, None for one that is not here or was not read.

    A page whose time was not told is here if the same bytes of the same URL ever came: so a file of pages that change
    and change back, taken in twice, is known the second time.
    """
    values = {
        "digests": [page.digest for page in asked],
        "urls": [page.url for page in asked],
        "times": [page.captured_at for page in asked],
        "extractor": extractor,
    }
    found = {number: Receipt(*receipt) for number, *receipt in session.execute(_receipts, values)}
    return tuple(found.get(number) for number in range(1, len(asked) + 1))
