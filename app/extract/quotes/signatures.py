"""Signed words: “...” — Jane Rivers, in the same line or the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.extract.quotes.lexicon import CLASS
from app.extract.quotes.phrases import Range
from app.extract.quotes.scene import Claim, Scene
from app.extract.quotes.tokens import Paragraph

_DASHES = frozenset({"―", "—", "–", "-", "--", "~"})
_BETWEEN = frozenset(".,!?…”\"»’'") | {"''", "...", "...."}
_LONGEST_NAME = 6
_LONGEST_LINE = 15


def sign(scenes: Sequence[Scene], claim: Claim) -> Claim:
    """Give words to the name that a dash sets under them; any other claim as it is."""
    number = claim.paragraph
    paragraph = scenes[number].paragraph
    i = claim.pieces[-1][1]
    if scenes[number].marked.inside[i - 1] < 0:
        return claim
    while i < len(paragraph) and paragraph.words[i] in _BETWEEN:
        i += 1
    if i >= len(paragraph) and number + 1 < len(scenes):
        number, i = number + 1, 0
        paragraph = scenes[number].paragraph
        if len(paragraph) > _LONGEST_LINE:
            return claim
    name = _find_name(paragraph, i)
    return replace(claim, cue=(i, i + 1), mention=name, mention_paragraph=number, pattern="linked") if name else claim


def _find_name(paragraph: Paragraph, i: int) -> Range | None:
    """Find the name after a dash at token i: two capitals or more, then the line's or the phrase's end."""
    if i >= len(paragraph) or paragraph.words[i] not in _DASHES:
        return None
    end = i + 1
    while end < len(paragraph) and (
        paragraph.words[end][0].isupper()
        or paragraph.lower[end] in CLASS["particle"]
        or (paragraph.words[end] == "." and len(paragraph.words[end - 1]) <= 2)
    ):
        end += 1
    closed = end >= len(paragraph) or not paragraph.words[end][0].isalnum()
    return (i + 1, end) if closed and 2 <= end - i - 1 <= _LONGEST_NAME else None
