"""GET /articles: find them, count them, read them, and see the page that they were read from."""

import json
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import RedirectResponse

from app.archive.articles import get_article, get_article_url, get_revision_id, list_articles
from app.archive.captures import get_raw
from app.archive.database import Session
from app.archive.facets import count_facets
from app.archive.history import find_number_in_force
from app.archive.timeline import count_timeline
from app.formats import FORMATS, WrittenArticle
from app.formats.ninjs import SCHEMA, SCHEMA_PATH, write_ninjs_list
from app.web.answers import UNTIL_ASKED, answer_bytes, answer_json, answer_page, find_next, link_next, read_items
from app.web.article_query import ArticleQuery, FacetQuery, TimelineQuery
from app.web.count_schemas import Facets, Timeline
from app.web.deps import TheReading, TheService
from app.web.links import lead_to_article, link_revision
from app.web.memento import ACCEPT_DATETIME, address_of, link_article, parse_accept_datetime
from app.web.negotiation import JSON, WantedFormat
from app.web.parameters import ExactRoute, describe_query, read_query
from app.web.problems import describe_problems
from app.web.raw import RAW_PAGE, answer_raw
from app.web.schemas import Article, ArticlePage

router = APIRouter(prefix="/articles", tags=["articles"], route_class=ExactRoute)
schemas = APIRouter(tags=["articles"], route_class=ExactRoute)

NINJS = FORMATS["ninjs"]
VARY = "Accept, Accept-Datetime"


@router.get(
    "",
    operation_id="listArticles",
    summary="Find articles",
    responses={
        200: {
            "model": ArticlePage,
            "content": {NINJS.media_type: {}},
            "links": lead_to_article("/items/0/id"),
        },
        **describe_problems(400, 422, 503),
    },
    openapi_extra=describe_query(ArticleQuery),
)
def find_articles(
    request: Request, service: TheService, query: Annotated[ArticleQuery, Depends(read_query(ArticleQuery))]
) -> Response:
    """List articles by date, the newest first, without their bodies.

    Names match whatever their case, spacing or accents, and a source by every form of its name: `source=Xinhua`,
    `source=xinhua` and `source=Xinhua News Agency` find the same. A search that would take too long is answered 503.

    With `format=ninjs` the page is one composite item (IPTC ninjs 3.1) with whole texts, and `Link` names the next.
    """
    seconds = service.settings.search_seconds
    with service.reads() as session:
        listed = list_articles(session, query.filters(), query.paging(), query.wanted(), seconds=seconds)
    if query.format == "ninjs":
        written = write_ninjs_list(read_items(request, listed), str(request.url))
        headers = UNTIL_ASKED | link_next(find_next(request, listed))
        return Response(written.encode(), headers=headers, media_type=NINJS.media_type)
    return answer_page(request, listed, with_total=True)


@router.get(
    "/facets",
    operation_id="countFacets",
    summary="Count articles by source, place, speaker ...",
    responses={200: {"model": Facets}, **describe_problems(400, 422, 503)},
)
def read_facets(
    request: Request, service: TheService, session: TheReading, query: Annotated[FacetQuery, Query()]
) -> Response:
    """Count the articles that the filters let through, by one or more of their facts.

    Of more than about 100,000 matches of words, or articles whose speakers or authors are counted, the newest are:
    `counted_from` tells since when.
    """
    seconds = service.settings.search_seconds
    return answer_json(request, count_facets(session, query.by, query.filters(), limit=query.limit, seconds=seconds))


@router.get(
    "/timeline",
    operation_id="countTimeline",
    summary="Count articles over time",
    responses={200: {"model": Timeline}, **describe_problems(400, 422, 503)},
)
def read_timeline(
    request: Request, service: TheService, session: TheReading, query: Annotated[TimelineQuery, Query()]
) -> Response:
    """Count the articles that the filters let through by when they were published, and their share of all articles.

    Intervals without a match are there with zero, from the first match to the last, or over the whole period that
    `published_from` and `published_to` name. Articles whose date is not known as exactly as the interval needs it are
    counted as undated.
    """
    seconds = service.settings.search_seconds
    return answer_json(request, count_timeline(session, query.interval, query.filters(), seconds=seconds))


@router.get(
    "/{article_id}",
    operation_id="getArticle",
    summary="Read an article",
    responses={
        200: {
            "model": Article,
            "content": {known.media_type: {} for known in FORMATS.values()},
            "links": link_revision("/revision"),
        },
        302: {"description": "With Accept-Datetime: the address of the revision that was in force then."},
        304: {"description": "Not changed."},
        **describe_problems(400, 404, 406, 410, 422, 503),
    },
    openapi_extra=ACCEPT_DATETIME,
)
def read_article(request: Request, service: TheService, article_id: UUID, wanted: WantedFormat) -> Response:
    """Give an article whole: text, facts, quotes as offsets into the text, and where each fact was found.

    As JSON, plain text, Markdown, JSON-LD (schema.org NewsArticle) or ninjs 3.1 (IPTC), by `Accept` or by `format`.
    With `Accept-Datetime` (Memento, RFC 7089) it leads to the revision that was in force at that time.
    """
    with service.reads() as session:
        if asked := request.headers.get("accept-datetime"):
            return _lead_to_revision(request, session, article_id, parse_accept_datetime(asked))
        written, url = get_article(session, article_id)
    headers = {"Vary": VARY, "Link": link_article(request, article_id, url)}
    if wanted == JSON:
        return answer_json(request, written, headers)
    text = FORMATS[wanted].write(WrittenArticle(json.loads(written), address_of(request, article_id)))
    return answer_bytes(request, text.encode(), f"{FORMATS[wanted].media_type}; charset=utf-8", headers)


def _lead_to_revision(request: Request, session: Session, article_id: UUID, at: datetime) -> Response:
    url = get_article_url(session, article_id)
    number = find_number_in_force(session, article_id, at)
    headers = {**UNTIL_ASKED, "Vary": VARY, "Link": link_article(request, article_id, url)}
    return RedirectResponse(f"{address_of(request, article_id)}/revisions/{number}", 302, headers)


@router.get(
    "/{article_id}/raw",
    operation_id="getRawPage",
    summary="Download the captured page",
    responses=RAW_PAGE,
)
def download_raw_page(request: Request, session: TheReading, article_id: UUID) -> Response:
    """Give the bytes that the article was read from last, exactly as they came, to keep and not to render."""
    return answer_raw(request, get_raw(session, get_revision_id(session, article_id)), str(article_id))


@schemas.get(
    SCHEMA_PATH,
    operation_id="getNinjsSchema",
    summary="Read the schema of our ninjs",
    response_class=Response,
    responses={
        200: {"content": {"application/schema+json": {}}},
        304: {"description": "Not changed."},
        **describe_problems(422),
    },
)
def read_ninjs_schema(request: Request) -> Response:
    """Give the JSON Schema that `format=ninjs` follows: IPTC's ninjs 3.1, with the dateline and quotes of a story."""
    return answer_bytes(request, SCHEMA.encode(), "application/schema+json")
