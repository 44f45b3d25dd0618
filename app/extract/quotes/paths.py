"""The best sequence of labels for each paragraph, and how much worse the best one with another label is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
"""[tokens, labels]."""
Steps = NDArray[np.float32]
"""[labels + 1, labels]: what a label adds after another; the last row holds what it adds as the first."""

_LONGEST = 256
"""Tokens that are read in a row; a longer paragraph is cut, so that one of a million tokens takes no more memory."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The paragraphs of an article side by side, the longest first, so that those that are done drop out at the end."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    n_open: Sequence[int]
    """Step -> how many rows have a token there."""

    def at(self, step: int) -> NDArray[np.int64]:
        """Give the tokens that stand so many steps after the beginning of a row."""
        return self.starts[: self.n_open[step]] + step

    def before_end(self, step: int) -> NDArray[np.int64]:
        """Give the tokens that stand so many steps before the last of a row."""
        return self.ends[: self.n_open[step]] - 1 - step


def list_rows(offsets: Sequence[int]) -> Rows:
    """Set paragraphs side by side; `offsets`: where each begins, and one more for the end."""
    bounds = [
        (start, min(start + _LONGEST, end)) for first, end in pairwise(offsets) for start in range(first, end, _LONGEST)
    ]
    bounds.sort(key=lambda bound: (bound[0] - bound[1], bound[0]))
    lengths = np.array([end - start for start, end in bounds])
    n_open = [int(np.searchsorted(-lengths, -step, side="left")) for step in range(int(lengths[0]))]
    return Rows(np.array([start for start, _ in bounds]), np.array([end for _, end in bounds]), n_open)


def find_best(emitted: Scores, steps: Steps, rows: Rows) -> Scores:
    """Give each token's labels the score of the best sequence with it; the best sequence has the highest throughout."""
    within, first = steps[:-1], steps[-1]
    ahead, behind = np.empty_like(emitted), np.zeros_like(emitted)
    ahead[rows.starts] = emitted[rows.starts] + first
    for step in range(1, len(rows.n_open)):
        here = rows.at(step)
        ahead[here] = (ahead[here - 1][:, :, None] + within).max(axis=1) + emitted[here]
    for step in range(len(rows.n_open) - 1, 0, -1):
        here = rows.at(step)
        behind[here - 1] = ((behind[here] + emitted[here])[:, None, :] + within).max(axis=2)
    return ahead + behind
