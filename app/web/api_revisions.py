"""GET /articles/{id}/revisions: what an article said before, each text at an address that never changes."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response

from app.archive.captures import get_raw
from app.archive.revisions import find_revision_id, get_revision, list_revisions, no_such_revision
from app.web.answers import FOR_GOOD, answer_json, answer_whole_list
from app.web.deps import TheService
from app.web.links import link_revision
from app.web.problems import describe_problems
from app.web.raw import RAW_PAGE, answer_raw
from app.web.schemas import Revision, RevisionPage

router = APIRouter(prefix="/articles/{article_id}/revisions", tags=["articles"])

Number = Annotated[int, Path(ge=1, le=2**31 - 1, description="From 1, as the list of revisions has it.")]


@router.get(
    "",
    operation_id="listRevisions",
    summary="List an article's revisions",
    responses={
        200: {"model": RevisionPage, "links": link_revision("/items/0/number")},
        304: {"description": "Not changed."},
        **describe_problems(404, 410, 422, 503),
    },
)
def read_revisions(request: Request, service: TheService, article_id: UUID) -> Response:
    """List the texts that an article has had, the first filed first, and how each differs from the one before it."""
    with service.sessions.begin() as session:
        return answer_whole_list(request, list_revisions(session, article_id))


@router.get(
    "/{number}",
    operation_id="getRevision",
    summary="Read a revision",
    responses={200: {"model": Revision}, 304: {"description": "Not changed."}, **describe_problems(404, 410, 422, 503)},
)
def read_revision(request: Request, service: TheService, article_id: UUID, number: Number) -> Response:
    """Give one text of an article whole, with the facts and quotes that were read in it."""
    with service.sessions.begin() as session:
        return answer_json(request, get_revision(session, article_id, number), FOR_GOOD)


@router.get("/{number}/raw", operation_id="getRawPageOfRevision", summary="Download its page", responses=RAW_PAGE)
def download_page_of_revision(request: Request, service: TheService, article_id: UUID, number: Number) -> Response:
    """Give the bytes that a revision was read from, exactly as they came, to keep and not to render."""
    with service.sessions.begin() as session:
        revision_id = find_revision_id(session, article_id, number)
        if revision_id is None:
            raise no_such_revision(session, article_id, number)
        page = get_raw(session, revision_id)
    return answer_raw(request, page, f"{article_id}-{number}", FOR_GOOD)
