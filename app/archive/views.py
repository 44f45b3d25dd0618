"""Rows as the JSON that the API answers, built in SQL.

PostgreSQL writes the text that goes out, so that a list of articles costs Python one string a row, not one object a
field. The shapes are those of web/schemas.py; a test holds the two together.
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import JSON, ColumnElement, FromClause, Numeric, Select, Text, case, cast, func, literal_column, select
from sqlalchemy.dialects.postgresql import JSONB, aggregate_order_by

from app.archive.tables import article, capture, filing, quote, revision, source, speaker

the_source = source.alias("source")
the_publisher = source.alias("publisher")
the_speaker = speaker.alias("speaker")
the_via = speaker.alias("via")
_UTC = literal_column("'UTC'", Text)


def build_object(**fields: ColumnElement[Any]) -> ColumnElement[Any]:
    """Build a JSON object from columns, in the order given."""
    pairs = [part for name, value in fields.items() for part in (literal_column(f"'{name}'"), value)]
    return func.json_build_object(*pairs, type_=JSON)


def write_time(moment: ColumnElement[Any]) -> ColumnElement[Any]:
    """Write a timestamp as RFC 3339 in UTC, to the second."""
    return func.to_char(func.timezone(_UTC, moment), literal_column('\'YYYY-MM-DD"T"HH24:MI:SS"Z"\''))


def write_moment(moment: ColumnElement[Any], precision: ColumnElement[Any]) -> ColumnElement[Any]:
    """Write what is known and no more: a full-date where there is no time of day."""
    day = func.to_char(func.timezone(_UTC, moment), literal_column("'YYYY-MM-DD'"))
    to_the_minute = precision.in_([literal_column("'second'"), literal_column("'minute'")])
    return case((to_the_minute, write_time(moment)), else_=day)


def write_named(table: FromClause) -> ColumnElement[Any]:
    """Name a source, publisher or speaker; null where there is none."""
    return case((table.c.id.is_not(None), build_object(id=table.c.id, name=table.c.name, slug=table.c.slug)))


def write_quote_fields(body: ColumnElement[Any]) -> dict[str, ColumnElement[Any]]:
    """Write what is told of a quote in this body."""

    def words(start: ColumnElement[Any], end: ColumnElement[Any]) -> ColumnElement[Any]:
        return func.substr(body, start + literal_column("1"), end - start)

    def span(start: ColumnElement[Any], end: ColumnElement[Any]) -> ColumnElement[Any]:
        return case((start.is_not(None), build_object(text=words(start, end), start=start, end=end)))

    return {
        "id": quote.c.id,
        "kind": quote.c.kind,
        "words": words(quote.c.words_start, quote.c.words_end),
        "start": quote.c.words_start,
        "end": quote.c.words_end,
        "speaker": write_named(the_speaker),
        "via": write_named(the_via),
        "mention": span(quote.c.mention_start, quote.c.mention_end),
        "cue": span(quote.c.cue_start, quote.c.cue_end),
        "confidence": func.round(cast(quote.c.confidence, Numeric), literal_column("2")),
    }


dateline = case(
    (
        article.c.dateline_text.is_not(None),
        build_object(
            text=article.c.dateline_text,
            place=article.c.dateline_place,
            agency=article.c.dateline_agency,
            date=article.c.dateline_date,
        ),
    )
)

listed_fields: dict[str, ColumnElement[Any]] = {
    "id": article.c.id,
    "url": article.c.url,
    "canonical_url": article.c.canonical_url,
    "headline": article.c.headline,
    "language": article.c.language,
    "word_count": article.c.word_count,
    "n_quotes": article.c.n_quotes,
    "source": write_named(the_source),
    "publisher": write_named(the_publisher),
    "byline": article.c.byline,
    "authors": article.c.authors,
    "dateline": dateline,
    "published_at": write_moment(article.c.published_at, article.c.published_precision),
    "published_precision": article.c.published_precision,
    "modified_at": write_moment(article.c.modified_at, article.c.modified_precision),
    "first_seen_at": write_time(article.c.first_seen_at),
    "changed_at": write_time(article.c.changed_at),
    "cluster_id": article.c.cluster_id,
}

# The body is unpacked once, by adding nothing to it, and not anew for each word that is cut out of it.
_unpacked = (
    select(revision.c.body.concat(literal_column("''")).label("body")).offset(literal_column("0")).correlate(revision)
).subquery("unpacked")

quotes_of_revision = (
    select(
        func.coalesce(
            func.json_agg(aggregate_order_by(build_object(**write_quote_fields(_unpacked.c.body)), quote.c.position)),
            literal_column("'[]'::json"),
        )
    )
    .select_from(
        _unpacked.join(quote, literal_column("true"))
        .outerjoin(the_speaker, quote.c.speaker_id == the_speaker.c.id)
        .outerjoin(the_via, quote.c.via_id == the_via.c.id)
    )
    .where(quote.c.revision_id == revision.c.id)
    .correlate(revision)
    .scalar_subquery()
)

provenance = cast(
    build_object(
        capture_id=revision.c.capture_id,
        capture_digest=literal_column("'sha256:' || encode(capture.digest, 'hex')"),
        extractor=revision.c.extractor,
        charset=filing.c.decoded_as,
        charset_decided_by=filing.c.decided_by,
        n_replaced=filing.c.n_replaced,
        n_repaired=filing.c.n_repaired,
        # Revisions of clipfile/1 and 2 have none.
        others=func.coalesce(revision.c.facts[literal_column("'others'", Text)], literal_column("'{}'::jsonb")),
        n_stories=revision.c.facts[literal_column("'n_stories'", Text)],
    ),
    JSONB,
).op("||")(revision.c.facts[literal_column("'evidence'", Text)])

whole_fields: dict[str, ColumnElement[Any]] = {
    **listed_fields,
    "body": revision.c.body,
    "quotes": quotes_of_revision,
    "revision": revision.c.number,
    "provenance": provenance,
}

_articles = article.outerjoin(the_source, article.c.source_id == the_source.c.id).outerjoin(
    the_publisher, article.c.publisher_id == the_publisher.c.id
)


_in_cluster = article.alias("in_cluster")
n_in_cluster = (
    select(func.count())
    .where(_in_cluster.c.cluster_id == article.c.cluster_id)
    .select_from(_in_cluster)
    .correlate(article)
    .scalar_subquery()
)

OF_TEXT = ("body", "quotes")
"""Fields of articles that lists have only where they are asked for."""


def show_articles(page: FromClause, fields: Collection[str], *, with_text: bool = False) -> Select[Any]:
    """Select id, place and JSON, with these fields, of the articles of a page (id, place).

    `with_text` adds headline, body and language beside the JSON, for words to be marked in.
    """
    rows = page.join(article, article.c.id == page.c.id)
    rows = rows.outerjoin(the_source, article.c.source_id == the_source.c.id)
    rows = rows.outerjoin(the_publisher, article.c.publisher_id == the_publisher.c.id)
    if with_text or not set(OF_TEXT).isdisjoint(fields):
        rows = rows.join(revision, article.c.revision_id == revision.c.id)
    known = {name: whole_fields[name] for name in (*listed_fields, *OF_TEXT) if name in fields}
    if "n_in_cluster" in fields:
        known["n_in_cluster"] = n_in_cluster
    shown = select(*page.c, cast(build_object(**known), Text).label("json")).select_from(rows)
    return shown.add_columns(article.c.headline, revision.c.body, article.c.language) if with_text else shown


def select_whole_articles() -> Select[Any]:
    """Select id, revision_id and the JSON of articles with body, quotes and provenance."""
    return select(
        article.c.id, article.c.revision_id, cast(build_object(**whole_fields), Text).label("json")
    ).select_from(
        _articles.join(revision, article.c.revision_id == revision.c.id)
        .join(capture, revision.c.capture_id == capture.c.id)
        .outerjoin(
            filing, (filing.c.capture_id == revision.c.capture_id) & (filing.c.extractor == revision.c.extractor)
        )
    )
