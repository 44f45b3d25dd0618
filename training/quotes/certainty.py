"""How likely a claim of the tagger is right, fitted to claims about articles that the tagger was not trained on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from app.extract.quotes.certainty import LOOKS, look_at
from app.extract.quotes.paths import Scores
from app.extract.quotes.phrases import Range
from app.extract.quotes.scene import Claim
from app.extract.quotes.tagged import link
from training.quotes.labels import Example
from training.quotes.standoff import Spans

_RIDGE = 1.0
_N_STEPS = 30
_LIMITS = (0.5, 0.6, 0.7, 0.8, 0.9)


def fit_certainty(
    examples: Sequence[Example], scores: Sequence[Scores], say: Callable[[str], None]
) -> NDArray[np.float32]:
    """Fit how likely a claim, and its words alone, are right to how they look: two logistic regressions, [2, LOOKS].

    Say how often claims of a certainty are right.
    """
    looks, right = [np.zeros((0, len(LOOKS)), np.float32)], list[tuple[bool, bool]]()
    for example, given in zip(examples, scores, strict=True):
        labels = example.article.split(given.argmax(axis=1).tolist())
        claims = link(example.paragraphs, example.marked, example.ruled, labels)
        if claims:
            looks.append(look_at(example.article, given, claims, example.ruled))
            right += judge_claims(example, claims)
    seen, told = np.concatenate(looks).astype(np.float64), np.array(right, np.float64).reshape(-1, 2)
    weights = np.stack([_fit_logistic(seen, told[:, part]) for part in (0, 1)])
    likely = 1 / (1 + np.exp(-(seen @ weights[0])))
    for low, high in zip(_LIMITS, (*_LIMITS[1:], 1.0), strict=True):
        within = (likely >= low) & (likely <= high)
        if within.any():
            say(f"certainty {low} to {high}: {told[within, 0].mean():.2f} of {within.sum()} claims right")
    return weights.astype(np.float32)


def judge_claims(example: Example, claims: Sequence[Claim]) -> list[tuple[bool, bool]]:
    """Tell which claims are right, and which at least in their words.

    Words are right that share half or more of all with an attribution's, and a mention that touches its source.
    """
    starts = np.array([start for paragraph in example.paragraphs for start in paragraph.starts])
    ends = np.array([end for paragraph in example.paragraphs for end in paragraph.ends])

    def cover(spans: Spans) -> set[int]:
        found: set[int] = set()
        for start, end in spans:
            found.update(range(int(np.searchsorted(ends, start, "right")), int(np.searchsorted(starts, end, "left"))))
        return found

    def place(paragraph: int, ranges: Sequence[Range]) -> set[int]:
        offset = int(example.article.offsets[paragraph])
        return {offset + i for first, end in ranges for i in range(first, end)}

    wanted = [(cover(one.content), cover(one.source)) for one in example.annotated.attributions]
    verdicts: list[tuple[bool, bool]] = []
    for claim in claims:
        words = place(claim.paragraph, claim.pieces)
        mention = place(claim.mention_paragraph, [claim.mention] if claim.mention else [])
        content, source = max(wanted, key=lambda one: len(words & one[0]) / len(words | one[0]), default=(set(), set()))
        enough = len(words & content) >= 0.5 * len(words | content)
        verdicts.append((enough and (bool(mention & source) or not (mention or source)), enough))
    return verdicts


def _fit_logistic(looks: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """Fit by Newton's method, with a small penalty on every weight."""
    weights = np.zeros(looks.shape[1])
    for _ in range(_N_STEPS):
        likely = 1 / (1 + np.exp(-(looks @ weights)))
        slope = looks.T @ (right - likely) - _RIDGE * weights
        curve = (looks * (likely * (1 - likely))[:, None]).T @ looks + _RIDGE * np.eye(looks.shape[1])
        weights = weights + np.linalg.solve(curve, slope)
    return weights
