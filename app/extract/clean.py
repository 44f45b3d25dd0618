"""A parsed page's story without its furniture: trafilatura, a rescue where it finds too little, then the edges."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Sequence
from copy import copy

from lxml import etree, html
from readability import Document
from readability.readability import Unparseable

from app.extract.furniture import ends_like_prose, frame_story, is_furniture, split_story
from app.extract.lines import Line, count_words, fold, list_lines, mark_item, squeeze
from app.news import PARAGRAPH_BREAK, CleanText

with warnings.catch_warnings():
    warnings.filterwarnings("ignore", message="SOCKS support")  # of its downloader, which is never used
    from trafilatura import bare_extraction

_TOO_LITTLE = 0.5
"""Of the prose that a page shows or that the other extractor finds: below this share the other is asked, and taken."""
_LEAST_PROSE = 15
_MANY_LINES = 3_000
"""Past it trafilatura's second opinion, justext, is left out: its time grows with the square of the lines."""
_TITLE_BREAK = re.compile(r"\s[|»:·–—-]{1,2}\s")
_LAYOUT_TABLES = "//table[.//table or .//h1 or .//h2 or .//td[count(p) > 1] or .//td[count(br) > 3]]"


def clean_html(tree: html.HtmlElement, *, url: str | None = None) -> CleanText:
    """Find the story in a parsed page; an empty body where there is none. The tree is left as it was.

    trafilatura, favouring precision, without comments, its metadata, deduplication or fetching; where it returns less
    than half of what readability finds, that is taken (it saves the pages that lose most of their text). Furniture is
    dropped afterwards, line by line: pruning the tree beforehand loses more than it wins.
    """
    shown = list_lines(tree)
    known = {squeeze(line.text): line for line in shown}
    lines, method = _find_lines(tree, shown, url)
    lines = [known[key]._replace(text=line.text) if (key := squeeze(line.text)) in known else line for line in lines]
    parts = split_story(lines, _list_headlines(tree, shown))
    head, tail = frame_story(shown, parts)
    return CleanText(PARAGRAPH_BREAK.join(line.text for line in parts.story), head, tail, method if parts.story else "")


def _find_lines(tree: html.HtmlElement, shown: Sequence[Line], url: str | None) -> tuple[list[Line], str]:
    found = bare_extraction(
        _open_layout_tables(tree), url=url, favor_precision=True, include_comments=False, fast=len(shown) > _MANY_LINES
    )
    text = getattr(found, "text", None) or ""
    lines = [Line(mark_item(line)) for raw in text.split("\n") if (line := fold(raw).strip("| "))]
    n_found = _count_characters(lines)
    if n_found < _TOO_LITTLE * _count_characters(line for line in shown if _is_prose(line)):
        rescued = _find_rescue(tree)
        if n_found < _TOO_LITTLE * _count_characters(rescued):
            return rescued, "readability"
    return lines, "trafilatura"


def _open_layout_tables(tree: html.HtmlElement) -> html.HtmlElement:
    """Give a tree whose tables hold data alone: one that holds a page's layout would come out as a single row of text.

    A table is layout where it holds a heading or another table, or a cell of it two paragraphs or several breaks.
    """
    if not tree.xpath(_LAYOUT_TABLES):
        return tree
    opened = copy(tree)
    for table in opened.xpath(_LAYOUT_TABLES):
        for element in (table, *table.iterdescendants("tbody", "tr", "td", "th")):
            if next(element.iterancestors("table"), table) is table:
                element.tag = "div"
    return opened


def _find_rescue(tree: html.HtmlElement) -> list[Line]:
    try:
        summary = Document(html.tostring(tree, encoding="unicode")).summary()
        return [line for line in list_lines(html.document_fromstring(summary)) if not is_furniture(line)]
    except (Unparseable, ValueError, etree.ParserError):
        return []


def _is_prose(line: Line) -> bool:
    return line.linked < 0.3 and ends_like_prose(line.text) and count_words(line.text) >= _LEAST_PROSE


def _count_characters(lines: Iterable[Line]) -> int:
    return sum(len(line.text) for line in lines)


def _list_headlines(tree: html.HtmlElement, shown: Sequence[Line]) -> frozenset[str]:
    """List what the page calls its headline, squeezed: level-one headings, og:title, <title> with and without site."""
    titles = [tree.findtext(".//title") or ""]
    titles += [meta.get("content") or "" for meta in tree.iterfind(".//meta[@property='og:title']")]
    found = [line.text for line in shown if line.level == 1]
    found += [part for title in titles for part in (title, *_TITLE_BREAK.split(title)) if count_words(part) >= 3]
    return frozenset(filter(None, map(squeeze, found)))
