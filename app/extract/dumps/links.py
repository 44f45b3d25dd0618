"""What a dump keeps of a page's markup: the link numbers of lynx, the links and headings of Markdown."""

from __future__ import annotations

import re
from enum import Enum, auto
from itertools import pairwise
from typing import NamedTuple

from app.extract.cleaning.furniture import ends_like_prose
from app.extract.lines import fold

_SAMPLE = 200_000
"""So many characters tell how a dump writes its links."""
_NUMBER = re.compile(r"\[(\d{1,5})\](?=[\w\"'“‘«(#@$£€])")
_REFERENCE = re.compile(r"\s{0,8}(?:\d{1,5}\.|\[\d{1,5}\]:)\s{1,4}(?:[a-z]{2,10}:[^\s]|/)\S*\s*$")
_IMAGE = re.compile(r"!\[[^\[\]]*\](?:\([^()]*\)|\[\d*\])")
_LINK = re.compile(r"\[([^\[\]]*)\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)|\[\d+\])")
_AUTOLINK = re.compile(r"<(?:https?://|mailto:)[^<>\s]*>")
_ADDRESSED = re.compile(r"\]\((?:[a-z]{2,10}:|[/#.?])")
_HEADING = re.compile(r"(#{1,6}) (?=\S)")
_HEADINGS = re.compile(r"^#{1,6} \S", re.MULTILINE)
_STRONG = re.compile(r"(?<![\w*])\*\*[^\s*][^*\n]{0,300}\*\*(?![\w*])|^_[^\s_][^_\n]{0,300}_$", re.MULTILINE)
_QUOTE = re.compile(r"\s{0,3}>(?:\s?>){0,8}\s?")
_EMPHASIS = re.compile(r"(?<![\w*_])(\*\*|__|\*|_)(?=[^\s*_])([^*_]{1,300})(?<=\S)\1(?![\w*_])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")
_RULE = re.compile(r"\s{0,8}(?:[*_=-] ?){3,}\s*$")


class Links(Enum):
    """How a dump writes the links of its page."""

    NONE = auto()
    NUMBERED = auto()
    """[12]as lynx, elinks and w3m do, with a list of addresses at the end."""
    MARKDOWN = auto()
    """[as Markdown does](/address), which then marks headings and emphasis too."""


class Unmarked(NamedTuple):
    """A printed line without its marks."""

    text: str
    linked: float = 0.0
    """The share of its characters that are link text, as in Line."""
    level: int = 0
    """1 to 6 for a heading, else 0."""


def find_links(text: str) -> Links:
    """Find how a dump writes links: by numbers that rise from line to line, or as Markdown does.

    That is known by three links; where links were left out, by two headings, or one and emphasis.
    """
    sample = text[:_SAMPLE]
    numbers = [int(number) for number in _NUMBER.findall(sample)]
    n_rising = sum(low < high for low, high in pairwise(numbers))
    if len(numbers) >= 4 and n_rising >= 0.9 * (len(numbers) - 1):
        return Links.NUMBERED
    n_headings = len(_HEADINGS.findall(sample))
    marks = len(_ADDRESSED.findall(sample)) >= 3 or n_headings >= 2 or (n_headings and _STRONG.search(sample))
    return Links.MARKDOWN if marks else Links.NONE


def is_reference(raw: str) -> bool:
    """Tell whether a line is one of the addresses that a dump lists at its end: '  12. http://...'."""
    return len(raw) < 4000 and bool(_REFERENCE.match(raw))


def open_quote(raw: str, links: Links) -> str:
    """Take the marks of a quotation from a line of Markdown, each line of which has them: '> She said'."""
    return raw[found.end() :] if links is Links.MARKDOWN and (found := _QUOTE.match(raw)) else raw


def unmark(text: str, links: Links) -> Unmarked:
    """Take a dump's marks out of one of its lines, folded."""
    if links is Links.NUMBERED:
        plain = _NUMBER.sub("", text)
        opens_so = plain != text and not ends_like_prose(plain) and _NUMBER.match(text.lstrip("*+-•o "))
        return Unmarked(plain, 1.0 if opens_so else 0.0)
    if links is Links.MARKDOWN:
        return _unmark_markdown(text)
    return Unmarked(text)


def _unmark_markdown(text: str) -> Unmarked:
    if _RULE.match(text):
        return Unmarked("")
    text = _IMAGE.sub("", text)
    linked = sum(len(label.strip("*_ ")) for label in _LINK.findall(text))
    plain = _AUTOLINK.sub("", _LINK.sub(r"\1", text))
    heading = _HEADING.match(plain)
    plain = plain[heading.end() :] if heading else plain
    plain = fold(_ESCAPE.sub(r"\1", _EMPHASIS.sub(r"\2", plain)))
    letters = len(plain.strip("*+- "))
    return Unmarked(plain, min(1.0, linked / letters) if letters else 0.0, len(heading[1]) if heading else 0)
