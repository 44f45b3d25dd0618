"""What an outlet's name is like, and whether it fits a domain."""

from __future__ import annotations

import re
import unicodedata

from app.extract.lines import UNSPACED, read_lexicon, squeeze

LONGEST, MOST_WORDS = 60, 6  # characters and words of an outlet's name
_OUTLET_WORDS = frozenset(word for line in read_lexicon("outlet_words.txt") for word in line.split())
_SHARED = 4  # letters of a word that a name and its host share
_INITIALS = 3
_ANY_OUTLET = frozenset({"news", "online", "media", "press", "daily"})  # shared by hosts of many outlets


def fits_site(name: str, site: str) -> bool:
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


def is_outlet(name: str) -> bool:
    """Tell whether a name ends as those of outlets do: Harbour Gazette."""
    words = name.lower().split()
    if not words or not 2 <= len(squeeze(name)) <= LONGEST:
        return False
    if UNSPACED.search(name):
        return any(name.endswith(word) and name != word for word in _OUTLET_WORDS if UNSPACED.search(word))
    return 2 <= len(words) <= MOST_WORDS and words[-1] in _OUTLET_WORDS
