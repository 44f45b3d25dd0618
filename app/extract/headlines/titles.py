"""The titles that a page's markup gives its story, less what is no headline: the site, the section, the date.

Ferry returns to the harbour | News | Example Post -> Ferry returns to the harbour
"""

from __future__ import annotations

import re
from collections.abc import Collection

from app.extract.agencies import find_name
from app.extract.dates.printed import list_dates
from app.extract.lines import UNSPACED, count_words, read_lexicon, squeeze

_DASH = r"[-–—:]{1,2}"
# A script without spaces sets its dashes without them: 标题-新华网, 标题--国际--人民网, 見出し：港新聞.
_UNSPACED_BREAK = rf"(?<={UNSPACED.pattern[:-1]}）)」』”！？])(?:{_DASH}|：)(?={UNSPACED.pattern})"
_SEPARATOR = re.compile(
    rf"\s*(?:\s{_DASH}\s|\s?[|｜»•·│¦]\s?|\s?::+\s?|\s--+\s?|(?<=\w)_(?=\S)|\s[~>←]\s|{_UNSPACED_BREAK})\s*"
)
_STRONG = frozenset("|｜»•·_>│¦")
_HOST = re.compile(
    r"(?:www\.)?[\w-]+\.(?:com|org|net|co|in|cn|tv|news|info|uk|ca|au|de|fr|es|it|nl|ch|at|br|ru|jp|kr|ie|nz|za|ng|ke|eu|io|us)"
    r"(?:\.\w\w)?",
    re.IGNORECASE,
)
_VIA = re.compile(r"\s+(?:via|by|-|\|)?\s*@\w{2,30}$|\s+[-|]\s+(?:part|page) \d+$", re.IGNORECASE)
_CUT_SHORT = re.compile(r"\s*(?:\.\.\.|…|\[…\]|\[\.\.\.\])$")
_OUTLET_WORDS = tuple(word for line in read_lexicon("outlet_words.txt") for word in line.split())
_SPACED_OUTLET_WORDS = frozenset(word for word in _OUTLET_WORDS if not UNSPACED.search(word))
_ENDS_OF_OUTLETS = tuple(word for word in _OUTLET_WORDS if not word.isascii())
_LONGEST_SITE = 60  # characters
_LONGEST_UNSPACED = 14  # characters of a name in a script without spaces
_MOST_PARTS = 6  # that a title puts around the headline
_FEW_WORDS = 4  # of a section's or an unknown site's name


def list_title_parts(title: str) -> tuple[str, ...]:
    """List the parts of a title between dashes, bars and the like: headline, section, site."""
    return tuple(part for part in _SEPARATOR.split(title) if part)


def split_ellipsis(title: str) -> tuple[str, bool]:
    """Give a title without the dots at its end, and whether there were any: its template cut it short."""
    whole = _CUT_SHORT.sub("", title)
    return whole, whole != title


def cut_site(title: str, sites: Collection[str]) -> str:
    """Cut the site's and the section's name, the date and the handle off a title; `sites` are its squeezed names."""
    title = _VIA.sub("", title)
    cut_once = False
    for _ in range(_MOST_PARTS):
        breaks = [found for found in _SEPARATOR.finditer(title) if "»" not in found[0] or "«" not in title]
        if not breaks:
            break
        last, first = breaks[-1], breaks[0]
        rest, tail = title[: last.start()].strip(), title[last.end() :].strip()
        head = title[: first.start()].strip()
        if not tail or _is_site(tail, sites) or (_is_short_beside(tail, rest) and (cut_once or _is_strong(last[0]))):
            title, cut_once = rest, True
        elif _is_site(head, sites) or (_is_strong(first[0]) and _is_outlet(head)):
            title, cut_once = title[first.end() :].strip(), True
        elif _is_outlet(tail) and count_words(rest) > _FEW_WORDS:
            title, cut_once = rest, True
        else:
            break
    return _cut_prefix(title, sites)


def _cut_prefix(title: str, sites: Collection[str]) -> str:
    """Cut 'Harbour Watch: ' off, which some blogs open their titles with, where a headline is left."""
    name, colon, rest = title.partition(": ")
    known = colon and squeeze(name) in sites and " " in name and count_words(rest) >= _FEW_WORDS
    return rest.strip() if known else title


def _is_strong(separator: str) -> bool:
    return separator.strip()[:1] in _STRONG if separator.strip() else False


def _is_site(part: str, sites: Collection[str]) -> bool:
    if not part or len(part) > _LONGEST_SITE:
        return False
    for printed in reversed(tuple(list_dates(part))):
        part = f"{part[: printed.start]} {part[printed.end :]}".strip(" ,.:")
    key = squeeze(part)
    known = not key or find_name(part) is not None or _HOST.fullmatch(part) is not None
    return known or any(key == site or (len(key) > 3 and _is_almost(key, site)) for site in sites)


def _is_almost(key: str, site: str) -> bool:
    """Tell whether a name is most of the other: 'Example' of 'The Example', not 'Example at the book fair'."""
    return len(site) > 3 and (key in site or (site in key and 2 * len(site) >= len(key)))


def _is_outlet(part: str) -> bool:
    """Tell whether a part of a title looks like an outlet's name: capitals, few words, one of them an outlet's."""
    words = part.split()
    if len(part) <= _LONGEST_UNSPACED and part.lower().endswith(_ENDS_OF_OUTLETS):
        return True
    return (
        1 < len(words) <= _FEW_WORDS + 1
        and all(word[0].isupper() or len(word) <= 3 for word in words)
        and any(word.lower() in _SPACED_OUTLET_WORDS for word in (words[0], words[1], words[-1]))
    )


def _is_short_beside(part: str, rest: str) -> bool:
    n_words = count_words(part)
    return n_words <= _FEW_WORDS and count_words(rest) >= max(4, n_words + 2)
