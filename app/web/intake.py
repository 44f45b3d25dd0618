"""What a sender posted, as a page: raw, as JSON or as a form."""

import re
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import Message
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from app.errors import BadRequest, UnsupportedPage
from app.news import Page
from app.web.body import read_body
from app.web.periods import parse_moment

LONGEST_URL = 2048  # bytes; what browsers and search engines take for sure, and an index of PostgreSQL's too
CLOCK_SLACK = timedelta(minutes=10)  # how far a sender's clock may be ahead of ours

_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)
_CHARSET = re.compile(r"[\w.:+-]+", re.ASCII)


def _check_url(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname or any(char <= " " for char in url):
        raise ValueError("give the page's own address, starting with http:// or https://")
    if len(url.encode()) > LONGEST_URL:
        raise ValueError(f"an address of more than {LONGEST_URL} bytes is not taken: leave it out")
    return url


def _check_header(text: str) -> str:
    if "\0" in text:
        raise ValueError("a header can't hold a NUL character")
    return text


def _parse_time(given: object) -> object:
    return parse_moment(given) if isinstance(given, str) else given


PageUrl = Annotated[
    str,
    AfterValidator(_check_url),
    WithJsonSchema({"type": "string", "pattern": "^https?://[0-9A-Za-z][!-~]*$", "maxLength": LONGEST_URL}),
]
HeaderText = Annotated[str, AfterValidator(_check_header), WithJsonSchema({"type": "string", "pattern": r"^[^\x00]*$"})]


class Told(BaseModel):
    """What a sender tells of a page beside the page itself."""

    model_config = ConfigDict(extra="forbid")

    url: PageUrl | None = Field(default=None, description="The page's address. It is never fetched.")
    captured_at: Annotated[datetime, BeforeValidator(_parse_time)] | None = Field(
        default=None, description="When the page was seen (RFC 3339); now, if left out."
    )


def _say_one_of_two(schema: dict[str, Any]) -> None:
    """Say in the document what _one_of_two holds."""
    text, nothing = {"type": "string"}, {"type": "null"}
    schema["oneOf"] = [
        {"required": ["html"], "properties": {"html": text, "text": nothing}},
        {"required": ["text"], "properties": {"text": text, "html": nothing}},
    ]


class JsonPage(Told):
    """A page as JSON: its HTML, or the plain-text dump of it."""

    model_config = ConfigDict(json_schema_extra=_say_one_of_two)

    html: str | None = Field(default=None, min_length=1)
    text: str | None = Field(default=None, min_length=1)
    headers: dict[HeaderText, HeaderText] | None = Field(
        default=None, description="The response headers that were kept with the page."
    )

    @model_validator(mode="after")
    def _one_of_two(self) -> "JsonPage":
        if (self.html is None) == (self.text is None):
            raise ValueError('give the page either as "html" or as "text"')
        return self


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
    media_type, charset = _parse_content_type(request.headers.get("content-type"))
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
    if captured_at is not None and captured_at > now + CLOCK_SLACK:
        raise BadRequest(f"captured_at lies in the future: {captured_at.isoformat()}, and here it is {now.isoformat()}")
    page = Page(sent.raw, sent.media_type, captured_at or now, sent.charset, sent.told.url or told.url)
    return Posted(page, captured_at is not None, sent.headers)


def _parse_content_type(header: str | None) -> tuple[str, str | None]:
    """Give media type and charset; what comes without a Content-Type is looked at as HTML first."""
    declared = Message()
    declared["content-type"] = header or "text/html"
    media_type, charset = declared.get_content_type(), declared.get_content_charset()
    if not _MEDIA_TYPE.fullmatch(media_type) or (charset and not _CHARSET.fullmatch(charset)):
        raise UnsupportedPage("the Content-Type can't be read: write it as text/html; charset=utf-8")
    return media_type, charset


def _find_in_json(body: bytes) -> _Sent:
    try:
        page = JsonPage.model_validate_json(body)
    except ValidationError as error:
        raise _as_request_error(error) from None
    media_type = "text/html" if page.html is not None else "text/plain"
    return _Sent((page.html or page.text or "").encode(), media_type, "utf-8", page, page.headers)


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
        media_type, charset = _parse_content_type(file.content_type)
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
