"""Content-Encoding undone, and never more bytes made of it than the limit."""

import zlib
from io import BytesIO

import zstandard

from app.errors import BadRequest, PageTooLarge, UnsupportedPage


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
            raise too_large(limit)
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


def too_large(limit: int) -> PageTooLarge:
    """Say that a page has more bytes than the limit."""
    return PageTooLarge(f"the page is larger than {limit:,} bytes, the limit here (CLIPFILE_MAX_PAGE_BYTES)")
