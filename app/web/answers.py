"""How answers go out: JSON that PostgreSQL wrote, validators, and the links between pages of a list."""

import json
from collections.abc import Sequence

from fastapi import Request, Response

from app.archive.lists import Listed, Total
from app.digest import digest_bytes
from app.web.transport import strip_coding

FOR_GOOD = {"Cache-Control": "public, immutable, max-age=31536000"}
"""For what never changes: a year is as long as caches are asked to keep anything (RFC 8246)."""
UNTIL_ASKED = {"Cache-Control": "no-cache"}
"""For what may change: it can be kept, if it is asked for again each time whether it is the same still."""
NEVER = {"Cache-Control": "no-store"}
"""For what was said to one sender at one time."""


def answer_json(request: Request, written: str, headers: dict[str, str] | None = None) -> Response:
    """Answer with JSON as it is, or 304 where the asker has it already."""
    return answer_bytes(request, written.encode(), "application/json", headers)


def answer_bytes(request: Request, content: bytes, media_type: str, headers: dict[str, str] | None = None) -> Response:
    """Answer with bytes under a strong ETag, or 304 where If-None-Match names it (RFC 9110, section 13.1.2)."""
    etag = f'"{digest_bytes(content).hex()[:32]}"'
    headers = {**UNTIL_ASKED, **(headers or {})}
    for asked in request.headers.get("if-none-match", "").split(","):
        if asked.strip() == "*" or strip_coding(asked) == etag:
            known = etag if asked.strip() == "*" else asked.strip().removeprefix("W/")
            return Response(status_code=304, headers={**headers, "ETag": known})
    return Response(content, headers={**headers, "ETag": etag}, media_type=media_type)


def answer_page(request: Request, listed: Listed, *, with_total: bool = False) -> Response:
    """Answer with one page of a list, and the address of the next one in the body and in Link (RFC 8288)."""
    total = _write_total(listed.total) if with_total else ""
    if listed.next is None:
        return Response(_list_json(listed.items, "null", total), headers=UNTIL_ASKED, media_type="application/json")
    next_ = str(request.url.include_query_params(cursor=listed.next))
    return Response(
        _list_json(listed.items, json.dumps(next_), total),
        headers={**UNTIL_ASKED, "Link": f'<{next_}>; rel="next"'},
        media_type="application/json",
    )


def _write_total(total: Total | None) -> str:
    if total is None:
        return ', "total": null, "total_is": null'
    return f', "total": {total.n}, "total_is": "{"exact" if total.is_exact else "estimate"}"'


def answer_whole_list(request: Request, items: Sequence[str]) -> Response:
    """Answer with a list that has one page only."""
    return answer_json(request, _list_json(items, "null"))


def _list_json(items: Sequence[str], next_: str, more: str = "") -> str:
    return f'{{"items": [{", ".join(items)}], "next": {next_}{more}}}'
