"""From error to answer: application/problem+json (RFC 9457), for every error there is."""

from collections.abc import Sequence
from http import HTTPStatus
from itertools import chain
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.routing import Match, Route

from app.archive.database import UNREACHABLE
from app.errors import (
    BadCursor,
    BadQuery,
    BadRequest,
    Busy,
    ClipfileError,
    Conflict,
    Gone,
    KeyReused,
    NotAcceptable,
    NotFound,
    PageTooLarge,
    TooSlow,
    UnsupportedPage,
)

STATUS: dict[type[ClipfileError], HTTPStatus] = {
    UnsupportedPage: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    PageTooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    BadCursor: HTTPStatus.BAD_REQUEST,
    NotAcceptable: HTTPStatus.NOT_ACCEPTABLE,
    KeyReused: HTTPStatus.UNPROCESSABLE_ENTITY,
    BadRequest: HTTPStatus.BAD_REQUEST,
    NotFound: HTTPStatus.NOT_FOUND,
    Conflict: HTTPStatus.CONFLICT,
    Gone: HTTPStatus.GONE,
    TooSlow: HTTPStatus.SERVICE_UNAVAILABLE,
    Busy: HTTPStatus.SERVICE_UNAVAILABLE,
    ClipfileError: HTTPStatus.INTERNAL_SERVER_ERROR,
}
"""The one table from error to status: the first class that an error is an instance of decides."""

PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
"""An error's content, as the OpenAPI document has it."""

RETRY_AFTER_SECONDS = 2

log = structlog.get_logger()


def make_problem(status: int, detail: str, **more: Any) -> JSONResponse:
    """Make the answer to an error: the status's own title, and a sentence that says what to do."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail, **more}
    headers = {"Cache-Control": "no-store"}
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return JSONResponse(body, status, headers, media_type="application/problem+json")


def answer_with_problems(app: FastAPI) -> None:
    """Make every error of the app a problem, those of FastAPI and of the router included."""

    @app.exception_handler(ClipfileError)
    def ours(_: Request, error: ClipfileError) -> JSONResponse:
        status = next(status for kind, status in STATUS.items() if isinstance(error, kind))
        more = {"tombstone": error.tombstone} if isinstance(error, Gone) else _point_into_query(error)
        return make_problem(status, str(error), **more)

    @app.exception_handler(RequestValidationError)
    def invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        errors = [_explain(one) for one in error.errors()]
        return make_problem(HTTPStatus.UNPROCESSABLE_ENTITY, errors[0]["detail"], errors=errors)

    @app.exception_handler(HTTPException)
    def routing(request: Request, error: HTTPException) -> JSONResponse:
        return _explain_routing(request, error)

    @app.exception_handler(ClientDisconnect)
    def gone(_: Request, __: ClientDisconnect) -> JSONResponse:
        return make_problem(HTTPStatus.BAD_REQUEST, "the page did not arrive whole")  # nobody is left to read it

    def unreachable(_: Request, error: Exception) -> JSONResponse:
        log.error("database does not answer", error=str(error))
        return make_problem(HTTPStatus.SERVICE_UNAVAILABLE, "the database does not answer: try again in a moment")

    for kind in UNREACHABLE:
        app.add_exception_handler(kind, unreachable)

    @app.exception_handler(Exception)
    def unexpected(request: Request, error: Exception) -> JSONResponse:
        log.error("unexpected error", path=request.url.path, exc_info=error)
        return make_problem(500, "this is a fault of ours: nothing was filed, and the service's log says more")


def _explain_routing(request: Request, error: HTTPException) -> JSONResponse:
    """Say what there is instead of what was asked for."""
    path = request.url.path
    if error.status_code == HTTPStatus.NOT_FOUND:
        return make_problem(404, f"there is nothing at {path}: /docs lists what there is")
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        problem = make_problem(405, f"{path} does not take {request.method}: see /docs")
        problem.headers["Allow"] = _list_methods(request)
        return problem
    problem = make_problem(error.status_code, str(error.detail))
    problem.headers.update(error.headers or {})
    return problem


def _list_methods(request: Request) -> str:
    """List what a path takes: the router tells of one endpoint alone. Where GET is, HEAD is (transport.AnswerHead)."""
    inner = [getattr(one, "original_router", request.app.router).routes for one in request.app.router.routes]
    matching = [
        route
        for route in chain.from_iterable(inner)
        if isinstance(route, Route) and route.matches(request.scope)[0] is not Match.NONE
    ]
    # The first is the one that is meant: /articles/facets also looks like an article's address.
    taken = {
        method for route in matching if route.path_format == matching[0].path_format for method in route.methods or ()
    }
    return ", ".join(sorted(taken | {"HEAD"} if "GET" in taken else taken))


def _explain(error: dict[str, Any]) -> dict[str, str]:
    """Say which part of a request is wrong, and why, in one sentence."""
    where, *path = error["loc"]
    in_body = where == "body"
    name = ".".join(map(str, path)) if in_body else str(path[0])  # and not where in its value, as pydantic counts it
    if error["type"] == "extra_forbidden":
        detail = f"there is no {'field' if in_body else 'parameter'} {name!r} here: /docs lists them"
    else:
        detail = f"{name or 'the body'}: {error['msg'].removeprefix('Value error, ')}"
    return {"pointer": _point_to(path), "detail": detail} if in_body else {"parameter": name, "detail": detail}


def _point_into_query(error: ClipfileError) -> dict[str, Any]:
    """Say at which character a query goes wrong."""
    if not isinstance(error, BadQuery):
        return {}
    return {"errors": [{"parameter": "q", "detail": str(error), "position": error.position}]}


def _point_to(path: Sequence[Any]) -> str:
    """Write a JSON Pointer as a fragment (RFC 6901, section 6)."""
    return "#" + "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in path)


def describe_problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Describe the errors of an endpoint for the OpenAPI document."""
    return {status: {"description": HTTPStatus(status).phrase, "content": PROBLEM} for status in statuses}
