"""Quotes as the JSON that the API answers, each with the article that it stands in."""

import json
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Row, Select, Text, cast, func, literal_column, select

from app.archive.fragments import write_fragment_url
from app.archive.tables import article, capture, quote, revision
from app.archive.views import (
    build_object,
    listed_fields,
    the_publisher,
    the_source,
    the_speaker,
    the_via,
    write_quote_fields,
)

MOST_SIGHTINGS = 1_000
"""Sightings that are counted; of more it is said that there are so many."""


def utterance_id(wording_id: ColumnElement[Any], speaker_id: ColumnElement[Any]) -> ColumnElement[Any]:
    """Write the id of what somebody said, wherever it was printed: the wording's and the speaker's."""
    dot = literal_column("'.'", Text)
    return cast(wording_id, Text).concat(func.coalesce(dot.concat(cast(speaker_id, Text)), literal_column("''", Text)))


_fields: dict[str, ColumnElement[Any]] = {
    **write_quote_fields(revision.c.body),
    "utterance_id": utterance_id(quote.c.wording_id, quote.c.speaker_id),
    "article": build_object(
        id=article.c.id,
        headline=article.c.headline,
        url=article.c.url,
        published_at=listed_fields["published_at"],
        source=listed_fields["source"],
        publisher=listed_fields["publisher"],
        revision=revision.c.number,
        capture_digest=literal_column("'sha256:' || encode(capture.digest, 'hex')"),
    ),
}

_other = quote.alias("other")
_carrier = article.alias("carrier")
same_utterance = (_other.c.wording_id == quote.c.wording_id) & _other.c.speaker_id.is_not_distinct_from(
    quote.c.speaker_id
)
_sightings = (
    select(_other.c.sorted_at, _carrier.c.id)
    .join(_carrier, _carrier.c.revision_id == _other.c.revision_id)
    .where(same_utterance)
    .order_by(_other.c.sorted_at)
    .limit(MOST_SIGHTINGS)
    .correlate(quote)
    .lateral("sighting")
)
sightings = (
    select(
        func.count(_sightings.c.id.distinct()).label("n_sightings"),
        func.min(_sightings.c.sorted_at).label("first_seen_at"),
    )
    .select_from(_sightings)
    .lateral("sightings")
)
sighting_fields: dict[str, ColumnElement[Any]] = {
    "n_sightings": sightings.c.n_sightings,
    "first_seen_at": func.to_char(
        func.timezone("UTC", sightings.c.first_seen_at), literal_column('\'YYYY-MM-DD"T"HH24:MI:SS"Z"\'')
    ),
}


def show_quotes(page: FromClause, *, with_sightings: bool) -> Select[Any]:
    """Select id, place and JSON of the quotes of a page (id, place), and what a link to the words is made of."""
    fields = {**_fields, **sighting_fields} if with_sightings else _fields
    rows = (
        page.join(quote, quote.c.id == page.c.id)
        .join(revision, quote.c.revision_id == revision.c.id)
        .join(capture, revision.c.capture_id == capture.c.id)
        .join(article, article.c.revision_id == quote.c.revision_id)
        .outerjoin(the_source, article.c.source_id == the_source.c.id)
        .outerjoin(the_publisher, article.c.publisher_id == the_publisher.c.id)
        .outerjoin(the_speaker, quote.c.speaker_id == the_speaker.c.id)
        .outerjoin(the_via, quote.c.via_id == the_via.c.id)
    )
    if with_sightings:
        rows = rows.join(sightings, literal_column("true"))
    return select(
        *page.c,
        cast(build_object(**fields), Text).label("json"),
        article.c.url,
        revision.c.body,
        quote.c.words_start,
        quote.c.words_end,
    ).select_from(rows)


def write_quote(row: Row[Any], **more: object) -> str:
    """Write a row as JSON, with the link that opens the page at the words."""
    link = write_fragment_url(row.url, row.body, row.words_start, row.words_end)
    added = json.dumps({"fragment_url": link, **more}, ensure_ascii=False)
    return f"{row.json.rstrip()[:-1]}, {added[1:]}"
