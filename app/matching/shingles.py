"""A text as the set of its shingles: runs of a few neighbouring words, hashed.

Two copies of a story share most of them, wherever one of them was cut or lengthened; two stories on one event share
few, as each puts its words in an order of its own. Two reports made from one template (prices, weather, results) share
many as well, but none with a figure in it: by that they are told from copies.
"""

import re
from typing import NamedTuple, TypeAlias
from unicodedata import normalize

import numpy as np
from numpy.typing import NDArray
from xxhash import xxh3_64_intdigest

Shingles: TypeAlias = NDArray[np.uint64]
"""Hashes, sorted, each once; of those with a figure the last bit is set."""

FEWEST_WORDS = 30
"""A text of fewer words has no shingles: it is too like others by chance."""
WORDS_A_SHINGLE = 3
IDEOGRAPHS_A_SHINGLE = 5
"""Where no space is put between words, as many characters as about three words have."""
LETTERS_A_SHINGLE = 12

# The shares from which on one text is a copy of another (docs/clusters.md has how they were chosen).
COPY_OF_SMALLER, COPY_OF_LARGER, COPY_OF_FIGURES = 0.65, 0.3, 0.4
FEWEST_FIGURES = 10
"""Shingles with a figure: of fewer nothing can be told."""

_IDEOGRAPHS = "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_UNSPACED_LETTERS = "\u0e00-\u0e4e\u0e80-\u0eff\u1000-\u103f\u1780-\u17d3"  # Thai, Lao, Burmese, Khmer
_MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0966-\u0dff"
_LETTER = rf"[^\W_{_IDEOGRAPHS}{_UNSPACED_LETTERS}]"
_TOKEN = re.compile(rf"[{_IDEOGRAPHS}{_UNSPACED_LETTERS}]|{_LETTER}(?:{_LETTER}|[{_MARKS}])*")
_IDEOGRAPH, _UNSPACED_LETTER = re.compile(f"[{_IDEOGRAPHS}]"), re.compile(f"[{_UNSPACED_LETTERS}]")
_FIRST_UNSPACED = "\u0e00"
_MIX = np.uint64(0x9E3779B97F4A7C15)  # the golden ratio's odd neighbour: spreads what it multiplies over all bits
_SHIFT = np.uint64(29)
_FIGURE = np.uint64(1)


class Shared(NamedTuple):
    """How much of two texts is the same: 0 to 1 of each one's shingles."""

    of_smaller: float
    of_larger: float
    of_figures: float = 1.0
    """Of the smaller one's shingles with a figure; 1 where it has hardly any."""

    @property
    def is_copy(self) -> bool:
        """Whether one text is a copy of the other, or both are of a third."""
        return (
            self.of_smaller >= COPY_OF_SMALLER
            and self.of_larger >= COPY_OF_LARGER  # or a brief would be a copy of every round-up that has it
            and self.of_figures >= COPY_OF_FIGURES
        )


def shingle(text: str) -> Shingles:
    """Give a text's shingles; none of a text that is too short. Case, width, punctuation and spacing don't count."""
    tokens = _TOKEN.findall(normalize("NFKC", text).casefold())
    width, characters_a_word = _choose_width(tokens)
    if len(tokens) < FEWEST_WORDS * characters_a_word:
        return np.empty(0, np.uint64)
    hashes = np.fromiter((xxh3_64_intdigest(token.encode()) for token in tokens), np.uint64, len(tokens))
    runs = np.zeros(len(hashes) - width + 1, np.uint64)
    for at in range(width):
        runs = (runs ^ hashes[at : at + len(runs)]) * _MIX
        runs ^= runs >> _SHIFT
    has_figure = np.fromiter((token[0].isdecimal() for token in tokens), bool, len(tokens))
    figures = np.convolve(has_figure, np.ones(width, int), "valid") > 0
    return np.unique(runs & ~_FIGURE | figures * _FIGURE)


def compare_shingles(one: Shingles, other: Shingles) -> Shared:
    """Count what two texts share, exactly; nothing is shared with a text that is too short."""
    if not len(one) or not len(other):
        return Shared(0.0, 0.0)
    smaller, larger = sorted((one, other), key=len)
    shared = np.intersect1d(smaller, larger, assume_unique=True)
    n_figures = int((smaller & _FIGURE).sum())
    of_figures = int((shared & _FIGURE).sum()) / n_figures if n_figures >= FEWEST_FIGURES else 1.0
    return Shared(len(shared) / len(smaller), len(shared) / len(larger), of_figures)


def _choose_width(tokens: list[str]) -> tuple[int, float]:
    """Give the tokens of a shingle, and how many make about one word."""
    n_ideographs = n_letters = 0
    for token in tokens:
        if token >= _FIRST_UNSPACED:  # as most texts have none, nothing is looked at twice
            n_ideographs += bool(_IDEOGRAPH.match(token))
            n_letters += bool(_UNSPACED_LETTER.match(token))
    if n_ideographs > len(tokens) / 2:
        return IDEOGRAPHS_A_SHINGLE, IDEOGRAPHS_A_SHINGLE / WORDS_A_SHINGLE
    if n_letters > len(tokens) / 2:
        return LETTERS_A_SHINGLE, LETTERS_A_SHINGLE / WORDS_A_SHINGLE
    return WORDS_A_SHINGLE, 1
