"""What printed or aired words that somebody said, which is their via: X said in remarks carried by the Observer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.extract.quotes.lexicon import CLASS, PLACES
from app.extract.quotes.phrases import Range, find_subject, touch
from app.extract.quotes.relays import QUOTES, read_by
from app.extract.quotes.scene import Claim, Scene

_LONGEST_LEAD = 5


@dataclass(frozen=True, slots=True)
class _Carrier:
    """What printed or aired words, and the phrase that says so."""

    span: Range
    name: Range


def name_carrier(scene: Scene, sentence: Range, claims: Sequence[Claim], number: int) -> list[Claim]:
    """Give the claims of a sentence of paragraph `number` with what carried their words, if the sentence tells that.

    X said in remarks carried by the Observer; X said, as quoted by the Observer.
    """
    carrier = _find_carrier(scene, *sentence) if claims else None
    if carrier is None:
        return list(claims)
    start, closed = carrier.span
    start -= scene.paragraph.words[start - 1] == ","
    found = []
    for claim in claims:
        mention = claim.mention
        if mention and mention[0] < start < mention[1]:
            # Jane Rivers, in remarks carried by the Observer, said
            mention = mention[0], start
        elif mention and touch(mention, carrier.name) and claim.cue and claim.cue[0] > closed:
            mention = find_subject(scene.paragraph, scene.marked.inside, sentence[0], start)
        if claim.via or not mention or touch(mention, carrier.name) or claim.mention_paragraph != number:
            found.append(claim)
            continue
        cut = tuple((a, min(b, start)) if a < start < b <= closed + 1 else (a, b) for a, b in claim.pieces)
        found.append(replace(claim, pieces=cut, mention=mention, via=carrier.name))
    return found


def _find_carrier(scene: Scene, first: int, end: int) -> _Carrier | None:
    """Find who passed on what a sentence gives: in remarks carried by the Observer; as quoted by the Observer."""
    lower = scene.paragraph.lower
    for i in range(first, end):
        if lower[i] not in CLASS["carried"] or scene.marked.inside[i] >= 0:
            continue
        before = lower[i - 1] if i > first else ""
        if before not in CLASS["carried_words"] and not (before == "as" and lower[i] in QUOTES):
            continue
        name, _ = read_by(scene, i + 1 + (i + 1 < end and lower[i + 1] in CLASS["adverb"] | {"live"}), end)
        if name and " ".join(lower[slice(*name)]) not in PLACES:
            return _Carrier((_find_lead(scene, first, i - 1), name[1]), name)
    return None


def _find_lead(scene: Scene, first: int, i: int) -> int:
    """Find where the phrase about the words begins: in her first remarks."""
    for j in range(i, max(first, i - _LONGEST_LEAD) - 1, -1):
        if scene.paragraph.lower[j] in CLASS["preposition"]:
            return j
    return i
