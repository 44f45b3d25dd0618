"""What senders tell of a page: as JSON, in an address or beside it, over HTTP or in a file."""

import re
from datetime import datetime, timedelta
from email.message import Message
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator

from app.errors import BadRequest, UnsupportedPage
from app.moments import WANTED, parse_moment

LONGEST_URL = 2048  # bytes; what browsers and search engines take for sure, and an index of PostgreSQL's too
CLOCK_SLACK = timedelta(minutes=10)  # how far a sender's clock may be ahead of ours

_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)
_CHARSET = re.compile(r"[\w.:+-]+", re.ASCII)


def check_url(url: str) -> str:
    """Give an address that a page can have; raise ValueError."""
    parts = urlsplit(url)
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname or any(char <= " " for char in url):
        raise ValueError("give the page's own address, starting with http:// or https://")
    if len(url.encode()) > LONGEST_URL:
        raise ValueError(f"an address of more than {LONGEST_URL} bytes is not taken: leave it out")
    return url


def check_captured_at(captured_at: datetime, now: datetime) -> datetime:
    """Give a time that a page can have been seen at; raise BadRequest."""
    if captured_at > now + CLOCK_SLACK:
        raise BadRequest(f"captured_at lies in the future: {captured_at.isoformat()}, and here it is {now.isoformat()}")
    return captured_at


def parse_content_type(header: str | None) -> tuple[str, str | None]:
    """Give media type and charset; what comes without a Content-Type is looked at as HTML first."""
    declared = Message()
    declared["content-type"] = header or "text/html"
    media_type, charset = declared.get_content_type(), declared.get_content_charset()
    if not _MEDIA_TYPE.fullmatch(media_type) or (charset and not _CHARSET.fullmatch(charset)):
        raise UnsupportedPage("the Content-Type can't be read: write it as text/html; charset=utf-8")
    return media_type, charset


def _check_header(text: str) -> str:
    if "\0" in text:
        raise ValueError("a header can't hold a NUL character")
    return text


def _parse_time(given: object) -> datetime:
    if isinstance(given, datetime):
        return given
    if not isinstance(given, str):  # a number may mean seconds or milliseconds
        raise ValueError(WANTED)  # noqa: TRY004 # pydantic takes a ValueError for what it is
    return parse_moment(given)


PageUrl = Annotated[
    str,
    AfterValidator(check_url),
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

    @property
    def raw(self) -> bytes:
        """The page's bytes, in UTF-8."""
        return (self.html or self.text or "").encode()

    @property
    def media_type(self) -> str:
        """Whether it is HTML or text."""
        return "text/html" if self.html is not None else "text/plain"
