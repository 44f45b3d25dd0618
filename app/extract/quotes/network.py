"""A small recurrent network that reads each paragraph in both directions: a second opinion on every token.

What it sees are the columns of the features, each number as a short vector, and a vector that others learnt for the
word. Linear features weigh what they have seen together; a network also carries what it read far off, and knows words
that nobody has labelled. It does not see what the first pass made of them: two that do not listen to each other are
right more often together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.extract.quotes.columns import Column
from app.extract.quotes.paths import Rows, Scores

COLUMNS = (
    ("w", 1 << 13, 32), ("s3", 1 << 12, 16), ("rp", 64, 6), ("sh", 12, 8), ("k", 32, 12), ("m", 5, 6), ("t", 12, 6),
    ("c", 5, 4), ("n", 3, 4), ("r", 7, 8), ("L", 10, 4), ("R", 10, 4), ("WL", 10, 4), ("WR", 10, 4), ("Lcom", 4, 4),
    ("Rcom", 4, 4), ("pos", 5, 4), ("epos", 4, 4), ("some", 2, 4), ("all", 2, 4), ("opens", 32, 6), ("long", 14, 4),
)  # fmt: skip
"""Name of a column, how many numbers it is taken modulo, and how long the vector of each is."""

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """The weights; gates stand in the order in, forget, out, new, the first three halved (see run)."""

    words: NDArray[np.uint32]
    """The hashes of known words, in order."""
    vectors: Matrix
    """[known words + 1, length]; the last row is that of all others."""
    tables: Sequence[Matrix]
    """Column -> its vectors."""
    inward: Matrix
    """[2, seen, gates]: forwards, backwards."""
    bias: Matrix
    """[2, gates]."""
    across: Matrix
    """[2, hidden, gates]."""
    mixing: Matrix
    """[2 * hidden + seen + 1, mixed]; the last row is a bias, here and below."""
    outward: Matrix
    """[mixed + 1, labels]."""

    def read(self, columns: Mapping[str, Column], rows: Rows) -> Scores:
        """Give each token's labels a score."""
        seen = np.concatenate([self.vectors[find_rows(self.words, columns["w"])],
                               *(table[at] for table, at in zip(self.tables, list_indexes(columns), strict=True))],
                              axis=1)  # fmt: skip
        states = self._run(
            np.stack([seen[way] @ self.inward[n] + self.bias[n] for n, way in enumerate(rows.order)]), rows
        )
        read = np.empty((len(seen), 2, states.shape[2]), np.float32)
        for way in (0, 1):
            read[rows.order[way], way] = states[way]
        mixed = np.concatenate([read.reshape(len(seen), -1), seen], axis=1) @ self.mixing[:-1] + self.mixing[-1]
        scores: Scores = np.maximum(mixed, 0) @ self.outward[:-1] + self.outward[-1]
        return scores

    def _run(self, gates: Matrix, rows: Rows) -> Matrix:
        """Run a long short-term memory over all paragraphs side by side, forwards and backwards at once.

        `gates`: [2, tokens, gates], in the order of the rows; they are used up. The logistic function of x is
        (1 + tanh(x / 2)) / 2, so that one tanh does for all gates.
        """
        size = self.across.shape[1]
        states = np.empty((*gates.shape[:2], size), np.float32)
        hidden, memory = (np.zeros((2, rows.n_open[0], size), np.float32) for _ in range(2))
        at = 0
        for n in rows.n_open:
            here = gates[:, at : at + n]
            here += hidden[:, :n] @ self.across
            np.tanh(here, out=here)
            opened = here[..., : 3 * size]
            opened *= 0.5
            opened += 0.5
            kept = memory[:, :n]
            kept *= opened[..., size : 2 * size]
            kept += opened[..., :size] * here[..., 3 * size :]
            hidden = np.tanh(kept)
            hidden *= opened[..., 2 * size :]
            states[:, at : at + n] = hidden
            at += n
        return states


def list_indexes(columns: Mapping[str, Column]) -> list[NDArray[np.intp]]:
    """Give the row of each column's table that each token takes."""
    return [(columns[name] % size).astype(np.intp) for name, size, _ in COLUMNS]


def find_rows(known: NDArray[np.uint32], words: Column) -> NDArray[np.intp]:
    """Give the place of each word among the known ones, or one past the last for a word that is none of them."""
    places = np.minimum(np.searchsorted(known, words), len(known) - 1)
    return np.where(known[places] == words, places, len(known))
