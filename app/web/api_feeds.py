"""GET /articles.atom and /articles/feed.json: what a feed reader polls, with the filters of GET /articles."""

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from app.archive.articles import LISTED, Wanted, list_articles
from app.archive.lists import Paging, Sort
from app.formats.feeds import Feed, write_atom, write_json_feed
from app.web.answers import answer_bytes, find_next, link_next, read_items
from app.web.article_query import ArticleFilters, Listing
from app.web.deps import Service, TheReading, TheService
from app.web.parameters import ExactRoute
from app.web.problems import describe_problems

router = APIRouter(tags=["feeds"], route_class=ExactRoute)

ATOM, JSON_FEED = "application/atom+xml", "application/feed+json"
WITH_BODIES = Wanted(LISTED | {"body"})
NOTHING_CHANGED_AT = "1970-01-01T00:00:00Z"
"""When an empty feed was changed last: it must tell a time (RFC 4287, section 4.1.1), and always the same one."""


class FeedQuery(Listing):
    """What a feed takes."""

    sort: Sort = Field(
        default="-first_seen_at",
        description="By when this archive first saw them, so that what comes in is at the top; else as GET /articles.",
    )

    def paging(self) -> Paging:
        """Give the page that is asked for."""
        return Paging(self.limit, self.cursor or None, self.sort)


def _describe_feed(media_type: str) -> dict[int | str, dict[str, object]]:
    return {
        200: {"content": {media_type: {}}, "description": "The feed; `Link` has the address of its next page."},
        304: {"description": "Not changed."},
        **describe_problems(400, 422, 503),
    }


@router.get(
    "/articles.atom",
    operation_id="readAtomFeed",
    summary="Follow articles as an Atom feed",
    response_class=Response,
    responses=_describe_feed(ATOM),
)
def read_atom(
    request: Request, service: TheService, session: TheReading, query: Annotated[FeedQuery, Query()]
) -> Response:
    """Give the articles that came in last as Atom (RFC 4287), each with its first paragraph.

    Answered 304 while nothing has changed, to readers that send `If-None-Match`.
    """
    return _answer_feed(request, service, session, query, write_atom, ATOM)


@router.get(
    "/articles/feed.json",
    operation_id="readJsonFeed",
    summary="Follow articles as a JSON feed",
    response_class=Response,
    responses=_describe_feed(JSON_FEED),
)
def read_json_feed(
    request: Request, service: TheService, session: TheReading, query: Annotated[FeedQuery, Query()]
) -> Response:
    """Give the articles that came in last as JSON Feed 1.1, each with its whole text.

    Answered 304 while nothing has changed, to readers that send `If-None-Match`.
    """
    return _answer_feed(request, service, session, query, write_json_feed, JSON_FEED)


def _answer_feed(
    request: Request, service: Service, session: TheReading, query: FeedQuery, write: Callable[[Feed], str], type_: str
) -> Response:
    seconds = service.settings.search_seconds
    wanted = replace(WITH_BODIES, collapse=query.collapse is not None)
    listed = list_articles(session, query.filters(), query.paging(), wanted, seconds=seconds)
    articles = read_items(request, listed)
    updated_at = max((str(article["changed_at"]) for article in articles), default=NOTHING_CHANGED_AT)
    feed = Feed(_name_feed(query), str(request.url), updated_at, articles)
    # The address of the next page can change with whatever is filed anywhere; what a reader polls for does not.
    tagged = write(feed).encode()
    next_ = find_next(request, listed)
    content = write(replace(feed, next=next_)).encode()
    return answer_bytes(request, content, f"{type_}; charset=utf-8", link_next(next_), weakly_tagged=tagged)


def _name_feed(query: FeedQuery) -> str:
    asked = query.model_dump(mode="json", exclude_unset=True, include=set(ArticleFilters.model_fields))
    return "Clipfile: " + ", ".join(f"{name}={value}" for name, value in asked.items()) if asked else "Clipfile"
