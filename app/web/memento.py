"""Memento (RFC 7089): an article leads to what its page said at a time, and every revision to those around it.

/articles/{id} is the time gate of the page's address, /articles/{id}/timemap lists the revisions, and these are the
mementos.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import Any
from urllib.parse import quote
from uuid import UUID

from fastapi import Request

from app.archive.revisions import Memento, Mementos
from app.errors import BadRequest

LINK_FORMAT = "application/link-format"
ACCEPT_DATETIME: dict[str, Any] = {
    "parameters": [
        {
            "name": "Accept-Datetime",
            "in": "header",
            "required": False,
            "description": "A time, as HTTP writes it: the answer leads to what the page said then.",
            "schema": {"type": "string"},
            "example": "Tue, 05 Mar 2024 12:00:00 GMT",
        }
    ]
}
"""How the OpenAPI document tells of it: the header is read by hand, as the article is what is read most."""
_OF_ADDRESSES = "%:/?#[]@!$&'()*+,;=-._~"


def parse_accept_datetime(text: str) -> datetime:
    """Read a time as HTTP writes it: Thu, 31 May 2007 20:35:00 GMT; raise BadRequest."""
    try:
        at = parsedate_to_datetime(text)
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        raise BadRequest(
            "Accept-Datetime can't be read: write it as Thu, 31 May 2007 20:35:00 GMT (RFC 7089)"
        ) from None


def write_http_date(at: datetime) -> str:
    """Write a time for a header."""
    return format_datetime(at.astimezone(UTC).replace(microsecond=0), usegmt=True)


def address_of(request: Request, article_id: UUID) -> str:
    """Give the address of an article; written here, as to have the router find it would cost every answer a tenth."""
    return f"{request.base_url}articles/{article_id}"


def link_article(request: Request, article_id: UUID, url: str | None) -> str:
    """Write the Link header of an article: its page, and where its past is."""
    return ", ".join(_link_around(request, article_id, url))


def link_memento(request: Request, article_id: UUID, mementos: Mementos, number: int) -> str:
    """Write the Link header of a revision: its page, and the revisions before and after it in time."""
    at = next(at for at, one in enumerate(mementos.all) if one.number == number)
    last = len(mementos.all) - 1
    relations = dict[int, list[str]]()
    for relation, place in (("first", 0), ("prev", at - 1), ("next", at + 1), ("last", last)):
        if 0 <= place <= last:
            relations.setdefault(place, []).append(relation)
    near = (
        _link_revision(request, article_id, mementos.all[place], names) for place, names in sorted(relations.items())
    )
    return ", ".join((*_link_around(request, article_id, mementos.url), *near))


def write_timemap(request: Request, article_id: UUID, mementos: Mementos) -> str:
    """Write all revisions of an article in the link format (RFC 6690), in the order of time."""
    first, last = mementos.all[0].captured_at, mementos.all[-1].captured_at
    original, timegate, _ = _link_around(request, article_id, mementos.url)
    itself = _write(
        f"{address_of(request, article_id)}/timemap",
        "self",
        type=LINK_FORMAT,
        **{"from": write_http_date(first), "until": write_http_date(last)},
    )
    ends = {0: ["first"], len(mementos.all) - 1: ["last"]}
    if len(mementos.all) == 1:
        ends = {0: ["first", "last"]}
    each = (_link_revision(request, article_id, one, ends.get(at, [])) for at, one in enumerate(mementos.all))
    return ",\n".join((original, timegate, itself, *each)) + "\n"


def _link_around(request: Request, article_id: UUID, url: str | None) -> Iterator[str]:
    article = address_of(request, article_id)
    is_web = url is not None and url.lower().startswith(("http://", "https://"))
    yield _write(url if url and is_web else article, "original")
    yield _write(article, "timegate")
    yield _write(f"{address_of(request, article_id)}/timemap", "timemap", type=LINK_FORMAT)


def _link_revision(request: Request, article_id: UUID, one: Memento, relations: list[str]) -> str:
    address = f"{address_of(request, article_id)}/revisions/{one.number}"
    return _write(address, " ".join((*relations, "memento")), datetime=write_http_date(one.captured_at))


def _write(address: str, relation: str, **more: str) -> str:
    told = "".join(f'; {name}="{value}"' for name, value in more.items())
    return f'<{quote(address, safe=_OF_ADDRESSES)}>; rel="{relation}"{told}'
