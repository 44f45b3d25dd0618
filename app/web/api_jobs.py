"""POST /ingest/batch and GET /jobs: many pages in, and what becomes of each."""

from typing import Annotated, BinaryIO, cast
from uuid import UUID

from anyio import WouldBlock, to_thread
from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from app.archive.job_items import ItemOutcome, list_items
from app.archive.jobs import State, cancel_job, get_job, list_jobs
from app.archive.lists import Listed
from app.bulk.packed import Unpacked
from app.bulk.records import Kind
from app.clock import read_clock
from app.errors import Busy, UnsupportedPage
from app.plural import say_count
from app.reception import receive_batch
from app.told import parse_content_type
from app.web.answers import NEVER, answer_json, answer_page
from app.web.article_query import Paged
from app.web.deps import Service, TheService, TheSession
from app.web.examples import BATCH_BODIES
from app.web.job_schemas import Job, JobItemPage, JobPage, show_job
from app.web.later import ACCEPTED, IdempotencyKey, answer_later
from app.web.parameters import ExactRoute
from app.web.problems import describe_problems
from app.web.upload import Upload

router = APIRouter(tags=["ingest"], route_class=ExactRoute)

KINDS: dict[str, Kind] = {
    "application/x-ndjson": "jsonl",
    "application/ndjson": "jsonl",
    "application/jsonl": "jsonl",
    "application/x-jsonlines": "jsonl",
    "application/warc": "warc",
}


@router.post(
    "/ingest/batch",
    operation_id="ingestBatch",
    summary="File many pages",
    status_code=202,
    responses={**ACCEPTED, **describe_problems(400, 409, 415, 422, 503)},
    openapi_extra={"requestBody": {"required": True, "content": BATCH_BODIES}},
)
async def ingest_batch(request: Request, service: TheService, idempotency_key: IdempotencyKey = None) -> Response:
    """Keep every page of a file, of any size, and file them later: the answer names the job that tells how far it is.

    Send one JSON page a line, each as `POST /ingest` takes it, or a WARC file; gzip and zstd are known by themselves.
    What has come in is kept and filed even where the connection breaks off. Send all of it again under the same
    `Idempotency-Key` then, and it goes on from there.
    """
    kind = _choose_kind(request)
    upload = _open_upload(request)
    try:
        service.uploads.acquire_nowait()
    except WouldBlock:
        n = service.settings.max_uploads
        are = f"{say_count(n, 'batch', 'batches')} {'is' if n == 1 else 'are'}"
        raise Busy(f"{are} coming in, and no more can at once: send this one when one has ended") from None
    try:
        return await to_thread.run_sync(_receive, service, upload, kind, idempotency_key)
    finally:
        service.uploads.release()


def _choose_kind(request: Request) -> Kind:
    media_type, _ = parse_content_type(request.headers.get("content-type"))
    if media_type not in KINDS:
        raise UnsupportedPage(
            f"a batch can't be {media_type}: send it as application/x-ndjson, one JSON page a line, or application/warc"
        )
    return KINDS[media_type]


def _open_upload(request: Request) -> BinaryIO:
    """Open the body as it is inside its Content-Encoding."""
    file = cast("BinaryIO", Upload(request))
    for encoding in request.headers.get("content-encoding", "identity").lower().split(","):
        match encoding.strip():
            case "identity" | "":
                continue
            case "gzip" | "x-gzip" | "zstd":
                file = cast("BinaryIO", Unpacked(file))
            case other:
                raise UnsupportedPage(f"Content-Encoding {other!r} is not taken for a batch: gzip and zstd are")
    return file


def _receive(service: Service, file: BinaryIO, kind: Kind, key: str | None) -> Response:
    job_id = receive_batch(
        service.sessions, file, kind, limit=service.settings.max_page_bytes, clock=read_clock, key=key
    )
    with service.sessions.begin() as session:
        return answer_later(show_job(get_job(session, job_id)))


class JobQuery(Paged):
    """What GET /jobs takes."""

    state: State | None = Field(default=None, description="Only those that are in it.")


@router.get(
    "/jobs",
    operation_id="listJobs",
    summary="Which jobs are there?",
    responses={200: {"model": JobPage}, **describe_problems(400, 422, 503)},
)
def find_jobs(request: Request, session: TheSession, query: Annotated[JobQuery, Query()]) -> Response:
    """List jobs, the newest first, each with how far it is: `state=working`."""
    found = list_jobs(session, state=query.state, limit=query.limit, cursor=query.cursor or None)
    return answer_page(request, Listed(tuple(show_job(job).model_dump_json() for job in found.jobs), found.next))


@router.get(
    "/jobs/{job_id}",
    operation_id="getJob",
    summary="How far is a job?",
    responses={200: {"model": Job}, 304: {"description": "Not changed."}, **describe_problems(404, 422, 503)},
)
def read_job(request: Request, session: TheSession, job_id: UUID) -> Response:
    """Give its state, how many pages have which outcome, how fast it goes and how long it will take yet."""
    return answer_json(request, show_job(get_job(session, job_id)).model_dump_json())


class ItemQuery(Paged):
    """What GET /jobs/{job_id}/items takes."""

    outcome: ItemOutcome | None = Field(default=None, description="Only those that have it.")


@router.get(
    "/jobs/{job_id}/items",
    operation_id="listJobItems",
    summary="What became of each page of a job?",
    responses={200: {"model": JobItemPage}, **describe_problems(400, 404, 422, 503)},
)
def read_items(request: Request, session: TheSession, job_id: UUID, query: Annotated[ItemQuery, Query()]) -> Response:
    """List the pages of a job in the order of sending, each with its outcome and the reason for it."""
    listed = list_items(session, job_id, outcome=query.outcome, limit=query.limit, cursor=query.cursor or None)
    return answer_page(request, listed)


@router.delete(
    "/jobs/{job_id}",
    operation_id="cancelJob",
    summary="Cancel what is not done of a job",
    responses={200: {"model": Job}, **describe_problems(404, 422, 503)},
)
def drop_job(service: TheService, job_id: UUID) -> Response:
    """File no more pages of a job; what is filed stays filed, and what was kept stays kept.

    A page that is just being read is not filed either. A job that is over stays as it is.
    """
    is_more = True
    while is_more:
        with service.sessions.begin() as session:
            is_more = cancel_job(session, job_id)
    with service.sessions.begin() as session:
        job = show_job(get_job(session, job_id))
    return Response(job.model_dump_json(), headers=NEVER, media_type="application/json")
