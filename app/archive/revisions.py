"""Revisions of an article: the texts that it has had, each as it was read then and never changed."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, FromClause, Select, Text, bindparam, case, cast, func, literal_column, select
from sqlalchemy.dialects.postgresql import TIMESTAMP, aggregate_order_by
from sqlalchemy.orm import Session

from app.archive.articles import get_article_url
from app.archive.names import key_of
from app.archive.tables import article, capture, filing, quote, revision, source, source_alias
from app.archive.tombstones import find_tombstone, no_such_article
from app.archive.views import build_object, provenance, quotes_of_revision, write_moment, write_named, write_time
from app.errors import Gone, NotFound

# Which quotes a revision has: how each is given, its words and its speaker, as extract.changes compares them.
_said = (
    select(
        func.array_agg(
            aggregate_order_by(
                func.concat_ws("/", quote.c.kind, quote.c.wording_id, quote.c.speaker_alias_id, type_=Text),
                quote.c.position,
            )
        )
    )
    .where(quote.c.revision_id == revision.c.id)
    .scalar_subquery()
)
_before = func.lag(revision.c.id).over(order_by=(revision.c.captured_at, revision.c.number))
_sequence = (
    select(revision, _said.label("said"), _before.label("before_id"))
    .where(revision.c.article_id == bindparam("article_id"))
    .cte("sequence")
)
_previous = _sequence.alias("previous")
_change = case(
    (_previous.c.id.is_(None), None),
    (_previous.c.text_digest != _sequence.c.text_digest, literal_column("'body'", Text)),
    (_previous.c.headline != _sequence.c.headline, literal_column("'headline'", Text)),
    (_previous.c.said.is_distinct_from(_sequence.c.said), literal_column("'quotes'", Text)),
    else_=literal_column("'none'", Text),
)
_seen = (
    select(
        func.count(filing.c.capture_id.distinct()).label("n_captures"),
        func.greatest(func.max(filing.c.captured_at), _sequence.c.captured_at).label("last_seen_at"),
    )
    .where(filing.c.revision_id == _sequence.c.id)
    .lateral("seen")
)
_listed = (
    select(
        cast(
            build_object(
                number=_sequence.c.number,
                headline=_sequence.c.headline,
                change=_change,
                captured_at=write_time(_sequence.c.captured_at),
                filed_at=write_time(_sequence.c.filed_at),
                n_captures=_seen.c.n_captures,
                last_seen_at=write_time(_seen.c.last_seen_at),
                extractor=_sequence.c.extractor,
                capture_id=_sequence.c.capture_id,
                is_current=_sequence.c.id == article.c.revision_id,
            ),
            Text,
        )
    )
    .select_from(
        _sequence.join(article, article.c.id == _sequence.c.article_id)
        .join(_seen, literal_column("true"))
        .outerjoin(_previous, _previous.c.id == _sequence.c.before_id)
    )
    .order_by(_sequence.c.number)
)
_numbered = (revision.c.article_id == bindparam("article_id"), revision.c.number == bindparam("number"))
_id_of = select(revision.c.id).where(*_numbered)
_names_of = select(revision.c.facts["source"].astext, revision.c.facts["publisher"].astext).where(*_numbered)


def list_revisions(session: Session, article_id: UUID) -> tuple[str, ...]:
    """List an article's revisions as JSON, the first filed first; raise NotFound or Gone.

    `change` tells how each differs from the one that was seen before it, as extract.changes.Change; null for the first.
    """
    listed = tuple(session.execute(_listed, {"article_id": article_id}).scalars())
    if not listed:
        raise no_such_article(session, article_id)
    return listed


class Memento(NamedTuple):
    """A revision as one of the texts that a page had over time (RFC 7089)."""

    number: int
    captured_at: datetime


class Mementos(NamedTuple):
    """All texts that a page had, and the page's address."""

    url: str | None
    all: tuple[Memento, ...]
    """In the order of time."""


_mementos = (
    select(revision.c.number, revision.c.captured_at)
    .where(revision.c.article_id == bindparam("article_id"))
    .order_by(revision.c.captured_at, revision.c.number)
)


def get_mementos(session: Session, article_id: UUID) -> Mementos:
    """Give the numbers and times of an article's revisions; raise NotFound or Gone."""
    url = get_article_url(session, article_id)
    rows = session.execute(_mementos, {"article_id": article_id})
    return Mementos(url, tuple(Memento(*row) for row in rows))


def find_revision_id(session: Session, article_id: UUID, number: int) -> UUID | None:
    """Find the id of a numbered revision."""
    return session.execute(_id_of, {"article_id": article_id, "number": number}).scalar()


def get_revision(session: Session, article_id: UUID, number: int) -> str:
    """Give a revision whole, as JSON with the facts that were read in it; raise NotFound or Gone."""
    place = {"article_id": article_id, "number": number}
    names = session.execute(_names_of, place).one_or_none()
    if names is None:
        raise no_such_revision(session, article_id, number)
    keys = dict(zip(("source_key", "publisher_key"), (name and key_of(name) for name in names), strict=True))
    return str(session.execute(_whole, {**place, **keys}).scalar_one())


def no_such_revision(session: Session, article_id: UUID, number: int) -> Gone | NotFound:
    """Make the error for a revision that is not there."""
    if find_tombstone(session, article_id):
        return no_such_article(session, article_id)
    return NotFound(f"there is no revision {number} of an article {article_id}")


def _select_whole() -> Select[Any]:
    facts = revision.c.facts
    credited, published = source.alias("credited"), source.alias("published")
    of_credited, of_published = source_alias.alias("of_credited"), source_alias.alias("of_published")
    whole = build_object(
        article_id=revision.c.article_id,
        number=revision.c.number,
        url=capture.c.url,
        canonical_url=facts["canonical_url"].astext,
        headline=revision.c.headline,
        body=revision.c.body,
        language=facts["language"].astext,
        n_quotes=select(func.count()).where(quote.c.revision_id == revision.c.id).scalar_subquery(),
        source=write_named(credited),
        publisher=write_named(published),
        byline=facts["byline"]["text"].astext,
        authors=func.coalesce(facts["byline"]["authors"], literal_column("'[]'::jsonb")),
        dateline=facts["dateline"],
        published_at=_write(facts["published_at"]),
        published_precision=facts["published_at"]["precision"].astext,
        modified_at=_write(facts["modified_at"]),
        captured_at=write_time(revision.c.captured_at),
        filed_at=write_time(revision.c.filed_at),
        quotes=quotes_of_revision,
        provenance=provenance,
    )
    rows: FromClause = revision.join(capture, revision.c.capture_id == capture.c.id)
    rows = rows.outerjoin(
        filing, (filing.c.capture_id == revision.c.capture_id) & (filing.c.extractor == revision.c.extractor)
    )
    for named, form, key in ((credited, of_credited, "source_key"), (published, of_published, "publisher_key")):
        rows = rows.outerjoin(form, form.c.key == bindparam(key)).outerjoin(named, named.c.id == form.c.source_id)
    return select(cast(whole, Text)).select_from(rows).where(*_numbered)


def _write(moment: Any) -> ColumnElement[Any]:
    return write_moment(cast(moment["at"].astext, TIMESTAMP(timezone=True)), moment["precision"].astext)


_whole = _select_whole()
