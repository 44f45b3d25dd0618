"""How sure a claim of the tagger is: learnt from how often claims that looked like it were right.

That the words were said is one thing, and that this speaker said them another: words of an unknown speaker are kept
where they are likely to have been said, with the little certainty that the whole claim has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from app.extract.quotes.article import Article
from app.extract.quotes.paths import Scores
from app.extract.quotes.scene import Claim

PATTERNS = ("linked", "shared", "near", "announced", "carried", "alone", "ruled")
LOOKS = (
    "one", "words, mean lead", "words, least lead", "lead where they begin", "lead where they end", "cue, least lead",
    "mention, least lead", "no cue", "no mention", "marked", "the rules see these words", "the rules see this mention",
    "short", *PATTERNS,
)  # fmt: skip
"""What a claim is weighed by; a lead is how far the best label of a token is ahead of the next, 1 at most."""
LEAST = 0.45
"""Words that are less likely to have been said than this would take more from the quotes found than they add."""
_MOST = 3.0
_SHORT = 4


def weigh_claims(
    article: Article, scores: Scores, claims: Sequence[Claim], ruled: Sequence[Claim], weights: NDArray[np.float32]
) -> tuple[Claim, ...]:
    """Give the claims whose words are likely, with how likely words and mention are right, 0 to 1.

    `weights`: [2, LOOKS], of the whole claim and of its words.
    """
    if not claims:
        return ()
    whole, words = 1 / (1 + np.exp(-(weights @ look_at(article, scores, claims, ruled).T)))
    return tuple(
        replace(claim, weighed=round(float(np.clip(p, 0.01, 0.99)), 2))
        for claim, p, said in zip(claims, whole, words, strict=True)
        if said >= LEAST
    )


def look_at(article: Article, scores: Scores, claims: Sequence[Claim], ruled: Sequence[Claim]) -> NDArray[np.float32]:
    """Give [claims, LOOKS]."""
    ordered = np.sort(scores, axis=1)
    leads = np.minimum((ordered[:, -1] - ordered[:, -2]) / _MOST, 1.0)
    words, mentions = np.zeros(len(article), np.bool_), np.zeros(len(article), np.bool_)
    for claim in ruled:
        start = int(article.offsets[claim.paragraph])
        for first, end in claim.pieces:
            words[start + first : start + end] = True
        if claim.mention:
            start = int(article.offsets[claim.mention_paragraph])
            mentions[start + claim.mention[0] : start + claim.mention[1]] = True
    rows = [_look(article, leads, claim, words, mentions) for claim in claims]
    return np.array(rows, np.float32).reshape(len(rows), len(LOOKS))


def _look(
    article: Article, leads: Scores, claim: Claim, words: NDArray[np.bool_], mentions: NDArray[np.bool_]
) -> list[float]:
    offset = int(article.offsets[claim.paragraph])
    told = np.concatenate([np.arange(offset + first, offset + end) for first, end in claim.pieces])
    after = min(int(told[-1]) + 1, len(article) - 1)
    there = int(article.offsets[claim.mention_paragraph])
    cue = [there + i for i in range(*claim.cue)] if claim.cue else []
    mention = [there + i for i in range(*claim.mention)] if claim.mention else []
    return [
        1.0,
        float(leads[told].mean()),
        float(leads[told].min()),
        float(leads[told[0]]),
        float(min(leads[told[-1]], leads[after])),
        float(leads[cue].min()) if cue else 0.0,
        float(leads[mention].min()) if mention else 0.0,
        float(not cue),
        float(not mention),
        float((article.marks[told] > 0).mean()),
        float(words[told].mean()),
        float(mentions[mention].mean()) if mention else 0.0,
        float(len(told) < _SHORT),
        *(float(claim.pattern == pattern) for pattern in PATTERNS),
    ]
