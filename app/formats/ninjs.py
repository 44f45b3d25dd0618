"""An article as ninjs 3.1, IPTC's News in JSON, with two properties more: dateline and quotes.

https://iptc.org/std/ninjs/. IPTC's schema forbids unknown properties, so ours is derived from it, under an $id of its
own (ninjs-clipfile.json); without the two the document is valid against IPTC's.
"""

import json
from collections.abc import Sequence
from importlib import resources
from typing import Any
from urllib.parse import urlsplit

from app.formats.article import WrittenArticle, is_moment, without_empty

SCHEMA = resources.files("app.formats").joinpath("ninjs-clipfile.json").read_text(encoding="utf-8")
"""The JSON Schema that our documents follow: IPTC's, with dateline and quotes."""
_SCHEMA_ID = json.loads(SCHEMA)["$id"]
SCHEMA_PATH = urlsplit(_SCHEMA_ID).path
"""Where the schema stands, on whichever host it is served from."""
_STANDARD = {"name": "ninjs", "version": "3.1", "schema": _SCHEMA_ID}


def write_ninjs(article: WrittenArticle) -> str:
    """Write the article as one ninjs document."""
    return json.dumps(describe_news_item(article), ensure_ascii=False)


def write_ninjs_list(articles: Sequence[WrittenArticle], uri: str) -> str:
    """Write several articles as one composite item; `uri` is the address of the list.

    IPTC's schema seals associated items, so these do without dateline and quotes.
    """
    items = [{"name": article["headline"]} | describe_news_item(article) for article in articles]
    for item in items:
        for ours in ("standard", "dateline", "quotes"):
            item.pop(ours, None)
    composite = {"uri": uri, "type": "composite", "standard": _STANDARD, "associations": items}
    return json.dumps(composite, ensure_ascii=False)


def describe_news_item(article: WrittenArticle) -> dict[str, Any]:
    """Give the ninjs item. A day without a time of day is no date-time: it stands in the dateline or nowhere."""
    dateline = article["dateline"] or {}
    body = article.fields.get("body")
    quotes = article.fields.get("quotes", [])
    published, modified = article["published_at"], article["modified_at"]
    speakers = dict.fromkeys(quote["speaker"]["name"] for quote in quotes if quote["speaker"])
    return without_empty(
        {
            "uri": article.uri,
            "type": "text",
            "representationType": "full" if body else "partial",
            "standard": _STANDARD,
            "version": str(article.fields.get("revision") or ""),
            "firstCreated": article["first_seen_at"],
            "versionCreated": modified if is_moment(modified) else article["changed_at"],
            "contentCreated": published if is_moment(published) else None,
            "pubStatus": "usable",
            "language": article["language"],
            "headlines": [{"role": "main", "contentType": "text/plain", "value": article["headline"]}],
            "bodies": [_describe_body(article)] if body else None,
            "by": article["byline"] or ", ".join(article["authors"]),
            "located": dateline.get("place"),
            "people": [
                *({"name": name, "rel": "author"} for name in article["authors"]),
                *({"name": name, "rel": "speaker"} for name in speakers),
            ],
            "infoSources": [
                {"name": name, "role": role}
                for role, name in (("source", article.name_of("source")), ("publisher", article.name_of("publisher")))
                if name
            ],
            "altIds": [
                {"role": role, "value": value}
                for role, value in (("url", article["url"]), ("canonicalUrl", article["canonical_url"]))
                if value
            ],
            "renditions": [{"name": "capturedPage", "href": article.raw_uri}],
            "dateline": article["dateline"],
            "quotes": [_describe_quote(quote) for quote in quotes],
        }
    )


def _describe_body(article: WrittenArticle) -> dict[str, Any]:
    body = article["body"]
    counts = {"charCount": len(body), "wordCount": article["word_count"]}
    return {"role": "main", "contentType": "text/plain", **counts, "value": body}


def _describe_quote(quote: dict[str, Any]) -> dict[str, Any]:
    named = {role: quote[role]["name"] for role in ("speaker", "via") if quote[role]}
    printed = {part: quote[part]["text"] for part in ("cue", "mention") if quote[part]}
    kept = ("kind", "words", "start", "end", "confidence")
    return {field: quote[field] for field in kept} | named | printed
