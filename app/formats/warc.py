"""Captured pages as WARC 1.1 (ISO 28500): what other tools of web archives read.

A page of an HTTP address whose headers were kept is a `response` record, any other a `resource` record. The record's id
is that of the capture, as `provenance.capture_id` of its article has it, and its date is when the page was captured.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from urllib.parse import quote

from fastwarc.warc import WarcRecord, WarcRecordType

from app.digest import digest_payload
from app.formats.batches import Preface, write_time
from app.news import CapturedPage

_STATUS_LINE = "HTTP/1.1 200 OK"  # senders keep headers of pages that they were given, and no status beside them
_OF_THE_TRANSFER = frozenset({"content-encoding", "transfer-encoding", "content-length"})
_OF_ADDRESSES = "!#$%&'()*+,/:;=?@[]~"  # RFC 3986, section 2.2, and % of what is quoted already
_RENAMED = "X-Archive-Orig-"
"""What headers of a transfer that is over are called, as pywb and others do: the page is kept unpacked."""


def write_warc(batches: Iterable[Sequence[CapturedPage]], preface: Preface | None) -> Iterator[bytes]:
    """Write a part for each record, so that each can be compressed by itself, as readers of WARC expect it."""
    if preface is not None:
        yield _write_info(preface)
    for batch in batches:
        for page in batch:
            yield _write_page(page)


def _write_info(preface: Preface) -> bytes:
    query = json.dumps(preface.query, ensure_ascii=False)
    fields = {"software": preface.software, "format": "WARC File Format 1.1", "description": f"articles of {query}"}
    content = "".join(f"{name}: {value}\r\n" for name, value in fields.items()).encode()
    record = _begin_record(WarcRecordType.warcinfo, preface.id, preface.snapshot_at, "application/warc-fields")
    return _write_record(record, content)


def _write_page(captured: CapturedPage) -> bytes:
    page = captured.page
    content_type = f"{page.media_type}; charset={page.charset}" if page.charset else page.media_type
    if captured.headers and (page.url or "").startswith(("http:", "https:")):
        kind, record_type, http = (
            WarcRecordType.response,
            "application/http; msgtype=response",
            _write_http(captured.headers, len(page.raw)),
        )
    else:
        kind, record_type, http = WarcRecordType.resource, content_type, b""
    record = _begin_record(kind, captured.id, page.captured_at, record_type)
    # Each must have an address, and in ASCII.
    record.headers["WARC-Target-URI"] = quote(page.url or f"urn:uuid:{captured.id}", safe=_OF_ADDRESSES)
    return _write_record(record, http + page.raw, payload=page.raw)


def _begin_record(kind: WarcRecordType, id_: object, date: datetime, content_type: str) -> WarcRecord:
    record = WarcRecord()
    record.init_headers(kind, f"uuid:{id_}".encode())
    record.headers["WARC-Date"] = write_time(date)
    record.headers["Content-Type"] = content_type
    return record


def _write_record(record: WarcRecord, content: bytes, payload: bytes | None = None) -> bytes:
    record.set_bytes_content(content)
    written = BytesIO()
    digest = None if payload is None else digest_payload(payload)
    record.write(written, checksum_data=True, payload_digest=digest)
    return written.getvalue()


def _write_http(headers: Mapping[str, str], n_bytes: int) -> bytes:
    """Write the headers that were kept as those of an HTTP message that holds the page as it is."""
    lines = [_STATUS_LINE]
    for name, value in headers.items():
        renamed = _RENAMED + name if name.lower() in _OF_THE_TRANSFER else name
        lines.append(f"{_put_on_one_line(renamed)}: {_put_on_one_line(value)}")
    lines.append(f"Content-Length: {n_bytes}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def _put_on_one_line(text: str) -> str:
    return " ".join(text.split())
