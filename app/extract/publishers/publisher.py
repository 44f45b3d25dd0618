"""The publisher: whose page it is.

By the host where the lexicon knows it, what the markup calls the site, the title, the holder of the rights; else the
domain, in the case that the page prints it in: Eastgate.example.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from app.extract.address import host_of, site_of
from app.extract.agencies import LEGAL_FORM, OUTLETS_BY_HOST, find_name, is_wire
from app.extract.headlines.titles import list_title_parts
from app.extract.lines import UNSPACED, squeeze
from app.extract.metadata import Found, Metadata
from app.extract.publishers.furniture import list_in_furniture
from app.extract.publishers.holders import list_holders
from app.extract.publishers.names import LONGEST, MOST_WORDS, fits_site, is_outlet
from app.extract.source import usual_name
from app.news import CleanText

_HANDLE = re.compile(r"^@|https?:|\s@|^\d+$")
_LOGO_WORDS = re.compile(r"\b(?:logo|home|home\s?page|image|brand)\b", re.IGNORECASE)
_VARIANT = re.compile(r"\s(?:mobile|mobil|móvil|amp|print|wap)$", re.IGNORECASE)
_LONG_LABEL = 6  # letters of a domain that are words by no chance
_LONGEST_LINE = 200  # characters of a line in which an outlet's name is looked for
_MOST_PLAIN = 4  # words of one without an outlet's word in it


def list_publishers(metadata: Metadata, clean: CleanText, url: str | None) -> Iterator[Found]:
    """List whose page it may be, the surest first, and where the page or its address says so.

    Without an address and a sign of one there is none.
    """
    for address in (url, *metadata.addresses) if url is None else (url,):
        if address and (name := _outlet_at(address)):
            yield Found(name, "url")
    site = site_of(url) if url else None
    yield from _list_named(metadata, site)
    titled = _list_titled(metadata)
    yield from (Found(known, "title") for part in titled[1:] if (known := find_name(part)))
    if site is None:
        yield from list_in_furniture(metadata, clean)
        return
    lines = (*metadata.imprint, *reversed(clean.tail), *clean.head)
    holders = tuple(holder for line in lines for holder in list_holders(line))
    if found := _find_titled(titled, holders, metadata, site):
        yield found
    below = (*metadata.imprint, *clean.tail)
    above = (*clean.above, *clean.head)
    mastheads = (line for line in (*above, *below) if line.istitle() and is_outlet(line) and fits_site(line, site))
    yield from (Found(usual_name(line), "furniture") for line in islice(mastheads, 1))
    dressed = _find_dressed(site, (*above, *below), several_words=True)
    if found := dressed or _find_dressed(site, below):
        yield found
    yield from (Found(name, "furniture") for name in holders if fits_site(name, site))
    yield from _list_logos(metadata, site)
    yield from (Found(name, "furniture") for name in holders if is_outlet(name) and not is_wire(name))
    if found := _find_host(site, (*(found.text for found in metadata.sites), *titled, *lines)):
        yield found
    yield Found(site, "url")


def list_sites(metadata: Metadata) -> tuple[Found, ...]:
    """List what the markup gives as the site's name, without what is only the headline again."""
    told = {squeeze(found.text) for found in metadata.headlines if found.where in {"json-ld", "itemprop", "og"}}
    return tuple(site for site in metadata.sites if squeeze(site.text) not in told)


def _list_named(metadata: Metadata, site: str | None) -> list[Found]:
    """List the names that the markup gives the site: first those that fit its domain, best dressed before plain.

    The bare domain is no name; in the case that the outlet writes it, Eastgate.example, it goes before one that does
    not fit.
    """
    ranked: list[tuple[int, bool, Found]] = []
    for found in list_sites(metadata):
        name = _cut_slogan(found.text)
        if not name or len(name) > LONGEST or _HANDLE.search(name) or name == site or found.where == "logo":
            continue
        # A name in another script than the Latin one can't be held against a domain.
        fits = site is None or not squeeze(name).isascii() or fits_site(name, site)
        rank = 2 if not fits else 1 if name.lower() == site else 0
        ranked.append((rank, name.islower(), Found(usual_name(LEGAL_FORM.sub("", name)), found.where)))
    return [found for _, _, found in sorted(ranked, key=lambda one: one[:2])]


def _list_logos(metadata: Metadata, site: str) -> Iterator[Found]:
    """List the names of logos that fit the domain: sponsors and sister papers have theirs on the page as well."""
    for found in metadata.sites:
        if found.where == "logo":
            name = LEGAL_FORM.sub("", _LOGO_WORDS.sub(" ", _cut_slogan(found.text)).strip(" -–:|_"))
            if name and len(name) <= LONGEST and name.lower() != site and fits_site(name, site):
                yield Found(usual_name(name), "logo")


def _cut_slogan(name: str) -> str:
    """Give the name alone of 'Harbour Weekly | News and more', 'Harbour Weekly: Breaking News, Sport and Weather'."""
    first = _VARIANT.sub("", next(iter(list_title_parts(name)), ""))
    before, _, slogan = first.partition(": ")
    return before if len(slogan.split()) > 1 else first


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

    In another script than the domain's it is an outlet where it claims the rights or is on a logo. Chinese and Japanese
    names say by their last character what they are, and no section of a site ends like one.
    """
    logos = frozenset(squeeze(found.text) for found in metadata.sites if found.where == "logo")
    if len(titled) < 2:
        # A page whose title is no more than its site's name.
        return next((Found(part, "title") for part in titled if squeeze(part) in logos and fits_site(part, site)), None)
    claims = logos.union(map(squeeze, holders))
    again = claims | frozenset(squeeze(found.text) for found in metadata.authors)
    for part in (titled[-1], titled[0]):
        if len(part) > LONGEST or len(part.split()) > MOST_WORDS:
            continue
        # A headline may share a word with the host; it stands first far oftener than the outlet, and is longer.
        may_be_headline = not is_outlet(part) and (
            len(part.split()) > _MOST_PLAIN or (part == titled[0] and squeeze(part) not in squeeze(site))
        )
        if (
            (fits_site(part, site) and not may_be_headline)
            or (is_outlet(part) and (squeeze(part) in again or UNSPACED.search(part)))
            or (not squeeze(part).isascii() and squeeze(part) in claims and not is_wire(part))
        ):
            return Found(usual_name(_VARIANT.sub("", part)), "title")
    return None


def _find_dressed(site: str, texts: Iterable[str], *, several_words: bool = False) -> Found | None:
    """Find the words that a domain's are run together from, as the page prints them: The Port Gazette.

    One word alone may be the headline's: a place, a sport.
    """
    label = site.partition(".")[0]
    key = squeeze(label)
    holding = [text for text in texts if len(label) >= _LONG_LABEL and key in squeeze(text[:_LONGEST_LINE])]
    if not holding:
        return None
    letters = r"[\s.'’&-]{0,2}".join(map(re.escape, key))
    printed = re.compile(rf"(?<![\w.@/-])(?:the\s)?{letters}(?![\w.-]*\w)", re.IGNORECASE)
    for text in holding:
        match = printed.search(text[:_LONGEST_LINE])
        if match and not match[0].islower() and (" " in match[0] or not several_words):
            name = match[0].title() if match[0].isupper() and " " in match[0] else match[0]
            return Found(usual_name(name), "furniture")
    return None


def _find_host(site: str, texts: Iterable[str]) -> Found | None:
    """Find the domain as a page prints it, with the capitals of a name."""
    printed = re.compile(rf"(?<![\w@.-]){re.escape(site)}(?=(?-i:[A-Z])|[^\w-]|$)", re.IGNORECASE)
    found = (match[0] for text in texts for match in printed.finditer(text[:1000]))
    return next((Found(name, "furniture") for name in found if not name.islower() and not name.isupper()), None)
