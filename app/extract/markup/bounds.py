"""The bounds of a tree: what real pages stay below, and what is over them is taken off."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree, html

from app.extract.lines import BLOCKS

MAX_ATTRIBUTES = 40
MAX_ELEMENTS = 20_000
MAX_DEPTH = 150
MAX_INLINE = 1_000
"""What real pages stay below, and the costliest page at these limits takes a few seconds: libxml2 is quadratic in a
tag's attributes, trafilatura in the bold words, links and the like of one paragraph, and both recurse."""

_PLAIN_ATTRIBUTE = r"\s++[^\s\"'<>=/]++(?:=(?:\"[^\"<>]*+\"|'[^'<>]*+'|[^\s\"'<>=]++))?"
# A tag with a few attributes, spelt as nearly all are, is passed over without asking Python.
_TAG_START = re.compile(
    r"<(?:(!--)|(script|style)\b"
    rf"|[a-zA-Z](?![^\s\"'<>=]*+(?:{_PLAIN_ATTRIBUTE}){{0,{MAX_ATTRIBUTES - 2}}}\s*+/?>))",
    re.IGNORECASE,
)
_RAW_TEXT_END = re.compile(r"</(?:script|style)\b", re.IGNORECASE)
_VALUE_OR_END = re.compile(r"=\s*(?:\"[^\"]*\"|'[^']*')|>")
_ATTRIBUTE = re.compile(r"[^\s=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+)?)?")
_SHORT_TAG = 2 * MAX_ATTRIBUTES
PARSER_DEPTH = 2_000  # libxml2 drops what is nested deeper than 2048
# Asked of libxml2, as a look at each element from Python costs more than the answer is worth on nearly every page.
_IS_DEEP = etree.XPath(f"boolean({'/*' * (MAX_DEPTH + 1)})")
_IS_LARGE = etree.XPath(f"count(//*) > {MAX_ELEMENTS}")
_CROWDED = etree.XPath(f"//*[{MAX_INLINE + 1}]/..")
_LOOKS_LIKE_LINES = frozenset({"p", "li", "br", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "a"})


def cut_attributes(text: str) -> str:
    """Leave each tag its first attributes; text, scripts and comments are not touched. One pass, no way back."""
    parts: list[str] = []
    done = at = 0
    while start := _TAG_START.search(text, at):
        if start[1]:
            at = text.find("-->", start.end())
            if at < 0:
                break
            continue
        at = _find_end(text, start.end())
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


def _find_end(text: str, at: int) -> int:
    """Find where a tag ends, past values that have > in them; the end of the text where it never does."""
    ends = (found.start() for found in _VALUE_OR_END.finditer(text, at) if found[0] == ">")
    return next(ends, len(text))


def _keep_first_attributes(rest: str) -> str | None:
    """Give a tag's name and first attributes; None where it has no more than that."""
    for n, found in enumerate(_ATTRIBUTE.finditer(rest)):
        if n == MAX_ATTRIBUTES:
            return rest[: found.start()]
    return None


def flatten(tree: html.HtmlElement) -> int:
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


def thin_inline(tree: html.HtmlElement) -> None:
    """Leave an element its first inline children; of the others, links and bold words alike, the text alone."""
    for parent in select_elements(_CROWDED, tree):
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


def cut_elements(tree: html.HtmlElement) -> None:
    """Drop the elements after the first so many, in reading order; their ancestors stay."""
    first = next(islice(tree.iter(), MAX_ELEMENTS, None), None) if _IS_LARGE(tree) else None
    while first is not None and (parent := first.getparent()) is not None:
        del parent[parent.index(first) :]
        first = parent
        while first is not None and first.getnext() is None:
            first = first.getparent()
        first = first.getnext() if first is not None else None


def select_elements(path: etree.XPath, tree: html.HtmlElement) -> list[html.HtmlElement]:
    """Select elements by a path made beforehand."""
    found = path(tree)
    return [one for one in found if isinstance(one, html.HtmlElement)] if isinstance(found, list) else []
