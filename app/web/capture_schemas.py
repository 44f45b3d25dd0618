"""The shapes of what is told of captures."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from app.web.schemas import Candidate, Outcome, Schema


class _Seen(Schema):
    id: UUID
    url: str | None = Field(description="As the sender gave it.")
    canonical_url: str | None = Field(description="What it is filed by: the page's own address without tracking.")
    site: str | None
    media_type: str
    n_bytes: int
    digest: str = Field(description="SHA-256 of the bytes as they came.")
    captured_at: datetime = Field(description="When the page was seen.")
    received_at: datetime = Field(description="When it came in.")


class ListedCapture(_Seen):
    """A page that came in, and what became of it; null in the rest while it waits to be read."""

    extractor: str | None = Field(description="The version that filed it last, or the one that was asked for.")
    outcome: Outcome | None
    reason: str | None = Field(description="Why it was rejected.")
    detail: str | None
    article_id: UUID | None
    revision: int | None = Field(description="The revision that it says.")
    filed_at: datetime | None


class CapturePage(Schema):
    """One page of a list of captures."""

    items: list[ListedCapture]
    next: str | None = Field(description="The address of the next page; null on the last.")


class FiledRevision(Schema):
    """The revision that a capture says, and where its facts were found."""

    number: int
    capture_id: UUID = Field(description="The capture that the revision was read from: the first that said this.")
    extractor: str
    is_current: bool = Field(description="Whether it is what the article says now.")
    headline: str
    evidence: dict[str, str] = Field(description="By fact: where it was found.")
    others: dict[str, list[Candidate]] = Field(description="By fact: the values that were not believed.")


class Filing(Schema):
    """What one version of the extractor made of a capture."""

    extractor: str
    filed_at: datetime
    outcome: Outcome
    reason: str | None = Field(description="The screen that it did not pass, or how its reading failed.")
    detail: str | None
    charset: str | None = Field(description="How its bytes were read; null where nobody came so far.")
    charset_decided_by: str | None = Field(description="bom, utf-8, http, meta, detected or fallback.")
    n_replaced: int | None
    n_repaired: int | None
    method: str | None = Field(description="Which route found the body: trafilatura, readability, dump ...")
    article_id: UUID | None
    revision: FiledRevision | None


class Capture(_Seen):
    """The story of one page."""

    declared_charset: str | None = Field(description="As the sender declared it.")
    headers: dict[str, str] | None = Field(description="Response headers that the sender kept.")
    filings: list[Filing] = Field(description="The last first; none while it waits to be read.")
