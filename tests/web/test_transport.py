"""HEAD, content codings and their tags, and pages that call from a browser."""

import gzip
import json
from pathlib import Path

import pytest
import zstandard
from fastapi.testclient import TestClient

from app.settings import Settings
from app.web.app import create_app
from app.web.examples import PAGE, URL


@pytest.fixture(scope="module", autouse=True)
def address(stocking_client: TestClient) -> str:
    answer = stocking_client.post("/ingest", content=PAGE, headers={"Content-Type": "text/html"}, params={"url": URL})
    return f"/articles/{answer.json()['article']['id']}"


@pytest.mark.parametrize("path", ["", "/raw"])
def test_head_is_get_without_the_content(client: TestClient, address: str, path: str) -> None:
    got, asked = client.get(address + path), client.head(address + path)
    assert (asked.status_code, asked.content) == (200, b"")
    assert asked.headers == got.headers


def test_head_of_nothing_is_the_same_problem(client: TestClient) -> None:
    asked = client.head("/nowhere")
    assert (asked.status_code, asked.headers["content-type"], asked.content) == (404, "application/problem+json", b"")


@pytest.mark.parametrize(
    ("accepted", "unpack"),
    [
        ("gzip", gzip.decompress),
        ("zstd, gzip", lambda packed: zstandard.ZstdDecompressor().decompressobj().decompress(packed)),
    ],
)
def test_answers_are_compressed_and_each_coding_has_its_tag(
    client: TestClient, address: str, accepted: str, unpack: object
) -> None:
    plain = client.get(address, headers={"Accept-Encoding": "identity"})
    with client.stream("GET", address, headers={"Accept-Encoding": accepted}) as packed:
        content = b"".join(packed.iter_raw())
    coding = accepted.partition(",")[0]
    assert packed.headers["content-encoding"] == coding
    assert unpack(content) == plain.content  # type: ignore[operator] # a function of bytes
    assert len(content) < len(plain.content)
    assert packed.headers["etag"] == plain.headers["etag"][:-1] + f'-{coding}"'
    for tag in (packed.headers["etag"], plain.headers["etag"], f"W/{packed.headers['etag']}", '"other", *'):
        again = client.get(address, headers={"If-None-Match": tag, "Accept-Encoding": accepted})
        assert again.status_code == 304
    assert client.get(address, headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize("path", ["{}?format=ninjs", "{}?format=json-ld", "/articles/feed.json"])
def test_all_formats_of_text_are_compressed(client: TestClient, address: str, path: str) -> None:
    answer = client.get(path.format(address), headers={"Accept-Encoding": "gzip"})
    assert (answer.status_code, answer.headers.get("content-encoding")) == (200, "gzip")


def test_head_of_an_export_does_not_tell_a_length_that_it_has_not(client: TestClient) -> None:
    asked = client.head("/articles.csv")
    assert (asked.status_code, asked.headers.get("content-length"), asked.content) == (200, None, b"")


def test_pages_of_other_origins_may_call_only_where_the_settings_name_them(database_url: str) -> None:
    asked = {"Origin": "https://desk.example"}
    for origins, allowed in (((), None), (("https://desk.example",), "https://desk.example")):
        settings = Settings(database_url=database_url, readers=1, cors_origins=origins)
        with TestClient(create_app(settings)) as client:
            assert client.get("/sources", headers=asked).headers.get("access-control-allow-origin") == allowed


def test_the_committed_document_is_the_one_that_the_service_gives(client: TestClient) -> None:
    """It is committed so that a change that breaks clients is seen: `make openapi` writes it anew."""
    committed = json.loads((Path(__file__).parents[2] / "docs/openapi.json").read_text("utf-8"))
    assert committed == client.get("/openapi.json").json()
