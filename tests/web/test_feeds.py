"""Feeds and lists in the formats of others, as their readers ask for them."""

import feedparser
import pytest
from fastapi.testclient import TestClient

from app.formats.ninjs import SCHEMA
from app.web.examples import PAGE, STORY, URL
from tests.formats.test_ninjs import IPTC, OURS, validate

FEEDS = ["/articles.atom", "/articles/feed.json"]


@pytest.fixture(scope="module", autouse=True)
def _two_stories(stocking_client: TestClient) -> None:
    stocking_client.post("/ingest", content=PAGE, headers={"Content-Type": "text/html"}, params={"url": URL})
    other = STORY.replace("12 million", "14 million").replace("March 4, 2024", "March 4, 2014")
    stocking_client.post("/ingest", content=other, headers={"Content-Type": "text/plain"})


def read_feed(client: TestClient, address: str) -> list[tuple[str, str | None]]:
    """Read a feed, whichever it is, as the ids and texts of its articles."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    if "json" in answer.headers["content-type"]:
        return [(item["id"], item["content_text"]) for item in answer.json()["items"]]
    read = feedparser.parse(answer.text)
    assert not read.bozo
    return [(entry.id, entry.summary) for entry in read.entries]


@pytest.mark.parametrize("path", FEEDS)
def test_what_came_in_last_is_at_the_top(client: TestClient, path: str) -> None:
    ids = [id_ for id_, _ in read_feed(client, path)]
    listed = client.get("/articles?sort=-first_seen_at&fields=id").json()["items"]
    assert ids == [f"http://testserver/articles/{item['id']}" for item in listed]
    assert client.get(ids[0].removeprefix("http://testserver")).status_code == 200


@pytest.mark.parametrize("path", FEEDS)
@pytest.mark.parametrize(
    ("query", "n"),
    [("q=pier", 2), ("q=submarine", 0), ("author=Ana+Quist", 1), ("published_to=2014", 1), ("limit=1", 1)],
)
def test_feeds_take_the_filters_of_lists(client: TestClient, path: str, query: str, n: int) -> None:
    assert len(read_feed(client, f"{path}?{query}")) == n
    assert all(text for _, text in read_feed(client, f"{path}?{query}"))


@pytest.mark.parametrize("sort", ["", "&sort=-published_at", "&sort=relevance"])
@pytest.mark.parametrize("path", FEEDS)
def test_feeds_are_paged(client: TestClient, path: str, sort: str) -> None:
    first = client.get(f"{path}?q=pier&limit=1{sort}")
    next_ = first.links["next"]["url"]
    if path.endswith("json"):
        assert first.json()["next_url"] == next_
    else:
        assert {link.rel: link.href for link in feedparser.parse(first.text).feed.links}["next"] == next_
    assert read_feed(client, next_) != read_feed(client, f"{path}?q=pier&limit=1{sort}")
    assert "next" not in client.get(next_).links


@pytest.mark.parametrize("sort", ["", "?sort=-published_at&limit=1"])
@pytest.mark.parametrize("path", FEEDS)
def test_feeds_are_not_sent_again_until_they_change(client: TestClient, path: str, sort: str) -> None:
    etag = client.get(path + sort).headers["etag"]
    again = client.get(path + sort, headers={"If-None-Match": etag})
    assert (again.status_code, again.headers["etag"], again.content) == (304, etag, b"")
    newer = STORY.replace("12 million", "19 million").replace("March 4, 2024", "March 9, 2024")
    client.post("/ingest", content=newer, headers={"Content-Type": "text/plain"})
    assert client.get(path + sort, headers={"If-None-Match": etag}).status_code == 200


def test_a_feed_was_changed_when_the_newest_of_its_articles_was(client: TestClient) -> None:
    read = feedparser.parse(client.get("/articles.atom").text)
    assert read.feed.updated == max(entry.updated for entry in read.entries)
    empty = feedparser.parse(client.get("/articles.atom?q=submarine").text)
    assert not empty.bozo
    assert (empty.feed.title, empty.feed.updated) == ("Clipfile: q=submarine", "1970-01-01T00:00:00Z")


def test_lists_as_ninjs(client: TestClient) -> None:
    answer = client.get("/articles?format=ninjs&q=pier&limit=1")
    assert answer.headers["content-type"] == "application/vnd.iptc.ninjs+json"
    for schema in (IPTC, OURS):
        validate(answer.json(), schema)
        validate(client.get("/articles?format=ninjs&q=submarine").json(), schema)
    (item,) = answer.json()["associations"]
    assert item["bodies"][0]["value"]
    assert {person["rel"] for person in item["people"]} >= {"speaker"}
    (following,) = client.get(answer.links["next"]["url"]).json()["associations"]
    assert following["uri"] != item["uri"]


@pytest.mark.parametrize("more", ["fields=id", "include=body", "highlight=true&q=pier", "total=true"])
def test_ninjs_takes_no_fields(client: TestClient, more: str) -> None:
    answer = client.get(f"/articles?format=ninjs&{more}")
    assert (answer.status_code, "leave out" in answer.json()["detail"]) == (400, True)


def test_the_schema_of_our_ninjs_stands_where_its_documents_say(client: TestClient) -> None:
    answer = client.get("/schemas/ninjs-clipfile_3.1.json")
    assert (answer.text, answer.headers["content-type"]) == (SCHEMA, "application/schema+json")
    named = client.get("/articles?format=ninjs").json()["standard"]["schema"]
    assert named == OURS["$id"]
    assert named.endswith("/schemas/ninjs-clipfile_3.1.json")
