"""GET /quotes: who said what, over all articles."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from app.archive.quotes import list_quotes
from app.web.answers import answer_page
from app.web.api_articles import PageOfList
from app.web.deps import TheSession
from app.web.periods import From, To
from app.web.problems import describe_problems
from app.web.schemas import QuotePage

router = APIRouter(tags=["quotes"])


class QuoteQuery(PageOfList):
    """Filters of GET /quotes; all that are given must hold."""

    speaker: str | None = Field(default=None, description="The speaker's full name.", examples=["Marta Oduya"])
    source: str | None = Field(default=None, description="The article's credited newsroom or agency.")
    kind: Literal["direct", "mixed", "indirect"] | None = None
    published_from: From | None = Field(default=None, description="A year, month, day or moment; included.")
    published_to: To | None = Field(default=None, description="A year, month, day or moment; included.")


@router.get(
    "/quotes",
    operation_id="listQuotes",
    summary="Find quotes",
    responses={200: {"model": QuotePage}, **describe_problems(400, 422, 503)},
)
def find_quotes(request: Request, session: TheSession, query: Annotated[QuoteQuery, Query()]) -> Response:
    """List the quotes of current revisions by their articles' dates, the newest first, each with its article."""
    return answer_page(request, list_quotes(session, query.filters(), query.paging()))
