"""Bytes of pages, packed small: alone, or against an earlier page of the same site, of which most is the same again."""

from functools import lru_cache

import zstandard

CODEC = "zstd"
LEVEL = 3  # higher levels gain a few percent on web pages and cost several times the CPU


def pack(raw: bytes, reference: bytes | None = None) -> bytes:
    """Pack a page; with `reference`, that page's bytes are needed to unpack it again."""
    if reference is None:
        return zstandard.compress(raw, LEVEL)
    return zstandard.ZstdCompressor(level=LEVEL, dict_data=_prepare(reference)).compress(raw)


def unpack(packed: bytes, n_bytes: int, reference: bytes | None = None) -> bytes:
    """Give the bytes of a page as they came, `n_bytes` of them; raise zstandard.ZstdError where they are damaged."""
    unpacker = zstandard.ZstdDecompressor(dict_data=_prepare(reference)) if reference else zstandard.ZstdDecompressor()
    return unpacker.decompress(packed, max_output_size=n_bytes)


@lru_cache(maxsize=32)
def _prepare(reference: bytes) -> zstandard.ZstdCompressionDict:
    """Let zstd look back into a page as if it stood before the other."""
    return zstandard.ZstdCompressionDict(reference, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
