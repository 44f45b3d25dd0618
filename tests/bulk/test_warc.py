"""Web archives: records as crawlers write them, and as they should not."""

import gzip
import io
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import brotli  # type: ignore[import-untyped] # fastwarc brings it
import pytest
import zstandard
from fastwarc.warc import WarcRecordType
from hypothesis import given
from hypothesis import strategies as st

from app.bulk.records import Broken, Record, read_records
from app.formats.batches import Preface
from app.formats.warc import write_warc as write_export
from app.news import CapturedPage, Page
from tests.bulk.files import PACK, deflate_bare, make_html, write_record, write_response, write_warc
from tests.conftest import NOW

LIMIT = 20_000
PAGE = b"<p>The ferry is back.</p>" * 40


def read(content: bytes, limit: int = LIMIT) -> list[Record | Broken]:
    return list(read_records(io.BytesIO(content), "warc", limit=limit, now=NOW))


def read_page(content: bytes) -> Record:
    (found,) = read(content)
    assert isinstance(found, Record), found
    return found


def read_broken(content: bytes, limit: int = LIMIT) -> Broken:
    """Read a file whose first record is broken; what follows it must be read all the same."""
    broken, after = read(content + write_record(write_response(b"after")), limit)
    assert isinstance(broken, Broken), broken
    assert isinstance(after, Record), after
    return broken


def test_a_response_is_a_page() -> None:
    headers = {"Content-Type": 'text/html; charset="GB2312"', "Server": "nginx", "X-Cache": "hit"}
    found = read_page(write_record(write_response(PAGE, headers), WARC_Date="2013-06-09T10:00:00.5Z"))
    page = found.page
    assert (found.place, found.time_is_told, found.headers) == ("record 1 at byte 0", True, headers)
    assert (page.raw, page.media_type, page.charset) == (PAGE, "text/html", "gb2312")
    assert page.url == "https://www.port-ellery.example/pier"
    assert page.captured_at == datetime(2013, 6, 9, 10, 0, 0, 500_000, tzinfo=UTC)


@pytest.mark.parametrize("pack", PACK.values(), ids=PACK)
@pytest.mark.parametrize("is_one", [True, False], ids=["one member", "a member a record"])
def test_packed_records(pack: Callable[[bytes], bytes], is_one: bool) -> None:  # noqa: FBT001 - a table's column
    records = write_warc(30)
    content = pack(b"".join(records)) if is_one else b"".join(map(pack, records))
    found = read(content)
    assert [one.page.raw.decode() for one in found if isinstance(one, Record)] == [make_html(n) for n in range(30)]
    assert found[1].place == f"record 2 at byte {len(records[0])}"


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", deflate_bare),
        ("br", brotli.compress),
        ("zstd", zstandard.compress),
        ("identity", bytes),
    ],
)
def test_what_the_site_packed_is_unpacked(encoding: str, pack: Callable[[bytes], bytes]) -> None:
    def write(body: bytes, **headers: str) -> bytes:
        return write_record(
            write_response(body, {"Content-Type": "text/html", "Content-Encoding": encoding, **headers})
        )

    packed = pack(PAGE)
    chunks = b"%x;a=b\r\n%s\r\n%X\r\n%s\r\n0\r\n\r\n" % (9, packed[:9], len(packed) - 9, packed[9:])
    assert read_page(write(packed)).page.raw == PAGE
    assert read_page(write(chunks, **{"Transfer-Encoding": "chunked"})).page.raw == PAGE
    assert read_page(write(PAGE, **{"Transfer-Encoding": "chunked"})).page.raw == PAGE  # undone, but not said
    if encoding != "identity":
        assert read_broken(write(packed[:-9])).reason == "bad_page"
        assert read_broken(write(pack(PAGE * 100))).reason == "too_large"
    assert read_broken(write(chunks[:-20], **{"Transfer-Encoding": "chunked"})).reason == "bad_page"


@pytest.mark.parametrize(
    ("headers", "media_type"),
    [
        ({"content-type": "Text/HTML"}, "text/html"),
        ({"Content-Type": "application/xhtml+xml"}, "application/xhtml+xml"),
        ({"Content-Type": "text/plain"}, "text/plain"),
        ({}, "text/html"),
    ],
)
def test_html_and_text_are_pages(headers: dict[str, str], media_type: str) -> None:
    assert read_page(write_record(write_response(PAGE, headers))).page.media_type == media_type


@pytest.mark.parametrize("kind", [WarcRecordType.resource, WarcRecordType.conversion])
def test_other_records_that_hold_pages(kind: WarcRecordType) -> None:
    found = read_page(write_record(PAGE, "urn:uuid:1", kind, "text/plain; charset=utf-8"))
    assert (found.page.raw, found.page.media_type, found.page.charset) == (PAGE, "text/plain", "utf-8")
    assert (found.page.url, found.headers) == (None, None)
    assert read_broken(write_record(PAGE, kind=kind, content_type="image/png")).reason == "not_a_page"


@pytest.mark.parametrize("kind", [WarcRecordType.warcinfo, WarcRecordType.request, WarcRecordType.metadata])
def test_what_describes_a_crawl_is_passed_over(kind: WarcRecordType) -> None:
    assert read(write_record(b"a: b\r\n", kind=kind, content_type="application/warc-fields")) == []


@pytest.mark.parametrize(
    ("content", "reason", "says"),
    [
        (write_record(write_response(PAGE, status="HTTP/1.1 404 Not Found")), "not_a_page", "status 404"),
        (write_record(write_response(PAGE, {"Content-Type": "image/png"})), "not_a_page", "image/png"),
        (write_record(b"1.2.3.4", "dns:a.example", content_type="text/dns"), "not_a_page", "holds no page"),
        (write_record(b"", kind=WarcRecordType.revisit, content_type="message/http"), "revisit", "had not changed"),
        (write_record(b"hello"), "bad_record", "no HTTP response"),
        (write_record(write_response(PAGE), WARC_Segment_Number="1"), "bad_record", "several records"),
        (write_record(write_response(PAGE), "https://a.example/a b"), "bad_page", "WARC-Target-URI"),
        (write_record(write_response(PAGE), "https://a.example/" + "a" * 3000), "bad_page", "more than 2048"),
        (write_record(write_response(PAGE), WARC_Date="2040-01-01T00:00:00Z"), "bad_page", "in the future"),
        (write_record(write_response(bytes(LIMIT + 1))), "too_large", "20,000 bytes"),
        (write_record(write_response(bytes(200_000))), "too_large", "20,000 bytes"),
    ],
)
def test_what_gives_no_page_is_named(content: bytes, reason: str, says: str) -> None:
    broken = read_broken(content)
    assert (broken.place, broken.reason, says in broken.detail) == ("record 1 at byte 0", reason, True), broken


@pytest.mark.parametrize(
    ("date", "seen_at"),
    [
        ("2013-06-09", datetime(2013, 6, 9, tzinfo=UTC)),
        ("2013-06-09T08:00:00.123456789Z", datetime(2013, 6, 9, 8, 0, 0, 123456, tzinfo=UTC)),
        ("soon", None),
    ],
)
def test_dates_of_records(date: str, seen_at: datetime | None) -> None:
    found = read_page(write_record(write_response(PAGE), WARC_Date=date))
    assert (found.page.captured_at, found.time_is_told) == (seen_at or NOW, seen_at is not None)


def test_http_as_sites_write_it() -> None:
    assert read_page(write_record(b"HTTP/1.0 200\nA: b\n\n" + PAGE)).page.raw == PAGE
    found = read_page(write_record(b"HTTP/1.1 200 OK\r\nA: 1\r\nA: 2\r\n folded\r\nB: \0\r\n\r\n" + PAGE))
    assert (found.page.raw, found.headers) == (PAGE, {"A": "1, 2 folded", "B": ""})
    assert read_page(write_record(write_response(PAGE), "<https://a.example/b>")).page.url == "https://a.example/b"


@pytest.mark.parametrize("pack", PACK.values(), ids=PACK)
@pytest.mark.parametrize("n_lost", [1, 5, 300, 600, 1000])
def test_of_a_file_that_is_cut_short_what_came_before_is_read(pack: Callable[[bytes], bytes], n_lost: int) -> None:
    records = [pack(record) for record in write_warc(3)]
    if n_lost >= len(records[2]):
        pytest.skip("nothing is left of the last record")
    found = read(b"".join(records)[:-n_lost])
    n_whole = sum(isinstance(one, Record) for one in found)
    if n_lost == 1 and pack is bytes:
        assert len(found) == n_whole == 3  # an empty line is missing, no more
    else:
        last = found[-1]
        assert isinstance(last, Broken), found
        assert (last.reason, n_whole >= 2) == ("cut_short", True), found
        assert last.place.startswith(f"after record {n_whole} at byte")


def test_what_is_no_record_ends_the_reading_and_says_so() -> None:
    page, tail = read(write_record(write_response(PAGE)) + b"hello world\n" * 50 + write_record(write_response(PAGE)))
    assert isinstance(page, Record)
    assert isinstance(tail, Broken)
    assert (tail.reason, "what follows record 1" in tail.detail) == ("unreadable", True)
    (other,) = read(b"hello world\n" * 50)
    assert isinstance(other, Broken)
    assert (other.reason, "no WARC file" in other.detail) == ("unreadable", True)


def test_our_own_export_is_read_again() -> None:
    headers = {"Content-Type": "text/html; charset=utf-8", "Content-Encoding": "gzip", "Server": "nginx"}
    pages = (
        CapturedPage("1", Page(PAGE, "text/html", NOW, "utf-8", "https://a.example/b"), headers),
        CapturedPage("2", Page(PAGE, "text/plain", NOW, None, None), None),
    )
    written = b"".join(write_export([pages], Preface(UUID(int=1), {}, NOW, "clipfile")))
    assert [(one.page, one.time_is_told) for one in read(written) if isinstance(one, Record)] == [
        (captured.page, True) for captured in pages
    ]


@given(st.binary(max_size=300), st.integers(0, 1500), st.sampled_from(sorted(PACK)))
def test_no_bytes_break_it(noise: bytes, at: int, name: str) -> None:
    content = PACK[name](b"".join(write_warc(2)))
    for found in read(content[:at] + noise + content[at + len(noise) :]):
        assert isinstance(found, Record | Broken)
