"""The outlets that a page without an address may be of, by its furniture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from app.extract.agencies import OUTLETS_BY_HOST, find_name, is_agency, is_form, list_forms
from app.extract.lines import read_lexicon, squeeze
from app.extract.metadata import Found, Metadata
from app.extract.publishers.holders import list_claiming
from app.extract.publishers.names import is_outlet
from app.news import CleanText

_HOST = re.compile(
    r"(?<![\w@.-])(?:www\.)?((?:[A-Za-z0-9][\w-]{0,40}\.){1,3}"
    r"(?:com|org|net|cn|uk|au|in|ca|nz|ie|za|ng|ke|de|fr|es|it|nl|eu|info|news|tv|co))(?=[A-Z]|[^\w-]|$)"
)
_NOT_OUTLETS = frozenset(read_lexicon("shared_hosts.txt"))
_CLAIM_OF_PAGE = re.compile(
    r"(?:19|20)\d\d|all rights|rechte vorbehalten|reservados|réservés|riservati|права", re.IGNORECASE
)
_COMPANY = re.compile(
    r"\b(?:inc|llc|ltd|corp\w*|company|co|holdings?|interactive|communications?|group|media|network|publishing|"
    r"publications?|gmbh|ag|s\.?a|limited|enterprises?|associates|partners|studios?|images?|getty|wordpress|reserved)\b",
    re.IGNORECASE,
)
_ITEM = re.compile(r"^(?:[*•+-]\s+)")
_LONGEST_ITEM, _MOST_ITEM_WORDS = 40, 6  # characters and words of a line of furniture that may name the outlet
_FEWEST_NAMED, _FEWEST_WIRED = 2, 4  # lines of it that do; of an agency, whom its customers name as well
_GLUED = re.compile(r"[a-z][A-Z][a-z]+\s[a-z]|[a-z][A-Z][a-z]+[A-Z]")  # links of a bar that a dump ran together
_MOST_BESIDE_HOST = 40  # characters beside a host in a line of furniture


def list_in_furniture(metadata: Metadata, clean: CleanText) -> Iterator[Found]:
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
        for holder in list_claiming(line):
            if (name := find_name(holder)) and (is_imprint or not is_agency(name)):
                yield Found(name, "furniture")
            elif is_outlet(holder) or (is_imprint and _CLAIM_OF_PAGE.search(line) and not _COMPANY.search(holder)):
                holders.append(holder)
    yield from (Found(name, "furniture") for name in holders)
    if named := _find_named((*clean.above, *clean.head, *clean.tail)):
        yield Found(named, "furniture")
    yield from (Found(name, "furniture") for name in hosts)


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
