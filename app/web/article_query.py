"""What can be asked of articles: the filters that lists, facets and timelines share, and what is each one's own."""

import re
from typing import Annotated, Any, Literal, get_args
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema

from app.archive.articles import LISTED, Wanted
from app.archive.facets import Facet
from app.archive.lists import Paging, Sort
from app.archive.timeline import Interval
from app.archive.views import OF_TEXT
from app.errors import BadRequest
from app.web.periods import From, To, check_periods

FIELDS = (*sorted(LISTED), *OF_TEXT)


def _split(given: object) -> object:
    """Take both a=x,y and a=x&a=y."""
    values = given if isinstance(given, list) else [given]
    return [part.strip() for value in values for part in str(value).split(",") if part.strip()]


def _check_fields(fields: list[str]) -> list[str]:
    for name in fields:
        if name not in FIELDS:
            raise ValueError(f"there is no field {name!r}: there are {', '.join(FIELDS)}")
    return fields


Split = BeforeValidator(_split)
_FIELDS_SCHEMA = WithJsonSchema(
    {"type": "array", "items": {"type": "string", "enum": list(FIELDS)}, "examples": [["id", "headline"]]}
)
NO_NUL = r"^[^\x00]*$"
"""PostgreSQL keeps no NUL character, and no name has one."""
Name = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=NO_NUL)]

_LANGUAGE = re.compile("[A-Za-z]{2,3}")


def _check_language(given: str) -> str:
    if not _LANGUAGE.fullmatch(given):
        raise ValueError("give a language by its letters in ISO 639, as en")
    return given.lower()


Language = Annotated[
    str, AfterValidator(_check_language), WithJsonSchema({"type": "string", "pattern": f"^{_LANGUAGE.pattern}$"})
]


class Paged(BaseModel):
    """Which page of a list."""

    model_config = ConfigDict(extra="forbid")

    limit: int = Field(default=20, ge=1, le=100)
    cursor: str | None = Field(default=None, description="From `next` of the page before.")


class ArticleFilters(BaseModel):
    """Filters of articles; all that are given must hold."""

    model_config = ConfigDict(extra="forbid")

    q: str | None = Field(
        default=None,
        pattern=NO_NUL,
        description='Words, "phrases", OR, -not and field:value for headline, body, speaker, place, source and author.'
        " Words are found in all their forms and whatever their case or accents.",
        examples=['pier OR quay -"north quay" speaker:Oduya'],
    )
    source: Name | None = Field(
        default=None, description="Credited newsroom or agency, by any form of its name.", examples=["Xinhua"]
    )
    publisher: Name | None = Field(default=None, description="Whose page it is.")
    author: Name | None = None
    place: Name | None = Field(default=None, description="The dateline's place.")
    agency: Name | None = Field(default=None, description="The dateline's agency, as printed.")
    speaker: Name | None = Field(default=None, description="Somebody who is quoted.")
    language: Language | None = Field(default=None, description="ISO 639-1.")
    published_from: From | None = Field(default=None, description="A year, month, day or moment; included.")
    published_to: To | None = Field(default=None, description="A year, month, day or moment; included.")
    ingested_from: From | None = Field(default=None, description="When this archive first saw it.")
    ingested_to: To | None = None
    cluster: UUID | None = Field(default=None, description="Articles that carry the same story.")
    has: Literal["quotes"] | None = Field(default=None, description="Articles with quotes.")

    def filters(self) -> dict[str, object]:
        """Give the filters that were asked for."""
        given: dict[str, Any] = self.model_dump(exclude_none=True, include=set(ArticleFilters.model_fields))
        check_periods(given)
        if given.pop("has", None):
            given["has_quotes"] = True
        return given


class Listing(ArticleFilters, Paged):
    """Which articles are listed: what GET /articles and the feeds share."""

    collapse: Literal["cluster"] | None = Field(
        default=None,
        description="cluster: of the articles of a cluster that match, only the one that was filed first.",
    )


class ArticleQuery(Listing):
    """What GET /articles takes."""

    sort: Sort = Field(
        default="-published_at",
        description="By date of publication, else by when first seen; or by when first seen; or by relevance to q,"
        " among the newest matches: 500, or as few as 100 of very frequent words.",
    )
    fields: Annotated[list[str], Split, AfterValidator(_check_fields), _FIELDS_SCHEMA] = Field(
        default=[],
        description=f"Only these fields, separated by commas: {', '.join(FIELDS)}.",
    )
    include: Annotated[list[Literal["body", "quotes"]], Split] = Field(
        default=[], description="Fields of the text, which lists leave out by themselves: body, quotes."
    )
    highlight: bool = Field(default=False, description="Adds where the words of q stand, as HTML with <mark>.")
    total: bool = Field(default=False, description="Adds the number of all articles: exact below 10,000.")
    format: Literal["json", "ninjs"] = Field(
        default="json", description="ninjs has fields of its own: without fields, include, highlight and total."
    )

    def paging(self) -> Paging:
        """Give the page that is asked for."""
        return Paging(self.limit, self.cursor or None, self.sort)

    def wanted(self) -> Wanted:
        """Give what is wanted of each article; raise BadRequest for what the format has no place for."""
        if self.format == "ninjs":
            if self.fields or self.include or self.highlight or self.total:
                raise BadRequest("ninjs has fields of its own: leave out fields, include, highlight and total")
            return Wanted(frozenset(FIELDS), collapse=self.collapse is not None)
        fields = frozenset(self.fields) or LISTED
        return Wanted(
            fields | frozenset(self.include),
            highlight=self.highlight,
            total=self.total,
            collapse=self.collapse is not None,
        )


class FacetQuery(ArticleFilters):
    """What GET /articles/facets takes."""

    by: Annotated[list[Facet], Split] = Field(
        min_length=1,
        description=f"One or more of {', '.join(get_args(Facet))}, separated by commas.",
        examples=[["source", "year"]],
    )
    limit: int = Field(default=20, ge=1, le=200, description="Values of each; years and months are always all there.")


class TimelineQuery(ArticleFilters):
    """What GET /articles/timeline takes."""

    interval: Interval = Field(default="month", description="Days, weeks from Monday, months or years, in UTC.")
