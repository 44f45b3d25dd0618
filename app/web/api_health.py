"""GET /healthz, /readyz and /metrics: for those who watch over the service."""

from contextlib import suppress

from fastapi import APIRouter, Response
from fastapi.responses import PlainTextResponse
from prometheus_client import CONTENT_TYPE_LATEST

from app.archive.database import UNREACHABLE
from app.archive.job_counts import list_worked
from app.archive.jobs import count_waiting
from app.archive.schema import is_ready
from app.web.answers import NEVER
from app.web.deps import TheService
from app.web.problems import describe_problems, make_problem
from app.web.schemas import Health

router = APIRouter(tags=["health"])


@router.get("/healthz", operation_id="checkHealth", summary="Is the process alive?", response_model=Health)
async def check_health() -> Response:
    """Answer as long as the process runs, whatever the database does."""
    return Response('{"status": "ok"}', headers=NEVER, media_type="application/json")


@router.get(
    "/metrics",
    operation_id="readMetrics",
    summary="What has it done, and what is it doing?",
    response_class=PlainTextResponse,
    responses={200: {"description": "Counts in Prometheus' text format."}},
)
def read_metrics(service: TheService) -> Response:
    """Give counts of requests and pages, how long requests took, what the readers do and what is left for workers."""
    service.note_readers()
    with suppress(*UNREACHABLE), service.reads() as session:  # the other counts matter most when it does not answer
        service.metrics.note_job_pages(count_waiting(session), list_worked(session))
    return Response(service.metrics.write(), headers=NEVER, media_type=CONTENT_TYPE_LATEST)


@router.get(
    "/readyz",
    operation_id="checkReadiness",
    summary="Can it take pages?",
    response_model=Health,
    responses=describe_problems(503),
)
def check_readiness(service: TheService) -> Response:
    """Answer 200 when the database answers and has the newest schema, else 503."""
    with service.sessions() as session:
        if is_ready(session):
            return Response('{"status": "ok"}', headers=NEVER, media_type="application/json")
    return make_problem(503, "the database does not answer, or has an older schema: see `clipfile db check`")
