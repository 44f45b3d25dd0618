"""GET /healthz and /readyz: for those who watch over the service."""

from fastapi import APIRouter, Response

from app.archive.database import is_ready
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
