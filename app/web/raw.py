"""Captured pages as they go out again: to keep, and never to render."""

from typing import Any

from fastapi import Request, Response

from app.archive.captures import RawPage
from app.digest import name_digest
from app.web.answers import answer_bytes
from app.web.problems import describe_problems

RAW_PAGE: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}},
        "description": "The bytes as they came, under the media type that they came with.",
    },
    304: {"description": "Not changed."},
    **describe_problems(404, 410, 422, 503),
}
"""What the OpenAPI document says of them."""


def answer_raw(request: Request, page: RawPage, name: str, headers: dict[str, str] | None = None) -> Response:
    """Answer with a page's bytes as an attachment of this name."""
    ending = "txt" if page.media_type == "text/plain" else "html"
    safe = {
        "Content-Disposition": f'attachment; filename="{name}.{ending}"',
        "Content-Security-Policy": "sandbox; default-src 'none'",  # a stored page must never run on our origin
        "X-Content-Type-Options": "nosniff",
        "X-Capture-Digest": name_digest(page.digest),
    }
    content_type = f"{page.media_type}; charset={page.charset}" if page.charset else page.media_type
    return answer_bytes(request, page.raw, content_type, safe | (headers or {}))
