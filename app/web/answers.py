"""How answers go out: JSON that PostgreSQL wrote, validators, and the links between pages of a list."""

import json
from collections.abc import Sequence

from fastapi import Request, Response

from app.archive.lists import Listed, Total
from app.digest import digest_bytes
from app.formats import WrittenArticle
from app.web.transport import strip_coding

WHILE_IT_STANDS = {"Cache-Control": "public, immutable, max-age=3600, must-revalidate"}
"""For what never becomes anything else (RFC 8246) but may be taken down: an hour later no cache gives it any more."""
UNTIL_ASKED = {"Cache-Control": "no-cache"}
"""For what may change: it can be kept, if it is asked for again each time whether it is the same still."""
NEVER = {"Cache-Control": "no-store"}
"""For what was said to one sender at one time."""


def answer_json(request: Request, written: str, headers: dict[str, str] | None = None) -> Response:
    """Answer with JSON as it is, or 304 where the asker has it already."""
    return answer_bytes(request, written.encode(), "application/json", headers)


def answer_bytes(
    request: Request,
    content: bytes,
    media_type: str,
    headers: dict[str, str] | None = None,
    *,
    weakly_tagged: bytes | None = None,
) -> Response:
    """Answer with bytes under a strong ETag, or 304 where If-None-Match names it (RFC 9110, section 13.1.2).

    Where parts of the content can change and mean the same, `weakly_tagged` is what the tag, a weak one, is made of.
    """
    etag = f'"{digest_bytes(content if weakly_tagged is None else weakly_tagged).hex()[:32]}"'
    weak = "" if weakly_tagged is None else "W/"
    headers = {**UNTIL_ASKED, **(headers or {})}
    for asked in request.headers.get("if-none-match", "").split(","):
        if asked.strip() == "*" or strip_coding(asked) == etag:
            known = etag if asked.strip() == "*" else asked.strip().removeprefix("W/")
            return Response(status_code=304, headers={**headers, "ETag": weak + known})
    return Response(content, headers={**headers, "ETag": weak + etag}, media_type=media_type)


def answer_page(request: Request, listed: Listed, *, with_total: bool = False) -> Response:
    """Answer with one page of a list, and the address of the next one in the body and in Link (RFC 8288)."""
    total = _write_total(listed.total) if with_total else ""
    next_ = find_next(request, listed)
    content = _list_json(listed.items, json.dumps(next_), total)
    return Response(content, headers=UNTIL_ASKED | link_next(next_), media_type="application/json")


def find_next(request: Request, listed: Listed) -> str | None:
    """Give the address of a list's next page, None on the last."""
    return None if listed.next is None else str(request.url.include_query_params(cursor=listed.next))


def link_next(address: str | None) -> dict[str, str]:
    """Give the header that names the next page, if there is one."""
    return {} if address is None else {"Link": f'<{address}>; rel="next"'}


def read_items(request: Request, listed: Listed) -> tuple[WrittenArticle, ...]:
    """Read the articles of a list from their JSON, for those who write them in other formats."""
    articles, base = (json.loads(item) for item in listed.items), request.url_for("find_articles")
    return tuple(WrittenArticle(fields, f"{base}/{fields['id']}") for fields in articles)


def _write_total(total: Total | None) -> str:
    if total is None:
        return ', "total": null, "total_is": null'
    return f', "total": {total.n}, "total_is": "{"exact" if total.is_exact else "estimate"}"'


def answer_whole_list(request: Request, items: Sequence[str]) -> Response:
    """Answer with a list that has one page only."""
    return answer_json(request, _list_json(items, "null"))


def _list_json(items: Sequence[str], next_: str, more: str = "") -> str:
    return f'{{"items": [{", ".join(items)}], "next": {next_}{more}}}'
