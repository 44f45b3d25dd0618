"""What became of a text: sentences kept, removed and added, and the quotes that came, went or changed."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from rapidfuzz.distance import Indel, Levenshtein

from app.digest import digest_text
from app.matching.sentences import split_sentences
from app.matching.words import read_words
from app.news import Span

ALIKE = 0.5
"""Share of words that stay as they are, from which on a quote is the same one changed, and not another."""
MOST_PAIRS = 40_000
"""Pairs of quotes that are compared; of more, those that are not the same are told as removed and added."""
MOST_CELLS = 400_000_000
"""Sentences of the one times those of the other that are aligned, some 50 MB; more are told as all changed."""


class Part(StrEnum):
    """What became of a sentence. The words are part of the API: never rename one."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


class Step(NamedTuple):
    """A sentence, or a line, and where it stands in each of two texts; None where it does not."""

    part: Part
    old: int | None
    new: int | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A sentence and what became of it."""

    part: Part
    old: Span | None
    """Where it stands in the old body; None for one that was added."""
    new: Span | None


@dataclass(frozen=True, slots=True)
class Said:
    """A quote as far as it is compared: what was said, how it is given, and by whom."""

    words: str
    kind: str
    speaker: str | None


class Change(StrEnum):
    """What is other in a quote that is still there. Part of the API as well."""

    WORDS = "words"
    KIND = "kind"
    SPEAKER = "speaker"


@dataclass(frozen=True, slots=True)
class QuotePair:
    """A quote that is still there, by its place in each of the two lists, and what is other."""

    old: int
    new: int
    similarity: float
    """0 to 1: share of its words that stay as they are."""
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class QuoteDifferences:
    """What became of quotes, by their places in the old list and the new one."""

    kept: tuple[QuotePair, ...]
    changed: tuple[QuotePair, ...]
    removed: tuple[int, ...]
    added: tuple[int, ...]


def align(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[Step]:
    """Lay two sequences side by side so that as much as can be is kept, what was removed before what was added."""
    if len(old) * len(new) > MOST_CELLS:
        yield from (Step(Part.REMOVED, at, None) for at in range(len(old)))
        yield from (Step(Part.ADDED, None, at) for at in range(len(new)))
        return
    added = list[Step]()
    for block in Indel.opcodes(old, new):
        if block.tag == "insert":
            added += (Step(Part.ADDED, None, at) for at in range(block.dest_start, block.dest_end))
        elif block.tag == "delete":
            yield from (Step(Part.REMOVED, at, None) for at in range(block.src_start, block.src_end))
        else:
            yield from added
            added.clear()
            for past in range(block.src_end - block.src_start):
                yield Step(Part.KEPT, block.src_start + past, block.dest_start + past)
    yield from added


def compare_bodies(old: str, new: str, language: str | None = None) -> tuple[Difference, ...]:
    """Tell what became of each sentence, in the order of reading."""
    olds, news = tuple(split_sentences(old, language)), tuple(split_sentences(new, language))
    steps = align([span.of(old) for span in olds], [span.of(new) for span in news])
    return tuple(
        Difference(
            step.part, None if step.old is None else olds[step.old], None if step.new is None else news[step.new]
        )
        for step in steps
    )


def compare_quotes(old: Sequence[Said], new: Sequence[Said]) -> QuoteDifferences:
    """Pair the quotes of two texts: those that are the same, then those of the same words, then the most alike."""
    pairs = list[QuotePair]()
    left_old, left_new = dict(enumerate(old)), dict(enumerate(new))
    for same in (_identity, lambda said: digest_text(said.words)):
        waiting = dict[Hashable, list[int]]()
        for at, said in left_new.items():
            waiting.setdefault(same(said), []).append(at)
        for at, said in tuple(left_old.items()):
            if places := waiting.get(same(said)):
                place = places.pop(0)
                pairs.append(_pair(at, place, left_old.pop(at), left_new.pop(place), 1.0))
    if len(left_old) * len(left_new) <= MOST_PAIRS:
        pairs += _pair_alike(left_old, left_new)
    pairs.sort(key=lambda pair: pair.new)
    return QuoteDifferences(
        tuple(pair for pair in pairs if not pair.changes),
        tuple(pair for pair in pairs if pair.changes),
        tuple(left_old),
        tuple(left_new),
    )


def _pair_alike(left_old: dict[int, Said], left_new: dict[int, Said]) -> Iterator[QuotePair]:
    """Take the quotes that are most alike out of both."""
    olds = {at: read_words(said.words).words for at, said in left_old.items()}
    news = {at: read_words(said.words).words for at, said in left_new.items()}
    alike = [
        (similarity, -abs(one - other), one, other)
        for one, words in olds.items()
        for other, others in news.items()
        if (similarity := Levenshtein.normalized_similarity(words, others, score_cutoff=ALIKE)) >= ALIKE
    ]
    for similarity, _, one, other in sorted(alike, reverse=True):
        if one in left_old and other in left_new:
            yield _pair(one, other, left_old.pop(one), left_new.pop(other), round(similarity, 3))


def _identity(said: Said) -> Hashable:
    return digest_text(said.words), said.kind, said.speaker


def _pair(at: int, place: int, old: Said, new: Said, similarity: float) -> QuotePair:
    differs = {
        Change.WORDS: digest_text(old.words) != digest_text(new.words),
        Change.KIND: old.kind != new.kind,
        Change.SPEAKER: old.speaker != new.speaker,
    }
    return QuotePair(at, place, similarity, tuple(change for change, is_so in differs.items() if is_so))
