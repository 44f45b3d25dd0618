"""What a sender posted, as a page: raw, as JSON or as a form."""

from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass
from datetime import datetime

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from app.errors import BadRequest, UnsupportedPage
from app.news import Page
from app.told import JsonPage, Told, check_captured_at, parse_content_type
from app.web.body import read_body


@dataclass(frozen=True, slots=True)
class Posted:
    """A page that was posted, and what was told of it."""

    page: Page
    time_is_told: bool
    headers: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class _Sent:
    """A page as it was found in a body."""

    raw: bytes
    media_type: str
    charset: str | None
    told: Told
    headers: Mapping[str, str] | None = None


async def read_posted(request: Request, told: Told, *, limit: int, now: datetime) -> Posted:
    """Read what was posted; `told` is what the address says, and what the body says goes before it.

    Raise UnsupportedPage, PageTooLarge, BadRequest or RequestValidationError. `limit` is in bytes.
    """
    body = await read_body(request, limit=limit)
    media_type, charset = parse_content_type(request.headers.get("content-type"))
    match media_type:
        case "application/x-www-form-urlencoded":
            raise UnsupportedPage(
                "the body came as a form: send the page as it is, with Content-Type: text/html, or text/plain for a"
                " dump (with curl: --data-binary @page.html -H 'Content-Type: text/html')"
            )
        case "application/json":
            sent = _find_in_json(body)
        case "multipart/form-data":
            sent = await _find_in_form(request.headers, body, limit)
        case _:
            sent = _Sent(body, media_type, charset, told)
    captured_at = sent.told.captured_at or told.captured_at
    if captured_at is not None:
        check_captured_at(captured_at, now)
    page = Page(sent.raw, sent.media_type, captured_at or now, sent.charset, sent.told.url or told.url)
    return Posted(page, captured_at is not None, sent.headers)


def _find_in_json(body: bytes) -> _Sent:
    try:
        page = JsonPage.model_validate_json(body)
    except ValidationError as error:
        raise _as_request_error(error) from None
    return _Sent(page.raw, page.media_type, "utf-8", page, page.headers)


async def _find_in_form(headers: Headers, body: bytes, limit: int) -> _Sent:
    async def stream() -> AsyncGenerator[bytes]:
        yield body

    try:
        form = await MultiPartParser(headers, stream(), max_files=1, max_fields=8, max_part_size=limit).parse()
    except (MultiPartException, KeyError) as error:
        raise BadRequest(f"the form can't be read: {getattr(error, 'message', 'its boundary is missing')}") from None
    try:
        file = form.get("file")
        if not isinstance(file, UploadFile):
            raise BadRequest("the form has no file: name the page's field `file` (with curl: -F file=@page.html)")
        media_type, charset = parse_content_type(file.content_type)
        fields = {name: value for name, value in form.items() if isinstance(value, str) and value}
        return _Sent(await file.read(), media_type, charset, Told.model_validate(fields))
    except ValidationError as error:
        raise _as_request_error(error) from None
    finally:
        await form.close()


def _as_request_error(error: ValidationError) -> RequestValidationError:
    return RequestValidationError(
        [{**one, "loc": ("body", *one["loc"])} for one in error.errors(include_context=False)]
    )
