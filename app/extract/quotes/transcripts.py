"""Interviews and hearings printed as turns: NAME: words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from app.extract.quotes.scene import TURN, Claim
from app.extract.quotes.tokens import Paragraph

_LONGEST_LABEL = 5
_FEWEST_TURNS = 3
_FEWEST_WORDS = 6


def list_turns(paragraphs: Sequence[Paragraph]) -> dict[int, Claim]:
    """Find the turns of a transcript: paragraph number -> its claim.

    One 'UPDATE: words' makes no transcript, nor does a list of scores: three turns or more do, with somebody who speaks
    twice, of six tokens or more in the mean.
    """
    labels = {number: end for number, paragraph in enumerate(paragraphs) if (end := _label_end(paragraph))}
    speakers = Counter(tuple(paragraphs[number].lower[:end]) for number, end in labels.items())
    if len(labels) < _FEWEST_TURNS or len(speakers) < 2 or max(speakers.values()) < 2:
        return {}
    if sum(len(paragraphs[number]) - end - 1 for number, end in labels.items()) < _FEWEST_WORDS * len(labels):
        return {}
    return {
        number: Claim(number, ((end + 1, len(paragraphs[number])),), None, (0, end), TURN, mention_paragraph=number)
        for number, end in labels.items()
    }


def _label_end(paragraph: Paragraph) -> int | None:
    """Give the token that closes the label, a colon; every word before it begins with a capital."""
    for i in range(min(_LONGEST_LABEL + 1, len(paragraph) - 1)):
        if paragraph.words[i] == ":":
            # Q and A name nobody
            return i if i > 0 and len(paragraph.words[0]) > 1 and paragraph.spaced(i + 1) else None
        if not paragraph.words[i][0].isupper() and paragraph.words[i] != ".":
            return None
    return None
