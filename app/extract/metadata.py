"""What a page's markup says of itself, read once: JSON-LD, <meta>, headings, <time>, links and attributes.

Every field lists what was found in order of trust, each with where it was found; the one-fact modules choose.
"""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from app.extract.bylines.marked_authors import CLASSES, find_author_mark, links_author, name_in, read_authors
from app.extract.dates.marks import Nearness, find_heading, list_beside, text_before
from app.extract.dates.stamps import says_updated
from app.extract.headlines.headings import list_headings, unescape
from app.extract.jsonld import find_article, list_organizations, list_texts
from app.extract.lines import Line, fold, read_lexicon, text_of


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
_LOGO = re.compile("logo|masthead|nameplate", re.IGNORECASE)
_MOST_LOGOS = 40  # images among which a logo is looked for
_DEEPEST = 40  # ancestors that are looked at
_PROPERTIES = frozenset({"headline", "datePublished", "dateModified", "author", "publisher"})
_RDFA = dict.fromkeys(
    ("dc:date", "dc:created", "dc:issued", "dcterms:date", "dcterms:created", "dcterms:issued", "schema:datePublished"),
    "datePublished",
) | dict.fromkeys(("dc:modified", "dcterms:modified", "schema:dateModified"), "dateModified")
_CLASS = re.compile(f"[dD]ate|[tT]ime|[pP]ublish|[pP]osted|fecha|datum|quando|tarih|[sS]tamp|{CLASSES}")
_RIGHTS_MARKS = ("©", "(c)", "copyright", "版权所有", "版權所有")
_RIGHTS_MARK = re.compile("|".join(map(re.escape, _RIGHTS_MARKS)), re.IGNORECASE)
_MOST_RIGHTS = 12  # lines of them, from the end
_LETTER = re.compile(r"[^\W\d_]")
_FEWEST_LETTERS = 2  # of who claims rights
_OTHER_STORY = re.compile(
    r"comment|related|recommend|sidebar|footer|teaser|promo|widget|trending|popular|latest|most-|more-|read-?next|"
    r"also|carousel|newsletter|copyright|\bnav\b|menu|breaking|ticker",
    re.IGNORECASE,
)
_DATE_CLASS = re.compile(r"date|time(?!line|r)|publish|posted|fecha|datum|quando|tarih|stamp", re.IGNORECASE)
_CLOCK_CLASS = re.compile(
    r"today|current|clock|masthead|(?:site|header|head|top)-?(?:date|time)|hoy|oggi|heute|actual(?!i)|bugun",
    re.IGNORECASE,
)
_UPDATED_CLASS = re.compile(r"updat|modif|edited", re.IGNORECASE)
_PUBLISHED_CLASS = re.compile(r"publi|creat|posted|entry-date", re.IGNORECASE)


def read_metadata(tree: HtmlElement, shown: Sequence[Line]) -> Metadata:
    """Read what a parsed page that shows these lines says of itself; the tree stays as it is."""
    meta = _read_meta(tree)
    article = find_article(
        script.text or "" for script in tree.iter("script") if "ld+json" in (script.get("type") or "")
    )
    titles = tuple(_titles(tree))
    marked = _read_marked(tree, find_heading(tree, [found.text for found in (*meta["headline"], *titles)]))

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
            titles,
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
        sites=_unique(meta["site"][:1], ld("publisher"), marked["publisher"], meta["site"][1:], _logos(tree)),
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
    claims = [at for at, line in enumerate(lines) if claims_rights(line)][-_MOST_RIGHTS:]
    return tuple(
        fold(" ".join(lines[at : at + (2 if _is_lone(lines[at]) else 1)])[:_LONGEST]) for at in reversed(claims)
    )


def claims_rights(line: str) -> bool:
    """Tell whether a line has a sign or a word by which rights are claimed."""
    low = line.lower()
    return "©" in low or "(c)" in low or "copyright" in low or "版权所有" in low or "版權所有" in low


def _is_lone(claim: str) -> bool:
    """Tell whether a claim names nobody: '© 2014', 'Copyright'."""
    return len(_LETTER.findall(_RIGHTS_MARK.sub("", claim))) < _FEWEST_LETTERS


def _unique(*sources: Iterable[Found], most: int = _MOST_VALUES) -> tuple[Found, ...]:
    found = dict.fromkeys(Found(fold(one.text[:_READ]), one.where) for source in sources for one in source)
    return tuple(islice((one for one in found if one.text), most))


def _read_meta(tree: HtmlElement) -> dict[str, list[Found]]:
    ranked: dict[str, list[tuple[int, Found]]] = {fact: [] for fact, _ in _META.values()}
    for element in islice(tree.iter("meta"), _MOST):
        name = (
            element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv") or ""
        )
        name = name.strip().lower()
        fact, rank = _META.get(name) or _META.get(name.replace(":", "."), (None, 0))
        content = element.get("content")
        if fact and content:
            where = "og" if name.lower().startswith("og:") else "meta"
            ranked[fact].append((rank, Found(html.unescape(content[:_LONGEST]), where)))
    return {fact: [found for _, found in sorted(all_, key=lambda pair: pair[0])] for fact, all_ in ranked.items()}


def _list_marked(tree: HtmlElement) -> Iterator[HtmlElement]:
    for element in tree.iter():
        kind = element.get("class")
        if (
            (kind and _names_fact(kind[:_LONGEST]))
            or element.get("itemprop") in _PROPERTIES
            or element.get("property") in _RDFA
            or element.get("rel") == "author"
            or (element.tag == "a" and links_author(element))
        ):
            yield element


@lru_cache(maxsize=2_000)  # a page's elements share a few dozen classes
def _names_fact(kind: str) -> bool:
    return _CLASS.search(kind) is not None


def _titles(tree: HtmlElement) -> Iterator[Found]:
    for title in islice(tree.iter("title"), 5):
        # An icon's <title> is none of the page's.
        if (parent := title.getparent()) is None or parent.tag != "svg":
            yield Found(unescape(text_of(title)), "title")


def _logos(tree: HtmlElement) -> Iterator[Found]:
    """List what logos are called: the outlet's own, and those of others on its page."""
    for image in islice(tree.iter("img"), _MOST_LOGOS):
        parent = image.getparent()
        around = parent.get("class") if parent is not None else ""
        hints = f"{image.get('class')} {image.get('id')} {image.get('alt')} {(image.get('src') or '')[-80:]} {around}"
        if _LOGO.search(hints) and (name := image.get("alt") or image.get("title")):
            yield Found(name[:_LONGEST], "logo")


def _headings(tree: HtmlElement) -> Iterator[Found]:
    return (Found(text, level) for text, level in list_headings(tree))


def _read_marked(tree: HtmlElement, heading: etree._Element | None) -> dict[str, list[Found]]:
    """Read what attributes mark: microdata, rel=author, and classes that templates name after a fact.

    Dates come nearest to the headline first; after them the lines beside it.
    """
    marked: dict[str, list[Found]] = {fact: [] for fact in ("headline", "author", "publisher")}
    dates: dict[str, list[tuple[int, Found]]] = {fact: [] for fact in ("published", "modified", "time", "class")}
    nearness = Nearness(heading)
    authors: list[tuple[etree._Element, str]] = []
    for element in islice(_list_marked(tree), _MOST):
        prop = element.get("itemprop") or _RDFA.get(element.get("property") or "", "")
        kind = element.get("class") or ""
        if element.tag in {"body", "html", "script", "style", "form", "time"} or _is_other_story(element, nearness):
            continue
        if prop in {"datePublished", "dateModified"}:
            value = element.get("datetime") or element.get("content") or text_of(element)
            fact = "published" if prop == "datePublished" else "modified"
            dates[fact].append((nearness.steps_to(element), Found(value, "itemprop")))
        elif prop in {"headline", "publisher"}:
            marked[prop].append(Found(element.get("content") or name_in(element), "itemprop"))
        elif where := find_author_mark(element):
            authors.append((element, where))
        elif _DATE_CLASS.search(kind) and not _CLOCK_CLASS.search(kind) and len(text := text_of(element)) < 100:
            fact = "modified" if _is_update(kind, text) else "class"
            dates[fact].append((nearness.steps_to(element), Found(element.get("datetime") or text, "class")))
    marked["author"] = [Found(*author) for author in read_authors(authors[:_MOST_VALUES])]
    for element in islice(tree.iter("time"), _MOST):
        text = text_of(element)
        value = element.get("datetime") or element.get("content") or text
        if value and not _is_other_story(element, nearness):
            prop = element.get("itemprop") or ""
            told = f"{text_before(element)} {text}"
            is_update = prop == "dateModified" or (not prop and _is_update(element.get("class") or "", told))
            fact = "modified" if is_update else "published" if prop == "datePublished" else "time"
            dates[fact].append((nearness.steps_to(element), Found(value, "itemprop" if prop else "time")))
    ordered = {fact: [found for _, found in sorted(pairs, key=lambda pair: pair[0])] for fact, pairs in dates.items()}
    marked["published"] = [
        *ordered["published"],
        *ordered["time"][:3],
        *(Found(line, "beside") for line in list_beside(heading)),
        *ordered["class"][:6],
    ]
    marked["modified"] = ordered["modified"]
    return marked


def _is_update(hints: str, text: str) -> bool:
    """Tell by an element's class or its label whether its date is that of a change; 'published updated' is both."""
    if _PUBLISHED_CLASS.search(hints):
        return False
    return _UPDATED_CLASS.search(hints) is not None or says_updated(text)


def _is_other_story(element: etree._Element, nearness: Nearness) -> bool:
    for ancestor in islice(element.iterancestors(), _DEEPEST):
        if nearness.holds(ancestor):
            return False
        if ancestor.tag in {"aside", "footer", "nav"}:
            return True
        if ancestor.tag not in {"body", "html"} and _names_other_story(
            f"{ancestor.get('class') or ''} {ancestor.get('id') or ''}"[:200]
        ):
            return True
    return False


@lru_cache(maxsize=2_000)
def _names_other_story(kind: str) -> bool:
    return _OTHER_STORY.search(kind) is not None
