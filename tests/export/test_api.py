"""Exports over HTTP, as a user takes them along."""

import csv
import gzip
import io
import json
import re
from hashlib import sha256
from typing import Any

import pyarrow.parquet as pq
import pytest
import zstandard
from fastapi.testclient import TestClient
from warcio.archiveiterator import ArchiveIterator

from app.export import KINDS, Format
from app.web.schemas import Manifest
from tests.export.conftest import N_STOCKED

NOBODY = "01890a5d-ac96-774b-bcce-b302099a8057"


def read(name: str, content: bytes) -> list[str]:
    """Read a file back, as the ids of its articles or captures."""
    match name:
        case "jsonl":
            return [json.loads(line)["id"] for line in content.decode().splitlines()]
        case "csv":
            return [row["id"] for row in csv.DictReader(io.StringIO(content.decode(), newline=""))]
        case "parquet":
            ids: list[str] = pq.read_table(io.BytesIO(content)).column("id").to_pylist()
            return ids
        case _:
            records = ArchiveIterator(io.BytesIO(content), check_digests="raise")
            read = [(record, record.content_stream().read()) for record in records]
            return [record.rec_headers.get_header("WARC-Record-ID")[10:-1] for record, _ in read[1:]]


def list_ids(client: TestClient, name: str, query: str = "") -> list[str]:
    """List what must be in an export, by the lists and articles of the API."""
    items = client.get(f"/articles?limit=100&fields=id&sort=first_seen_at&{query}").json()["items"]
    ids = sorted(item["id"] for item in items)
    if name != "warc":
        return ids
    return [client.get(f"/articles/{id_}").json()["provenance"]["capture_id"] for id_ in ids]


def get_manifest(client: TestClient, answer: Any) -> Manifest:
    link = answer.links["describedby"]["url"]
    return Manifest.model_validate(client.get(link).json())


@pytest.mark.parametrize("name", KINDS)
def test_all_articles_are_taken_along(exporting: TestClient, name: Format) -> None:
    answer = exporting.get(f"/articles.{name}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == KINDS[name].media_type
    assert re.fullmatch(
        rf'attachment; filename="clipfile-\d{{8}}T\d{{6}}Z\.{name}"', answer.headers["content-disposition"]
    )
    ids = read(name, answer.content)
    assert (len(ids), ids) == (N_STOCKED, list_ids(exporting, name))


def test_a_line_of_jsonl_is_what_get_answers(exporting: TestClient) -> None:
    for line in exporting.get("/articles.jsonl").text.splitlines():
        article = json.loads(line)
        assert article == exporting.get(f"/articles/{article['id']}").json()


def test_records_of_warc_are_the_raw_pages(exporting: TestClient) -> None:
    pages = {exporting.get(f"/articles/{id_}/raw").content for id_ in list_ids(exporting, "jsonl")}
    records = ArchiveIterator(io.BytesIO(exporting.get("/articles.warc").content))
    assert {record.content_stream().read() for record in records if record.rec_type != "warcinfo"} == pages


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize(
    ("query", "n"),
    [
        ("source=reuters", 3),
        ("published_from=2024-03-04", 2),
        ("q=pier+-%22line+3%22", 6),
        ("speaker=Marta+Oduya&has=quotes", 7),
        ("source=Nobody", 0),
        ("q=submarine", 0),
    ],
)
def test_filters_are_those_of_lists(exporting: TestClient, name: str, query: str, n: int) -> None:
    ids = read(name, exporting.get(f"/articles.{name}?{query}").content)
    assert (len(ids), ids) == (n, list_ids(exporting, name, query))


def unpack(compress: str, content: bytes) -> bytes:
    if compress == "gzip":
        return gzip.decompress(content)
    return zstandard.ZstdDecompressor().stream_reader(content, read_across_frames=True).read()


@pytest.mark.parametrize("query", ["", "source=Nobody"])
@pytest.mark.parametrize(("compress", "ending"), [("gzip", "gz"), ("zstd", "zst")])
@pytest.mark.parametrize("name", ["jsonl", "csv", "warc"])
def test_files_are_compressed(exporting: TestClient, name: str, compress: str, ending: str, query: str) -> None:
    answer = exporting.get(f"/articles.{name}?compress={compress}&{query}")
    assert answer.headers["content-type"] == f"application/{compress}"
    assert "content-encoding" not in answer.headers
    assert f'.{name}.{ending}"' in answer.headers["content-disposition"]
    content = unpack(compress, answer.content)
    assert read(name, content) == list_ids(exporting, name, query)
    assert get_manifest(exporting, answer).sha256 == sha256(content).hexdigest()


def test_each_record_of_warc_is_compressed_by_itself(exporting: TestClient) -> None:
    content = exporting.get("/articles.warc?compress=gzip").content
    offsets = []
    records = ArchiveIterator(io.BytesIO(content))
    for record in records:
        record.content_stream().read()
        offsets.append(records.get_record_offset())
    assert all(content[offset : offset + 2] == b"\x1f\x8b" for offset in offsets)
    assert len(set(offsets)) == N_STOCKED + 1


@pytest.mark.parametrize("name", KINDS)
def test_a_manifest_says_what_the_file_holds(exporting: TestClient, name: str) -> None:
    answer = exporting.get(f"/articles.{name}?published_to=2024-03&source=+XINHUA+&has=quotes")
    manifest = get_manifest(exporting, answer)
    assert (manifest.state, manifest.format, manifest.compress) == ("complete", name, None)
    assert manifest.query == {"has": "quotes", "published_to": "2024-03-31T23:59:59.999999Z", "source": "XINHUA"}
    assert (manifest.n_articles, manifest.n_bytes) == (4, len(answer.content))
    assert manifest.sha256 == sha256(answer.content).hexdigest()
    assert manifest.software.startswith("Clipfile ")
    assert manifest.finished_at is not None
    assert manifest.snapshots[0] <= manifest.finished_at
    again = exporting.get(f"/articles.{name}", params=manifest.query)
    assert read(name, again.content) == read(name, answer.content)
    assert get_manifest(exporting, again).query == manifest.query
    assert get_manifest(exporting, again).id != manifest.id


@pytest.mark.parametrize("name", ["jsonl", "csv"])
def test_the_same_articles_are_the_same_bytes(exporting: TestClient, name: str) -> None:
    one, other = (get_manifest(exporting, exporting.get(f"/articles.{name}?compress=zstd")) for _ in range(2))
    assert one.sha256 == other.sha256


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("/articles.jsonl?q=%22pier", 400, "never closed"),
        ("/articles.csv?sorce=Xinhua", 422, "sorce"),
        ("/articles.csv?limit=5", 422, "limit"),
        ("/articles.warc?published_from=soon", 422, "published_from"),
        ("/articles.jsonl?compress=rar", 422, "compress"),
        ("/articles.parquet?compress=gzip", 422, "no parameter 'compress'"),
        ("/articles.docx", 404, "/docs"),
        (f"/exports/{NOBODY}", 404, NOBODY),
        ("/exports/12", 422, "export_id"),
    ],
)
def test_errors_are_problems(exporting: TestClient, address: str, status: int, says: str) -> None:
    answer = exporting.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert says in answer.json()["detail"]


@pytest.mark.parametrize("name", KINDS)
def test_head_begins_no_export(exporting: TestClient, name: str) -> None:
    asked = exporting.head(f"/articles.{name}?source=Xinhua")
    assert (asked.status_code, asked.content, "link" in asked.headers) == (200, b"", False)
    assert f'.{name}"' in asked.headers["content-disposition"]
    assert exporting.get(f"/articles.{name}").status_code == 200  # and no turn was taken
