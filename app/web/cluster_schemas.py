"""The shapes of what is told of clusters."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from app.web.schemas import Named, Precision, Schema


class Joined(Schema):
    """Why an article is in its cluster: the member that it was most like when it came in."""

    kind: Literal["exact", "near"]
    shared: float = Field(description="The share of the smaller text that is in both, 0 to 1.")
    with_: UUID = Field(alias="with", description="That member's id; by now it may be gone, or say something else.")


class Member(Schema):
    """An article of a cluster."""

    id: UUID
    headline: str
    source: Named | None = Field(description="The credited newsroom or agency.")
    publisher: Named | None
    url: str | None
    published_at: str | None = Field(description="RFC 3339: a full-date where no time of day is known.")
    published_precision: Precision | None
    first_seen_at: datetime
    joined: Joined | None = Field(description="Null for the first of a cluster, and of one that was merged into it.")


class Cluster(Schema):
    """Articles that carry the same story, or nearly the same."""

    id: UUID
    n_articles: int
    first_seen_at: datetime = Field(description="When the first of them came in.")
    agency: Named | None = Field(description="The newsroom or agency that most of them credit, of those that do.")
    n_independent: int = Field(
        description="How many newsrooms are behind it: members that credit the same one count once; one that credits"
        " nobody counts by its publisher, and not at all if that is not known either."
    )
    members: list[Member] = Field(description="The first published first.")
    next: str | None = Field(description="The address of the next page of members; null on the last.")
