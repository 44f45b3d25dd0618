"""GET /clusters: the articles that carry one story, and how each came to it."""

import json
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from app.archive.cluster_views import get_cluster, list_members
from app.archive.clusters import find_kept_cluster
from app.archive.lists import Paging
from app.web.answers import answer_json, find_next, link_next
from app.web.article_query import Paged
from app.web.cluster_schemas import Cluster
from app.web.deps import TheSession
from app.web.links import lead_to_article
from app.web.parameters import ExactRoute
from app.web.problems import describe_problems

router = APIRouter(prefix="/clusters", tags=["clusters"], route_class=ExactRoute)


@router.get(
    "/{cluster_id}",
    operation_id="getCluster",
    summary="Read about a cluster",
    responses={
        200: {"model": Cluster, "links": lead_to_article("/members/0/id")},
        304: {"description": "Not changed."},
        308: {"description": "This cluster was found to be another one: the address of that one."},
        **describe_problems(400, 404, 422, 503),
    },
)
def read_cluster(request: Request, session: TheSession, cluster_id: UUID, query: Annotated[Paged, Query()]) -> Response:
    """Give the articles that carry one story, the first published first, and why each is among them.

    What is said of the cluster counts all its members, those on other pages too.
    """
    kept_id = find_kept_cluster(session, cluster_id)
    if kept_id != cluster_id:
        return RedirectResponse(str(request.url_for("read_cluster", cluster_id=kept_id)), 308)
    told = get_cluster(session, cluster_id)
    members = list_members(session, cluster_id, Paging(query.limit, query.cursor or None, "published_at"))
    next_ = find_next(request, members)
    written = f'{told.rstrip()[:-1]}, "members": [{", ".join(members.items)}], "next": {json.dumps(next_)}}}'
    return answer_json(request, written, link_next(next_))
