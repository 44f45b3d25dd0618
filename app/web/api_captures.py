"""GET /captures: which pages came in, and what became of each."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from app.archive.capture_lists import CapturePaging, CaptureSort, get_capture, list_captures
from app.archive.captures import get_raw_of_capture
from app.news import Reason
from app.web.answers import WHILE_IT_STANDS, answer_json, answer_page
from app.web.article_query import NO_NUL, Name, Paged
from app.web.capture_schemas import Capture, CapturePage
from app.web.deps import TheService, TheSession
from app.web.links import lead_to_capture
from app.web.parameters import ExactRoute
from app.web.periods import From, To, check_periods
from app.web.problems import describe_problems
from app.web.raw import RAW_PAGE, answer_raw
from app.web.schemas import Outcome

router = APIRouter(prefix="/captures", tags=["captures"], route_class=ExactRoute)


class CaptureQuery(Paged):
    """Filters of GET /captures; all that are given must hold."""

    outcome: Outcome | None = Field(default=None, description="What became of it last.")
    reason: Reason | None = Field(default=None, description="Why it was rejected.", examples=["listing"])
    extractor: Name | None = Field(default=None, description="What this version made of it, whatever came later.")
    article: UUID | None = Field(default=None, description="Captures that are filed under this article.")
    url: str | None = Field(default=None, max_length=2048, pattern=NO_NUL, description="As the sender gave it.")
    site: Name | None = Field(default=None, description="The registered domain: example.com.")
    received_from: From | None = Field(default=None, description="When it came in: a year, month, day or moment.")
    received_to: To | None = Field(default=None, description="Included.")
    captured_from: From | None = Field(default=None, description="When it was seen: a year, month, day or moment.")
    captured_to: To | None = Field(default=None, description="Included.")
    sort: CaptureSort = Field(default="-received_at", description="By when it came in, or by when it was seen.")

    def paging(self) -> CapturePaging:
        """Give the page that is asked for."""
        return CapturePaging(self.limit, self.cursor or None, self.sort)

    def filters(self) -> dict[str, object]:
        """Give the filters that were asked for."""
        given = self.model_dump(exclude_none=True, exclude={"limit", "cursor", "sort"})
        check_periods(given)
        return given


@router.get(
    "",
    operation_id="listCaptures",
    summary="Find pages that came in",
    responses={
        200: {"model": CapturePage, "links": lead_to_capture("/items/0/id")},
        **describe_problems(400, 422, 503),
    },
)
def find_captures(
    request: Request, service: TheService, session: TheSession, query: Annotated[CaptureQuery, Query()]
) -> Response:
    """List the pages that came in, the newest first, each with its outcome: `outcome=rejected&reason=listing`."""
    seconds = service.settings.search_seconds
    return answer_page(request, list_captures(session, query.filters(), query.paging(), seconds=seconds))


@router.get(
    "/{capture_id}",
    operation_id="getCapture",
    summary="Read the story of a page",
    responses={200: {"model": Capture}, 304: {"description": "Not changed."}, **describe_problems(404, 410, 422, 503)},
)
def read_capture(request: Request, session: TheSession, capture_id: UUID) -> Response:
    """Tell what came in and what each version of the extractor made of it: charset, screens, evidence, outcome."""
    return answer_json(request, get_capture(session, capture_id))


@router.get(
    "/{capture_id}/raw", operation_id="getRawPageOfCapture", summary="Download a captured page", responses=RAW_PAGE
)
def download_capture(request: Request, session: TheSession, capture_id: UUID) -> Response:
    """Give the bytes of a page exactly as they came, to keep and not to render."""
    return answer_raw(request, get_raw_of_capture(session, capture_id), str(capture_id), WHILE_IT_STANDS)
