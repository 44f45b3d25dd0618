"""Readings to file, as the extractor would hand them over."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.archive.captures import Capture, store_capture
from app.archive.entry import Entry
from app.archive.filing import Filed, add_revision, create_article, find_filed
from app.archive.receipts import Receipt, record_filing
from app.archive.sources import SourceName
from app.digest import digest_bytes
from app.ids import make_id
from app.news import (
    Candidate,
    CleanText,
    Dateline,
    Decoded,
    Facts,
    Moment,
    Page,
    Precision,
    Quote,
    QuoteKind,
    Reading,
    Span,
)

NOW = datetime(2024, 3, 5, 12, 0, tzinfo=UTC)
BODY = "The pier will be rebuilt, Marta Oduya said.\n\nWork begins in May."

File = Callable[..., Filed]


def make_reading(
    body: str = BODY,
    headline: str = "Pier to be rebuilt",
    url: str | None = None,
    day: int = 4,
    **facts_given: Any,
) -> Reading:
    """Make a reading; `facts_given` are fields of Facts that are to be other than these."""
    said = Quote(
        kind=QuoteKind.INDIRECT,
        words=Span(0, 24),
        cue=Span(38, 42),
        mention=Span(26, 37),
        speaker="Marta Oduya",
        confidence=0.9,
    )
    facts = Facts(
        headline=headline,
        dateline=Dateline("PORT ELLERY, March 4 (Xinhua) --", "PORT ELLERY", "Xinhua", "2024-03-04"),
        source="Xinhua",
        published=Moment(datetime(2024, 3, day, tzinfo=UTC), Precision.DAY),
        language="en",
        canonical_url=url,
        evidence={"headline": "h1", "published": "dateline"},
        others={"published": (Candidate("5 March 2024", "head"), Candidate("/2024/03/06/", "url"))},
    )
    facts = replace(facts, **facts_given)
    quotes = (said,) if body.startswith("The pier will be rebuilt, Marta Oduya said") else ()
    return Reading("test/1", Decoded(body, "utf-8", "utf-8"), CleanText(body, method="test"), facts, quotes)


def make_said(
    words: str,
    speaker: str | None,
    *,
    kind: QuoteKind = QuoteKind.DIRECT,
    via: str | None = None,
    **facts_given: Any,
) -> Reading:
    """Make the reading of a story in which somebody says these words: “Words,” the speaker said."""
    name = speaker or "a driver"
    body = f"It was foggy over the harbour. “{words}” {name} said on the quay."
    start = body.index("“") + 1
    mention = Span(start + len(words) + 2, start + len(words) + 2 + len(name))
    said = Quote(kind, Span(start, start + len(words)), None, mention, speaker, via, confidence=0.9)
    return replace(make_reading(body, **facts_given), quotes=(said,))


def file_reading(session: Session, reading: Reading, *, seen_at: datetime = NOW, revise: bool = False) -> Filed:
    """File a reading, under whatever article it belongs to."""
    url = reading.facts.canonical_url
    raw = f"{reading.facts.headline}\n{reading.body}\n{seen_at}".encode()
    page = Page(raw, "text/plain", seen_at, url=url)
    kept = Capture(make_id(NOW), digest_bytes(raw), received_at=NOW + timedelta(seconds=1))
    store_capture(session, page, kept)
    name = reading.facts.source
    aliases = ("Xinhua News Agency",) if name == "Xinhua" else ()
    source = SourceName(name, aliases) if name else None
    entry = Entry(reading, page, kept.id, word_count=12, source=source, publisher=None, now=NOW)
    filed = find_filed(session, entry)
    if filed is None:
        filed = create_article(session, entry)
    elif revise:
        filed = add_revision(session, entry, filed.article_id)
    receipt = Receipt(kept.id, "created", article_id=filed.article_id, revision_id=filed.revision_id)
    record_filing(session, receipt, reading, "test/1", now=NOW)
    return filed


@pytest.fixture
def file(session: Session) -> File:
    """File a reading in the test's session, which ends with the test."""
    return partial(file_reading, session)
