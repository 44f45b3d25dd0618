"""Names as keys: which spellings are one name, and how a name stands in an address."""

import re
from functools import lru_cache
from importlib.resources import files
from unicodedata import combining, normalize

LONGEST_NAME = 200  # code points; what is longer is a sentence that was taken for a name

_APART = re.compile(r"[\W_]+")
# What NFKD leaves whole though it is a letter with a stroke, or two letters in one.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_GENERATIONS = {"junior": "jr", "jnr": "jr", "senior": "sr", "snr": "sr"}
_MOST_TITLE_WORDS = 3
_FIRST_UNSPACED = "\u1100"  # from here on scripts mostly put no space between the words of a name


def _plain(name: str) -> str:
    """Fold case, width and accents."""
    return "".join(char for char in normalize("NFKD", name).casefold() if not combining(char))


def key_of(name: str) -> str:
    """Give a name's letters and digits, case and accents folded: A.P. and ap are one; empty if it has none."""
    return _APART.sub("", _plain(name[:LONGEST_NAME]))


def make_slug(name: str) -> str:
    """Write a name for an address: China.org.cn becomes china-org-cn, 新华社 stays.

    Two names with different keys never have the same slug, whichever of the two keys here is meant.
    """
    return _APART.sub("-", _plain(name[:LONGEST_NAME])).strip("-")


def person_key(name: str) -> str:
    """Give the key that all spellings of one person's full name share; empty if it has no letter or digit.

    Dr. João Pinto, JOAO PINTO and Joao-Pinto are one, and so are J.F. Quist and J F Quist. A title goes only where two
    words are left: Mr Pinto is not Pinto, since a surname alone means nobody in particular. Junior, Jr. and jr are one
    word, which stays: the son is not the father.
    """
    words = _name_words(name)
    if words and len(words) > 2:
        words[-1] = _GENERATIONS.get(words[-1], words[-1])
    return "".join(words)


def may_be_several(name: str) -> bool:
    """Tell whether a name is one word, so that two people may bear it: Smith, President Xi; not NATO, nor 习近平."""
    words = _name_words(name, least=1)
    if len(words) != 1:
        return False
    if words[0][0] >= _FIRST_UNSPACED:
        return len(words[0]) == 1
    letters = [char for char in name if char.isalpha()]
    return not (len(letters) > 1 and all(char.isupper() for char in letters))


def _name_words(name: str, least: int = 2) -> list[str]:
    """Split a name into folded words, without the titles before it; `least` words are left at least."""
    words = make_slug(name).translate(_LETTERS).split("-")
    while True:
        for n in range(_MOST_TITLE_WORDS, 0, -1):
            if len(words) - n >= least and "-".join(words[:n]) in _read_honorifics():
                del words[:n]
                break
        else:
            break
    if len(words) > 1 and words[0] == "the":
        del words[0]
    return words if words != [""] else []


@lru_cache(maxsize=1)
def _read_honorifics() -> frozenset[str]:
    lines = (files("app.archive") / "honorifics.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
