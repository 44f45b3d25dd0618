"""Facts as columns: of the article, to be filtered by, and of the revision, whole and with their evidence."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.archive.entry import Entry
from app.archive.names import key_of
from app.archive.sources import SourceName, store_sources
from app.archive.speakers import KnownSpeaker
from app.archive.vector import NameField, write_vector
from app.news import Facts, Moment, Reading

_API_NAMES = {"published": "published_at", "modified": "modified_at"}


def article_columns(session: Session, entry: Entry, speakers: Mapping[str, KnownSpeaker]) -> dict[str, Any]:
    """Give the columns of `article` that follow its current revision; sources are made where they are new.

    `speakers` has each name that the quotes have.
    """
    reading, source, publisher = entry.reading, entry.source, entry.publisher
    facts = reading.facts
    ids = store_sources(session, (name for name in (source, publisher) if name), now=entry.now)
    dateline = facts.dateline
    speaking = {said.speaker for said in reading.quotes if said.speaker and said.speaker in speakers}
    return {
        "url": entry.page.url,
        "canonical_url": facts.canonical_url,
        "headline": facts.headline,
        "language": facts.language,
        "word_count": entry.word_count,
        "n_quotes": len(reading.quotes),
        "source_id": ids.get(source.name) if source else None,
        "publisher_id": ids.get(publisher.name) if publisher else None,
        "byline": facts.byline and facts.byline.text,
        "authors": list(facts.byline.authors) if facts.byline else [],
        "author_keys": [key_of(author) for author in facts.byline.authors] if facts.byline else [],
        "speaker_ids": sorted({speakers[name].id for name in speaking}),
        "dateline_text": dateline and dateline.text,
        "dateline_place": dateline and dateline.place,
        "place_key": key_of(dateline.place) if dateline and dateline.place else None,
        "dateline_agency": dateline and dateline.agency,
        "agency_key": key_of(dateline.agency) if dateline and dateline.agency else None,
        "dateline_date": dateline and dateline.date,
        "published_at": facts.published and facts.published.at,
        "published_precision": facts.published and facts.published.precision,
        "modified_at": facts.modified and facts.modified.at,
        "modified_precision": facts.modified and facts.modified.precision,
        "search": write_article(facts, reading.body, source, speaking),
    }


def write_article(facts: Facts, body: str, source: SourceName | None, speaking: Iterable[str]) -> str:
    """Write the tsvector of an article; `speaking` are the names of those whom it quotes."""
    dateline = facts.dateline
    names: dict[NameField, Iterable[str]] = {
        "source": (source.name, *source.aliases) if source else (),
        "place": (dateline.place,) if dateline and dateline.place else (),
        "author": facts.byline.authors if facts.byline else (),
        "speaker": sorted(speaking),
    }
    return write_vector(facts.headline, body, facts.language, names)


def facts_column(reading: Reading) -> dict[str, Any]:
    """Give all facts of a revision as JSON, under the names that the API uses."""
    facts = reading.facts
    return {
        "canonical_url": facts.canonical_url,
        "headline": facts.headline,
        "byline": facts.byline and {"text": facts.byline.text, "authors": facts.byline.authors},
        "dateline": facts.dateline
        and {
            "text": facts.dateline.text,
            "place": facts.dateline.place,
            "agency": facts.dateline.agency,
            "date": facts.dateline.date,
        },
        "source": facts.source,
        "publisher": facts.publisher,
        "published_at": _write_moment(facts.published),
        "modified_at": _write_moment(facts.modified),
        "language": facts.language,
        "others": {
            _API_NAMES.get(fact, fact): [{"value": one.value, "where": one.where} for one in candidates]
            for fact, candidates in facts.others.items()
        },
        "n_stories": reading.clean.n_stories,
        "evidence": {_API_NAMES.get(fact, fact): found for fact, found in facts.evidence.items()},
    }


def _write_moment(moment: Moment | None) -> dict[str, str] | None:
    return None if moment is None else {"at": moment.at.isoformat(), "precision": moment.precision}
