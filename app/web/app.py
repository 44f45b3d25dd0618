"""The web application: the endpoints, the errors, and documentation that works with no internet."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib.metadata import version
from threading import Thread
from typing import Any

from anyio import CapacityLimiter
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from starlette.middleware.cors import CORSMiddleware
from starlette_compress import CompressMiddleware, add_compress_type

from app.archive.bounds import open_reading_engine
from app.archive.database import make_sessions, open_engine
from app.errors import SetupError
from app.export import Exports
from app.logs import set_up_logs
from app.readers import Readers, read_with
from app.settings import Settings, read_settings
from app.told import JsonPage
from app.web import (
    api_articles,
    api_captures,
    api_clusters,
    api_differences,
    api_exports,
    api_feeds,
    api_health,
    api_ingest,
    api_jobs,
    api_quotes,
    api_revisions,
    api_sources,
    api_speakers,
    api_takedowns,
    api_verify,
)
from app.web.api_articles import NINJS
from app.web.api_feeds import JSON_FEED
from app.web.deps import Service
from app.web.docs import serve_docs
from app.web.memento import LINK_FORMAT
from app.web.metrics import CountRequests, Metrics
from app.web.problems import answer_with_problems
from app.web.schemas import Problem
from app.web.transport import AnswerHead, TagCodings

DESCRIPTION = """
Takes raw scraped news pages, cuts them clean and files them under who, where and when.

Start with `POST /ingest`: its example can be sent as it stands. Then `GET /articles?source=Xinhua` finds it.
"""

COMPRESS_FROM_BYTES = 1000  # below it the packet is as large

# Beside those that every web service has; WARC, Parquet and the like are packed as they are.
for media_type in (NINJS.media_type, JSON_FEED, LINK_FORMAT, "application/schema+json"):
    add_compress_type(media_type)

# Schemas that the document refers to, though no endpoint returns them as its model.
EXTRA_SCHEMAS: tuple[type[BaseModel], ...] = (JsonPage, Problem)


def create_app_from_environment() -> FastAPI:
    """Create the application in a process that a server started."""
    set_up_logs()
    return create_app(read_settings())


def create_app(settings: Settings) -> FastAPI:
    """Create the application on the database that the settings name, which has the newest schema."""
    if settings.database_url is None:
        raise SetupError("set CLIPFILE_DATABASE_URL, or start with `clipfile serve`, which brings its own database")
    database_url = settings.database_url
    metrics = Metrics()

    @asynccontextmanager
    async def live(app: FastAPI) -> AsyncIterator[None]:
        readers = Readers(
            settings.readers,
            seconds=settings.reader_seconds,
            memory_bytes=settings.reader_memory_bytes,
            read=read_with(settings.quotes_model),
        )
        Thread(target=readers.start, name="start readers").start()  # a second or two that nobody need wait for
        n_exports = settings.max_exports
        with (
            open_engine(database_url) as engine,
            open_reading_engine(database_url, settings.search_seconds) as for_reads,
            open_engine(database_url, pool_size=n_exports) as for_exports,
        ):
            sessions, reads = make_sessions(engine), make_sessions(for_reads)
            exports = Exports(make_sessions(for_exports), n_exports, seconds=settings.export_seconds)
            intake = CapacityLimiter(2 * settings.readers)
            uploads = CapacityLimiter(settings.max_uploads)
            app.state.service = Service(settings, sessions, reads, readers, exports, intake, uploads, metrics)
            yield
            readers.close()

    app = _make_app(live)
    app.add_middleware(CountRequests, metrics=metrics)
    app.add_middleware(CompressMiddleware, brotli=False, minimum_size=COMPRESS_FROM_BYTES)
    app.add_middleware(TagCodings)
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.cors_origins,
            allow_methods=["*"],
            allow_headers=["*"],
            expose_headers=["Content-Disposition", "ETag", "Link", "Location", "Retry-After"],
        )
    app.add_middleware(AnswerHead)
    return app


def describe_api() -> dict[str, Any]:
    """Give the OpenAPI document; no database is needed for it."""
    return _make_app().openapi()


def _make_app(lifespan: Callable[[FastAPI], AbstractAsyncContextManager[None]] | None = None) -> FastAPI:
    app = FastAPI(
        title="Clipfile",
        version=version("clipfile"),
        description=DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        swagger_ui_oauth2_redirect_url=None,
    )
    answer_with_problems(app)
    of_articles = (api_feeds, api_articles, api_exports, api_differences, api_revisions, api_clusters)
    of_pages = (api_ingest, api_jobs, api_captures)
    for api in (*of_pages, *of_articles, api_quotes, api_speakers, api_verify, api_sources, api_takedowns, api_health):
        app.include_router(api.router)
    app.include_router(api_revisions.of_article)
    app.include_router(api_articles.schemas)
    serve_docs(app)
    app.openapi = lambda: _describe(app)  # type: ignore[method-assign] # FastAPI's own way to extend the document
    return app


def _describe(app: FastAPI) -> dict[str, Any]:
    if app.openapi_schema is None:
        document = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        _, extra = models_json_schema(
            [(model, "validation") for model in EXTRA_SCHEMAS], ref_template="#/components/schemas/{model}"
        )
        document["components"]["schemas"].update(extra["$defs"])
        app.openapi_schema = document
    return app.openapi_schema
