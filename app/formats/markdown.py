"""An article as Markdown (CommonMark)."""

import re

from app.formats.article import WrittenArticle
from app.news import PARAGRAPH_BREAK

_SPECIAL = re.compile(r"[\\`*_\[\]<>&]|^(?:#{1,6}(?=\s)|[+=~-](?!\s)|(?<=\d)[.)](?=\s))", re.MULTILINE)
_NUMBERED = re.compile(r"^(\d{1,9})([.)])(?=\s)")
_ITEM = "- "


def write_markdown(article: WrittenArticle) -> str:
    """Write the headline as a heading, the body with its list items, and the credits as a list below a rule."""
    credits_ = "\n".join(f"{_ITEM}{label}: {_escape(value)}" for label, value in article.list_credits())
    paragraphs = (_write_paragraph(paragraph) for paragraph in article.paragraphs)
    return PARAGRAPH_BREAK.join((f"# {_escape(article['headline'])}", *paragraphs, "---", credits_)) + "\n"


def _write_paragraph(text: str) -> str:
    if text.startswith(_ITEM):
        return _ITEM + _escape(text.removeprefix(_ITEM))
    return _escape(text)


def _escape(text: str) -> str:
    """Escape what Markdown would take for marks; a number with a stop would open a list."""
    return _NUMBERED.sub(r"\1\\\2", _SPECIAL.sub(lambda mark: f"\\{mark[0]}", text))
