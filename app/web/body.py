"""A request's body, whole and unpacked, and never more of it than the limit."""

import zlib
from io import BytesIO

import zstandard
from fastapi import Request

from app.errors import BadRequest, PageTooLarge, UnsupportedPage


async def read_body(request: Request, *, limit: int) -> bytes:
    """Read and unpack a body; `limit` is in bytes and holds both as sent and as unpacked.

    Raise PageTooLarge, BadRequest for what does not unpack, UnsupportedPage for a Content-Encoding we don't take.
    """
    told_length = request.headers.get("content-length", "")
    if told_length.isdecimal() and int(told_length) > limit:
        raise _too_large(limit)
    chunks, length = [], 0
    async for chunk in request.stream():
        length += len(chunk)
        if length > limit:
            raise _too_large(limit)
        chunks.append(chunk)
    return unpack(b"".join(chunks), request.headers.get("content-encoding", ""), limit=limit)


def unpack(body: bytes, encodings: str, *, limit: int) -> bytes:
    """Undo Content-Encoding (RFC 9110, section 8.4), the last one applied first; never make more than `limit` bytes."""
    for encoding in reversed([name.strip().lower() for name in encodings.split(",") if name.strip()]):
        match encoding:
            case "identity":
                continue
            case "gzip" | "x-gzip":
                body = _inflate(body, zlib.MAX_WBITS | 16, limit)
            case "deflate":
                # The standard means zlib's format; some senders mean the bare stream inside it.
                body = _inflate(body, zlib.MAX_WBITS if body[:1] == b"\x78" else -zlib.MAX_WBITS, limit)
            case "zstd":
                body = _unpack_zstd(body, limit)
            case _:
                raise UnsupportedPage(f"Content-Encoding {encoding!r} is not taken: gzip, deflate and zstd are")
        if len(body) > limit:
            raise _too_large(limit)
    return body


def _inflate(body: bytes, window: int, limit: int) -> bytes:
    inflater = zlib.decompressobj(window)
    try:
        unpacked = inflater.decompress(body, limit + 1)
    except zlib.error as error:
        raise BadRequest(f"the body does not unpack as its Content-Encoding says: {error}") from None
    if not inflater.eof and len(unpacked) <= limit:
        raise _cut_short()
    return unpacked


def _unpack_zstd(body: bytes, limit: int) -> bytes:
    unpacker = zstandard.ZstdDecompressor(max_window_size=2**27)
    try:
        unpacked = unpacker.stream_reader(BytesIO(body)).read(limit + 1)
        if len(unpacked) > limit:
            return unpacked
        whole = unpacker.decompressobj()  # the reader stops without a word where the data does
        whole.decompress(body)
    except zstandard.ZstdError as error:
        raise BadRequest(f"the body does not unpack as zstd: {error}") from None
    if not whole.eof:
        raise _cut_short()
    return unpacked


def _cut_short() -> BadRequest:
    return BadRequest("the packed body ends too early: send it again, whole")


def _too_large(limit: int) -> PageTooLarge:
    return PageTooLarge(f"the page is larger than {limit:,} bytes, the limit here (CLIPFILE_MAX_PAGE_BYTES)")
