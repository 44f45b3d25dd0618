"""GET /quotes and /utterances: who said what, over all articles."""

import json
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import Field

from app.archive.lists import Paging
from app.archive.quotes import list_quotes, list_sightings
from app.archive.speakers import find_kept_id
from app.errors import NotFound
from app.web.answers import answer_json, answer_page
from app.web.article_query import Language, Name, Paged
from app.web.deps import TheReading, TheService
from app.web.parameters import ExactRoute
from app.web.periods import From, To, check_periods
from app.web.problems import describe_problems
from app.web.quote_schemas import QuotePage, Utterance

router = APIRouter(tags=["quotes"], route_class=ExactRoute)

MOST_LISTED = 100
"""Sightings of an utterance that are listed."""

_UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"


UtteranceId = Annotated[str, Path(pattern=rf"^{_UUID}(?:\.{_UUID})?$", description="From `utterance_id` of a quote.")]


class QuoteQuery(Paged):
    """Filters of GET /quotes; all that are given must hold."""

    q: str | None = Field(
        default=None,
        description='Of the words that were said: words, "phrases", OR and -not, in all their forms.',
        examples=['berth OR "grandchildren can fish"'],
    )
    speaker: Name | None = Field(
        default=None, description="The speaker's full name in any of its forms, or id.", examples=["Marta Oduya"]
    )
    kind: Literal["direct", "mixed", "indirect"] | None = None
    source: Name | None = Field(default=None, description="The article's credited newsroom or agency.")
    publisher: Name | None = Field(default=None, description="Whose page the article is.")
    place: Name | None = Field(default=None, description="The article's dateline's place.")
    language: Language | None = Field(default=None, description="The article's, by ISO 639-1.")
    min_confidence: float | None = Field(
        default=None, ge=0, le=1, description="How sure it must be that these words are this speaker's.", examples=[0.5]
    )
    published_from: From | None = Field(default=None, description="A year, month, day or moment; included.")
    published_to: To | None = Field(default=None, description="A year, month, day or moment; included.")
    collapse: Literal["utterance"] | None = Field(
        default=None,
        description="The same words of the same speaker once, where they come first in the list, with `n_sightings`.",
    )
    sort: Literal["published_at", "-published_at", "relevance"] = Field(
        default="-published_at", description="By the article's date; or by relevance to q, among the newest matches."
    )

    def paging(self) -> Paging:
        """Give the page that is asked for."""
        return Paging(self.limit, self.cursor or None, self.sort)

    def filters(self) -> dict[str, object]:
        """Give the filters that were asked for."""
        given = self.model_dump(exclude_none=True, exclude={"limit", "cursor", "sort", "collapse"})
        check_periods(given)
        return given


@router.get(
    "/quotes",
    operation_id="listQuotes",
    summary="Find quotes",
    responses={200: {"model": QuotePage}, **describe_problems(400, 422, 503)},
)
def find_quotes(
    request: Request, service: TheService, session: TheReading, query: Annotated[QuoteQuery, Query()]
) -> Response:
    """List the quotes of current revisions by their articles' dates, the newest first, each with its article.

    `fragment_url` opens the captured page's address at the words, in browsers that know text fragments. With
    `collapse=utterance` the same words of the same speaker, in however many articles, come once.
    """
    seconds = service.settings.search_seconds
    collapse = query.collapse is not None
    return answer_page(
        request, list_quotes(session, query.filters(), query.paging(), collapse=collapse, seconds=seconds)
    )


@router.get(
    "/utterances/{utterance_id}",
    operation_id="getUtterance",
    summary="See where something was said",
    responses={
        200: {"model": Utterance},
        304: {"description": "Not changed."},
        308: {"description": "The speaker was merged into another one: the address of what they said."},
        **describe_problems(404, 422, 503),
    },
)
def read_utterance(
    request: Request,
    service: TheService,
    session: TheReading,
    utterance_id: Annotated[
        str, Path(pattern=rf"^{_UUID}(?:\.{_UUID})?$", description="From `utterance_id` of a quote.")
    ],
) -> Response:
    """Give the same words of the same speaker in all articles that have them, the first seen first."""
    wording_id, *rest = (UUID(part) for part in utterance_id.split("."))
    speaker_id = rest[0] if rest else None
    if speaker_id is not None:
        kept_id = find_kept_id(session, speaker_id)
        if kept_id is not None and kept_id != speaker_id:
            return RedirectResponse(f"{wording_id}.{kept_id}", 308)
    seconds = service.settings.search_seconds
    items = list_sightings(session, wording_id, speaker_id, limit=MOST_LISTED, seconds=seconds).items
    if not items:
        raise NotFound(f"there is no utterance {utterance_id}")
    first = json.loads(items[0])
    told = {name: first[name] for name in ("words", "speaker", "n_sightings", "first_seen_at")}
    head = json.dumps({"id": utterance_id, **told}, ensure_ascii=False)
    return answer_json(request, f'{head[:-1]}, "sightings": [{", ".join(items)}]}}')
