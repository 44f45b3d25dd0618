"""The publisher: whose page it is.

By the host where the lexicon knows it, what the markup calls the site, the title, the holder of the rights; else the
domain, in the case that the page prints it in: Eastgate.example.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from app.extract.address import host_of, site_of
from app.extract.agencies import LEGAL_FORM, OUTLETS_BY_HOST, find_name, is_agency, is_form, list_forms
from app.extract.headlines.titles import list_title_parts
from app.extract.lines import UNSPACED, read_lexicon, squeeze
from app.extract.metadata import Found, Metadata, claims_rights
from app.extract.source import usual_name
from app.news import CleanText

_HOST = re.compile(
    r"(?<![\w@.-])(?:www\.)?((?:[A-Za-z0-9][\w-]{0,40}\.){1,3}"
    r"(?:com|org|net|cn|uk|au|in|ca|nz|ie|za|ng|ke|de|fr|es|it|nl|eu|info|news|tv|co))(?=[A-Z]|[^\w-]|$)"
)
_RIGHTS = re.compile(
    r"(?:(?:©|\(c\)|copyright)\s*)+(?:by\s+)?(?:[\d\s–—,-]{4,15}\.?\s?)?(?:by\s+)?"
    r"(?P<name>[^\W\d_](?:[^|.,;:©\d]|\.(?=[^\W\d_])){1,50}?)(?=\s*(?:[|,;:©\d]|\.(?![^\W\d_])|all rights|$))",
    re.IGNORECASE,
)
_RIGHTS_CJK = re.compile(
    r"(?P<name>[^\W\d_]{2,20})\s?(?:版权所有|版權所有)|(?:版权所有|版權所有)\s?[:：©]?\s?(?P<after>[^\W\d_]{2,20})"
)
_NOT_OUTLETS = frozenset(read_lexicon("shared_hosts.txt"))
_OUTLET_WORDS = frozenset(word for line in read_lexicon("outlet_words.txt") for word in line.split())
_HANDLE = re.compile(r"^@|https?:|\s@|^\d+$")
_NOBODY = re.compile(r"[@?]")
_LOGO_WORDS = re.compile(r"\b(?:logo|home|home\s?page|image|brand)\b", re.IGNORECASE)
_VARIANT = re.compile(r"\s(?:mobile|mobil|móvil|amp|print|wap)$", re.IGNORECASE)
_QUOTED = re.compile(r"[«„“\"](?P<name>[^«»„“”\"]{2,40})[»“”\"]")
_CLAIM_OF_PAGE = re.compile(
    r"(?:19|20)\d\d|all rights|rechte vorbehalten|reservados|réservés|riservati|права", re.IGNORECASE
)
_COMPANY = re.compile(
    r"\b(?:inc|llc|ltd|corp\w*|company|co|holdings?|interactive|communications?|group|media|network|publishing|"
    r"publications?|gmbh|ag|s\.?a|limited|enterprises?|associates|partners|studios?|images?|getty|wordpress|reserved)\b",
    re.IGNORECASE,
)
_OWNERS = frozenset(read_lexicon("owners.txt"))
_UNLESS = re.compile(r"\s(?:unless|except|or its|and its|and/or|is an?)\s.*$|[\s/–—-]+$", re.IGNORECASE)
_ITEM = re.compile(r"^(?:[*•+-]\s+)")
_LONGEST_ITEM, _MOST_ITEM_WORDS = 40, 6  # characters and words of a line of furniture that may name the outlet
_FEWEST_NAMED, _FEWEST_WIRED = 2, 4  # lines of it that do; of an agency, whom its customers name as well
_GLUED = re.compile(r"[a-z][A-Z][a-z]+\s[a-z]|[a-z][A-Z][a-z]+[A-Z]")  # links of a bar that a dump ran together
_SHARED = 4  # letters of a word that a name and its host share
_INITIALS = 3
_LONG_LABEL = 6  # letters of a domain that are words by no chance
_LONGEST_LINE = 200  # characters of a line in which an outlet's name is looked for
_MOST_BESIDE_HOST = 40  # characters beside a host in a line of furniture
_ANY_OUTLET = frozenset({"news", "online", "media", "press", "daily"})  # shared by hosts of many outlets
_LONGEST, _MOST_WORDS = 60, 6  # characters and words of an outlet's name
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
        yield from _list_in_furniture(metadata, clean)
        return
    lines = (*metadata.imprint, *reversed(clean.tail), *clean.head)
    holders = tuple(holder for line in lines for holder in _list_holders(line))
    if found := _find_titled(titled, holders, metadata, site):
        yield found
    below = (*metadata.imprint, *clean.tail)
    above = (*clean.above, *clean.head)
    mastheads = (line for line in (*above, *below) if line.istitle() and _is_outlet(line) and _fits(line, site))
    yield from (Found(usual_name(line), "furniture") for line in islice(mastheads, 1))
    dressed = _find_dressed(site, (*above, *below), several_words=True)
    if found := dressed or _find_dressed(site, below):
        yield found
    yield from (Found(name, "furniture") for name in holders if _fits(name, site))
    yield from _list_logos(metadata, site)
    yield from (Found(name, "furniture") for name in holders if _is_outlet(name) and not _is_wire(name))
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
        if not name or len(name) > _LONGEST or _HANDLE.search(name) or name == site or found.where == "logo":
            continue
        # A name in another script than the Latin one can't be held against a domain.
        fits = site is None or not squeeze(name).isascii() or _fits(name, site)
        rank = 2 if not fits else 1 if name.lower() == site else 0
        ranked.append((rank, name.islower(), Found(usual_name(LEGAL_FORM.sub("", name)), found.where)))
    return [found for _, _, found in sorted(ranked, key=lambda one: one[:2])]


def _list_logos(metadata: Metadata, site: str) -> Iterator[Found]:
    """List the names of logos that fit the domain: sponsors and sister papers have theirs on the page as well."""
    for found in metadata.sites:
        if found.where == "logo":
            name = LEGAL_FORM.sub("", _LOGO_WORDS.sub(" ", _cut_slogan(found.text)).strip(" -–:|_"))
            if name and len(name) <= _LONGEST and name.lower() != site and _fits(name, site):
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
        return next((Found(part, "title") for part in titled if squeeze(part) in logos and _fits(part, site)), None)
    claims = logos.union(map(squeeze, holders))
    again = claims | frozenset(squeeze(found.text) for found in metadata.authors)
    for part in (titled[-1], titled[0]):
        if len(part) > _LONGEST or len(part.split()) > _MOST_WORDS:
            continue
        # A headline may share a word with the host; it stands first far oftener than the outlet, and is longer.
        may_be_headline = not _is_outlet(part) and (
            len(part.split()) > _MOST_PLAIN or (part == titled[0] and squeeze(part) not in squeeze(site))
        )
        if (
            (_fits(part, site) and not may_be_headline)
            or (_is_outlet(part) and (squeeze(part) in again or UNSPACED.search(part)))
            or (not squeeze(part).isascii() and squeeze(part) in claims and not _is_wire(part))
        ):
            return Found(usual_name(_VARIANT.sub("", part)), "title")
    return None


def _list_holders(line: str) -> Iterator[str]:
    """List who holds the rights by a line: Harbour Gazette of '© 2001-2016 Harbour Gazette Ltd, Quay Row'."""
    if not claims_rights(line[:1000]):  # most lines; the patterns cost ten times as much
        return
    for match in (*_RIGHTS.finditer(line[:1000]), *_RIGHTS_CJK.finditer(line[:1000])):
        holder = (match["name"] or match["after"]).strip()
        if _NOBODY.search(holder):  # (c) 2005. Questions? desk@harbour.example
            continue
        quoted = _QUOTED.search(holder)  # ЗАО «Речные ведомости»
        yield quoted["name"] if quoted else LEGAL_FORM.sub("", holder)


def _fits(name: str, site: str) -> bool:
    """Tell whether a name and a domain are of one outlet: they share a word, one holds the other, or its initials."""
    plain = _bare(name)
    label, key = squeeze(site.partition(".")[0]), squeeze(plain)
    if len(label) >= _SHARED and label in key:
        return True
    words = {key, *map(squeeze, re.split(r"[\s-]+", plain))} - _ANY_OUTLET
    if any(len(word) >= _SHARED and word in label for word in words):
        return True
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", plain)).lower()
    return len(initials) >= _INITIALS and (label == initials or label == initials.removeprefix("t"))


def _bare(name: str) -> str:
    """Give a name without accents, as a domain has it: elpais for El País."""
    return "".join(char for char in unicodedata.normalize("NFD", name) if not "\u0300" <= char <= "\u036f")


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


def _list_in_furniture(metadata: Metadata, clean: CleanText) -> Iterator[Found]:
    """List the outlets that a page without an address may be of.

    By a host in its furniture, by who claims the rights, by a known name that several of its short lines have.
    """
    hosts: list[str] = []
    holders: list[str] = []
    for line in (*reversed(clean.tail), *clean.head, *metadata.imprint):
        is_imprint = line in metadata.imprint
        for match in _HOST.finditer(line[:1000]):
            if not is_imprint and len(line) - len(match[0]) > _MOST_BESIDE_HOST and not _GLUED.search(line):
                continue  # a sentence may name any host
            if name := OUTLETS_BY_HOST.get(match[1].lower()):
                yield Found(name, "furniture")
            elif match[1].lower() not in _NOT_OUTLETS:
                hosts.append(match[1])
        for holder in _list_claiming(line):
            if (name := find_name(holder)) and (is_imprint or not is_agency(name)):
                yield Found(name, "furniture")
            elif _is_outlet(holder) or (is_imprint and _CLAIM_OF_PAGE.search(line) and not _COMPANY.search(holder)):
                holders.append(holder)
    yield from (Found(name, "furniture") for name in holders)
    if named := _find_named((*clean.above, *clean.head, *clean.tail)):
        yield Found(named, "furniture")
    yield from (Found(name, "furniture") for name in hosts)


def _list_claiming(line: str) -> Iterator[str]:
    """List who holds the rights by a line and may be an outlet: not the company that owns many of them."""
    holders = (_UNLESS.sub("", holder) for holder in _list_holders(line))
    return (holder for holder in holders if squeeze(holder) not in _OWNERS)


def _find_named(lines: Iterable[str]) -> str | None:
    """Find the known outlet that several short lines name, far more than any other: 'About The Hill', 'The Hill Apps'.

    A page links sister papers and quotes others, each once or in the same line again.
    """
    said: Counter[str] = Counter()
    for line, n in Counter(_ITEM.sub("", line) for line in lines if len(line) <= _LONGEST_ITEM).items():
        words = line.split()
        if len(words) <= _MOST_ITEM_WORDS and not line.endswith((".", "!", "?")):
            for name in _list_known(words):
                said[name] += min(n, 2) if squeeze(line) == squeeze(name) else 1
    ranked = [*said.most_common(2), ("", 0), ("", 0)]
    (name, n), (_, others) = ranked[:2]
    fewest = _FEWEST_WIRED if is_agency(name) else _FEWEST_NAMED
    return name if n >= fewest and n >= 3 * others else None


def _list_known(words: Sequence[str]) -> set[str]:
    """List the newsrooms that some words name, the longest name first; a newsletter is no News Letter."""
    for n in range(len(words), 0, -1):
        grams = (" ".join(words[at : at + n]) for at in range(len(words) - n + 1))
        named = ((gram, find_name(gram)) for gram in grams if is_form(gram))
        if known := {name for gram, name in named if name and gram in list_forms(name)}:
            return known
    return set()
