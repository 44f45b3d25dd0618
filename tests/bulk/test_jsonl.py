"""JSON pages, one a line: what is read, what is broken, and that no line is held that is too long."""

import io
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from app.bulk.records import Broken, Record, read_records
from tests.bulk.files import PACK, make_story, write_line, write_lines
from tests.conftest import NOW

LIMIT = 10_000


def read(content: bytes, limit: int = LIMIT) -> list[Record | Broken]:
    return list(read_records(io.BytesIO(content), "jsonl", limit=limit, now=NOW))


def read_broken(line: bytes) -> Broken:
    (found,) = read(line)
    assert isinstance(found, Broken)
    return found


def test_a_line_is_a_page() -> None:
    headers = {"Server": "nginx"}
    line = write_line(
        url="https://a.example/é", html="<p>Pier</p>", captured_at="2013-06-09T10:00+08:00", headers=headers
    )
    (found,) = read(line)
    assert isinstance(found, Record)
    page = found.page
    assert (found.place, found.time_is_told, found.headers) == ("line 1", True, headers)
    assert (page.raw, page.media_type, page.charset) == (b"<p>Pier</p>", "text/html", "utf-8")
    assert (page.url, page.captured_at) == ("https://a.example/é", datetime(2013, 6, 9, 2, tzinfo=UTC))


def test_a_page_whose_time_is_not_told_is_seen_now() -> None:
    (found,) = read(write_line(text="Pier"))
    assert isinstance(found, Record)
    assert (found.page.captured_at, found.time_is_told, found.page.media_type) == (NOW, False, "text/plain")


@pytest.mark.parametrize("pack", PACK.values(), ids=PACK)
def test_packed_lines_in_several_members(pack: Callable[[bytes], bytes]) -> None:
    content = pack(write_lines(30)) + pack(write_lines(20, first=30))
    found = read(content)
    assert [one.place for one in found] == [f"line {number}" for number in range(1, 51)]
    assert [one.page.raw.decode() for one in found if isinstance(one, Record)] == [make_story(n) for n in range(50)]


def test_marks_ends_and_empty_lines() -> None:
    content = b"\xef\xbb\xbf" + write_line(text="one") + b"\n \r\n" + write_line(text="two").strip() + b"\r\n"
    assert [one.place for one in read(content + write_line(text="three").strip())] == ["line 1", "line 4", "line 5"]


@pytest.mark.parametrize(
    ("line", "reason", "says"),
    [
        (b"{bad}\n", "bad_json", "this is no JSON"),
        (b'{"text": "\xff"}\n', "bad_json", "this is no JSON"),
        (b'{"text": "\\ud800"}\n', "bad_json", "this is no JSON"),
        (b"[]\n", "bad_page", "should be an object"),
        (write_line(url="https://a.example"), "bad_page", 'either as "html" or as "text"'),
        (write_line(text="a", url="ftp://a.example"), "bad_page", "url: give the page's own address"),
        (write_line(text="a", captured_at="2013-06-09"), "bad_page", "captured_at: "),
        (write_line(text="a", captured_at="2040-01-01T00:00:00Z"), "bad_page", "lies in the future"),
        (write_line(text="a", title="b"), "bad_page", "title: a line has url"),
        (write_line(text="a" * LIMIT), "too_large", "longer than 10,000 bytes"),
    ],
)
def test_what_is_broken_is_named_and_reading_goes_on(line: bytes, reason: str, says: str) -> None:
    broken, after = read(line + write_line(text="after"))
    assert isinstance(broken, Broken)
    assert (broken.place, broken.reason, says in broken.detail) == ("line 1", reason, True), broken
    assert after.place == "line 2"


def test_a_line_is_taken_up_to_the_limit() -> None:
    line = write_line(text="a" * 100)
    assert isinstance(read(line, limit=len(line) - 1)[0], Record)
    assert isinstance(read(line, limit=len(line) - 2)[0], Broken)


def test_a_line_that_is_too_long_is_not_held() -> None:
    content = io.BytesIO(b'{"text": "' + b"a" * 50_000_000 + b'"}\n' + write_line(text="after"))
    tracemalloc.start()
    broken, after = read_records(content, "jsonl", limit=LIMIT, now=NOW)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (broken.place, after.place) == ("line 1", "line 2")
    assert peak < 1_000_000


@pytest.mark.parametrize("pack", PACK.values(), ids=PACK)
def test_of_a_file_that_is_cut_short_what_came_before_is_read(pack: Callable[[bytes], bytes]) -> None:
    parts = [pack(write_lines(10, first)) for first in (0, 10)]
    *records, last = read(b"".join(parts)[:-9])
    assert isinstance(last, Broken)
    assert last.reason == "cut_short"
    assert len(records) >= 10
    assert last.place == f"after line {len(records)}"


@pytest.mark.parametrize("name", ["gzip", "zstd"])
def test_damage_in_a_packed_file_is_named(name: str) -> None:
    packed = [bytearray(PACK[name](write_lines(10, first))) for first in (0, 10)]
    packed[1][len(packed[1]) // 2] ^= 0xFF
    *records, last = read(b"".join(packed))
    assert isinstance(last, Broken)
    assert last.reason in ("unreadable", "cut_short", "bad_json")
    assert len(records) >= 10


def test_zeros_behind_gzip_are_padding_and_other_bytes_are_not() -> None:
    packed = PACK["gzip"](write_lines(2))
    assert len(read(packed + bytes(100_000))) == 2
    *records, last = read(packed + b"hello")
    assert len(records) == 2
    assert isinstance(last, Broken)
    assert (last.reason, "gzip" in last.detail) == ("unreadable", True)


def test_nothing_is_no_page() -> None:
    assert read(b"") == []
