"""An averaged perceptron over sequences of labels (Collins 2002), its best paths found by Viterbi."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.extract.quotes.features import N_LABELS
from training.quotes.labels import Labels

try:
    from numba import njit
except ImportError:  # the same, a hundred times slower: enough for a test

    def njit(**_: Any) -> Callable[[Any], Any]:
        """Leave a function as it is."""
        return lambda function: function


Weights = NDArray[np.float32]


def fit(
    ids: NDArray[np.int32], labels: Labels, bounds: NDArray[np.int64], *, bits: int, n_epochs: int, seed: int
) -> tuple[Weights, Weights]:
    """Give the mean weights [2**bits, labels] and steps [labels + 1, labels] of all updates.

    `ids`: [tokens, templates]; `bounds`: [sequences, 2], the tokens [start, end) of each. The weights are scaled so
    that what the tokens of the sequences get spreads by one.
    """
    random = np.random.default_rng(seed)
    weights = np.zeros((2, 1 << bits, N_LABELS))
    steps = np.zeros((2, N_LABELS + 1, N_LABELS))
    clock = 1
    for _ in range(n_epochs):
        clock = _read_all(ids, labels, bounds[random.permutation(len(bounds))], weights, steps, clock)
    mean, mean_steps = weights[0] - weights[1] / clock, steps[0] - steps[1] / clock
    spread = np.concatenate([mean[ids[start:end]].sum(axis=1) for start, end in bounds[:2000]]).std() or 1.0
    return (mean / spread).astype(np.float32), (mean_steps / spread).astype(np.float32)


@njit(cache=True)
def _read_all(ids, labels, bounds, weights, steps, clock):  # type: ignore[no-untyped-def]  # numba reads the types
    """Read every sequence once; where the best path is not the right one, move the weights of both. Return the clock.

    The second layer of weights and steps adds up the moves times the clock, so that the mean over all moments can be
    told at the end.
    """
    none = steps.shape[2]
    for start, end in bounds:
        path = _find_path(ids[start:end], weights[0], steps[0])
        clock += 1
        right, guessed = none, none
        for i in range(end - start):
            right_before, guessed_before = right, guessed
            right, guessed = labels[start + i], path[i]
            if right != guessed:
                for row in ids[start + i]:
                    _move(weights, row, right, guessed, clock)
            if right != guessed or right_before != guessed_before:
                steps[0, right_before, right] += 1
                steps[1, right_before, right] += clock
                steps[0, guessed_before, guessed] -= 1
                steps[1, guessed_before, guessed] -= clock
    return clock


@njit(cache=True)
def _move(weights, row, right, guessed, clock):  # type: ignore[no-untyped-def]  # numba reads the types
    weights[0, row, right] += 1
    weights[1, row, right] += clock
    weights[0, row, guessed] -= 1
    weights[1, row, guessed] -= clock


@njit(cache=True)
def _find_path(ids, weights, steps):  # type: ignore[no-untyped-def]  # numba reads the types
    """Give the labels of the best path through one sequence."""
    n_labels = steps.shape[1]
    back = np.zeros((len(ids), n_labels), np.int8)
    path = np.zeros(len(ids), np.int8)
    score, longer = np.zeros(n_labels), np.zeros(n_labels)
    for i in range(len(ids)):
        for label in range(n_labels):
            best = n_labels  # what stands before the first
            if i:
                best = 0
                for before in range(1, n_labels):
                    if score[before] + steps[before, label] > score[best] + steps[best, label]:
                        best = before
                back[i, label] = best
            longer[label] = steps[best, label] + (score[best] if i else 0.0)
        for row in ids[i]:
            for label in range(n_labels):
                longer[label] += weights[row, label]
        score[:] = longer
    last = np.argmax(score)
    for i in range(len(ids) - 1, -1, -1):
        path[i] = last
        last = back[i, last]
    return path
