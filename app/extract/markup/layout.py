"""Markup that only lays a page out, made into what it means: paragraphs, figures, tables of data alone."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

from lxml import etree, html

from app.extract.lines import BLOCKS
from app.extract.markup.bounds import select_elements

_UNSEEN = re.compile(
    r"(?<![a-z])(?:sr-only|screen-?reader|visually-?hidden|off-?screen"
    r"|(?:tool-?tip|rollover|popover|hover)[\w-]{0,30}(?:text|content|inner|body|block|card))(?![a-z])",
    re.IGNORECASE,
)
_LAYOUT_TABLES = etree.XPath(
    "//table[.//table or .//h1 or .//h2 or .//td[count(p) > 1] or .//td[count(br) > 3]"
    " or not(.//tr[count(td | th) > 1])]"
)
_FEWEST_BREAKS = 4
_WHOLE_LINES = frozenset({"p", "li", "pre", "span"})
"""Elements that are a paragraph, or in one."""
_PICTURE = re.compile(
    r"(?<![a-z])(?:photo|foto|bild|image|imag[ei]n|immagine|obraz|zdjecie|slika|afbeelding|img|pic|picture|thumb|media)s?"
    r"(?![a-z])",
    re.IGNORECASE,
)
_MOST_PICTURES = 200
_MOST_AROUND_A_PICTURE = 3
_LONGEST_CAPTION = 300
_MOST_PIECES = 40
_NEW_PARAGRAPH = re.compile(r"\n\s*\n|\n[ \t]{3,}(?=\S)")


def drop_unseen(tree: html.HtmlElement) -> None:
    """Drop what a paragraph holds for screen readers alone, or for a pointer that rests on a name."""
    spans = [span for paragraph in tree.iter("p") for span in paragraph.iter("span")]
    for span in [span for span in spans if _UNSEEN.search(span.get("class") or "")]:
        span.drop_tree()


def open_layout_tables(tree: html.HtmlElement) -> None:
    """Leave tables to data alone: one that holds a page's layout would come out as a single row of text.

    A table is layout where it holds a heading or another table, or a cell of it two paragraphs or several breaks, and
    where it has but one column.
    """
    if next(tree.iter("table"), None) is None:
        return
    for table in select_elements(_LAYOUT_TABLES, tree):
        for element in (table, *table.iterdescendants("tbody", "tr", "td", "th")):
            if next(element.iterancestors("table"), table) is table:
                element.tag = "div"


def open_layout_lists(tree: html.HtmlElement) -> None:
    """Leave lists to items: one whose item has a heading of its own, no link, and a paragraph is a row of texts."""
    headings = tree.iter("h2", "h3", "h4")
    for item in dict.fromkeys(item for heading in headings for item in heading.iterancestors("li")):
        heading = next(item.iter("h2", "h3", "h4"), None)
        around = item.getparent()
        if heading is None or around is None or item.find(".//p") is None or next(heading.iter("a"), None) is not None:
            continue
        for element in (around, *around.iterchildren("li")):
            element.tag = "div"


def part_plain_text(tree: html.HtmlElement) -> None:
    """Make paragraphs of a text that stands as typed, <pre>, where blank lines or indents part them."""
    for plain in list(tree.iter("pre")):
        if not _NEW_PARAGRAPH.search(plain.text_content().strip()):
            continue
        parts: list[etree._Element] = []
        paragraph = _open_paragraph(parts, None)
        for child, text in [(None, plain.text), *((child, child.tail) for child in plain)]:
            if child is not None:
                paragraph.append(child)
                child.tail = None
            first, *others = _NEW_PARAGRAPH.split(text or "")
            if child is None:
                paragraph.text = first
            else:
                child.tail = first
            for other in others:
                paragraph = _open_paragraph(parts, other)
        plain[:] = parts
        plain.text = None
        plain.tag = "div"


def part_broken_text(tree: html.HtmlElement) -> None:
    """Make paragraphs of the stretches of a text that only empty lines part, <br><br>: extractors count paragraphs."""
    n_breaks = Counter(line_break.getparent() for line_break in tree.iter("br"))
    broken = [parent for parent, n in n_breaks.items() if n >= _FEWEST_BREAKS and parent is not None]
    for parent in broken:
        if parent.tag in _WHOLE_LINES or parent.find("p") is not None:
            continue
        parts: list[etree._Element] = []
        breaks: list[etree._Element] = []
        paragraph = _open_paragraph(parts, parent.text)
        parent.text = None
        for child in list(parent):
            tail, child.tail = child.tail, None
            if child.tag == "br":
                breaks.append(child)
                if not tail or tail.isspace():
                    continue
            if child.tag in BLOCKS and child.tag != "br":
                parts.append(child)
                paragraph = _open_paragraph(parts, tail)
            else:
                if len(breaks) > 1:
                    paragraph = _open_paragraph(parts, None)
                else:
                    paragraph.extend(breaks)
                if child.tag != "br":
                    paragraph.append(child)
                if len(paragraph):
                    paragraph[-1].tail = tail
                else:
                    paragraph.text = tail
            breaks = []
        parent[:] = [part for part in parts if len(part) or part.text or part.tag != "p"]


def _open_paragraph(parts: list[etree._Element], text: str | None) -> etree._Element:
    paragraph: etree._Element = html.Element("p")
    paragraph.text = text
    parts.append(paragraph)
    return paragraph


def frame_pictures(tree: html.HtmlElement) -> None:
    """Call a figure what holds a picture and its caption alone, by its class, or as a table that holds no more."""
    for picture in list(islice(tree.iter("img"), _MOST_PICTURES)):
        for around in islice(picture.iterancestors("div", "dl", "span", "p", "table"), _MOST_AROUND_A_PICTURE):
            named = around.tag == "table" or _PICTURE.search((around.get("class") or "")[:_LONGEST_CAPTION])
            if named and _is_short(around) and all(len(row) < 2 for row in around.iter("tr")):
                around.tag = "figure"


def _is_short(element: etree._Element) -> bool:
    if sum(len(text.strip()) for text in islice(element.itertext(), _MOST_PIECES)) > _LONGEST_CAPTION:
        return False
    return next(element.iter("h1", "h2", "h3", "h4"), None) is None
