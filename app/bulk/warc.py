"""Pages of web archives: WARC (ISO 28500), as crawlers write it and `clipfile export` does."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.message import Message
from http.client import HTTPException, parse_headers
from io import BytesIO
from typing import BinaryIO, cast

from fastwarc.stream_io import BrotliReader
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from app.bulk.packed import CutShortError, Unpacked, UnreadableError
from app.bulk.record import Broken, Record
from app.encodings import too_large, unpack
from app.errors import BadRequest, PageTooLarge
from app.news import Page
from app.told import check_captured_at, check_url, parse_content_type

PAGES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
HEADERS_AT_MOST = 64 * 1024  # bytes of HTTP headers before a page
_STATUS = re.compile(rb"HTTP/[0-9.]+[ \t]+([0-9]{3})\b")
_CHUNK = re.compile(rb"(?:\r?\n)?([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
SAYS_NOTHING = WarcRecordType.warcinfo | WarcRecordType.request | WarcRecordType.metadata


def read_warc(file: Unpacked, *, limit: int, now: datetime) -> Iterator[Record | Broken]:
    """Read the page of each record; `limit` is the largest page in bytes. Raise what reading the file raises.

    Records that describe the crawl (warcinfo, request, metadata) are passed over without a word.
    """
    number = 0
    stream = cast("BinaryIO", file)  # it is only read, and asked where it is
    try:
        for number, found in enumerate(ArchiveIterator(stream, parse_http=False, stream_detect=False), 1):
            if found.headers.get("Content-Length") is None:
                if not file.read(1):
                    raise CutShortError
                raise UnreadableError(f"record {number} tells no Content-Length: from here on nothing is read")
            read = _read_record(f"record {number} at byte {found.stream_pos}", found, limit, now)
            if read is not None:
                yield read
    except OSError as error:  # fastwarc's own; what the file itself raises is none
        if number == 0:
            raise UnreadableError(f"this is no WARC file: {error}") from None
        raise UnreadableError(f"what follows record {number} is no record, and is not read: {error}") from None


class _Unusable(Exception):
    """A record that gives no page."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


def _read_record(place: str, found: WarcRecord, limit: int, now: datetime) -> Record | Broken | None:
    if found.record_type & SAYS_NOTHING:
        return None
    url = _find_url(found)
    try:
        return _read_page(place, found, url, limit, now)
    except _Unusable as unusable:
        return Broken(place, unusable.reason, str(unusable), url)
    except PageTooLarge as error:
        return Broken(place, "too_large", str(error), url)
    except BadRequest as error:
        return Broken(place, "bad_page", str(error), url)


def _find_url(found: WarcRecord) -> str | None:
    """Give the page's address; some write it in angle brackets, and what has none a URN."""
    url = (found.headers.get("WARC-Target-URI") or "").strip().removeprefix("<").removesuffix(">")
    return url if url.lower().startswith(("http:", "https:")) else None


def _read_page(place: str, found: WarcRecord, url: str | None, limit: int, now: datetime) -> Record:
    """Read the page of a record; raise _Unusable or BadRequest."""
    match found.record_type:
        case WarcRecordType.response if found.is_http:
            content_type = "text/html"  # until the response tells
        case WarcRecordType.resource | WarcRecordType.conversion:
            content_type = found.headers.get("Content-Type") or ""
        case WarcRecordType.revisit:
            raise _Unusable("revisit", "the page had not changed since an earlier visit, whose record holds its bytes")
        case _:
            raise _Unusable("not_a_page", f"a record of type {found.record_type} holds no page")
    _check_type(content_type)
    if found.headers.get("WARC-Segment-Number") is not None:
        raise _Unusable("bad_record", "the page is split over several records: have the crawler write it as one")
    if found.content_length > limit + HEADERS_AT_MOST:
        raise too_large(limit)
    raw, headers = found.reader.read(), None
    if len(raw) < found.content_length:
        raise CutShortError
    if found.is_http:
        raw, headers = _read_http(raw, limit)
        content_type = next((value for name, value in headers.items() if name.lower() == "content-type"), "text/html")
    if len(raw) > limit:
        raise too_large(limit)
    media_type, charset = _check_type(content_type)
    seen_at = _parse_date(found.headers.get("WARC-Date") or "")
    captured_at = seen_at and check_captured_at(seen_at, now)
    page = Page(raw, media_type, captured_at or now, charset, url and _check_address(url))
    return Record(place, page, captured_at is not None, headers)


def _parse_date(text: str) -> datetime | None:
    """Read WARC-Date: RFC 3339, or a day alone, in UTC; None for what can't be read."""
    try:
        date = datetime.fromisoformat(text)
    except ValueError:
        return None
    return date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)


def _check_type(content_type: str | None) -> tuple[str, str | None]:
    """Give media type and charset of a page; raise _Unusable for anything else."""
    try:
        media_type, charset = parse_content_type(content_type)
    except BadRequest:
        media_type, charset = str(content_type), None
    if media_type not in PAGES:
        raise _Unusable("not_a_page", f"it is {media_type}, neither HTML nor text")
    return media_type, charset


def _check_address(url: str) -> str:
    try:
        return check_url(url)
    except ValueError as error:
        raise BadRequest(f"WARC-Target-URI: {error}") from None


def _read_http(message: bytes, limit: int) -> tuple[bytes, Mapping[str, str]]:
    """Give the body of an HTTP response as it is inside, and its headers; raise _Unusable or BadRequest."""
    stream = BytesIO(message)
    status = _STATUS.match(stream.readline())
    try:
        headers = _join(parse_headers(stream))
    except HTTPException as error:
        raise _Unusable("bad_record", f"the HTTP headers can't be read: {error}") from None
    if status is None:
        raise _Unusable("bad_record", "this is no HTTP response")
    if status[1] != b"200":
        raise _Unusable("not_a_page", f"the site answered with status {status[1].decode()}")
    by_name = {name.lower(): value for name, value in headers.items()}
    _check_type(by_name.get("content-type"))
    body = stream.read()
    if by_name.get("transfer-encoding", "").lower() == "chunked":
        body = _join_chunks(body)
    for encoding in reversed(by_name.get("content-encoding", "").lower().split(",")):
        body = _decode(body, encoding.strip(), limit)
    return body, headers


def _join_chunks(body: bytes) -> bytes:
    """Undo Transfer-Encoding (RFC 9112, section 7.1); crawlers that undo it themselves often leave the header."""
    head = _CHUNK.match(body)
    if head is None:
        return body
    joined = bytearray()
    while head is not None:
        end = head.end() + int(head[1], 16)
        if end == head.end():
            return bytes(joined)
        if end > len(body):
            break
        joined += body[head.end() : end]
        head = _CHUNK.match(body, end)
    raise BadRequest("the body's chunks end too early")


def _decode(body: bytes, encoding: str, limit: int) -> bytes:
    """Undo a Content-Encoding; crawlers that undo it themselves often leave the header."""
    try:
        return BrotliReader(BytesIO(body)).read(limit + 1) if encoding == "br" else unpack(body, encoding, limit=limit)
    except OSError as error:
        failed = f"the body does not unpack as brotli: {error}"
    except PageTooLarge:
        raise
    except BadRequest as error:
        failed = str(error)
    if body.lstrip()[:1] == b"<":
        return body
    raise BadRequest(failed)


def _join(headers: Message) -> Mapping[str, str]:
    """Give headers by name; one that came several times with its values in a row (RFC 9110, section 5.3)."""
    joined = dict[str, str]()
    for name, value in headers.items():
        written = " ".join(str(value).replace("\0", "").split())
        joined[name] = f"{joined[name]}, {written}" if name in joined else written
    return joined
