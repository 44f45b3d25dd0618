"""DELETE /articles/{id}: take an article down."""

import json
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body, Response
from pydantic import BaseModel, ConfigDict, Field

from app.archive.takedowns import Order, take_down
from app.clock import read_clock
from app.web.answers import NEVER
from app.web.deps import TheService
from app.web.parameters import ExactRoute
from app.web.problems import describe_problems
from app.web.schemas import Tombstone

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
