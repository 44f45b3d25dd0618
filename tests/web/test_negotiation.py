"""One article in every format, as it is asked for."""

import json

import pytest
from fastapi.testclient import TestClient

from app.web.examples import PAGE, URL

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.fixture(scope="module", autouse=True)
def address(stocking_client: TestClient) -> str:
    answer = stocking_client.post("/ingest", content=PAGE, headers={"Content-Type": "text/html"}, params={"url": URL})
    return f"/articles/{answer.json()['article']['id']}"


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "application/json"),
        ("application/json", "application/json"),
        (BROWSER, "application/json"),
        ("text/plain", "text/plain; charset=utf-8"),
        ("Text/Plain", "text/plain; charset=utf-8"),
        ("text/markdown;q=0.9, text/plain;q=0.1", "text/markdown; charset=utf-8"),
        ("application/ld+json", "application/ld+json; charset=utf-8"),
        ("application/vnd.iptc.ninjs+json, application/json;q=0.5",
         "application/vnd.iptc.ninjs+json; charset=utf-8"),
    ],
)  # fmt: skip
def test_accept_chooses(client: TestClient, address: str, accept: str, media_type: str) -> None:
    answer = client.get(address, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)
    assert "Accept" in answer.headers["vary"].split(", ")


@pytest.mark.parametrize(
    ("name", "opening"),
    [
        ("json", '{"id"'),
        ("text", "Harbour council votes"),
        ("markdown", "# Harbour council votes"),
        ("json-ld", '{"@context": "https://schema.org", "@type": "NewsArticle"'),
        ("ninjs", '{"uri": "http://testserver/articles/'),
    ],
)
def test_format_goes_before_accept(client: TestClient, address: str, name: str, opening: str) -> None:
    answer = client.get(address, params={"format": name}, headers={"Accept": "application/json"})
    assert answer.text.replace('{"id" ', '{"id"').startswith(opening)


def test_formats_tell_where_the_article_and_its_page_are(client: TestClient, address: str) -> None:
    node = json.loads(client.get(address, params={"format": "json-ld"}).text)
    assert client.get(node["@id"]).status_code == 200
    assert client.get(node["archivedAt"]).content == PAGE.encode()


def test_each_format_has_a_validator_of_its_own(client: TestClient, address: str) -> None:
    tags = {name: client.get(address, params={"format": name}).headers["etag"] for name in ("json", "text", "ninjs")}
    assert len(set(tags.values())) == 3
    again = client.get(address, params={"format": "text"}, headers={"If-None-Match": tags["text"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "Accept" in again.headers["vary"].split(", ")


@pytest.mark.parametrize(
    ("params", "accept", "status"),
    [({}, "application/pdf", 406), ({}, "nonsense", 406), ({"format": "pdf"}, "*/*", 422)],
)
def test_a_format_that_there_is_not_is_a_problem(
    client: TestClient, address: str, params: dict[str, str], accept: str, status: int
) -> None:
    answer = client.get(address, params=params, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
