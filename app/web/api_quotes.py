"""GET /quotes: who said what, over all articles."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from app.archive.lists import Paging
from app.archive.quotes import list_quotes
from app.web.answers import answer_page
from app.web.article_query import Name, Paged
from app.web.deps import TheService, TheSession
from app.web.periods import From, To
from app.web.problems import describe_problems
from app.web.schemas import QuotePage

router = APIRouter(tags=["quotes"])


class QuoteQuery(Paged):
    """Filters of GET /quotes; all that are given must hold."""

    speaker: Name | None = Field(default=None, description="The speaker's full name.", examples=["Marta Oduya"])
    source: Name | None = Field(default=None, description="The article's credited newsroom or agency.")
    kind: Literal["direct", "mixed", "indirect"] | None = None
    published_from: From | None = Field(default=None, description="A year, month, day or moment; included.")
    published_to: To | None = Field(default=None, description="A year, month, day or moment; included.")
    sort: Literal["published_at", "-published_at"] = Field(
        default="-published_at", description="By the article's date."
    )

    def paging(self) -> Paging:
        """Give the page that is asked for."""
        return Paging(self.limit, self.cursor or None, self.sort)

    def filters(self) -> dict[str, object]:
        """Give the filters that were asked for."""
        return self.model_dump(exclude_none=True, exclude={"limit", "cursor", "sort"})


@router.get(
    "/quotes",
    operation_id="listQuotes",
    summary="Find quotes",
    responses={200: {"model": QuotePage}, **describe_problems(400, 422, 503)},
)
def find_quotes(
    request: Request, service: TheService, session: TheSession, query: Annotated[QuoteQuery, Query()]
) -> Response:
    """List the quotes of current revisions by their articles' dates, the newest first, each with its article."""
    return answer_page(
        request, list_quotes(session, query.filters(), query.paging(), seconds=service.settings.search_seconds)
    )
