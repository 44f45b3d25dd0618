"""POST /ingest: a raw page in, a clean filed article out."""

import json
from datetime import datetime
from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Query, Request, Response

from app.archive.articles import get_article
from app.archive.duplicates import list_duplicates
from app.archive.jobs import get_job
from app.archive.receipts import Receipt
from app.clock import read_clock
from app.errors import Busy
from app.ingest import receive_page
from app.plural import say_count
from app.reception import keep_for_later
from app.told import Told
from app.web.answers import NEVER
from app.web.deps import Service, TheService
from app.web.examples import INGEST_BODIES
from app.web.intake import Posted, read_posted
from app.web.job_schemas import show_job
from app.web.later import ACCEPTED, IdempotencyKey, Prefer, answer_later, prefers_later
from app.web.links import lead_to_article
from app.web.parameters import ExactRoute
from app.web.problems import PROBLEM, describe_problems
from app.web.schemas import IngestReceipt

router = APIRouter(tags=["ingest"], route_class=ExactRoute)

STATUS = {"created": 201, "unchanged": 200, "new_revision": 200, "rejected": 422}


@router.post(
    "/ingest",
    operation_id="ingestPage",
    summary="File a raw page",
    status_code=201,
    responses={
        201: {
            "model": IngestReceipt,
            "description": "A new article was filed.",
            "headers": {"Location": {"schema": {"type": "string"}, "description": "The article's address."}},
            "links": lead_to_article("/article/id"),
        },
        200: {
            "model": IngestReceipt,
            "description": "The article was here already: unchanged, or now with a new revision.",
            "links": lead_to_article("/article/id"),
        },
        **ACCEPTED,
        **describe_problems(400, 409, 413, 415, 422, 503),
        422: {
            "model": IngestReceipt,
            "description": "The page is not an article: it is kept, with the reason. Or the request is not valid.",
            "content": PROBLEM,
        },
    },
    openapi_extra={"requestBody": {"required": True, "content": INGEST_BODIES}},
)
async def ingest_page(
    request: Request,
    service: TheService,
    told: Annotated[Told, Query()],
    prefer: Prefer = None,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Keep a page, cut it clean and file it under who, where and when.

    Send the page as it is (`text/html`, or `text/plain` for the plain-text dump of a page), as JSON, or as a form.
    Nothing is ever fetched. The same page sent again is answered as `unchanged`, with a key or without: a key matters
    only with `Prefer: respond-async`, where the page is kept and filed later.
    """
    is_later = prefers_later(prefer)
    if not is_later and service.intake.statistics().tasks_waiting >= service.settings.max_waiting_pages:
        raise Busy(
            f"no more than {say_count(service.settings.max_waiting_pages, 'page')} may wait to be read:"
            " send this one again in a moment"
        )
    now = read_clock()
    posted = await read_posted(request, told, limit=service.settings.max_page_bytes, now=now)
    if is_later:
        return await to_thread.run_sync(_keep, service, posted, now, idempotency_key)
    try:
        return await to_thread.run_sync(_file, service, posted, now, limiter=service.intake)
    finally:
        service.note_readers()


def _keep(service: Service, posted: Posted, now: datetime, key: str | None) -> Response:
    job_id = keep_for_later(
        service.sessions, posted.page, now=now, key=key, time_is_told=posted.time_is_told, headers=posted.headers
    )
    with service.sessions.begin() as session:
        return answer_later(show_job(get_job(session, job_id)), preferred=True)


def _file(service: Service, posted: Posted, now: datetime) -> Response:
    receipt = receive_page(
        service.sessions,
        service.readers,
        posted.page,
        now=now,
        time_is_told=posted.time_is_told,
        headers=posted.headers,
    )
    service.metrics.pages.labels(receipt.outcome, receipt.reason or "").inc()
    article, duplicates = "null", list[dict[str, object]]()
    if receipt.article_id is not None:
        with service.sessions.begin() as session:
            article = get_article(session, receipt.article_id).json
            duplicates = [
                {"id": str(one.id), "kind": one.kind, "similarity": one.similarity}
                for one in list_duplicates(session, receipt.article_id)
            ]
    return _answer(receipt, article, duplicates)


def _answer(receipt: Receipt, article: str, duplicates: list[dict[str, object]]) -> Response:
    told = {
        "outcome": receipt.outcome,
        "reason": receipt.reason,
        "detail": receipt.detail,
        "capture_id": str(receipt.capture_id),
    }
    body = f'{json.dumps(told)[:-1]}, "article": {article}, "duplicates": {json.dumps(duplicates)}}}'
    headers = NEVER | ({"Location": f"/articles/{receipt.article_id}"} if receipt.article_id else {})
    return Response(body, STATUS[receipt.outcome], headers, media_type="application/json")
