"""The shapes of what is counted: facets and timelines."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from app.web.schemas import Schema


class FacetValue(Schema):
    """One value of a facet, and how many articles have it."""

    value: str
    id: UUID | None = Field(description="Of a source, publisher or speaker.")
    slug: str | None
    n_articles: int


class Facets(Schema):
    """How the matching articles divide: the most frequent values first, years and months in order of time."""

    n_articles: int = Field(description="Articles that were counted.")
    counted_from: datetime | None = Field(description="Where there are too many: only those since then were counted.")
    facets: dict[str, list[FacetValue]]


class TimelineItem(Schema):
    """One interval."""

    start: date = Field(description="Its first day.")
    n_articles: int = Field(description="Matching articles.")
    n_all: int = Field(description="All articles of the archive.")
    ratio: float | None = Field(description="Of matching to all articles; null where there are none at all.")


class Timeline(Schema):
    """How the matching articles spread over time."""

    interval: Literal["day", "week", "month", "year"]
    n_articles: int = Field(description="Matching articles in these intervals.")
    n_undated: int = Field(description="Matching articles whose date is unknown, or not as exactly as needed.")
    items: list[TimelineItem]
