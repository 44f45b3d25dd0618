"""The headings of a page as texts, with those parts of a heading that may be the headline alone.

    <h1><small>Islands</small><br>Ferry returns</h1> -> Islands Ferry returns, and Ferry returns

A kicker, a share button, a time or a count within a heading is no part of it, where its markup says what it is.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from app.extract.lines import BLOCKS, NO_TEXT, count_words, fold, is_hidden

LEVELS = ("h1", "h2", "h3")
_MOST = 200  # headings
_MOST_OF_LEVEL = 40  # texts
_MOST_WITHIN = 40  # elements within one; a block with more is wrapped in a heading by mistake
_MOST_PARTS = 4
_LONGEST = 400  # characters
_FEWEST_WORDS = 3  # of a part that may be the headline alone
_NOT_HEADLINE = frozenset({"time", "button", "form", "nav", "ul", "ol", "sup"})
_NOT_HEADLINE_CLASS = re.compile(
    r"(?<![a-z])(?:kicker|eyebrow|overline|topline|top-line|upper-?title|super-?title|pre-?title|pretitle|headline-intro|"
    r"dachzeile|spitzmarke|rubrik|rubric|rubrique|surtitre|sur-titre|chapeau|antetitulo|volanta|cintillo|occhiello|"
    r"chapeu|cartola|category|categories|section-?(?:name|label)|label|badge|share|sharing|social|comments?|"
    r"comment-?count|date|timestamp|posted|byline|author|sub-?(?:title|head|headline|heading)|standfirst|deck|dek|"
    r"visually-?hidden|sr-only|screen-reader(?:-text)?|permalink|edit-?link)(?![a-z])",
    re.IGNORECASE,
)
_ESCAPED = re.compile(r"&(?:#\d{2,6}|#x[\da-f]{2,5}|[a-z]{2,8});", re.IGNORECASE)
_OPENS_OR_ENDS = re.compile(r"^[\s:|•·/–—-]+|[\s|•·/#¶–—-]+$")


def list_headings(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """List the texts and levels of a page's headings, h1 before h2 before h3; each is followed by its longer parts."""
    found: dict[str, list[str]] = {level: [] for level in LEVELS}
    for heading in islice(tree.iter(*LEVELS), _MOST):
        found[str(heading.tag)] += read_heading(heading)
    return ((text, level) for level in LEVELS for text in found[level][:_MOST_OF_LEVEL])


def read_heading(heading: etree._Element) -> tuple[str, ...]:
    """Read a heading: all of it, then each run of its parts that has some words; nothing of one without text."""
    parts = _split(heading) or _split(heading, whole=True)
    whole = _join(parts)
    if not whole:
        return ()
    if not 1 < len(parts) <= _MOST_PARTS:
        return (whole,)
    runs = [*(parts[:end] for end in range(len(parts) - 1, 0, -1)), *(parts[start:] for start in range(1, len(parts)))]
    return tuple(dict.fromkeys((whole, *(run for run in map(_join, runs) if count_words(run) >= _FEWEST_WORDS))))


def unescape(text: str) -> str:
    """Undo the escaping that a template did once too often: '&amp;amp;' is an ampersand."""
    return html.unescape(text) if _ESCAPED.search(text) else text


def _split(heading: etree._Element, *, whole: bool = False) -> list[str]:
    """Split a heading's text at line breaks and the edges of spans and links, without what is no headline in it."""
    parts: list[list[str]] = [[]]
    n_within = n_read = 0
    walk = etree.iterwalk(heading, events=("start", "end"))
    for event, element in walk:
        tag, opens = element.tag, event == "start"
        if element is heading:
            text = element.text if opens else ""
        elif opens:
            n_within += 1
            if n_within > _MOST_WITHIN or n_read > _LONGEST:
                break
            skipped = tag in NO_TEXT or (not whole and _is_other(element))
            if skipped:
                walk.skip_subtree()  # its end still comes, and with it the text after it
            text = "" if skipped else element.text
        else:
            text = element.tail
        if element is not heading and (tag in BLOCKS or tag in {"span", "small", "a"}):
            parts.append([])
        if text:
            parts[-1].append(text)
            n_read += len(text)
    return [text for part in parts if (text := fold("".join(part)))]


def _is_other(element: etree._Element) -> bool:
    kind = element.get("class")
    return element.tag in _NOT_HEADLINE or is_hidden(element) or bool(kind and _NOT_HEADLINE_CLASS.search(kind[:200]))


def _join(parts: list[str]) -> str:
    return fold(unescape(_OPENS_OR_ENDS.sub("", " ".join(parts))))[:_LONGEST]
