import gzip
import zlib
from contextlib import suppress

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from app.encodings import unpack
from app.errors import BadRequest, PageTooLarge, UnsupportedPage

PAGE = b"<p>The ferry is back.</p>" * 40


def bare_deflate(raw: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(raw) + packer.flush()


PACKED = {
    "gzip": gzip.compress(PAGE),
    "x-gzip": gzip.compress(PAGE),
    "deflate": zlib.compress(PAGE),
    "zstd": zstandard.compress(PAGE),
}


@pytest.mark.parametrize(("encoding", "body"), PACKED.items(), ids=PACKED)
def test_packed_bodies_are_unpacked(encoding: str, body: bytes) -> None:
    assert unpack(body, encoding, limit=len(PAGE)) == PAGE


def test_deflate_without_zlib_s_frame() -> None:
    assert unpack(bare_deflate(PAGE), "deflate", limit=len(PAGE)) == PAGE


def test_the_last_encoding_is_undone_first() -> None:
    assert unpack(gzip.compress(zlib.compress(PAGE)), "deflate, gzip", limit=len(PAGE)) == PAGE


def test_an_unpacked_body_is_as_it_came() -> None:
    assert unpack(PAGE, " identity ", limit=len(PAGE)) == PAGE == unpack(PAGE, "", limit=len(PAGE))


@pytest.mark.parametrize(("encoding", "body"), PACKED.items(), ids=PACKED)
def test_a_bomb_is_cut_at_the_limit(encoding: str, body: bytes) -> None:
    with pytest.raises(PageTooLarge, match="999 bytes"):
        unpack(body, encoding, limit=len(PAGE) - 1)


@pytest.mark.parametrize(("encoding", "body"), PACKED.items(), ids=PACKED)
def test_a_body_cut_short_is_refused(encoding: str, body: bytes) -> None:
    with pytest.raises(BadRequest):
        unpack(body[:-9], encoding, limit=len(PAGE))


def test_other_encodings_are_named() -> None:
    with pytest.raises(UnsupportedPage, match="'br' is not taken: gzip, deflate and zstd are"):
        unpack(PAGE, "br", limit=len(PAGE))


@given(st.binary(max_size=400), st.sampled_from(["gzip", "deflate", "zstd"]))
def test_no_bytes_break_it(body: bytes, encoding: str) -> None:
    with suppress(BadRequest, PageTooLarge):
        assert len(unpack(body, encoding, limit=100)) <= 100
