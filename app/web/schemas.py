"""The shapes of answers, as the OpenAPI document tells them.

The JSON itself is written in SQL (archive/views.py); a test reads real answers with these models, so that the two can't
drift apart.
"""

from datetime import datetime
from typing import Any, Literal
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
    cluster_id: UUID = Field(description="Shared by all articles that carry the same story, or nearly the same.")


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
    n_stories: int | None = Field(
        description="How many full stories the page showed; this one was its main one. Null where not yet counted."
    )
    headline: str = Field(description="json-ld, h1, ...: and so for every other fact that was found.")
    quotes: str | None = Field(
        default=None,
        description="How quotes were looked for: model, rules, marks (a language of which only words within marks are"
        " read) or not-looked-for (in any other language). Null where the reading is older than this.",
    )
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
    """Another article that carries this text, or nearly this."""

    id: UUID
    kind: Literal["exact", "near"]
    similarity: float = Field(
        description="The share of the smaller text that is in both, 0 to 1: mostly an estimate, good to a tenth."
    )


class IngestReceipt(Schema):
    """What became of a page."""

    outcome: Outcome
    reason: str | None = Field(description="Why it was rejected.")
    detail: str | None = Field(
        description="The same in a sentence; or which earlier revision is in force again, where a page changed back."
    )
    capture_id: UUID
    article: Article | None
    duplicates: list[Duplicate]


class Source(Named):
    """A newsroom, agency or outlet."""

    aliases: list[str]
    n_articles: int = Field(description="Articles that credit it.")
    n_published: int = Field(description="Articles on its own pages.")


class Highlights(Schema):
    """Where the words of `q` stand: HTML in which all but <mark> is escaped."""

    headline: str | None = Field(description="null where nothing of it was asked for.")
    body: list[str] = Field(description="Up to three snippets.")


def _drop_required(schema: dict[str, Any]) -> None:
    schema.pop("required", None)


class FoundArticle(ListedArticle):
    """An article as it was asked for: with `fields`, only these."""

    model_config = ConfigDict(json_schema_extra=_drop_required)

    body: str | None = Field(default=None, description="Only with `include=body`.")
    quotes: list[Quote] | None = Field(default=None, description="Only with `include=quotes`.")
    highlights: Highlights | None = Field(default=None, description="Only with `highlight=true`.")
    n_in_cluster: int | None = Field(
        default=None, description="Articles of its cluster, whether they match or not. Only with `collapse=cluster`."
    )


class ArticlePage(Schema):
    """One page of a list of articles."""

    items: list[FoundArticle]
    next: str | None = Field(description="The address of the next page; null on the last.")
    total: int | None = Field(description="Articles on all pages together, with `total=true`.")
    total_is: Literal["exact", "estimate"] | None = Field(description="Exact below 10,000.")


class Manifest(Schema):
    """What an export holds, to cite it by."""

    id: UUID
    state: Literal["running", "complete", "broken"]
    query: dict[str, str] = Field(description="Parameters of GET /articles, put in one form.")
    format: str
    compress: str | None
    software: str
    snapshots: list[datetime] = Field(
        description="The articles are those of this moment; more than one where the command line went on with a file."
    )
    n_articles: int | None = Field(description="This and the next three are null until it is complete.")
    n_bytes: int | None = Field(description="Of the content, uncompressed.")
    sha256: str | None = Field(description="Of the content, uncompressed, in hexadecimal.")
    finished_at: datetime | None


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
    position: int | None = Field(default=None, description="Offset into `q` in code points, from 0.")


class Tombstone(Schema):
    """What is left of an article that was taken down."""

    id: UUID = Field(description="Of the takedown, to lift it by.")
    article_id: UUID
    by: str = Field(description="Who took it down.")
    made_at: datetime
    reason: str
    legal_basis: str | None
    digest: str = Field(description="Of the page that the article was read from last.")
    n_revisions: int = Field(description="Texts that were removed.")
    n_captures: int = Field(description="Captured pages that were removed.")
    lifted_at: datetime | None = Field(description="Since then the page is taken again, if it is sent again.")
    lifted_by: str | None
    lift_reason: str | None


class TakedownPage(Schema):
    """One page of what was taken down."""

    items: list[Tombstone]
    next: str | None = Field(description="The address of the next page; null on the last.")


class RetentionRule(Schema):
    """How long the articles of a source, or on a publisher's pages, are kept."""

    id: UUID
    source: Named | None = Field(description="It holds for articles that credit this; null in a publisher's rule.")
    publisher: Named | None = Field(description="It holds for articles on its pages; null in a source's rule.")
    days: int = Field(description="After an article was first seen here it is taken down.")
    by: str = Field(description="Who made the rule.")
    made_at: datetime
    reason: str
    legal_basis: str | None
    due_at: datetime = Field(description="When it is applied next.")
    applied_at: datetime | None = Field(description="When nothing was left last that is older.")


class RetentionRules(Schema):
    """All rules that hold."""

    items: list[RetentionRule]
    next: None


class Problem(BaseModel):
    """An error (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[Fault] | None = None
    tombstone: Tombstone | None = Field(default=None, description="With 410: who took it down, when and why.")
