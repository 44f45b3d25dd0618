"""The source, the credited newsroom or agency, and the publisher, whose page it is; both by their usual names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.extract.address import host_of, site_of
from app.extract.agencies import OUTLETS_BY_HOST, find_name, is_agency, list_forms
from app.extract.headline import list_title_parts
from app.extract.lines import read_lexicon, squeeze
from app.extract.metadata import Found, Metadata
from app.news import CleanText

_DECORATION = re.compile(r"^(?:©|\(c\)|source:|special to|copyright|by)\s*|\s*(?:\.|™|®)$", re.IGNORECASE)
_HOST = re.compile(
    r"(?<![\w@.-])(?:www\.)?((?:[A-Za-z0-9][\w-]{0,40}\.){1,3}"
    r"(?:com|org|net|cn|uk|au|in|ca|nz|ie|za|ng|ke|de|fr|es|it|nl|eu|info|news|tv|co))(?=[A-Z]|[^\w-]|$)"
)
_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:copyright\s*)?(?:by\s+)?(?:[\d\s–—,-]{4,15})?(?:by\s+)?"
    r"(?P<name>[^\W\d_][^|.,;:©\d]{1,50}?)(?=\s*(?:[|.,;:©\d]|all rights|$))",
    re.IGNORECASE,
)
_NOT_OUTLETS = frozenset(read_lexicon("shared_hosts.txt"))
_HANDLE = re.compile(r"^@|https?:|\s@|^\d+$")
_BY = re.compile(r"^by\s+", re.IGNORECASE)
_PARTS = re.compile(r"\s*(?:[,;|()/]|\s[-–—]\s|\s(?:for|of|via|and|with|in|from)\s)\s*")
_SUBSIDIARY = re.compile(r"\s*(?:[/,;|]|\s-\s|(?<=[A-Z]{3})-)\s*")


def usual_name(printed: str) -> str:
    """Give the usual name of a newsroom: Xinhua for Xinhua News Agency; an unknown one stays as it is printed."""
    printed = " ".join(printed.split())
    bare = _DECORATION.sub("", _DECORATION.sub("", printed)).strip() or printed
    first = next((name for part in (bare, *_SUBSIDIARY.split(bare)) if (name := find_name(part))), None)
    return first or bare


def aliases_of(name: str) -> tuple[str, ...]:
    """List all known forms of a newsroom's name, the usual one first; the name alone where the lexicon has none."""
    return list_forms(usual_name(name))


def find_publisher(metadata: Metadata, clean: CleanText, url: str | None) -> Found | None:
    """Find whose page it is: by the host, what the page says, its title or its furniture, else the bare domain."""
    for address in (url, *metadata.addresses) if url is None else (url,):
        if address and (name := _outlet_at(address)):
            return Found(name, "url")
    site = site_of(url) if url else None
    titled = [
        part for title in metadata.headlines if title.where == "title" for part in list_title_parts(title.text)[1:]
    ]
    like_host = next((part for part in titled if site and squeeze(part) == squeeze(site.partition(".")[0])), None)
    for found in list_sites(metadata):
        name = next(iter(list_title_parts(found.text)), "")  # a slogan may follow
        if name and len(name) <= 60 and not _HANDLE.search(name) and not (site and name.lower() == site):
            return Found(usual_name(name), found.where)
    if name := next((known for part in titled if (known := find_name(part))), like_host):
        return Found(name, "title")
    return Found(site, "url") if site else _find_in_furniture(clean)


def list_sites(metadata: Metadata) -> tuple[Found, ...]:
    """List what the markup gives as the site's name, without what is only the headline again."""
    told = {squeeze(found.text) for found in metadata.headlines if found.where in {"json-ld", "itemprop", "og"}}
    return tuple(site for site in metadata.sites if squeeze(site.text) not in told)


def _outlet_at(url: str) -> str | None:
    host = host_of(url)
    while host and "." in host:
        if name := OUTLETS_BY_HOST.get(host):
            return name
        host = host.partition(".")[2]
    return None


def _find_in_furniture(clean: CleanText) -> Found | None:
    """Find an outlet that the lines around the story name: by its host, or as the holder of the rights."""
    lines = (*reversed(clean.tail), *clean.head)
    unknown: list[str] = []
    for line in lines:
        for match in _HOST.finditer(line[:1000]):
            printed = match[1]
            if name := OUTLETS_BY_HOST.get(printed.lower()):
                return Found(name, "furniture")
            if printed.lower() not in _NOT_OUTLETS:
                unknown.append(printed)
        rights = _RIGHTS.search(line[:1000])
        if rights and (name := find_name(rights["name"])):
            return Found(name, "furniture")
    return Found(unknown[0], "furniture") if unknown else None


def find_source(
    *, dateline: str | None, credit: str | None, authors: Iterable[str], named: Iterable[Found], publisher: str | None
) -> Found | None:
    """Find who is credited: by the dateline, a credit line, the byline, the markup, else the publisher's own staff.

    The agency of the dateline and the credit are as printed; so are the author lines.
    """
    if dateline:
        return Found(usual_name(dateline), "dateline")
    if credit:
        return Found(usual_name(credit), "credit-line")
    for line in authors:
        if agency := _agency_in(line):
            return Found(agency, "byline")
    for found in named:
        if name := find_name(found.text):
            return Found(name, "metadata")
    return Found(publisher, "publisher") if publisher else None


def _agency_in(line: str) -> str | None:
    """Find the agency in 'By Reuters', 'Jane Doe, Reuters', 'JANE DOE, AP Auto Writer', 'JANE DOE Associated Press'."""
    line = _BY.sub("", line[:200].strip())
    if _HANDLE.search(line):
        return None
    parts = [part for part in _PARTS.split(line) if part]
    titled = [" ".join(part.split()[:n]) for part in parts[1:] for n in (2, 1)]
    words = line.split()
    ends = [" ".join(words[-n:]) for n in (3, 2, 1) if len(words) > n]
    return next((name for part in (*parts, *titled, *ends) if (name := find_name(part)) and is_agency(name)), None)
