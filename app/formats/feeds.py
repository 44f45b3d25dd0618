"""Lists of articles as feeds: Atom (RFC 4287) and JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from app.formats.article import WrittenArticle, is_moment, without_empty

_ATOM = "http://www.w3.org/2005/Atom"
_NOT_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))  # characters that XML 1.0 has none of


@dataclass(frozen=True, slots=True)
class Feed:
    """A list of articles under an address of its own."""

    title: str
    uri: str
    """The feed's own address."""
    updated_at: str
    """RFC 3339: when the newest of its articles changed."""
    articles: Sequence[WrittenArticle]
    next: str | None = None
    """The address of the next page."""


def write_atom(feed: Feed) -> str:
    """Write an Atom feed; each entry is known by the article's address in this archive."""
    ET.register_namespace("", _ATOM)
    root = ET.Element(f"{{{_ATOM}}}feed")
    _add(root, "id", feed.uri)
    _add(root, "title", feed.title)
    _add(root, "updated", feed.updated_at)
    _add(root, "link", rel="self", type="application/atom+xml", href=feed.uri)
    if feed.next:
        _add(root, "link", rel="next", type="application/atom+xml", href=feed.next)
    for article in feed.articles:
        _add_entry(root, article)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode")


def _add_entry(root: ET.Element, article: WrittenArticle) -> None:
    entry = _add(root, "entry")
    _add(entry, "id", article.uri)
    _add(entry, "title", article["headline"])
    _add(entry, "updated", article["changed_at"])
    if is_moment(article["published_at"]):
        _add(entry, "published", article["published_at"])
    _add(entry, "link", rel="alternate", href=article.address)
    _add(entry, "link", rel="via", href=article.raw_uri)
    # RFC 4287 wants an author for each entry or for the feed.
    for name in article["authors"] or [article.name_of("source") or article.name_of("publisher") or "unknown"]:
        _add(_add(entry, "author"), "name", name)
    if source := article.name_of("source"):
        _add(entry, "category", term=source, scheme="source")
    _add(entry, "summary", article.paragraphs[0])


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    attributes = {key: value.translate(_NOT_XML) for key, value in attributes.items()}
    element = ET.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    element.text = text.translate(_NOT_XML) if text else None
    return element


def write_json_feed(feed: Feed) -> str:
    """Write a JSON Feed; each item holds the article's whole text."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "feed_url": feed.uri,
        "next_url": feed.next,
        "items": [_describe_item(article) for article in feed.articles],
    }
    return json.dumps({name: value for name, value in document.items() if value is not None}, ensure_ascii=False)


def _describe_item(article: WrittenArticle) -> dict[str, object]:
    published, modified = article["published_at"], article["modified_at"]
    return without_empty(
        {
            "id": article.uri,
            "url": article["url"],
            "title": article["headline"],
            "content_text": article["body"],
            "date_published": published if is_moment(published) else None,
            "date_modified": modified if is_moment(modified) else article["changed_at"],
            "authors": [{"name": name} for name in article["authors"]],
            "tags": [name for name in (article.name_of("source"),) if name],
            "language": article["language"],
        }
    )
