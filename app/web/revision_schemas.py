"""The shapes of what is told of revisions: the difference between two."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from app.web.schemas import Quote, Schema


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
