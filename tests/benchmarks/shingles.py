"""Body text against the true one, as scrapinghub's article-extraction-benchmark counts it: 4-grams of words (\\w+)."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

_WORD = re.compile(r"\w+")


class Score(NamedTuple):
    """One text against another: each 0 to 1."""

    precision: float
    recall: float
    exact: float
    """1 where both have the very same shingles, else 0."""


def score_text(found: str, true: str) -> Score:
    """Score a text that was found against the true one."""
    ours, theirs = _shingle(found), _shingle(true)
    if ours == theirs:
        return Score(1.0, 1.0, 1.0)
    n_shared = (ours & theirs).total()
    return Score(n_shared / max(ours.total(), 1), n_shared / max(theirs.total(), 1), 0.0)


def mean(scores: Sequence[Score]) -> dict[str, float]:
    """Give the mean precision, recall and exact share over pages, and the F1 of the two means."""
    precision, recall, exact = (sum(column) / len(scores) for column in zip(*scores, strict=True))
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"f1": f1, "precision": precision, "recall": recall, "exact": exact}


def _shingle(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3))) if words else Counter()
