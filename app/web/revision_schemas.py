"""The shapes of what is told of revisions: each, and the difference between two."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from app.web.schemas import Dateline, Named, Precision, Provenance, Quote, Schema


class ListedRevision(Schema):
    """A numbered text of an article, as lists have it."""

    number: int = Field(description="From 1, in the order of filing.")
    headline: str
    change: Literal["body", "headline", "quotes", "none"] | None = Field(
        description="How it differs from the one seen before it; null for the first. None: the same story read anew."
    )
    captured_at: datetime = Field(description="When its page was seen.")
    filed_at: datetime
    n_captures: int = Field(description="How many captures have this text.")
    last_seen_at: datetime = Field(description="When the last of them was seen.")
    extractor: str
    capture_id: UUID
    is_current: bool = Field(description="Whether it is what the article says now.")


class RevisionPage(Schema):
    """All revisions of an article."""

    items: list[ListedRevision]
    next: None


class Revision(Schema):
    """A numbered text of an article whole, with the facts that were read in it. It never changes."""

    article_id: UUID
    number: int
    url: str | None
    canonical_url: str | None
    headline: str
    body: str
    language: str | None = Field(description="ISO 639-1.")
    n_quotes: int
    source: Named | None
    publisher: Named | None
    byline: str | None
    authors: list[str]
    dateline: Dateline | None
    published_at: str | None = Field(description="RFC 3339: a full-date where no time of day is known.")
    published_precision: Precision | None
    modified_at: str | None
    captured_at: datetime
    filed_at: datetime
    quotes: list[Quote]
    provenance: Provenance


class ComparedRevision(Schema):
    """Which revision is compared."""

    number: int
    captured_at: datetime
    filed_at: datetime
    extractor: str
    capture_id: UUID


class FromTo(Schema):
    """What it was, and what it became."""

    from_: str = Field(alias="from")
    to: str


class Offsets(Schema):
    """[start, end) in Unicode code points of a revision's body."""

    start: int
    end: int


class ComparedSentence(Schema):
    """A sentence, and where it stands in each of the two bodies."""

    part: Literal["kept", "removed", "added"]
    text: str
    from_: Offsets | None = Field(alias="from", description="null for one that was added.")
    to: Offsets | None = Field(description="null for one that was removed.")


class ChangedQuote(Schema):
    """A quote that is in both revisions, and not the same."""

    from_: Quote = Field(alias="from")
    to: Quote
    similarity: float = Field(description="0 to 1: share of the words that stay as they are.")
    changes: list[Literal["words", "kind", "speaker"]]


class ComparedQuotes(Schema):
    """What became of the quotes."""

    n_kept: int
    added: list[Quote]
    changed: list[ChangedQuote]
    removed: list[Quote]


class RevisionDifference(Schema):
    """What became of each sentence and each quote from one revision to another, in the order of reading."""

    article_id: UUID
    from_: ComparedRevision = Field(alias="from")
    to: ComparedRevision
    headline: FromTo | None = Field(description="null where both have the same.")
    n_kept: int = Field(description="Sentences that are in both.")
    n_removed: int
    n_added: int
    sentences: list[ComparedSentence]
    quotes: ComparedQuotes
