"""The shapes of answers, as the OpenAPI document tells them.

The JSON itself is written in SQL (archive/views.py); a test reads real answers with these models, so that the two can't
drift apart.
"""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field


class Schema(BaseModel):
    """Nothing that an answer holds is left out here."""

    model_config = ConfigDict(extra="forbid")


Outcome = Literal["created", "unchanged", "new_revision", "rejected"]
Precision = Literal["second", "minute", "day", "month", "year"]


class Named(Schema):
    """A source, publisher or speaker."""

    id: UUID
    name: str
    slug: str


class TextSpan(Schema):
    """A part of the body: [start, end) in Unicode code points."""

    text: str
    start: int
    end: int


class Dateline(Schema):
    """Place, date and agency, as the story or its credit line has them."""

    text: str
    place: str | None
    agency: str | None
    date: str | None = Field(description="ISO 8601, or --MM-DD where no year is known.")


class Quote(Schema):
    """Words and who said them; `body[start:end] == words`."""

    id: UUID
    kind: Literal["direct", "mixed", "indirect"]
    words: str
    start: int
    end: int
    speaker: Named | None
    via: Named | None = Field(description="Who passed the words on: Yang said that Xi said.")
    mention: TextSpan | None
    cue: TextSpan | None
    confidence: float


class ListedArticle(Schema):
    """An article as lists have it: without its body."""

    id: UUID
    url: str | None
    canonical_url: str | None
    headline: str
    language: str | None = Field(description="ISO 639-1.")
    word_count: int
    n_quotes: int
    source: Named | None = Field(description="The credited newsroom or agency.")
    publisher: Named | None = Field(description="Whose page it is.")
    byline: str | None
    authors: list[str]
    dateline: Dateline | None
    published_at: str | None = Field(description="RFC 3339: a full-date where no time of day is known.")
    published_precision: Precision | None
    modified_at: str | None
    first_seen_at: datetime
    changed_at: datetime
    cluster_id: UUID = Field(description="Shared by all articles that carry the same story text.")


class Candidate(Schema):
    """A value that the page gives for a fact, and where."""

    value: str = Field(description="As the page has it, cut after 200 characters.")
    where: str


class Provenance(BaseModel):
    """What it was read from, where each fact was found, and what else the page gives for it."""

    model_config = ConfigDict(extra="allow")

    capture_id: UUID
    capture_digest: str
    extractor: str
    charset: str | None = Field(description="How the page's bytes were read, by Python's name: utf-8, gb18030, cp1252.")
    charset_decided_by: str | None = Field(description="bom, utf-8, http, meta, detected or fallback.")
    n_replaced: int | None = Field(description="Characters that could not be read and became U+FFFD.")
    n_repaired: int | None = Field(description="Characters that came garbled and were put right.")
    headline: str = Field(description="json-ld, h1, ...: and so for every other fact that was found.")
    others: dict[str, list[Candidate]] = Field(
        description="By fact: the values that were not believed, the surest first, at most five."
    )


class Article(ListedArticle):
    """An article whole. Paragraphs of `body` are separated by one blank line."""

    body: str
    quotes: list[Quote]
    revision: int
    provenance: Provenance


class Duplicate(Schema):
    """Another article that carries this text."""

    id: UUID
    kind: Literal["exact", "near"]
    similarity: float


class IngestReceipt(Schema):
    """What became of a page."""

    outcome: Outcome
    reason: str | None = Field(description="Why it was rejected.")
    detail: str | None = Field(description="The same in a sentence.")
    capture_id: UUID
    article: Article | None
    duplicates: list[Duplicate]


class QuotedArticle(Schema):
    """Where a quote stands."""

    id: UUID
    headline: str
    url: str | None
    published_at: str | None
    source: Named | None
    revision: int


class ListedQuote(Quote):
    """A quote with its article."""

    article: QuotedArticle


class Source(Named):
    """A newsroom, agency or outlet."""

    aliases: list[str]
    n_articles: int = Field(description="Articles that credit it.")
    n_published: int = Field(description="Articles on its own pages.")


class ArticlePage(Schema):
    """One page of a list of articles."""

    items: list[ListedArticle]
    next: str | None = Field(description="The address of the next page; null on the last.")


class QuotePage(Schema):
    """One page of a list of quotes."""

    items: list[ListedQuote]
    next: str | None


class SourcePage(Schema):
    """All sources."""

    items: list[Source]
    next: None


class Health(Schema):
    """Whether the service is well."""

    status: Literal["ok"]


class Fault(BaseModel):
    """Which part of a request is wrong."""

    detail: str
    parameter: str | None = None
    pointer: str | None = None


class Problem(BaseModel):
    """An error (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[Fault] | None = None
