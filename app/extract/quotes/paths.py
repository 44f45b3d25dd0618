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

    n_open: Sequence[int]
    """Step -> how many rows have a token there."""
    order: NDArray[np.int64]
    """[2, tokens]: all tokens step by step, from the beginning of each row, and from its end."""


def list_rows(offsets: Sequence[int]) -> Rows:
    """Set paragraphs side by side; `offsets`: where each begins, and one more for the end."""
    bounds = [
        (start, min(start + _LONGEST, end)) for first, end in pairwise(offsets) for start in range(first, end, _LONGEST)
    ]
    bounds.sort(key=lambda bound: (bound[0] - bound[1], bound[0]))
    starts, ends = np.array(bounds).T
    n_open = [int(np.searchsorted(starts - ends, -step, side="left")) for step in range(int(ends[0] - starts[0]))]
    forwards = [starts[:n] + step for step, n in enumerate(n_open)]
    backwards = [ends[:n] - 1 - step for step, n in enumerate(n_open)]
    return Rows(n_open, np.stack([np.concatenate(forwards), np.concatenate(backwards)]))


def find_best(emitted: Scores, steps: Steps, rows: Rows) -> Scores:
    """Give each token's labels the score of the best sequence with it; the best sequence has the highest throughout."""
    within, first = steps[:-1], steps[-1]
    moves = np.stack([within, within.T])[:, None]
    given = emitted[rows.order]
    given[0, : rows.n_open[0]] += first
    best = given[:, : rows.n_open[0]]
    at = rows.n_open[0]
    for n in rows.n_open[1:]:
        given[:, at : at + n] += (best[:, :n, :, None] + moves).max(axis=2)
        best = given[:, at : at + n]
        at += n
    # what leads to a token, and what follows it, both with what the token itself adds
    ahead, behind = np.empty_like(emitted), np.empty_like(emitted)
    ahead[rows.order[0]], behind[rows.order[1]] = given
    return ahead + behind - emitted
