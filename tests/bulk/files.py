"""Files of pages as others make them, for tests."""

import gzip
import json
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO

import zstandard
from fastwarc.warc import WarcRecord, WarcRecordType

from app.web.examples import STORY

HTTP = "application/http; msgtype=response"
TOLD = "2024-03-05T08:00:00Z"


def make_story(number: int) -> str:
    """Give a story that differs from others in a figure."""
    return STORY.replace("12 million", f"{12 + number} million")


def make_html(number: int) -> str:
    headline, *paragraphs = make_story(number).split("\n\n")
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<html><head><title>{headline}</title></head><body><h1>{headline}</h1>{body}</body></html>"


def write_line(**fields: object) -> bytes:
    return json.dumps(fields).encode() + b"\n"


def write_lines(n: int, first: int = 0) -> bytes:
    return b"".join(
        write_line(url=f"https://www.port-ellery.example/{number}", text=make_story(number), captured_at=TOLD)
        for number in range(first, first + n)
    )


def write_response(page: bytes, headers: Mapping[str, str] | None = None, status: str = "HTTP/1.1 200 OK") -> bytes:
    named = {"Content-Type": "text/html; charset=utf-8"} if headers is None else headers
    lines = [status, *(f"{name}: {value}" for name, value in named.items())]
    return "".join(f"{line}\r\n" for line in lines).encode() + b"\r\n" + page


def write_record(
    content: bytes,
    url: str = "https://www.port-ellery.example/pier",
    kind: WarcRecordType = WarcRecordType.response,
    content_type: str = HTTP,
    **headers: str,
) -> bytes:
    """Write a record; headers' names are written with _ for -."""
    record = WarcRecord()
    record.init_headers(kind)
    told = {"WARC-Target-URI": url, "WARC-Date": TOLD, "Content-Type": content_type}
    for name, value in (told | {name.replace("_", "-"): value for name, value in headers.items()}).items():
        record.headers[name] = value
    record.set_bytes_content(content)
    written = BytesIO()
    record.write(written)
    return written.getvalue()


def write_warc(n: int, first: int = 0) -> list[bytes]:
    """Write records of stories, one by one, so that each can be packed by itself."""
    return [
        write_record(write_response(make_html(number).encode()), f"https://www.port-ellery.example/warc/{number}")
        for number in range(first, first + n)
    ]


def deflate_bare(raw: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(raw) + packer.flush()


PACK: dict[str, Callable[[bytes], bytes]] = {
    "plain": bytes,
    "gzip": lambda raw: gzip.compress(raw, mtime=0),
    "zstd": zstandard.ZstdCompressor(write_checksum=True).compress,
}
