"""Elements that a template marks as a story's authors: microdata, rel=author, classes, links to authors' pages.

<p class="byline">By <a href="/author/ann-lee">Ann Lee</a> and <a href="/author/bo-lind">Bo Lind</a></p>
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from lxml import etree

from app.extract.lines import text_of

CLASSES = "[bB]y[lL]ine|[aA]uth?or|[aA]uteur|writer|reporter|journalist"
"""What classes of authors have in them."""
_BYLINE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:byline|by-?line-?names?|by-?author|authors?-?(?:names?|list)?|autor(?:es|in|en)?|auteurs?|"
    r"(?:story|article|post|news)-?(?:author|writer|reporter)s?|writers?|reporters?|journalists?)(?:$|[\s_-])"
    r"|(?:^|[\s_-])[a-z]+-?(?-i:(?:Byline|Author)s?(?:Names?)?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|autor(?:es|en)?|auteurs?|autore|staff|contributors?|writers?|journalists?|reporters?|columnists?|"
    r"byline|profiles?|by)/[\w.%-]{3,}",
    re.IGNORECASE,
)
_NAME_CLASS = re.compile(r"(?:author|byline|autor)s?[_-]*name|(?:^|[\s_-])(?:author|fn|name)(?:$|\s)", re.IGNORECASE)
_JOINED = re.compile(r"\s(?:and|und|et|y|e|och|og|en|i)\s|[,&]", re.IGNORECASE)
_LARGE = frozenset({"body", "html", "main", "article", "section", "aside"})
_LONGEST_NAME = 60  # characters
_LONGEST_BYLINE = 300  # characters of the element around several authors
_LONGEST_JOINER = 12  # characters between two authors
_NEAREST = 2  # ancestors that authors of one byline share
_MOST_WITHIN = 60  # elements in a byline


def find_author_mark(element: etree._Element) -> str | None:
    """Find what marks an element as an author: itemprop, rel-author, byline for a class, or author-link."""
    if element.get("itemprop") == "author":
        return "itemprop"
    if "author" in (element.get("rel") or "").split():
        return "rel-author"
    if _BYLINE_CLASS.search(element.get("class") or ""):
        return "byline"
    return "author-link" if element.tag == "a" and links_author(element) else None


def read_authors(marked: Iterable[tuple[etree._Element, str]]) -> list[tuple[str, str]]:
    """Read elements that are marked as authors; those of one kind that stand in one byline are read as one."""
    joined: list[tuple[str, str]] = []
    last: dict[str, tuple[int, etree._Element]] = {}
    for element, where in marked:
        text = _read(element, where)
        at, before = last.get(where, (len(joined), None))
        if before is not None and _is_beside(before, element):
            if text not in joined[at][0] and joined[at][0] not in text:
                joined[at] = (f"{joined[at][0]}, {text}", where)
        else:
            at = len(joined)
            joined.append((text, where))
        last[where] = at, element
    return joined


def name_in(element: etree._Element) -> str:
    """Give the name that microdata nests in an author or a publisher, else the text."""
    for inner in islice(element.iter(), 30):
        if inner.get("itemprop") == "name":
            return inner.get("content") or text_of(inner)
    return text_of(element)


def _read(element: etree._Element, where: str) -> str:
    if where == "byline":
        return _names_in(element) or text_of(element)
    return text_of(element) if where == "author-link" else element.get("content") or name_in(element)


def _names_in(element: etree._Element) -> str:
    """Give the names that a byline marks one by one, with commas; one alone only where no other follows unmarked."""
    names: dict[str, None] = {}
    for inner in islice(element.iterdescendants(), _MOST_WITHIN):
        if not len(inner) and _marks_name(inner) and 0 < len(name := text_of(inner)) <= _LONGEST_NAME:
            names.setdefault(name)
    first = next(iter(names), "")
    alone = len(names) == 1 and " " in first and not _JOINED.search(text_of(element).replace(first, " "))
    return ", ".join(names) if len(names) > 1 or alone else ""


def _marks_name(element: etree._Element) -> bool:
    return bool(
        element.get("itemprop") == "name"
        or "author" in (element.get("rel") or "").split()
        or _NAME_CLASS.search(element.get("class") or "")
        or (element.tag == "a" and links_author(element))
    )


def links_author(link: etree._Element) -> bool:
    """Tell whether a link leads to an author's page."""
    return _AUTHOR_PAGE.search(link.get("href") or "") is not None


def _is_beside(one: etree._Element, other: etree._Element) -> bool:
    """Tell whether two elements follow each other, or stand in one that is too small for two stories."""
    if one.getnext() is other and len((one.tail or "").strip()) <= _LONGEST_JOINER:
        return True
    near = set(islice(other.iterancestors(), _NEAREST))
    shared = next((ancestor for ancestor in islice(one.iterancestors(), _NEAREST) if ancestor in near), None)
    if shared is None or shared.tag in _LARGE or next(shared.iter("h1", "h2", "h3", "h4"), None) is not None:
        return False
    return len(text_of(shared)) <= _LONGEST_BYLINE
