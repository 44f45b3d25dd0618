"""A tree of a page, made once: one that no later pass can choke on, and in which paragraphs are paragraphs."""

from __future__ import annotations

import re

from lxml import etree, html

from app.extract.markup.bounds import MAX_ELEMENTS, PARSER_DEPTH, cut_attributes, cut_elements, flatten, thin_inline
from app.extract.markup.layout import (
    drop_unseen,
    frame_pictures,
    open_layout_lists,
    open_layout_tables,
    part_broken_text,
    part_plain_text,
)
from app.news import Reason, Rejection

_XML_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,300}\?>", re.IGNORECASE)
_ALIKE = etree.ElementDefaultClassLookup(element=html.HtmlElement)
"""One class for all elements, which lxml finds without asking Python: a tenth of a reading's time."""


def parse(text: str) -> html.HtmlElement | Rejection:
    """Parse a page once; the tree is bounded in attributes, elements, depth and formatting, and shared by all readers.

    What is over a bound is taken off, so that an article among it is still read; comments are dropped, and tables that
    only lay the page out are none any more.
    """
    declaration = _XML_DECLARATION.match(text)  # lxml refuses text that declares an encoding
    source = cut_attributes(text[declaration.end() :] if declaration else text).encode("utf-8", "replace")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    parser.set_element_class_lookup(_ALIKE)
    try:
        tree = html.document_fromstring(source, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return Rejection(Reason.EMPTY, "The page holds no element and no text.")
    if next(tree.iter("font"), None) is not None:
        etree.strip_tags(tree, "font")  # it only dresses text, and hides line breaks and layout from whoever reads on
    if text.count("<") * 2 > MAX_ELEMENTS:
        cut_elements(tree)
    if flatten(tree) >= PARSER_DEPTH:
        return Rejection(Reason.TOO_COMPLEX, f"The page nests more than {PARSER_DEPTH} elements.")
    thin_inline(tree)
    frame_pictures(tree)
    open_layout_tables(tree)
    open_layout_lists(tree)
    part_plain_text(tree)
    part_broken_text(tree)
    drop_unseen(tree)
    return tree
