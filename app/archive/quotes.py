"""Quotes as users find them: who said what, over all articles."""

from collections.abc import Mapping

from sqlalchemy import bindparam
from sqlalchemy.orm import Session

from app.archive.bounds import SEARCH_SECONDS, bound_search
from app.archive.lists import Filter, Listed, Paging, SortedRows
from app.archive.sources import find_source_id
from app.archive.speakers import find_speaker_id
from app.archive.tables import article, quote
from app.archive.views import show_quotes

_quotes = SortedRows(
    rows=quote.join(article, article.c.revision_id == quote.c.revision_id),
    id=quote.c.id,
    place=quote.c.sorted_at,
    filters={
        "speaker": Filter(lambda _: quote.c.speaker_id == bindparam("speaker"), find_speaker_id),
        "source": Filter(lambda _: article.c.source_id == bindparam("source"), find_source_id),
        "kind": Filter(lambda _: quote.c.kind == bindparam("kind")),
        "published_from": Filter(lambda _: article.c.published_at >= bindparam("published_from")),
        "published_to": Filter(lambda _: article.c.published_at < bindparam("published_to")),
    },
    show=show_quotes,
)


def list_quotes(
    session: Session, given: Mapping[str, object], paging: Paging, *, seconds: float = SEARCH_SECONDS
) -> Listed:
    """List the quotes of current revisions, by their articles' dates, as JSON.

    Filters are those of GET /quotes; every one given must hold. Raise BadCursor and TooSlow.
    """
    with bound_search(session, seconds):
        return _quotes.read(session, given, paging)
