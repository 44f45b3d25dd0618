"""Markup: is it any, and a tree of it that no later pass can choke on."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

from lxml import etree, html

from app.extract.decoding.decode import find_utf16
from app.extract.lines import BLOCKS
from app.news import Page, Reason, Rejection

MAX_ATTRIBUTES = 40
MAX_ELEMENTS = 20_000
MAX_DEPTH = 150
MAX_INLINE = 1_000
"""What real pages stay below, and the costliest page at these limits takes a few seconds: libxml2 is quadratic in a
tag's attributes, trafilatura in the bold words, links and the like of one paragraph, and both recurse."""

_OPENS_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:<!--[^>]{0,1000}-->\s*)?"
    rb"(?:<\?xml\b|<!doctype\s+html\b|<(?:html|head|body|rss|feed|rdf:rdf|urlset|sitemapindex)\b)",
    re.IGNORECASE,
)
_TAG = re.compile(
    rb"</?(?:a|article|b|blockquote|br|div|em|font|h[1-6]|hr|i|img|li|main|meta|p|section|span|strong|table|td|tr|ul)\b"
    rb"[^<>]{0,1000}>",
    re.IGNORECASE,
)
_UTF16_MARKS = {b"\xff\xfe", b"\xfe\xff"}
_FEWEST_TAGS_IN_TEXT = 5
_XML_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,300}\?>", re.IGNORECASE)
_PLAIN_ATTRIBUTE = r"\s++[^\s\"'<>=/]++(?:=(?:\"[^\"<>]*+\"|'[^'<>]*+'|[^\s\"'<>=]++))?+"
# A tag with a few attributes, spelt as nearly all are, is passed over without asking Python.
_TAG_START = re.compile(
    r"<(?:(!--)|(script|style)\b"
    rf"|[a-zA-Z](?![^\s\"'<>=]*+(?:{_PLAIN_ATTRIBUTE}){{0,{MAX_ATTRIBUTES - 2}}}+\s*+/?>))",
    re.IGNORECASE,
)
_RAW_TEXT_END = re.compile(r"</(?:script|style)\b", re.IGNORECASE)
_TAG_REST = re.compile(r"(?:[^>=]+|=\s*(?:\"[^\"]*\"|'[^']*')?)*+")
_ATTRIBUTE = re.compile(r"[^\s=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+)?)?")
_SHORT_TAG = 2 * MAX_ATTRIBUTES
_UNSEEN = re.compile(
    r"(?<![a-z])(?:sr-only|screen-?reader|visually-?hidden|off-?screen"
    r"|(?:tool-?tip|rollover|popover|hover)[\w-]{0,30}(?:text|content|inner|body|block|card))(?![a-z])",
    re.IGNORECASE,
)
_PARSER_DEPTH = 2_000  # libxml2 drops what is nested deeper than 2048
_ALIKE = etree.ElementDefaultClassLookup(element=html.HtmlElement)
"""One class for all elements, which lxml finds without asking Python: a tenth of a reading's time."""
# Asked of libxml2, as a look at each element from Python costs more than the answer is worth on nearly every page.
_IS_DEEP = etree.XPath(f"boolean({'/*' * (MAX_DEPTH + 1)})")
_IS_LARGE = etree.XPath(f"count(//*) > {MAX_ELEMENTS}")
_CROWDED = etree.XPath(f"//*[{MAX_INLINE + 1}]/..")
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
_LOOKS_LIKE_LINES = frozenset({"p", "li", "br", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "a"})


def is_markup(page: Page) -> bool:
    """Tell whether a page is markup, whatever the sender called it: a dump has no tags, HTML sent as text has many."""
    raw = page.raw.replace(b"\0", b"") if find_utf16(page.raw) or page.raw[:2] in _UTF16_MARKS else page.raw
    if _OPENS_PAGE.match(raw[:4000]):
        return True
    n_needed = _FEWEST_TAGS_IN_TEXT if page.media_type == "text/plain" else 1
    return sum(1 for _ in islice(_TAG.finditer(raw), n_needed)) == n_needed


def parse(text: str) -> html.HtmlElement | Rejection:
    """Parse a page once; the tree is bounded in attributes, elements, depth and formatting, and shared by all readers.

    What is over a bound is taken off, so that an article among it is still read; comments are dropped, and tables that
    only lay the page out are none any more.
    """
    declaration = _XML_DECLARATION.match(text)  # lxml refuses text that declares an encoding
    source = _cut_attributes(text[declaration.end() :] if declaration else text).encode("utf-8", "replace")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    parser.set_element_class_lookup(_ALIKE)
    try:
        tree = html.document_fromstring(source, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return Rejection(Reason.EMPTY, "The page holds no element and no text.")
    if next(tree.iter("font"), None) is not None:
        etree.strip_tags(tree, "font")  # it only dresses text, and hides line breaks and layout from whoever reads on
    if text.count("<") * 2 > MAX_ELEMENTS:
        _cut_elements(tree)
    if _flatten(tree) >= _PARSER_DEPTH:
        return Rejection(Reason.TOO_COMPLEX, f"The page nests more than {_PARSER_DEPTH} elements.")
    _thin_inline(tree)
    _frame_pictures(tree)
    _open_layout_tables(tree)
    _open_layout_lists(tree)
    _part_plain_text(tree)
    _part_broken_text(tree)
    _drop_unseen(tree)
    return tree


def _cut_attributes(text: str) -> str:
    """Leave each tag its first attributes; text, scripts and comments are not touched. One pass, no way back."""
    parts: list[str] = []
    done = at = 0
    while start := _TAG_START.search(text, at):
        if start[1]:
            at = text.find("-->", start.end())
            if at < 0:
                break
            continue
        rest = _TAG_REST.match(text, start.end())
        at = rest.end() if rest else start.end()
        if at - start.end() > _SHORT_TAG:
            kept = _keep_first_attributes(text[start.end() : at])
            if kept is not None:
                parts += text[done : start.end()], kept
                done = at
        if start[2]:
            end = _RAW_TEXT_END.search(text, at)
            if end is None:
                break
            at = end.end()
    return "".join((*parts, text[done:])) if parts else text


def _keep_first_attributes(rest: str) -> str | None:
    """Give a tag's name and first attributes; None where it has no more than that."""
    for n, found in enumerate(_ATTRIBUTE.finditer(rest)):
        if n == MAX_ATTRIBUTES:
            return rest[: found.start()]
    return None


def _flatten(tree: html.HtmlElement) -> int:
    """Take off the wrappers of what is nested too deep, first all but what makes a line; give the depth there was."""
    if not _IS_DEEP(tree):
        return 0
    deepest = 0
    for kept in (_LOOKS_LIKE_LINES, frozenset[str]()):
        depth, deep = _list_deep(tree)
        deepest = max(deepest, depth)
        for element in deep:
            if element.tag not in kept:
                element.text = f" {element.text or ''}"
                element.tail = f" {element.tail or ''}"
                element.tag = "wrapper"
        if deep:
            etree.strip_tags(tree, "wrapper")
    return deepest


def _list_deep(tree: html.HtmlElement) -> tuple[int, list[etree._Element]]:
    deep: list[etree._Element] = []
    depth = deepest = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "end":
            depth -= 1
            continue
        depth += 1
        if depth > MAX_DEPTH:
            deep.append(element)
            deepest = max(deepest, depth)
    return deepest, deep


def _thin_inline(tree: html.HtmlElement) -> None:
    """Leave an element its first inline children; of the others, links and bold words alike, the text alone."""
    for parent in _select(_CROWDED, tree):
        inline = [child for child in parent if child.tag not in BLOCKS][MAX_INLINE:]
        kept: etree._Element | None = inline[0].getprevious() if inline else None
        texts: list[str] = []
        for child in inline:
            before = child.getprevious()
            if before is not kept:
                _append_tail(kept, texts)
                kept, texts = before, []
            texts += (*(str(text) for text in child.itertext()), child.tail or "")
            child.tail = None
            parent.remove(child)
        _append_tail(kept, texts)


def _append_tail(element: etree._Element | None, texts: list[str]) -> None:
    if element is not None:
        element.tail = (element.tail or "") + "".join(texts)


def _cut_elements(tree: html.HtmlElement) -> None:
    """Drop the elements after the first so many, in reading order; their ancestors stay."""
    first = next(islice(tree.iter(), MAX_ELEMENTS, None), None) if _IS_LARGE(tree) else None
    while first is not None and (parent := first.getparent()) is not None:
        del parent[parent.index(first) :]
        first = parent
        while first is not None and first.getnext() is None:
            first = first.getparent()
        first = first.getnext() if first is not None else None


def _drop_unseen(tree: html.HtmlElement) -> None:
    """Drop what a paragraph holds for screen readers alone, or for a pointer that rests on a name."""
    spans = [span for paragraph in tree.iter("p") for span in paragraph.iter("span")]
    for span in [span for span in spans if _UNSEEN.search(span.get("class") or "")]:
        span.drop_tree()


def _open_layout_tables(tree: html.HtmlElement) -> None:
    """Leave tables to data alone: one that holds a page's layout would come out as a single row of text.

    A table is layout where it holds a heading or another table, or a cell of it two paragraphs or several breaks, and
    where it has but one column.
    """
    if next(tree.iter("table"), None) is None:
        return
    for table in _select(_LAYOUT_TABLES, tree):
        for element in (table, *table.iterdescendants("tbody", "tr", "td", "th")):
            if next(element.iterancestors("table"), table) is table:
                element.tag = "div"


def _open_layout_lists(tree: html.HtmlElement) -> None:
    """Leave lists to items: one whose item has a heading of its own, no link, and a paragraph is a row of texts."""
    headings = tree.iter("h2", "h3", "h4")
    for item in dict.fromkeys(item for heading in headings for item in heading.iterancestors("li")):
        heading = next(item.iter("h2", "h3", "h4"), None)
        around = item.getparent()
        if heading is None or around is None or item.find(".//p") is None or next(heading.iter("a"), None) is not None:
            continue
        for element in (around, *around.iterchildren("li")):
            element.tag = "div"


def _part_plain_text(tree: html.HtmlElement) -> None:
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


def _part_broken_text(tree: html.HtmlElement) -> None:
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


def _frame_pictures(tree: html.HtmlElement) -> None:
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


def _select(path: etree.XPath, tree: html.HtmlElement) -> list[html.HtmlElement]:
    found = path(tree)
    return [one for one in found if isinstance(one, html.HtmlElement)] if isinstance(found, list) else []
