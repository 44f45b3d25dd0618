"""Places that datelines name: lexicon/places.csv, read once."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict

from app.extract.lines import read_lexicon


def _plain(name: str) -> str:
    marks_off = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    return " ".join(marks_off.replace(".", ". ").replace(".", "").replace("’", "'").split())


def _by_kind() -> dict[str, frozenset[str]]:
    kinds: dict[str, set[str]] = defaultdict(set)
    for row in csv.DictReader(read_lexicon("places.csv")):
        names = row["names"].split("|")
        kinds[row["kind"]].update(names if row["kind"] in {"postal", "cjk"} else map(_plain, names))
    return {kind: frozenset(names) for kind, names in kinds.items()}


_KINDS = _by_kind()
_NOT_PLACES = frozenset(word for line in read_lexicon("not_places.txt") for word in line.split())
_NAME = re.compile(r"(?:[^\W\d_]|['’`‘.\- ])+")
_SMALL = frozenset(word for line in read_lexicon("place_particles.txt") for word in line.split())


def is_city(name: str) -> bool:
    """Tell whether the lexicon has a city of that name; case, accents and full stops do not count."""
    return _plain(name) in _KINDS["city"] or name in _KINDS["cjk"]


def is_region(name: str) -> bool:
    """Tell whether a name that follows a city is a state, province or country, in full or abbreviated."""
    plain = _plain(name).removeprefix("the ")
    return plain in _KINDS["region"] or plain in _KINDS["country"] or name.strip(". ") in _KINDS["postal"]


def is_capitalised(name: str) -> bool:
    """Tell whether a name is printed as one: its first word and all but small ones with a capital or no case."""
    words = name.split()
    return bool(words) and not words[0][0].islower() and all(not w[0].islower() or w in _SMALL for w in words)


def looks_like_place(name: str) -> bool:
    """Tell whether a name not in the lexicon has the form of a place: one to five words, each with a capital."""
    words = name.split()
    if not 1 <= len(words) <= 5 or len(name) > 45 or not _NAME.fullmatch(name) or not is_capitalised(name):
        return False
    return words[0].lower().strip(".'’") not in _NOT_PLACES and words[-1].lower() not in _SMALL
