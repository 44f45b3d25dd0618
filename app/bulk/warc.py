"""Pages of web archives: WARC (ISO 28500), as crawlers write it and `clipfile export` does."""

import re
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import BinaryIO, cast

from fastwarc.stream_io import BrotliReader, ChunkedReader
from fastwarc.warc import ArchiveIterator, HeaderMap, WarcRecord, WarcRecordType

from app.bulk.packed import CutShortError, Unpacked, UnreadableError
from app.bulk.record import Broken, Record
from app.encodings import too_large, unpack
from app.errors import BadRequest, PageTooLarge
from app.news import Page
from app.told import check_captured_at, check_url, parse_content_type

PAGES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
HEADERS_AT_MOST = 64 * 1024  # bytes of HTTP headers before a page
_CHUNK = re.compile(rb"[0-9A-Fa-f]+[ \t]*(?:;[^\r\n]*)?\r?\n")
SAYS_NOTHING = WarcRecordType.warcinfo | WarcRecordType.request | WarcRecordType.metadata


def read_warc(file: Unpacked, *, limit: int, now: datetime) -> Iterator[Record | Broken]:
    """Read the page of each record; `limit` is the largest page in bytes. Raise what reading the file raises.

    Records that describe the crawl (warcinfo, request, metadata) are passed over without a word.
    """
    number = 0
    stream = cast("BinaryIO", file)  # it is only read, and asked where it is
    try:
        for number, found in enumerate(ArchiveIterator(stream, parse_http=False, stream_detect=False), 1):
            place = f"record {number} at byte {found.stream_pos}"
            read = _read_record(place, found, limit, now)
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
    if found.headers.get("Content-Length") is None:
        raise CutShortError
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
    headers: HeaderMap | None
    match found.record_type:
        case WarcRecordType.response if found.is_http:
            headers = HeaderMap()
        case WarcRecordType.resource | WarcRecordType.conversion:
            headers = None
            _check_type(found.headers.get("Content-Type"))
        case WarcRecordType.revisit:
            raise _Unusable("revisit", "the page had not changed since an earlier visit, whose record holds its bytes")
        case _:
            raise _Unusable("not_a_page", f"a record of type {found.record_type} holds no page")
    if found.headers.get("WARC-Segment-Number") is not None:
        raise _Unusable("bad_record", "the page is split over several records: have the crawler write it as one")
    if found.content_length > limit + HEADERS_AT_MOST:
        raise too_large(limit)
    raw = found.reader.read()
    if len(raw) < found.content_length:
        raise CutShortError
    content_type = found.headers.get("Content-Type")
    if headers is not None:
        raw = _read_http(raw, headers, limit)
        content_type = headers.get("Content-Type")
    media_type, charset = _check_type(content_type)
    if len(raw) > limit:
        raise too_large(limit)
    captured_at: datetime | None = found.record_date  # whatever its type says
    if captured_at is not None:
        check_captured_at(captured_at, now)
    page = Page(raw, media_type, captured_at or now, charset, url and _check_address(url))
    return Record(place, page, captured_at is not None, None if headers is None else _join(headers))


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


def _read_http(message: bytes, headers: HeaderMap, limit: int) -> bytes:
    """Read the headers of an HTTP response and give its body as it is inside; raise _Unusable or BadRequest."""
    try:
        n_read = headers.parse(BytesIO(message))
    except OSError as error:
        raise _Unusable("bad_record", f"the HTTP headers can't be read: {error}") from None
    if headers.status_code != 200:
        raise _Unusable("not_a_page", f"the site answered {headers.status_line or 'without a status'}")
    _check_type(headers.get("Content-Type"))
    body = message[n_read:]
    if (headers.get("Transfer-Encoding") or "").strip().lower() == "chunked":
        body = _join_chunks(body)
    for encoding in reversed((headers.get("Content-Encoding") or "").lower().split(",")):
        body = _decode(body, encoding.strip(), limit)
    return body


def _join_chunks(body: bytes) -> bytes:
    """Undo Transfer-Encoding; crawlers that undo it themselves often leave the header."""
    if not _CHUNK.match(body):
        return body
    try:
        return ChunkedReader(BytesIO(body)).read()
    except OSError as error:
        raise BadRequest(f"the body's chunks can't be joined: {error}") from None


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


def _join(headers: HeaderMap) -> dict[str, str]:
    """Give headers by name; one that came several times with its values in a row (RFC 9110, section 5.3)."""
    joined = dict[str, str]()
    for name, value in headers.items():
        clean = value.replace("\0", "")
        joined[name] = f"{joined[name]}, {clean}" if name in joined else clean
    return joined
