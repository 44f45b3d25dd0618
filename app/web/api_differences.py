"""GET /articles/{id}/revisions/{a}...{b}: what changed between two texts of an article."""

import json
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Path, Query, Request, Response

from app.archive.revisions import get_revision
from app.formats.difference import tell_difference, write_difference
from app.web.answers import answer_bytes, answer_json
from app.web.deps import TheSession
from app.web.negotiation import choose_media_type
from app.web.parameters import ExactRoute
from app.web.problems import describe_problems
from app.web.revision_schemas import RevisionDifference

router = APIRouter(prefix="/articles/{article_id}/revisions", tags=["articles"], route_class=ExactRoute)

Number = Annotated[int, Path(ge=1, le=2**31 - 1, description="From 1, as the list of revisions has it.")]
_OFFERED = ("text/plain", "application/json")  # the last of those that are wanted equally is taken


async def choose_form(
    form: Annotated[Literal["json", "text"] | None, Query(alias="format", description="Goes before Accept.")] = None,
    accept: Annotated[str, Header(include_in_schema=False)] = "*/*",
) -> str:
    """Choose json or text; raise NotAcceptable where Accept takes neither."""
    return form or ("json" if choose_media_type(_OFFERED, accept) == "application/json" else "text")


@router.get(
    "/{old}...{new}",
    operation_id="compareRevisions",
    summary="See what changed between two revisions",
    responses={
        200: {"model": RevisionDifference, "content": {"text/plain": {}}},
        304: {"description": "Not changed."},
        **describe_problems(404, 406, 410, 422, 503),
    },
)
def compare_revisions(
    request: Request,
    session: TheSession,
    article_id: UUID,
    old: Number,
    new: Number,
    wanted: Annotated[str, Depends(choose_form)],
) -> Response:
    """Tell which sentences were kept, removed and added, and which quotes came, changed and went.

    As JSON with offsets into both bodies, or as text (`format=text`, or by `Accept`): a unified diff of the headline
    and the sentences, one a line.
    """
    one, other = (json.loads(get_revision(session, article_id, number)) for number in (old, new))
    varied = {"Vary": "Accept"}
    if wanted == "json":
        return answer_json(request, json.dumps(tell_difference(one, other), ensure_ascii=False), varied)
    return answer_bytes(request, write_difference(one, other).encode(), "text/plain; charset=utf-8", varied)
