"""What a page's markup says of itself, read once: JSON-LD, <meta>, headings, <time>, links and attributes.

Every field lists what was found in order of trust, each with where it was found; the one-fact modules choose.
"""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from app.extract.headings import list_headings, unescape
from app.extract.jsonld import find_article, list_organizations, list_texts
from app.extract.lines import Line, fold, read_lexicon, text_of
from app.extract.marked_authors import CLASSES, find_author_mark, links_author, name_in, read_authors


class Found(NamedTuple):
    """A value, and where the page had it: json-ld, meta, og, h1, h2, title, itemprop, rel-author, time ..."""

    text: str
    where: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page's markup says of itself; of a dump only the imprint."""

    headlines: tuple[Found, ...] = ()
    """json-ld, itemprop, og, meta, title; then h1, h2 and h3, each with its longer parts."""
    authors: tuple[Found, ...] = ()
    published: tuple[Found, ...] = ()
    modified: tuple[Found, ...] = ()
    sites: tuple[Found, ...] = ()
    """Names of the outlet whose page it is."""
    sources: tuple[Found, ...] = ()
    """Names of whom the page credits."""
    languages: tuple[str, ...] = ()
    """As printed: en, en-US, pt_BR."""
    addresses: tuple[str, ...] = ()
    """What the page calls its own URL."""
    imprint: tuple[str, ...] = ()
    """Lines in which a page or a dump claims rights, the last first: © 2014 Harbour Gazette."""


_META = {
    name: (row["fact"], rank)
    for row in csv.DictReader(read_lexicon("meta_names.csv"))
    for rank, name in enumerate(row["names"].split("|"))
}
_MOST = 400  # elements of one kind that are looked at
_LONGEST = 400  # characters of a <meta> that are read
_READ = 2000  # characters of any value that are kept
_MOST_VALUES = 40  # of one fact
_MOST_HEADLINES = 160  # headings and their parts among them
_DEEPEST = 40  # ancestors that are looked at
_PROPERTIES = frozenset({"headline", "datePublished", "dateModified", "author", "publisher"})
_CLASS = re.compile(f"date|time|publish|posted|{CLASSES}")
_RIGHTS_MARK = re.compile(r"©|\(c\)|copyright|版权所有|版權所有", re.IGNORECASE)
_MOST_RIGHTS = 12  # lines of them, from the end
_LONE = 20  # characters: a shorter claim, '© 2014', names nobody
_OTHER_STORY = re.compile(
    r"comment|related|recommend|sidebar|footer|teaser|promo|widget|trending|popular|latest|most-|more-|read-?next|"
    r"also|carousel|newsletter|copyright|\bnav\b|menu|breaking|ticker",
    re.IGNORECASE,
)
_DATE_CLASS = re.compile(r"date|time(?!line|r)|publish|posted", re.IGNORECASE)
_UPDATED_CLASS = re.compile(r"updat|modif|edited", re.IGNORECASE)


def read_metadata(tree: HtmlElement, shown: Sequence[Line]) -> Metadata:
    """Read what a parsed page that shows these lines says of itself; the tree stays as it is."""
    meta = _read_meta(tree)
    article = find_article(
        script.text or "" for script in tree.iter("script") if "ld+json" in (script.get("type") or "")
    )
    marked = _read_marked(tree)

    def ld(*keys: str) -> Iterator[Found]:
        return (Found(html.unescape(text), "json-ld") for key in keys for text in list_texts(article.get(key)))

    companies = {html.unescape(text) for key in ("author", "creator") for text in list_organizations(article.get(key))}
    addresses = [
        link.get("href") or ""
        for link in islice(tree.iter("link"), _MOST)
        if "canonical" in (link.get("rel") or "").lower().split()
    ]
    html_lang = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or tree.get("xml:lang") or ""
    return Metadata(
        headlines=_unique(
            ld("headline", "name"),
            marked["headline"],
            meta["headline"],
            _titles(tree),
            _headings(tree),
            most=_MOST_HEADLINES,
        ),
        authors=_unique(
            (
                Found(found.text, "organization" if found.text in companies else found.where)
                for found in ld("author", "creator")
            ),
            meta["author"],
            marked["author"],
        ),
        published=_unique(ld("datePublished", "dateCreated", "uploadDate"), meta["published"], marked["published"]),
        modified=_unique(ld("dateModified"), meta["modified"], marked["modified"]),
        sites=_unique(meta["site"][:1], ld("publisher"), marked["publisher"], meta["site"][1:]),
        sources=_unique(ld("sourceOrganization", "creditText", "provider"), meta["source"]),
        languages=tuple(
            found.text for found in _unique([Found(html_lang, "lang")], ld("inLanguage"), meta["language"])
        ),
        addresses=tuple(
            found.text
            for found in _unique((Found(a, "canonical") for a in addresses), meta["url"], ld("url", "mainEntityOfPage"))
        ),
        imprint=_read_imprint([line.text for line in shown]),
    )


def read_dump_metadata(text: str) -> Metadata:
    """Read what a plain-text dump still says of its page: who claims the rights."""
    return Metadata(imprint=_read_imprint(text.splitlines()))


def _read_imprint(lines: Sequence[str]) -> tuple[str, ...]:
    """Read the lines that claim rights, the last first; a lone sign has the name in the line below."""
    claims = [at for at, line in enumerate(lines) if _RIGHTS_MARK.search(line)][-_MOST_RIGHTS:]
    return tuple(
        fold(" ".join(lines[at : at + (1 if len(lines[at]) >= _LONE else 2)])[:_LONGEST]) for at in reversed(claims)
    )


def _unique(*sources: Iterable[Found], most: int = _MOST_VALUES) -> tuple[Found, ...]:
    found = dict.fromkeys(Found(fold(one.text[:_READ]), one.where) for source in sources for one in source)
    return tuple(islice((one for one in found if one.text), most))


def _read_meta(tree: HtmlElement) -> dict[str, list[Found]]:
    ranked: dict[str, list[tuple[int, Found]]] = {fact: [] for fact, _ in _META.values()}
    for element in islice(tree.iter("meta"), _MOST):
        name = (
            element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv") or ""
        )
        fact, rank = _META.get(name.strip().lower(), (None, 0))
        content = element.get("content")
        if fact and content:
            where = "og" if name.lower().startswith("og:") else "meta"
            ranked[fact].append((rank, Found(html.unescape(content[:_LONGEST]), where)))
    return {fact: [found for _, found in sorted(all_, key=lambda pair: pair[0])] for fact, all_ in ranked.items()}


def _list_marked(tree: HtmlElement) -> Iterator[HtmlElement]:
    for element in tree.iter():
        kind = element.get("class")
        if (
            (kind and _CLASS.search(kind))
            or element.get("itemprop") in _PROPERTIES
            or element.get("rel") == "author"
            or (element.tag == "a" and links_author(element))
        ):
            yield element


def _titles(tree: HtmlElement) -> Iterator[Found]:
    for title in islice(tree.iter("title"), 5):
        # An icon's <title> is none of the page's.
        if (parent := title.getparent()) is None or parent.tag != "svg":
            yield Found(unescape(text_of(title)), "title")


def _headings(tree: HtmlElement) -> Iterator[Found]:
    return (Found(text, level) for text, level in list_headings(tree))


def _read_marked(tree: HtmlElement) -> dict[str, list[Found]]:
    """Read what attributes mark: microdata, rel=author, and classes that templates name after a fact."""
    marked: dict[str, list[Found]] = {
        fact: [] for fact in ("headline", "author", "published", "modified", "publisher", "time", "class")
    }
    authors: list[tuple[etree._Element, str]] = []
    for element in islice(_list_marked(tree), _MOST):
        prop = element.get("itemprop") or ""
        kind = element.get("class") or ""
        if element.tag in {"body", "html", "script", "style", "form", "time"} or _is_other_story(element):
            continue
        if prop in {"datePublished", "dateModified"}:
            value = element.get("datetime") or element.get("content") or text_of(element)
            marked["published" if prop == "datePublished" else "modified"].append(Found(value, "itemprop"))
        elif prop in {"headline", "publisher"}:
            marked[prop].append(Found(element.get("content") or name_in(element), "itemprop"))
        elif where := find_author_mark(element):
            authors.append((element, where))
        elif _DATE_CLASS.search(kind) and len(text := text_of(element)) < 100:
            fact = "modified" if _UPDATED_CLASS.search(kind) else "class"
            marked[fact].append(Found(element.get("datetime") or text, "class"))
    marked["author"] = [Found(*author) for author in read_authors(authors[:_MOST_VALUES])]
    for element in islice(tree.iter("time"), _MOST):
        value = element.get("datetime") or text_of(element)
        if value and not _is_other_story(element):
            hints = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
            fact = "modified" if _UPDATED_CLASS.search(hints) else "time"
            marked[fact].append(Found(value, "itemprop" if element.get("itemprop") else "time"))
    marked["published"] = [*marked["published"], *marked["time"][:3], *marked["class"][:6]]
    return marked


def _is_other_story(element: etree._Element) -> bool:
    for ancestor in islice(element.iterancestors(), _DEEPEST):
        if ancestor.tag in {"aside", "footer", "nav"}:
            return True
        if ancestor.tag not in {"body", "html"} and _OTHER_STORY.search(
            f"{ancestor.get('class') or ''} {ancestor.get('id') or ''}"[:200]
        ):
            return True
    return False
