"""Files of many articles, read back by the tools that others have for them."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from warcio.archiveiterator import ArchiveIterator

from app.formats import parquet
from app.formats.batches import Preface
from app.formats.csv_rows import COLUMNS, GUARD, guard, write_csv
from app.formats.jsonl import write_jsonl
from app.formats.parquet import SCHEMA, write_parquet
from app.formats.warc import write_warc
from app.news import CapturedPage, Page
from tests.formats.stories import BARE, FULL, NAMELESS, make_article

CAPTURED_AT = datetime(2024, 3, 5, 12, 0, 0, 250_000, tzinfo=UTC)
PREFACE = Preface(
    UUID("01890a5d-ac96-774b-bcce-b302099a8057"), {"q": "pier é", "source": "Xinhua"}, CAPTURED_AT, "Clipfile 0.1.0"
)


def write(article: Any) -> str:
    """Write an article as PostgreSQL does, line breaks between values and all."""
    return json.dumps(dict(article.fields), ensure_ascii=False, indent=1)


BATCHES = [[write(FULL), write(BARE)], [write(NAMELESS)]]
ARTICLES = [dict(article.fields) for article in (FULL, BARE, NAMELESS)]


def test_a_line_of_jsonl_is_an_article() -> None:
    odd = make_article(body="a\u2028b\u0085c\n\nd\r\x0b", headline='"\\n"')
    parts = list(write_jsonl([*BATCHES, [write(odd)]], PREFACE))
    assert len(parts) == 3
    lines = b"".join(parts).decode().removesuffix("\n").split("\n")
    assert [json.loads(line) for line in lines] == [*ARTICLES, odd.fields]


def read_csv(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def test_csv_has_a_row_for_each_article() -> None:
    full, bare, nameless = read_csv(b"".join(write_csv(BATCHES, PREFACE)))
    assert list(full) == list(COLUMNS)
    assert (full["source"], full["publisher"], full["dateline_place"]) == ("Xinhua", "Port Ellery Post", "PORT ELLERY")
    assert (full["body"], full["word_count"], full["revision"]) == (FULL["body"], "34", "2")
    assert json.loads(full["authors"]) == ["Ana Quist", "Bo Lind"]
    assert json.loads(full["quotes"]) == FULL["quotes"]
    assert full["capture_digest"] == FULL["provenance"]["capture_digest"]
    assert {bare[name] for name in ("url", "source", "dateline_text", "published_at", "byline")} == {""}
    assert (nameless["published_at"], nameless["published_precision"]) == ("2024-03-04", "day")


@pytest.mark.parametrize(
    "headline",
    [
        pytest.param('He said "no, never"', id="quotation marks and a comma"),
        pytest.param("One\nTwo\r\nThree", id="line breaks"),
        pytest.param("港口委员会 é \U0001f4f0", id="unicode"),
        pytest.param(" leading space", id="space"),
        pytest.param(";a;b", id="semicolons"),
        pytest.param("", id="nothing"),
    ],
)
def test_csv_cells_are_quoted_as_rfc_4180_has_it(headline: str) -> None:
    content = b"".join(write_csv([[write(make_article(headline=headline))]], PREFACE))
    assert content.count(b"\r\n") - headline.count("\r\n") == 2
    (row,) = read_csv(content)
    assert row["headline"] == headline


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'", "''="])
def test_no_cell_is_a_formula_and_every_cell_can_be_read_back(first: str) -> None:
    text = f'{first}HYPERLINK("http://x.example","a")'
    (row,) = read_csv(b"".join(write_csv([[write(make_article(headline=text, body=text, byline=text))]], PREFACE)))
    for name in ("headline", "body", "byline"):
        assert row[name][0] == GUARD
        assert row[name].removeprefix(GUARD) == text


@pytest.mark.parametrize("cell", ["a=b", "2024-03-04", "", None, 12, -3, "“- quoted”", '["=1"]'])
def test_cells_that_no_spreadsheet_runs_stay_as_they_are(cell: Any) -> None:
    assert guard(cell) == cell


def test_parquet_is_typed() -> None:
    table = pq.read_table(io.BytesIO(b"".join(write_parquet(BATCHES, PREFACE))))
    assert table.schema.equals(SCHEMA)
    assert table.schema.field("published_at").type == pa.timestamp("us", tz="UTC")
    assert table.schema.metadata[b"clipfile.query"].decode() == json.dumps(PREFACE.query, ensure_ascii=False)
    full, bare, nameless = table.to_pylist()
    assert full["published_at"] == datetime(2024, 3, 4, 18, 20, tzinfo=UTC)
    assert nameless["published_at"] == datetime(2024, 3, 4, tzinfo=UTC)
    assert (bare["published_at"], bare["source"], bare["quotes"], bare["authors"]) == (None, None, [], [])
    assert full["quotes"][0]["speaker"]["name"] == "Marta Oduya"
    assert full["quotes"][0]["confidence"] == pytest.approx(0.93)
    assert (full["provenance"]["extractor"], full["evidence"]) == ("clipfile/2", [("headline", "h1")])
    for name in ("id", "url", "headline", "body", "authors", "dateline", "source", "word_count", "revision"):
        assert [row[name] for row in table.to_pylist()] == [article[name] for article in ARTICLES]


def test_parquet_has_each_field_of_the_api() -> None:
    assert set(SCHEMA.names) == {*ARTICLES[0], "evidence", "others"}
    quote, speaker = ARTICLES[0]["quotes"][0], SCHEMA.field("quotes").type.value_type.field("speaker")
    assert {field.name for field in SCHEMA.field("quotes").type.value_type} == set(quote)
    assert {field.name for field in speaker.type} == set(quote["speaker"])


def test_parquet_has_what_was_not_believed() -> None:
    others = {"headline": [{"value": "Pier: news", "where": "og:title"}], "source": []}
    article = make_article(provenance=FULL["provenance"] | {"others": others, "n_stories": 2})
    (row,) = pq.read_table(io.BytesIO(b"".join(write_parquet([[write(article)]], PREFACE)))).to_pylist()
    assert dict(row["others"]) == others
    assert (row["provenance"]["n_stories"], row["evidence"]) == (2, [("headline", "h1")])


def test_parquet_goes_out_by_row_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "ROW_GROUP_BYTES", 1)
    parts = list(write_parquet(BATCHES, PREFACE))
    assert len(parts) == 3  # and the footer
    read = pq.ParquetFile(io.BytesIO(b"".join(parts)))
    assert [read.metadata.row_group(i).num_rows for i in range(read.num_row_groups)] == [2, 1]


def make_page(raw: bytes = b"<p>\xe9</p>", **given: Any) -> CapturedPage:
    """Make a captured page; `given` are fields of it and of its page that are to be other than these."""
    told = {"url": "https://www.port-ellery.example/pier?a=1&b=%20", "charset": None, **given}
    headers = told.pop("headers", None)
    page = Page(raw, "text/html", CAPTURED_AT, **told)
    return CapturedPage("01890a5d-ac96-774b-bcce-b302099a8058", page, headers)


def read_warc(content: bytes) -> Iterator[tuple[Any, bytes]]:
    for record in ArchiveIterator(io.BytesIO(content), check_digests="raise"):
        yield record, record.content_stream().read()


def test_warc_is_read_by_another_tool() -> None:
    headers = {"Server": "a\r\nX-Evil: b", "Content-Encoding": "gzip", "content-length": "3", "X-Place": "日本"}
    pages = [[make_page(), make_page(charset="utf-8")], [make_page(headers=headers)]]
    parts = list(write_warc(pages, PREFACE))
    assert len(parts) == 4
    (info, fields), (plain, raw), (declared, _), (response, got) = read_warc(b"".join(parts))
    assert (info.rec_type, fields.decode().splitlines()[0]) == ("warcinfo", "software: Clipfile 0.1.0")
    assert "pier é" in fields.decode()
    assert (plain.rec_type, raw, plain.content_type) == ("resource", b"<p>\xe9</p>", "text/html")
    assert declared.content_type == "text/html; charset=utf-8"
    named = plain.rec_headers.get_header
    assert named("WARC-Target-URI") == "https://www.port-ellery.example/pier?a=1&b=%20"
    assert named("WARC-Date") == "2024-03-05T12:00:00.250000Z"
    assert named("WARC-Record-ID") == "<urn:uuid:01890a5d-ac96-774b-bcce-b302099a8058>"
    assert named("WARC-Payload-Digest").startswith("sha1:")
    assert (response.rec_type, got) == ("response", b"<p>\xe9</p>")
    sent = dict(response.http_headers.headers)
    assert (sent["Server"], sent["Content-Length"]) == ("a X-Evil: b", "8")
    assert sent["X-Archive-Orig-Content-Encoding"] == "gzip"
    assert "X-Evil" not in sent


@pytest.mark.parametrize(
    ("url", "address"),
    [
        (None, "urn:uuid:01890a5d-ac96-774b-bcce-b302099a8058"),
        ("https://x.example/é a\r\nb", "https://x.example/%C3%A9%20a%0D%0Ab"),
        ("file:///tmp/a.html", "file:///tmp/a.html"),
    ],
)
def test_every_record_has_an_address(url: str | None, address: str) -> None:
    ((record, raw),) = read_warc(b"".join(write_warc([[make_page(url=url, headers={"A": "b"})]], None)))
    assert (record.rec_headers.get_header("WARC-Target-URI"), raw) == (address, b"<p>\xe9</p>")


@pytest.mark.parametrize("write_file", [write_jsonl, write_csv, write_parquet, write_warc])
def test_no_articles_are_a_file_as_well(write_file: Any) -> None:
    content = b"".join(write_file([], PREFACE))
    match write_file.__name__:
        case "write_jsonl":
            assert content == b""
        case "write_csv":
            assert content.decode() == ",".join(COLUMNS) + "\r\n"
        case "write_parquet":
            assert pq.read_table(io.BytesIO(content)).num_rows == 0
        case _:
            assert [record.rec_type for record, _ in read_warc(content)] == ["warcinfo"]


def test_without_a_head_parts_go_on_with_a_file() -> None:
    assert list(write_csv(BATCHES, PREFACE))[1:] == list(write_csv(BATCHES, None))
    assert list(write_warc([[make_page()]], PREFACE))[1:] == list(write_warc([[make_page()]], None))
