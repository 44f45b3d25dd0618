"""An article as schema.org's NewsArticle in JSON-LD, its quotes as parts of type Quotation.

https://schema.org/NewsArticle, https://schema.org/Quotation. Whoever speaks is a Person or an Organization, which the
archive does not tell apart, so speakers have a name and no type.
"""

import json
from typing import Any

from app.formats.article import WrittenArticle, without_empty


def write_json_ld(article: WrittenArticle) -> str:
    """Write the article as one JSON-LD node."""
    return json.dumps(describe_news_article(article), ensure_ascii=False)


def describe_news_article(article: WrittenArticle) -> dict[str, Any]:
    """Give the NewsArticle; what is not known is left out."""
    dateline = article["dateline"] or {}
    return without_empty(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "@id": article.uri,
            "url": article["url"],
            "mainEntityOfPage": article["canonical_url"],
            "headline": article["headline"],
            "author": [{"@type": "Person", "name": name} for name in article["authors"]],
            "sourceOrganization": _organization(article.name_of("source")),
            "publisher": _organization(article.name_of("publisher")),
            "dateline": dateline.get("text"),
            "locationCreated": {"@type": "Place", "name": dateline["place"]} if dateline.get("place") else None,
            "datePublished": article["published_at"],
            "dateModified": article["modified_at"],
            "inLanguage": article["language"],
            "wordCount": article["word_count"],
            "version": article["revision"],
            "articleBody": article["body"],
            "hasPart": [_describe_quotation(quote) for quote in article["quotes"]],
            "archivedAt": article.raw_uri,
            "identifier": article["provenance"]["capture_digest"],
        }
    )


def _organization(name: str | None) -> dict[str, str] | None:
    return {"@type": "Organization", "name": name} if name else None


def _describe_quotation(quote: dict[str, Any]) -> dict[str, Any]:
    speaker = quote["speaker"]
    return without_empty(
        {
            "@type": "Quotation",
            "text": quote["words"],
            "spokenByCharacter": {"name": speaker["name"]} if speaker else None,
        }
    )
