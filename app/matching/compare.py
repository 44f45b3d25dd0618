"""Did somebody say these words? How what was said compares with what is asked for, as far as words can tell.

    exact       the same words: case, punctuation and spacing aside, all in quotation marks
    near        a word or two differ, or one is a part of the other
    altered     as like as that, or as a paraphrase, but a negation or a number is another: it does not say the same
    paraphrase  it shares the words that carry the content, in another wording: possibly the same, for a person to read

What is not wholly in quotation marks is in the article's wording, so however alike it is, it is no more than near
(mixed) or a paraphrase (indirect).
"""

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import partial_ratio_alignment

from app.digest import digest_text
from app.matching.words import UNSPACED_FROM, Words, is_common, is_negation, is_number, read_words

NEAR = 0.8
"""Share of words that stay as they are, from which on words are near."""
NEAR_WITHIN = 0.85
"""The same where one is a part of the other."""
FEWEST_WITHIN = 4
"""Words that a part must have: fewer are found in anything."""
PARAPHRASE = 0.5
"""Share of content words in common (F1), from which on words may be a paraphrase."""
FEWEST_SHARED = 2
"""Content words that a paraphrase must share."""
COVERED = 0.5
"""Of what is asked for, the share that a quote must hold to be near when it is only a part of it."""


class Match(StrEnum):
    """How near what was said is, the nearest first. The words are part of the API: never rename one."""

    EXACT = "exact"
    NEAR = "near"
    ALTERED = "altered"
    PARAPHRASE = "paraphrase"


class Difference(StrEnum):
    """What makes near words say another thing, or whose words they are. Part of the API as well."""

    NEGATION = "negation"
    NUMBERS = "numbers"
    NEGATION_NEARBY = "negation_nearby"
    WORDING_OF_ARTICLE = "wording_of_article"


_ALTERING = frozenset({Difference.NEGATION, Difference.NUMBERS})


class Extent(StrEnum):
    """Which of the two goes further."""

    SAME = "same"
    PART_OF_QUOTE = "part_of_quote"
    BEYOND_QUOTE = "beyond_quote"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What can be told of a quote and the words that are asked for."""

    match: Match
    similarity: float
    """0 to 1: share of the words that stay as they are; of content words in common for a paraphrase."""
    extent: Extent = Extent.SAME
    differences: tuple[Difference, ...] = ()


def compare_words(asked: str, said: str, kind: str = "direct", stem: Callable[[str], str] = str) -> Comparison | None:
    """Compare what is asked for with what was said; None where they have too little in common.

    `kind` is the quote's: direct, mixed or indirect. `stem` gives what forms of a word have in common.
    """
    one, other = read_words(asked), read_words(said)
    if not one.words or not other.words:
        return None
    by_wording = _compare_wording(one, other)
    if by_wording is None:
        found = _compare_content(one, other, stem)
    elif kind == "indirect":
        found = Comparison(Match.PARAPHRASE, by_wording.similarity, by_wording.extent, by_wording.differences)
    else:
        found = by_wording
    if found is None:
        return None
    match, differences = found.match, found.differences
    if match is Match.EXACT and (kind != "direct" or digest_text(asked) != digest_text(said)):
        match = Match.NEAR  # partly the article's wording; or won't for will not, 12 for twelve
    if not _ALTERING.isdisjoint(differences):
        match = Match.ALTERED
    if kind != "direct":
        differences = (*differences, Difference.WORDING_OF_ARTICLE)
    return Comparison(match, round(found.similarity, 3), found.extent, differences)


def _compare_wording(asked: Words, said: Words) -> Comparison | None:
    """Compare word by word, then the shorter with the part of the longer that is most like it."""
    if asked.words == said.words:
        return Comparison(Match.EXACT, 1.0)
    whole = Levenshtein.normalized_similarity(asked.words, said.words)
    if whole >= NEAR:
        return Comparison(Match.NEAR, whole, Extent.SAME, _find_differences(asked.words, said.words))
    is_part = len(asked.words) <= len(said.words)
    short, long = (asked, said) if is_part else (said, asked)
    if _weigh(short.words) < FEWEST_WITHIN or (not is_part and len(short.words) < COVERED * len(long.words)):
        return None
    found = partial_ratio_alignment(short.words, long.words)
    if found is None or found.dest_start == found.dest_end:
        return None
    window = slice(found.dest_start, found.dest_end)
    similarity = Levenshtein.normalized_similarity(short.words, long.words[window])
    if similarity < NEAR_WITHIN:
        return None
    # "I never said that ..." stands before the part, and turns it around.
    begin, end = long.clause_before(window.start), window.stop
    differences = _find_differences(short.words, long.words[begin:end])
    first, last = long.sentence_around(window.start, window.stop)
    beside = long.words[first:begin] + long.words[end:last]
    if Difference.NEGATION not in differences and any(map(is_negation, beside)):
        differences = (*differences, Difference.NEGATION_NEARBY)
    extent = Extent.PART_OF_QUOTE if is_part else Extent.BEYOND_QUOTE
    return Comparison(Match.NEAR, similarity, extent, differences)


def _compare_content(asked: Words, said: Words, stem: Callable[[str], str]) -> Comparison | None:
    """Compare the words that carry the content, with the sentences of the quote that hold them."""
    wanted, has = _content_of(asked.words, stem), [stem(word) for word in said.words]
    holding = [at for at, word in enumerate(has) if word in wanted and not is_common(said.words[at])]
    if not holding:
        return None
    start, end = said.sentence_around(holding[0], holding[-1] + 1)
    part = said.words[start:end]
    content = _content_of(part, stem)
    shared = wanted & content
    score = 2 * len(shared) / (len(wanted) + len(content))
    if _weigh(shared) < FEWEST_SHARED or score < PARAPHRASE:
        return None
    return Comparison(Match.PARAPHRASE, score, Extent.SAME, _find_differences(asked.words, part))


def _weigh(words: Collection[str]) -> float:
    """Count words; a character of a script that puts no space between words is half of one."""
    return sum(0.5 if word[0] >= UNSPACED_FROM else 1 for word in words)


def _content_of(words: tuple[str, ...], stem: Callable[[str], str]) -> frozenset[str]:
    return frozenset(stem(word) for word in words if not is_common(word) and not is_negation(word))


def _find_differences(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[Difference, ...]:
    """Find what turns the one into something else than the other."""
    found = []
    if sum(map(is_negation, one)) != sum(map(is_negation, other)):
        found.append(Difference.NEGATION)
    if Counter(filter(is_number, one)) != Counter(filter(is_number, other)):
        found.append(Difference.NUMBERS)
    return tuple(found)
