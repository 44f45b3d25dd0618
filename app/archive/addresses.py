"""Articles by their addresses."""

from uuid import UUID

from sqlalchemy import bindparam, select, union
from sqlalchemy.orm import Session

from app.archive.tables import article, capture, filing
from app.archive.tombstones import find_refusing
from app.digest import digest_bytes
from app.errors import BadRequest, Gone, NotFound

_at = union(
    select(article.c.id).where(article.c.identity == bindparam("identity")),
    select(filing.c.article_id)
    .join_from(filing, capture, capture.c.id == filing.c.capture_id)
    .where(capture.c.url == bindparam("url"), filing.c.article_id.is_not(None)),
)


def get_article_at(session: Session, url: str) -> UUID:
    """Give the article whose own address this is, or that a page at it was filed under.

    Raise NotFound, Gone where it was taken down, and BadRequest where there are several.
    """
    identity = digest_bytes(url.encode())
    found = session.execute(_at, {"identity": identity, "url": url}).scalars().all()
    if len(found) == 1:
        return UUID(str(found[0]))
    if found:
        ids = ", ".join(sorted(str(id_) for id_ in found))
        raise BadRequest(f"pages at this address were filed under {len(found)} articles, so name one by its id: {ids}")
    if taken := find_refusing(session, {identity}):
        raise Gone(
            f"what is at this address was taken down on {taken.made_at:%Y-%m-%d}: {taken.reason}", taken.written()
        )
    raise NotFound(f"there is no article at {url}: write the address as GET /articles has it, or give the article's id")
