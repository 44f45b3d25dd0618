"""Articles as users find and read them."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.archive.lists import Filter, Listed, Paging, SortedRows
from app.archive.names import key_of
from app.archive.sources import find_source_id
from app.archive.speakers import find_speaker_id
from app.archive.tables import article, quote
from app.archive.views import select_listed_articles, select_whole_articles
from app.errors import NotFound

_said_by = select(quote.c.revision_id).where(quote.c.speaker_id == bindparam("speaker"))

_articles = SortedRows(
    select_listed_articles(),
    article.c.id,
    {
        "source": Filter(article.c.source_id == bindparam("source"), find_source_id),
        "publisher": Filter(article.c.publisher_id == bindparam("publisher"), find_source_id),
        "author": Filter(article.c.author_keys.contains(bindparam("author")), lambda _, name: [key_of(name)]),
        "place": Filter(article.c.place_key == bindparam("place"), lambda _, name: key_of(name)),
        "agency": Filter(article.c.agency_key == bindparam("agency"), lambda _, name: key_of(name)),
        "speaker": Filter(article.c.revision_id.in_(_said_by), find_speaker_id),
        "language": Filter(article.c.language == bindparam("language")),
        "published_from": Filter(article.c.published_at >= bindparam("published_from")),
        "published_to": Filter(article.c.published_at < bindparam("published_to")),
        "ingested_from": Filter(article.c.first_seen_at >= bindparam("ingested_from")),
        "ingested_to": Filter(article.c.first_seen_at < bindparam("ingested_to")),
        "cluster": Filter(article.c.cluster_id == bindparam("cluster")),
    },
)


def list_articles(session: Session, given: Mapping[str, object], paging: Paging) -> Listed:
    """List articles by date, each as JSON without its body.

    Filters are those of GET /articles; every one given must hold, `_to` is exclusive, and names match whatever their
    case, spacing or accents. Raise BadCursor.
    """
    return _articles.read(session, given, paging)


_whole_article = select_whole_articles().where(article.c.id == bindparam("id"))
_current_revision = select(article.c.revision_id).where(article.c.id == bindparam("id"))


def get_article(session: Session, article_id: UUID) -> str:
    """Give an article whole, as JSON; raise NotFound."""
    row = session.execute(_whole_article, {"id": article_id}).one_or_none()
    if row is None:
        raise NotFound(f"there is no article {article_id}")
    return str(row.json)


def get_revision_id(session: Session, article_id: UUID) -> UUID:
    """Give the id of an article's current revision; raise NotFound."""
    revision_id: UUID | None = session.execute(_current_revision, {"id": article_id}).scalar()
    if revision_id is None:
        raise NotFound(f"there is no article {article_id}")
    return revision_id
