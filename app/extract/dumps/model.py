"""How likely each line of a dump is one of the story's: boosted trees, read from models/dump-lines.json.

The file is made by `python -m training.dump_lines`; docs/models/dump-lines.md is its card.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from app.extract.dumps.neighbours import FEATURES, Matrix

_ROWS = 2048
"""So many lines are rated at a time, to bound the memory that it takes."""

Chances = npt.NDArray[np.float64]
"""A line's chance, 0 to 1, of being the story's."""


class Forest(NamedTuple):
    """Trees whose values add up to the log of the odds; all their nodes in one row of arrays."""

    base: float
    depth: int
    roots: npt.NDArray[np.intp]
    """The first node of each tree."""
    feature: npt.NDArray[np.intp]
    """The column of FEATURES that a node asks."""
    threshold: npt.NDArray[np.float64]
    """A line goes left where it has at most that much."""
    below: npt.NDArray[np.intp]
    """The nodes below each, left, right, left, right; a leaf's are itself."""
    value: npt.NDArray[np.float64]
    """What a leaf adds."""

    def rate(self, looks: Matrix) -> Chances:
        """Give the chance of each measured line."""
        parts = [self._rate_rows(looks[start : start + _ROWS]) for start in range(0, len(looks), _ROWS)]
        return np.concatenate(parts) if parts else np.zeros(0)

    def _rate_rows(self, looks: Matrix) -> Chances:
        values = np.ravel(looks)
        rows = np.arange(0, len(values), looks.shape[1])
        nodes = np.repeat(self.roots[:, np.newaxis], len(looks), axis=1)
        for _ in range(self.depth):
            goes_right = values.take(self.feature.take(nodes) + rows) > self.threshold.take(nodes)
            nodes = self.below.take(2 * nodes + goes_right)
        odds: Chances = 1.0 / (1.0 + np.exp(-self.base - self.value.take(nodes).sum(axis=0)))
        return odds


def parse_forest(text: str) -> Forest:
    """Parse a model file; ValueError where it was fitted to other looks than those that are measured now."""
    model = json.loads(text)
    if tuple(model["features"]) != FEATURES:
        raise ValueError("The model was fitted to other looks: make it anew with python -m training.dump_lines.")
    sizes = [len(tree["feature"]) for tree in model["trees"]]
    roots = np.cumsum([0, *sizes[:-1]])

    trees = model["trees"]
    offsets = np.repeat(roots, sizes)
    return Forest(
        base=float(model["base"]),
        depth=int(model["depth"]),
        roots=roots,
        feature=_list_nodes(trees, "feature"),
        threshold=np.array([at_most for tree in trees for at_most in tree["threshold"]], dtype=np.float64),
        below=np.column_stack([_list_nodes(trees, side) + offsets for side in ("left", "right")]).ravel(),
        value=np.array([value for tree in trees for value in tree["value"]], dtype=np.float64),
    )


def _list_nodes(trees: Sequence[dict[str, Sequence[int]]], name: str) -> npt.NDArray[np.intp]:
    return np.array([number for tree in trees for number in tree[name]], dtype=np.intp)


@cache
def read_forest() -> Forest:
    """Read the model that comes with Clipfile, once a process."""
    file = resources.files("app.extract").joinpath("models", "dump-lines.json")
    return parse_forest(file.read_text(encoding="utf-8"))
