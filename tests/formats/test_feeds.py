"""Feeds, read back by a feed reader."""

import json

import feedparser
import pytest

from app.formats.feeds import Feed, write_atom, write_json_feed
from tests.formats.stories import BARE, BODY, FULL, NAMELESS, STORIES, URI, make_article

FEED = Feed(
    "Clipfile",
    "http://x.example/articles.atom?q=a&b",
    "2024-03-05T13:00:00Z",
    tuple(STORIES.values()),
    "http://x.example/n?c=1&d",
)


def test_atom_is_read_by_a_feed_reader() -> None:
    read = feedparser.parse(write_atom(FEED))
    assert not read.bozo
    assert read.version == "atom10"
    assert (read.feed.id, read.feed.updated) == (FEED.uri, FEED.updated_at)
    assert {link.rel: link.href for link in read.feed.links} == {"self": FEED.uri, "next": FEED.next}
    full, bare, nameless = read.entries
    assert (full.id, full.title, full.published) == (URI, FULL["headline"], "2024-03-04T18:20:00Z")
    assert [author.name for author in full.authors] == ["Ana Quist", "Bo Lind"]
    assert full.link == FULL["canonical_url"]
    assert bare.authors  # RFC 4287, section 4.1.2: an entry has an author
    assert "published" not in nameless
    assert full.summary == BODY.split("\n\n", maxsplit=1)[0]


def test_characters_that_xml_has_not_are_left_out() -> None:
    feed = Feed("x\x0b", "http://x.example/", FEED.updated_at, (make_article(headline="a\x0cb & <c>"),))
    read = feedparser.parse(write_atom(feed))
    assert not read.bozo
    assert read.entries[0].title_detail.value == "ab & <c>"


@pytest.mark.parametrize(("article", "published"), [(FULL, "2024-03-04T18:20:00Z"), (NAMELESS, None), (BARE, None)])
def test_a_json_feed_has_the_whole_text(article: object, published: str | None) -> None:
    feed = Feed("Clipfile", "http://x.example/articles/feed.json", FEED.updated_at, (article,))  # type: ignore[arg-type]
    written = json.loads(write_json_feed(feed))
    assert written["version"] == "https://jsonfeed.org/version/1.1"
    assert "next_url" not in written
    item = written["items"][0]
    assert (item["id"], item["content_text"], item.get("date_published")) == (URI, BODY, published)
