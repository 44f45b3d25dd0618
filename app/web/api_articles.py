"""GET /articles: find them, read them, and see the page that they were read from."""

import json
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from app.archive.articles import get_article, get_revision_id, list_articles
from app.archive.captures import get_raw
from app.archive.lists import Paging, Sort
from app.digest import name_digest
from app.formats import FORMATS, WrittenArticle
from app.web.answers import answer_bytes, answer_json, answer_page
from app.web.deps import TheSession
from app.web.negotiation import JSON, WantedFormat
from app.web.periods import From, To
from app.web.problems import describe_problems
from app.web.schemas import Article, ArticlePage

router = APIRouter(prefix="/articles", tags=["articles"])

PAGING = {"limit", "cursor", "sort"}


class PageOfList(BaseModel):
    """Which page of a list."""

    model_config = ConfigDict(extra="forbid")

    limit: int = Field(default=20, ge=1, le=100)
    cursor: str | None = Field(default=None, description="From `next` of the page before.")
    sort: Sort = Field(default="-published_at", description="By date of publication, else by when first seen.")

    def paging(self) -> Paging:
        """Give the page that is asked for."""
        return Paging(self.limit, self.cursor or None, self.sort)

    def filters(self) -> dict[str, object]:
        """Give the filters that were asked for."""
        return self.model_dump(exclude_none=True, exclude=PAGING)


class ArticleQuery(PageOfList):
    """Filters of GET /articles; all that are given must hold."""

    source: str | None = Field(
        default=None, description="Credited newsroom or agency, by any form of its name.", examples=["Xinhua"]
    )
    publisher: str | None = Field(default=None, description="Whose page it is.")
    author: str | None = None
    place: str | None = Field(default=None, description="The dateline's place.")
    agency: str | None = Field(default=None, description="The dateline's agency, as printed.")
    speaker: str | None = Field(default=None, description="Somebody who is quoted.")
    language: str | None = Field(default=None, pattern="^[a-z]{2,3}$", description="ISO 639-1.")
    published_from: From | None = Field(default=None, description="A year, month, day or moment; included.")
    published_to: To | None = Field(default=None, description="A year, month, day or moment; included.")
    ingested_from: From | None = Field(default=None, description="When this archive first saw it.")
    ingested_to: To | None = None
    cluster: UUID | None = Field(default=None, description="Articles that carry the same story text.")


@router.get(
    "",
    operation_id="listArticles",
    summary="Find articles",
    responses={200: {"model": ArticlePage}, **describe_problems(400, 422, 503)},
)
def find_articles(request: Request, session: TheSession, query: Annotated[ArticleQuery, Query()]) -> Response:
    """List articles by date, the newest first, without their bodies.

    Names match whatever their case, spacing or accents, and a source by every form of its name: `source=Xinhua`,
    `source=xinhua` and `source=Xinhua News Agency` find the same.
    """
    return answer_page(request, list_articles(session, query.filters(), query.paging()))


@router.get(
    "/{article_id}",
    operation_id="getArticle",
    summary="Read an article",
    responses={
        200: {"model": Article, "content": {known.media_type: {} for known in FORMATS.values()}},
        304: {"description": "Not changed."},
        **describe_problems(404, 406, 422, 503),
    },
)
def read_article(request: Request, session: TheSession, article_id: UUID, wanted: WantedFormat) -> Response:
    """Give an article whole: text, facts, quotes as offsets into the text, and where each fact was found.

    As JSON, plain text, Markdown, JSON-LD (schema.org NewsArticle) or ninjs 3.1 (IPTC), by `Accept` or by `format`.
    """
    written = get_article(session, article_id)
    varied = {"Vary": "Accept"}
    if wanted == JSON:
        return answer_json(request, written, varied)
    uri = str(request.url_for("read_article", article_id=article_id))
    text = FORMATS[wanted].write(WrittenArticle(json.loads(written), uri))
    return answer_bytes(request, text.encode(), f"{FORMATS[wanted].media_type}; charset=utf-8", varied)


@router.get(
    "/{article_id}/raw",
    operation_id="getRawPage",
    summary="Download the captured page",
    responses={
        200: {"content": {"application/octet-stream": {}}, "description": "The bytes as they came."},
        304: {"description": "Not changed."},
        **describe_problems(404, 422, 503),
    },
)
def download_raw_page(request: Request, session: TheSession, article_id: UUID) -> Response:
    """Give the bytes that the article was read from, exactly as they came, to keep and not to render."""
    page = get_raw(session, get_revision_id(session, article_id))
    ending = "txt" if page.media_type == "text/plain" else "html"
    headers = {
        "Content-Disposition": f'attachment; filename="{article_id}.{ending}"',
        "Content-Security-Policy": "sandbox; default-src 'none'",  # a stored page must never run on our origin
        "X-Content-Type-Options": "nosniff",
        "X-Capture-Digest": name_digest(page.digest),
    }
    content_type = f"{page.media_type}; charset={page.charset}" if page.charset else page.media_type
    return answer_bytes(request, page.raw, content_type, headers)
