"""The source: the credited newsroom or agency, by its usual name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from app.extract.agencies import find_name, is_agency, list_forms
from app.extract.datelines.places import is_city
from app.extract.metadata import Found

_DECORATION = re.compile(r"^(?:©|\(c\)|source:|special to|copyright|by)\s*|\s*(?:\.|™|®)$", re.IGNORECASE)
_HANDLE = re.compile(r"^@|https?:|\s@|^\d+$")
_BY = re.compile(r"^by\s+", re.IGNORECASE)
_PROVIDED = re.compile(
    r"(?:Provided|Supplied|Distributed|Contributed|Syndicated|Originally published|Story|Content) (?:by|via)\s*:?\s"
    r"(?P<name>[A-Z][\w'’.&-]*(?:\s(?:[A-Z][\w'’.&-]*|of|the|and|for|de|la)){0,7})",
)
_CLAIM = re.compile(
    r"(?:(?:©|\(c\)|copyright(?:\s?@)?|^@)\s*)+(?:by\s+)?(?:[\d\s–—,-]{4,15})?(?:by\s+)?(?P<name>[^\W\d_][^|,;:©\d]{1,50}?)"
    r"(?=\s*(?:[|,;:©\d]|\.(?:\s|$)|all rights|$))",
    re.IGNORECASE,
)
_LONGEST_LINE = 200  # characters
_LONGEST_DESK = 40  # characters
_PARTS = re.compile(r"\s*(?:[,;|()/]|\s[-–—]\s|\s(?:for|of|via|and|with|in|from)\s)\s*")
_STAFF = re.compile(
    r"\s(?:staff(?:\s(?:writers?|reporters?|and agencies))?|news ?desk|newsroom|news|reporters?|correspondents?|bureau|"
    r"editors?|desk|wires?|services?)$",
    re.IGNORECASE,
)
_DESK = re.compile(
    r"(?:redazione|redacción|redaccion|redação|redaktion|rédaction|redactie|redaktionen|redakcja|redakce|редакция|"
    r"agencias?|agências?|agenzia|agence|agentur|agencja|news desk|newsroom|staff|desk)\s",
    re.IGNORECASE,
)
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


def is_desk(line: str) -> bool:
    """Tell whether a line above the story names the desk that wrote it: Redazione ANSA, Agencia EFE."""
    return len(line) <= _LONGEST_DESK and _DESK.match(line) is not None


def list_sources(
    *,
    datelines: Iterable[str],
    credits_: Iterable[str],
    authors: Iterable[str],
    signed: Iterable[str],
    named: Iterable[Found],
    publisher: str | None,
) -> Iterator[Found]:
    """List who is credited, the surest first, the publisher's own staff last.

    By the dateline, a credit line, the byline, what signs the story off, the markup. The agencies of datelines and
    credits are as printed; so are the author lines and the lines below the story.
    """
    yield from (Found(usual_name(agency), "dateline") for agency in datelines)
    yield from (Found(usual_name(agency), "credit-line") for agency in credits_)
    yield from (Found(agency, "byline") for line in authors if (agency := _agency_in(line)))
    yield from (Found(name, "sign-off") for line in signed if (name := _signed_by(line, publisher)))
    yield from (Found(name, "metadata") for found in named if (name := find_name(found.text)))
    if publisher:
        yield Found(publisher, "publisher")


def _signed_by(line: str, publisher: str | None) -> str | None:
    """Find who signs a line below the story: 'Provided by Harbour Institute', '© 2014 The Associated Press. All ...'.

    The publisher's own claim of rights is on all its pages; so is that of a company that no lexicon knows.
    """
    if provided := _PROVIDED.fullmatch(line[:_LONGEST_LINE].strip()):
        return usual_name(provided["name"])
    if (claim := _CLAIM.search(line[:_LONGEST_LINE].strip())) and (name := find_name(claim["name"].strip(" ."))):
        return name if name != publisher else None
    return None


def _agency_in(line: str) -> str | None:
    """Find the agency in 'By Reuters', 'Jane Doe, Reuters', 'JANE DOE, AP Auto Writer', 'JANE DOE Associated Press'."""
    line = _BY.sub("", line[:200].strip())
    if _HANDLE.search(line):
        return None
    parts = [part for part in _PARTS.split(line) if part]
    titled = [" ".join(part.split()[:n]) for part in parts[1:] for n in (2, 1)]
    words = line.split()
    if len(words) > 1 and is_city(words[-1]):  # PIB Delhi
        parts.append(" ".join(words[:-1]))
    ends = [" ".join(words[-n:]) for n in (3, 2, 1) if len(words) > n]
    if desk := _STAFF.search(line):  # Reuters Staff
        ends.append(line[: desk.start()])
    return next((name for part in (*parts, *titled, *ends) if (name := find_name(part)) and is_agency(name)), None)
