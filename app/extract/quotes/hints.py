"""What the rules make of each token, for the tagger to weigh: it has learnt which of them to believe where."""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from app.extract.quotes.article import Article
from app.extract.quotes.scene import Claim

_CONTENT, _SOURCE, _CUE = 1, 3, 5


def read_hints(article: Article, claims: Sequence[Claim]) -> dict[str, NDArray[np.uint32]]:
    """Give two columns: r, the label that the rules would give a token, and rp, the pattern they found its words by."""
    labels = np.zeros(len(article), np.uint32)
    patterns = np.zeros(len(article), np.uint32)
    for claim in claims:
        start = int(article.offsets[claim.paragraph])
        for first, end in claim.pieces:
            piece = slice(start + first, start + end)
            labels[piece] = np.where(labels[piece] == 0, _CONTENT + 1, labels[piece])
            labels[start + first] = min(labels[start + first], _CONTENT) or _CONTENT
            patterns[piece] = crc32(claim.pattern.encode())
    for claim in claims:
        start = int(article.offsets[claim.mention_paragraph])
        for label, place in ((_SOURCE, claim.mention), (_SOURCE, claim.via), (_CUE, claim.cue)):
            if place:
                labels[start + place[0] : start + place[1]] = label + 1
                labels[start + place[0]] = label
    return {"r": labels, "rp": patterns}
