"""Places that datelines name: lexicon/places.csv, by hand, and lexicon/cities.txt, of GeoNames; read once."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from enum import IntEnum

from app.extract.lines import read_lexicon

_NO_MARKS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "’": "'", "ʻ": "'"})


def plain(name: str) -> str:
    """Give a name as the lists of places are compared: lower case, no accents, no full stops, single spaces."""
    lower = name.lower()
    if not lower.isascii():
        marks_on = unicodedata.normalize("NFKD", lower.translate(_NO_MARKS))
        lower = "".join(c for c in marks_on if not unicodedata.combining(c))
    return " ".join(lower.replace(".", " ").split())


def _by_kind() -> dict[str, frozenset[str]]:
    kinds: dict[str, set[str]] = defaultdict(set)
    for row in csv.DictReader(read_lexicon("places.csv")):
        names = row["names"].split("|")
        kinds[row["kind"]].update(names if row["kind"] in {"postal", "cjk"} else map(plain, names))
    return {kind: frozenset(names) for kind, names in kinds.items()}


_KINDS = _by_kind()
_CITIES = frozenset(read_lexicon("cities.txt"))
_NOT_PLACES = frozenset(word for line in read_lexicon("not_places.txt") for word in line.split())
_NAME = re.compile(r"(?:[^\W\d_]|[\u0900-\u0dff'’`‘.\- ])+")  # Indian vowel signs are no letters to `re`
_SMALL = frozenset(word for line in read_lexicon("place_particles.txt") for word in line.split())
_MOST_WORDS, _LONGEST = 5, 45
_ON_THE_WAY = re.compile(r"(?:AT|ON|IN|NEAR|OFF|OVER|ABOARD|WITH|OUTSIDE|INSIDE|ALONG|BETWEEN|ABOVE|EN ROUTE|THE)\s")
_JOINS = re.compile(r"(?<=\w)\s?[/&]\s?(?=\w)|\s+-\s+|\s+(?:and|AND|und|et|y|e|i|и)\s+")
_AREA = re.compile(r"[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?\s(?:Region|Province|Governorate|County|District|State|Oblast)")
_IN_BRACKETS = re.compile(r"\s*[\[(]([^\[\]()]{2,40})[\])]")


class Sureness(IntEnum):
    """How sure it is that a text names a place."""

    NOT = 0
    TITLE = 1
    """Words With Capitals, or words in a script without them."""
    CAPITALS = 2
    """WORDS IN CAPITALS."""
    LISTED = 3
    """A city of the lexicon, or a name before its state or country."""


def is_city(name: str) -> bool:
    """Tell whether the lexicon has a city of that name, City or no; case, accents and full stops do not count."""
    known = plain(name)
    forms = {known, known.removesuffix(" city")}  # Tacloban City, but no Cooper for Cooper City
    return not forms.isdisjoint(_KINDS["city"]) or not forms.isdisjoint(_CITIES) or name in _KINDS["cjk"]


def is_well_known(name: str) -> bool:
    """Tell whether a city may stand alone with capitals at its words' heads only: Kampala —, not Obama: or Nokia —."""
    return name == name.upper() or plain(name) in _KINDS["city"]


def is_doubtful(name: str) -> bool:
    """Tell whether a city's name is a word, a person's or a film's as well: MOBILE, LINCOLN, FARGO."""
    return plain(name) in _KINDS["doubtful"]


def is_first_name(name: str) -> bool:
    """Tell whether a city's name is a person's as well, who may be speaking in a transcript: 'JACKSON: ...'."""
    return plain(name) in _KINDS["person"]


def is_region(name: str) -> bool:
    """Tell whether a name that follows a city is a state, province or country, in full or abbreviated."""
    known = plain(name).removeprefix("the ")
    if known in _KINDS["region"] or known in _KINDS["country"] or name.strip(". ") in _KINDS["postal"]:
        return True
    return _AREA.fullmatch(name) is not None


def is_capitalised(name: str) -> bool:
    """Tell whether a name is printed as one: its first word and all but small ones with a capital or no case."""
    words = name.split()
    first = words[0].removeprefix("'s-").removeprefix("’s-") if words else ""
    return bool(first) and not first[0].islower() and all(not w[0].islower() or w in _SMALL for w in words[1:])


def looks_like_place(name: str) -> bool:
    """Tell whether a name not in the lexicon has the form of a place: one to five words, each with a capital."""
    words = name.split()
    if not 1 <= len(words) <= _MOST_WORDS or len(name) > _LONGEST or not _NAME.fullmatch(name):
        return False
    if not is_capitalised(name) or words[-1].lower() in _SMALL:
        return False
    return words[0].lower().strip(".'’") not in _NOT_PLACES


def weigh_place(printed: str) -> Sureness:
    """Say how sure it is that a text is a place, or several, with their states and countries."""
    if is_city(printed) and is_capitalised(printed):  # Frankfurt/Main
        return Sureness.LISTED
    return min(map(_weigh_one, _JOINS.split(_IN_BRACKETS.sub(r", \1", printed))))


def _weigh_one(printed: str) -> Sureness:
    name, *regions = (part.strip() for part in printed.strip(" ,").split(","))
    # A district may stand before the city: MANHATTAN, New York City.
    if any(not is_region(region) for region in regions) and not is_city(regions[-1]):
        # Behind a name in capitals a county or island that nobody listed may follow, if an agency stands beside it.
        is_plausible = name.isupper() and looks_like_place(name) and all(map(looks_like_place, regions))
        return Sureness.TITLE if is_plausible else Sureness.NOT
    if is_city(name) and is_capitalised(name):
        return Sureness.LISTED
    if not looks_like_place(name):
        return Sureness.TITLE if _is_on_the_way(name) else Sureness.NOT
    if regions:
        return Sureness.LISTED
    return Sureness.CAPITALS if name.isupper() else Sureness.TITLE


def _is_on_the_way(name: str) -> bool:
    """Tell whether a name is one of the odd places that only an agency beside it makes sure: AT SEA, ON THE ROAD."""
    return name.isupper() and 2 <= len(name.split()) <= _MOST_WORDS and _ON_THE_WAY.match(name) is not None
