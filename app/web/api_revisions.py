"""GET /articles/{id}/revisions: what an article said before, each text at an address that never changes."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from app.archive.captures import get_raw
from app.archive.revisions import find_revision_id, get_mementos, get_revision, list_revisions, no_such_revision
from app.web.answers import WHILE_IT_STANDS, answer_bytes, answer_json, answer_whole_list
from app.web.api_differences import Number
from app.web.deps import TheService, TheSession
from app.web.links import link_revision
from app.web.memento import LINK_FORMAT, link_memento, write_http_date, write_timemap
from app.web.parameters import ExactRoute
from app.web.problems import describe_problems
from app.web.raw import RAW_PAGE, answer_raw
from app.web.revision_schemas import Revision, RevisionPage

router = APIRouter(prefix="/articles/{article_id}/revisions", tags=["articles"], route_class=ExactRoute)

of_article = APIRouter(prefix="/articles/{article_id}", tags=["articles"], route_class=ExactRoute)


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
    with service.reads() as session:
        return answer_whole_list(request, list_revisions(session, article_id))


@router.get(
    "/{number}",
    operation_id="getRevision",
    summary="Read a revision",
    responses={200: {"model": Revision}, 304: {"description": "Not changed."}, **describe_problems(404, 410, 422, 503)},
)
def read_revision(request: Request, service: TheService, article_id: UUID, number: Number) -> Response:
    """Give one text of an article whole, with the facts and quotes that were read in it.

    It is a memento (RFC 7089): `Memento-Datetime` is when its page was seen, and `Link` leads to those around it.
    """
    with service.reads() as session:
        written = get_revision(session, article_id, number)
        mementos = get_mementos(session, article_id)
    at = next(one.captured_at for one in mementos.all if one.number == number)
    of_memento = {"Memento-Datetime": write_http_date(at), "Link": link_memento(request, article_id, mementos, number)}
    return answer_json(request, written, WHILE_IT_STANDS | of_memento)


@router.get("/{number}/raw", operation_id="getRawPageOfRevision", summary="Download its page", responses=RAW_PAGE)
def download_page_of_revision(request: Request, service: TheService, article_id: UUID, number: Number) -> Response:
    """Give the bytes that a revision was read from, exactly as they came, to keep and not to render."""
    with service.reads() as session:
        revision_id = find_revision_id(session, article_id, number)
        if revision_id is None:
            raise no_such_revision(session, article_id, number)
        page = get_raw(session, revision_id)
    return answer_raw(request, page, f"{article_id}-{number}", WHILE_IT_STANDS)


@of_article.get(
    "/timemap",
    operation_id="getTimeMap",
    summary="List what its page said over time",
    response_class=Response,
    responses={
        200: {"content": {LINK_FORMAT: {"schema": {"type": "string"}}}, "description": "The revisions as links."},
        304: {"description": "Not changed."},
        **describe_problems(404, 410, 422, 503),
    },
)
def read_timemap(request: Request, session: TheSession, article_id: UUID) -> Response:
    """List the revisions by when their pages were seen, as Memento's tools read it (RFC 7089, RFC 6690)."""
    written = write_timemap(request, article_id, get_mementos(session, article_id))
    return answer_bytes(request, written.encode(), LINK_FORMAT)
