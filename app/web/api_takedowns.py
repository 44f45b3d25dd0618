"""DELETE /articles/{id}: take an article down; GET /takedowns and /retention: what went, and what is to go."""

import json
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from app.archive.lists import Listed
from app.archive.retention import list_rules
from app.archive.takedowns import Order, take_down
from app.archive.tombstones import list_takedowns
from app.clock import read_clock
from app.web.answers import NEVER, answer_page, answer_whole_list
from app.web.article_query import Paged
from app.web.deps import TheReading, TheService
from app.web.parameters import ExactRoute
from app.web.problems import describe_problems
from app.web.schemas import RetentionRules, TakedownPage, Tombstone

router = APIRouter(tags=["articles"], route_class=ExactRoute)

NO_NUL = r"^[^\x00]*$"


class TakedownOrder(BaseModel):
    """Why an article is to go."""

    model_config = ConfigDict(extra="forbid")

    reason: str = Field(
        min_length=1, max_length=2000, pattern=NO_NUL, description="It is shown to whoever asks for the article."
    )
    legal_basis: str | None = Field(default=None, max_length=2000, pattern=NO_NUL, description="It is shown as well.")


EXAMPLE = {"reason": "Asked for by a person whom it names.", "legal_basis": "GDPR, Article 17"}


@router.delete(
    "/articles/{article_id:uuid}",  # not /articles/facets, which takes no DELETE
    operation_id="takeDownArticle",
    summary="Take an article down",
    responses={
        200: {"model": Tombstone, "description": "The article is gone; this is what is left of it."},
        **describe_problems(400, 404, 405, 410, 422, 503),
    },
)
def take_down_article(
    service: TheService, article_id: UUID, order: Annotated[TakedownOrder, Body(examples=[EXAMPLE])]
) -> Response:
    """Remove an article: the pages that it was read from, all its texts, its quotes, and what finds them.

    From then on it is answered 410 with the tombstone, and its page is refused when it comes again, and so is any with
    its address or the same words, until the takedown is lifted (`clipfile takedown lift`).
    """
    told = Order("api", read_clock(), order.reason, order.legal_basis)
    with service.sessions.begin() as session:
        tombstone = take_down(session, article_id, told)
    return Response(json.dumps(tombstone.written()), headers=NEVER, media_type="application/json")


@router.get(
    "/takedowns",
    operation_id="listTakedowns",
    summary="What was taken down?",
    responses={200: {"model": TakedownPage}, **describe_problems(400, 422, 503)},
)
def find_takedowns(request: Request, session: TheReading, query: Annotated[Paged, Query()]) -> Response:
    """List what was taken down, and lifted since, the newest first: by whom, when and why."""
    tombstones, more = list_takedowns(session, query.limit, query.cursor or None)
    return answer_page(request, Listed(tuple(json.dumps(one.written()) for one in tombstones), more))


@router.get(
    "/retention",
    operation_id="listRetentionRules",
    summary="How long are articles kept?",
    responses={200: {"model": RetentionRules}, 304: {"description": "Not changed."}, **describe_problems(422, 503)},
)
def read_retention(request: Request, session: TheReading) -> Response:
    """List the rules by which articles of a source or a publisher are taken down once they are so old."""
    return answer_whole_list(request, [json.dumps(rule.written()) for rule in list_rules(session)])
