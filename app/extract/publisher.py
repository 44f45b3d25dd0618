"""The publisher: whose page it is.

By the host where the lexicon knows it, what the markup calls the site, the title, the holder of the rights; else the
domain, in the case that the page prints it in: Eastgate.example.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from app.extract.address import host_of, site_of
from app.extract.agencies import LEGAL_FORM, OUTLETS_BY_HOST, find_name, is_agency
from app.extract.lines import UNSPACED, read_lexicon, squeeze
from app.extract.metadata import Found, Metadata
from app.extract.source import usual_name
from app.extract.titles import list_title_parts
from app.news import CleanText

_HOST = re.compile(
    r"(?<![\w@.-])(?:www\.)?((?:[A-Za-z0-9][\w-]{0,40}\.){1,3}"
    r"(?:com|org|net|cn|uk|au|in|ca|nz|ie|za|ng|ke|de|fr|es|it|nl|eu|info|news|tv|co))(?=[A-Z]|[^\w-]|$)"
)
_RIGHTS = re.compile(
    r"(?:(?:©|\(c\)|copyright)\s*)+(?:by\s+)?(?:[\d\s–—,-]{4,15})?(?:by\s+)?"
    r"(?P<name>[^\W\d_](?:[^|.,;:©\d]|\.(?=[^\W\d_])){1,50}?)(?=\s*(?:[|,;:©\d]|\.(?![^\W\d_])|all rights|$))",
    re.IGNORECASE,
)
_RIGHTS_CJK = re.compile(
    r"(?P<name>[^\W\d_]{2,20})\s?(?:版权所有|版權所有)|(?:版权所有|版權所有)\s?[:：©]?\s?(?P<after>[^\W\d_]{2,20})"
)
_NOT_OUTLETS = frozenset(read_lexicon("shared_hosts.txt"))
_OUTLET_WORDS = frozenset(word for line in read_lexicon("outlet_words.txt") for word in line.split())
_HANDLE = re.compile(r"^@|https?:|\s@|^\d+$")
_SHARED = 4  # letters of a word that a name and its host share
_ANY_OUTLET = frozenset({"news", "online", "media", "press", "daily"})  # shared by hosts of many outlets
_LONGEST, _MOST_WORDS = 60, 6  # characters and words of an outlet's name
_MOST_PLAIN = 4  # words of one without an outlet's word in it


def find_publisher(metadata: Metadata, clean: CleanText, url: str | None) -> Found | None:
    """Find whose page it is, and where the page or its address says so; None without an address and a sign of one."""
    for address in (url, *metadata.addresses) if url is None else (url,):
        if address and (name := _outlet_at(address)):
            return Found(name, "url")
    site = site_of(url) if url else None
    named = _list_named(metadata, site)
    if named:
        return next((found for found in named if site and _fits(found.text, site)), named[0])
    titled = _list_titled(metadata)
    if name := next((known for part in titled[1:] if (known := find_name(part))), None):
        return Found(name, "title")
    if site is None:
        return _find_in_furniture(metadata, clean)
    lines = (*metadata.imprint, *reversed(clean.tail), *clean.head)
    holders = tuple(holder for line in lines for holder in _list_holders(line))
    return (
        _find_titled(titled, holders, metadata, site)
        or next((Found(name, "furniture") for name in holders if _fits(name, site)), None)
        or next((Found(name, "furniture") for name in holders if _is_outlet(name) and not _is_wire(name)), None)
        or _find_host(site, (*(found.text for found in metadata.sites), *titled, *lines))
        or Found(site, "url")
    )


def list_sites(metadata: Metadata) -> tuple[Found, ...]:
    """List what the markup gives as the site's name, without what is only the headline again."""
    told = {squeeze(found.text) for found in metadata.headlines if found.where in {"json-ld", "itemprop", "og"}}
    return tuple(site for site in metadata.sites if squeeze(site.text) not in told)


def _list_named(metadata: Metadata, site: str | None) -> list[Found]:
    named: list[Found] = []
    for found in list_sites(metadata):
        name = next(iter(list_title_parts(found.text)), "")  # a slogan may follow
        if name and len(name) <= _LONGEST and not _HANDLE.search(name) and not (site and name.lower() == site):
            named.append(Found(usual_name(name), found.where))
    return named


def _outlet_at(url: str) -> str | None:
    host = host_of(url)
    while host and "." in host:
        if name := OUTLETS_BY_HOST.get(host):
            return name
        host = host.partition(".")[2]
    return None


def _list_titled(metadata: Metadata) -> tuple[str, ...]:
    title = next((found.text for found in metadata.headlines if found.where == "title"), "")
    return list_title_parts(title)


def _find_titled(titled: tuple[str, ...], holders: tuple[str, ...], metadata: Metadata, site: str) -> Found | None:
    """Find the outlet that opens or ends the title: it fits the host, or is an outlet's name that stands there again.

    Chinese and Japanese names say by their last character what they are, and no section of a site ends like one.
    """
    if len(titled) < 2:
        return None
    again = frozenset(map(squeeze, (*holders, *(found.text for found in metadata.authors))))
    for part in (titled[-1], titled[0]):
        if len(part) > _LONGEST or len(part.split()) > _MOST_WORDS:
            continue
        # A headline may share a word with the host; it stands first far oftener than the outlet, and is longer.
        may_be_headline = not _is_outlet(part) and (
            len(part.split()) > _MOST_PLAIN or (part == titled[0] and squeeze(part) not in squeeze(site))
        )
        if (_fits(part, site) and not may_be_headline) or (
            _is_outlet(part) and (squeeze(part) in again or UNSPACED.search(part))
        ):
            return Found(usual_name(part), "title")
    return None


def _list_holders(line: str) -> Iterator[str]:
    """List who holds the rights by a line: Harbour Gazette of '© 2001-2016 Harbour Gazette Ltd, Quay Row'."""
    for match in (*_RIGHTS.finditer(line[:1000]), *_RIGHTS_CJK.finditer(line[:1000])):
        yield LEGAL_FORM.sub("", (match["name"] or match["after"]).strip())


def _fits(name: str, site: str) -> bool:
    """Tell whether a name and a domain are of one outlet: they share a word, or one holds the other."""
    label, key = squeeze(site.partition(".")[0]), squeeze(name)
    if len(label) >= _SHARED and label in key:
        return True
    words = {key, *map(squeeze, re.split(r"[\s-]+", name))} - _ANY_OUTLET
    return any(len(word) >= _SHARED and word in label for word in words)


def _is_outlet(name: str) -> bool:
    words = name.lower().split()
    if not words or not 2 <= len(squeeze(name)) <= _LONGEST:
        return False
    if UNSPACED.search(name):
        return any(name.endswith(word) and name != word for word in _OUTLET_WORDS if UNSPACED.search(word))
    return 2 <= len(words) <= _MOST_WORDS and words[-1] in _OUTLET_WORDS


def _is_wire(name: str) -> bool:
    known = find_name(name)
    return known is not None and is_agency(known)


def _find_host(site: str, texts: Iterable[str]) -> Found | None:
    """Find the domain as a page prints it, with the capitals of a name."""
    printed = re.compile(rf"(?<![\w@.-]){re.escape(site)}(?=(?-i:[A-Z])|[^\w-]|$)", re.IGNORECASE)
    found = (match[0] for text in texts for match in printed.finditer(text[:1000]))
    return next((Found(name, "furniture") for name in found if not name.islower() and not name.isupper()), None)


def _find_in_furniture(metadata: Metadata, clean: CleanText) -> Found | None:
    """Find the outlet of a page without an address: by a host that it prints, or as the holder of the rights."""
    unknown: list[str] = []
    for line in (*reversed(clean.tail), *clean.head, *metadata.imprint):
        for match in _HOST.finditer(line[:1000]):
            printed = match[1]
            if name := OUTLETS_BY_HOST.get(printed.lower()):
                return Found(name, "furniture")
            if printed.lower() not in _NOT_OUTLETS:
                unknown.append(printed)
        for holder in _list_holders(line):
            if name := find_name(holder):
                return Found(name, "furniture")
            if _is_outlet(holder):
                unknown.insert(0, holder)
    return Found(unknown[0], "furniture") if unknown else None
