"""GET /articles.jsonl, .csv, .parquet and .warc: all that the filters let through, and the manifest to cite it by."""

from collections.abc import Generator
from typing import Annotated, Any
from uuid import UUID

import anyio
import structlog
from anyio.to_thread import run_sync
from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import Field
from starlette.types import Message, Receive, Scope, Send

from app.archive.manifests import get_manifest
from app.clock import read_clock
from app.export import COMPRESSIONS, KINDS, Compression, Format, Order
from app.ids import make_id
from app.web.answers import answer_json
from app.web.article_query import ArticleFilters
from app.web.deps import Service, TheReading, TheService
from app.web.parameters import ExactRoute
from app.web.problems import describe_problems
from app.web.schemas import Manifest
from app.web.transport import is_head

router = APIRouter(tags=["exports"], route_class=ExactRoute)

log = structlog.get_logger()

PATIENCE_SECONDS = 120.0
"""How long a client may take nothing, before its export is broken off."""

HOLDS: dict[Format, str] = {
    "jsonl": "JSON Lines: each line is what `GET /articles/{id}` answers.",
    "csv": "CSV (RFC 4180): one article a row. A cell that a spreadsheet could take for a formula has an apostrophe"
    " before it, and so has one that begins with an apostrophe.",
    "parquet": "Apache Parquet: times are timestamps, quotes a list of structs. It is compressed as it is.",
    "warc": "WARC 1.1: the captured pages of the articles, as they came.",
}


class ExportQuery(ArticleFilters):
    """What an export takes that is not compressed as it is: the filters of GET /articles, and how it is packed."""

    compress: Compression | None = Field(default=None, description="Packs the file.")


class Export(StreamingResponse):
    """Sends an export, and ends it in any case: where the client hangs up, and where it no longer takes anything."""

    def __init__(self, parts: Generator[bytes], headers: dict[str, str], media_type: str) -> None:
        super().__init__(parts, headers=headers, media_type=media_type)
        self._parts = parts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send what there is as fast as the client takes it."""

        async def send_in_time(message: Message) -> None:
            with anyio.fail_after(PATIENCE_SECONDS):
                await send(message)

        try:
            await super().__call__(scope, receive, send_in_time)
        except TimeoutError:  # without its end, which tells the client that the file is not whole
            log.warning("export broken off: its client takes nothing", seconds=PATIENCE_SECONDS)
        finally:
            with anyio.CancelScope(shield=True):
                await run_sync(self._parts.close)


def export_articles(request: Request, service: Service, order: Order) -> Response:
    """Begin an export; what can't be had is refused while it can still be answered with an error."""
    now = read_clock()
    export_id = make_id(now)
    file = f"clipfile-{now:%Y%m%dT%H%M%SZ}.{order.ending}"
    headers = {"Content-Disposition": f'attachment; filename="{file}"', "Cache-Control": "no-store"}
    if is_head(request):
        return StreamingResponse(iter(()), headers=headers, media_type=order.media_type)  # how long it is, none knows
    parts = service.exports.stream(service.sessions, order, export_id)
    next(parts)  # it has begun
    manifest = request.app.url_path_for("read_export", export_id=export_id)
    return Export(parts, {**headers, "Link": f'<{manifest}>; rel="describedby"'}, order.media_type)


def _add_export(name: Format) -> None:
    def export(request: Request, service: TheService, query: Annotated[ExportQuery, Query()]) -> Response:
        return export_articles(request, service, Order(query.filters(), name, query.compress))

    def export_sealed(request: Request, service: TheService, query: Annotated[ArticleFilters, Query()]) -> Response:
        return export_articles(request, service, Order(query.filters(), name))

    kind, holds = KINDS[name], HOLDS[name]
    packed = [] if kind.is_sealed else [media_type for _, media_type in COMPRESSIONS.values()]
    content: dict[str, Any] = {media_type: {} for media_type in (kind.media_type.partition(";")[0], *packed)}
    router.add_api_route(
        f"/articles.{name}",
        export_sealed if kind.is_sealed else export,
        methods=["GET"],
        operation_id=f"exportArticles{name.capitalize()}",
        summary=f"Take articles along as {holds.partition(':')[0]}",
        description=f"{holds}\n\nAll articles that the filters let through, as they were at one moment, in the order in"
        " which they were first filed. `Link` names the manifest.",
        response_class=StreamingResponse,
        responses={200: {"description": "The file.", "content": content}, **describe_problems(400, 422, 503)},
    )


for name in KINDS:
    _add_export(name)


@router.get(
    "/exports/{export_id}",
    operation_id="getExport",
    summary="Read the manifest of an export",
    responses={
        200: {"model": Manifest},
        304: {"description": "Not changed."},
        **describe_problems(404, 422, 503),
    },
)
def read_export(request: Request, session: TheReading, export_id: UUID) -> Response:
    """Say what a file holds, to cite it by: the query, the moment, how many articles, and the content's SHA-256.

    The digest is that of the content as it is before compression. An export that did not get to its end is `broken`.
    """
    return answer_json(request, get_manifest(session, export_id))
