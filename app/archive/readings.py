"""Readings as they are kept in revisions, to be compared with others."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from app.archive.tables import quote, revision, speaker_alias
from app.news import Byline, CleanText, Dateline, Decoded, Facts, Moment, Precision, Quote, QuoteKind, Reading, Span

_NOT_KEPT = Decoded("", "", "")

_revision = select(revision.c.extractor, revision.c.headline, revision.c.body, revision.c.facts).where(
    revision.c.id == bindparam("id")
)
_speaker, _via = speaker_alias.alias("of_speaker"), speaker_alias.alias("of_via")
_quotes = (
    select(
        quote.c.kind,
        quote.c.words_start,
        quote.c.words_end,
        quote.c.cue_start,
        quote.c.cue_end,
        quote.c.mention_start,
        quote.c.mention_end,
        quote.c.confidence,
        _speaker.c.form.label("speaker"),
        _via.c.form.label("via"),
    )
    .select_from(
        quote.outerjoin(_speaker, _speaker.c.id == quote.c.speaker_alias_id).outerjoin(
            _via, _via.c.id == quote.c.via_alias_id
        )
    )
    .where(quote.c.revision_id == bindparam("id"))
    .order_by(quote.c.position)
)


def get_reading(session: Session, revision_id: UUID) -> Reading:
    """Give what was read in a revision: headline, body, facts and quotes; how its page was decoded is not kept here."""
    row = session.execute(_revision, {"id": revision_id}).one()
    return Reading(
        extractor=row.extractor,
        decoded=_NOT_KEPT,
        clean=CleanText(row.body, n_stories=row.facts.get("n_stories") or 1),
        facts=read_facts(row.headline, row.facts),
        quotes=tuple(_read_quote(said) for said in session.execute(_quotes, {"id": revision_id})),
    )


def read_facts(headline: str, kept: Mapping[str, Any]) -> Facts:
    """Read the facts of a revision from the column that facts.facts_column made."""
    byline, dateline = kept.get("byline"), kept.get("dateline")
    return Facts(
        headline=headline,
        byline=byline and Byline(byline["text"], tuple(byline["authors"])),
        dateline=dateline and Dateline(**dateline),
        source=kept.get("source"),
        publisher=kept.get("publisher"),
        published=_read_moment(kept.get("published_at")),
        modified=_read_moment(kept.get("modified_at")),
        language=kept.get("language"),
        canonical_url=kept.get("canonical_url"),
    )


def _read_moment(kept: Mapping[str, str] | None) -> Moment | None:
    return None if kept is None else Moment(datetime.fromisoformat(kept["at"]), Precision(kept["precision"]))


def _read_quote(row: Row[*tuple[Any, ...]]) -> Quote:
    return Quote(
        kind=QuoteKind(row.kind),
        words=Span(row.words_start, row.words_end),
        cue=_read_span(row.cue_start, row.cue_end),
        mention=_read_span(row.mention_start, row.mention_end),
        speaker=row.speaker,
        via=row.via,
        confidence=row.confidence,
    )


def _read_span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)
