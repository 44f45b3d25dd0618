"""GET /speakers: who is quoted, how often, when, and by whom."""

import json
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import Field

from app.archive.speaker_lists import SpeakerPaging, SpeakerSort, get_speaker, list_speakers
from app.archive.speakers import find_kept_id
from app.web.answers import answer_json, answer_page
from app.web.article_query import Name, Paged
from app.web.deps import TheReading, TheService
from app.web.parameters import ExactRoute
from app.web.problems import describe_problems
from app.web.quote_schemas import Speaker, SpeakerPage

router = APIRouter(prefix="/speakers", tags=["speakers"], route_class=ExactRoute)


class SpeakerQuery(Paged):
    """What GET /speakers takes."""

    q: Name | None = Field(
        default=None,
        description="The beginnings of words of a name, in any form by which articles name them.",
        examples=["mar odu"],
    )
    sort: SpeakerSort = Field(default="-n_quotes", description="The most quoted first, or by name.")

    def paging(self) -> SpeakerPaging:
        """Give the page that is asked for."""
        return SpeakerPaging(self.limit, self.cursor or None, self.sort)


@router.get(
    "",
    operation_id="listSpeakers",
    summary="Find speakers",
    responses={200: {"model": SpeakerPage}, **describe_problems(400, 422, 503)},
)
def find_speakers(
    request: Request, service: TheService, session: TheReading, query: Annotated[SpeakerQuery, Query()]
) -> Response:
    """List those who are quoted in current revisions of articles, the most quoted first."""
    listed = list_speakers(session, query.q, query.paging(), seconds=service.settings.search_seconds)
    return answer_page(request, listed)


@router.get(
    "/{speaker_id}",
    operation_id="getSpeaker",
    summary="Read about a speaker",
    responses={
        200: {"model": Speaker},
        304: {"description": "Not changed."},
        308: {"description": "This speaker was found to be another one: the address of that one."},
        **describe_problems(404, 422, 503),
    },
)
def read_speaker(request: Request, session: TheReading, speaker_id: UUID) -> Response:
    """Give every form of the name, and how often the speaker is quoted by month and by source."""
    kept_id = find_kept_id(session, speaker_id)
    if kept_id is not None and kept_id != speaker_id:
        return RedirectResponse(str(kept_id), 308)
    written = get_speaker(session, speaker_id)
    quotes_url = request.url_for("find_quotes").include_query_params(speaker=speaker_id)
    return answer_json(request, f'{written.rstrip()[:-1]}, "quotes_url": {json.dumps(str(quotes_url))}}}')
