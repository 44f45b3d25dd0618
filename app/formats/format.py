"""The formats that an article can be had in, by name and by media type."""

from collections.abc import Callable
from dataclasses import dataclass

from app.formats.article import WrittenArticle
from app.formats.jsonld import write_json_ld
from app.formats.markdown import write_markdown
from app.formats.ninjs import write_ninjs
from app.formats.plain import write_text


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write an article."""

    media_type: str
    write: Callable[[WrittenArticle], str]


FORMATS = {
    "text": Format("text/plain", write_text),
    "markdown": Format("text/markdown", write_markdown),
    "json-ld": Format("application/ld+json", write_json_ld),
    "ninjs": Format("application/vnd.iptc.ninjs+json", write_ninjs),
}
"""What ?format= takes -> the format. The API's own JSON is none of these: PostgreSQL writes it."""
