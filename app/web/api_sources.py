"""GET /sources: the newsrooms, agencies and outlets of the archive."""

from fastapi import APIRouter, Request, Response

from app.archive.sources import list_sources
from app.web.answers import answer_whole_list
from app.web.deps import TheReading
from app.web.parameters import ExactRoute
from app.web.problems import describe_problems
from app.web.schemas import SourcePage

router = APIRouter(tags=["sources"], route_class=ExactRoute)


@router.get(
    "/sources",
    operation_id="listSources",
    summary="List sources",
    responses={200: {"model": SourcePage}, **describe_problems(422, 503)},
)
def read_sources(request: Request, session: TheReading) -> Response:
    """List all sources, the most credited first, with every form of their names."""
    return answer_whole_list(request, list_sources(session))
