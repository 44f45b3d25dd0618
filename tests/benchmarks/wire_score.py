"""How many of a story's quotes are found, and for how many of them the right speaker.

A found quote matches an expected one where their words overlap by half or more (intersection over union of words; in
Chinese of characters), one to one, the closest pair first. Words that may be found or not count neither way. Pieces
that only a paragraph break and a reopened mark part are one quote, in what is expected and in what is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from app.news import Quote, QuoteKind, Span
from tests.benchmarks.wire_articles import WireArticle

LEAST_OVERLAP = 0.5
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+(?:['’][^\W\u3400-\u9fff]+)?")
_REOPENED = re.compile(r"\s*\n\n\s*[“\"«‘„「'—]?\s*")
_ARTICLE = re.compile(r"^(?:the|an?) ")


@dataclass(slots=True)
class Tally:
    """Counts of quotes over some articles; shares are of 1, or 0 where there is nothing to share."""

    expected: int = 0
    found: int = 0
    recalled: int = 0
    """Expected quotes that were found."""
    right: int = 0
    """Found quotes that were expected."""
    speaker: int = 0
    """Of the recalled, those whose speaker is right, nobody being an answer too."""
    unnamed: int = 0
    """Recalled quotes of nobody whom the story names."""
    unnamed_kept: int = 0
    """Of these, those for which no speaker was guessed."""
    chained: int = 0
    """Recalled quotes that somebody passed on, or that were taken for such."""
    via: int = 0
    """Of these, those whose via is right."""
    kind: int = 0
    """Of the recalled, those of the right kind."""
    mention: int = 0
    """Of the recalled, those whose mention touches the expected one, or where both have none."""

    def add(self, other: Tally) -> None:
        """Count what the other one counted too."""
        for count in fields(self):
            setattr(self, count.name, getattr(self, count.name) + getattr(other, count.name))

    @property
    def precision(self) -> float:
        """Share of the found that was expected."""
        return share(self.right, self.found)

    @property
    def recall(self) -> float:
        """Share of the expected that was found."""
        return share(self.recalled, self.expected)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return share(2 * self.precision * self.recall, self.precision + self.recall)

    @property
    def speaker_f1(self) -> float:
        """F1 of quotes found with the right speaker."""
        return self.f1 * share(self.speaker, self.recalled)


def share(part: float, whole: float) -> float:
    """Give part of whole, 0 of nothing."""
    return part / whole if whole else 0.0


def score_article(article: WireArticle, found: Iterable[Quote], kind: QuoteKind | None = None) -> Tally:
    """Count one story. With a kind, expected quotes of it count for recall and found quotes of it for precision."""
    wanted, given, pairs = pair_quotes(article, found)
    names = {expected.quote.words.start: expected for expected in article.expected}
    matched = {j for _, j in pairs}
    either = [_words(article.body, span) for span in article.either]
    counted = [
        j
        for j, quote in enumerate(given)
        if (kind is None or quote.kind == kind)
        and (j in matched or not any(_overlap(_words(article.body, quote.words), span) for span in either))
    ]
    recalled = [(wanted[i], given[j]) for i, j in pairs if kind is None or wanted[i].kind == kind]
    unnamed = [quote for one, quote in recalled if one.speaker is None]
    chained = [(one, quote) for one, quote in recalled if one.via or quote.via]
    return Tally(
        expected=sum(kind is None or one.kind == kind for one in wanted),
        found=len(counted),
        recalled=len(recalled),
        right=len(matched.intersection(counted)),
        speaker=sum(_is_one_of(quote.speaker, names[one.words.start].speakers) for one, quote in recalled),
        unnamed=len(unnamed),
        unnamed_kept=sum(quote.speaker is None for quote in unnamed),
        chained=len(chained),
        via=sum(_is_one_of(quote.via, names[one.words.start].vias) for one, quote in chained),
        kind=sum(one.kind == quote.kind for one, quote in recalled),
        mention=sum(_touch(one.mention, quote.mention) for one, quote in recalled),
    )


def pair_quotes(article: WireArticle, found: Iterable[Quote]) -> tuple[list[Quote], list[Quote], list[tuple[int, int]]]:
    """Give the expected and the found quotes in the order of the text, and the places of those that match."""
    wanted, given = _join_reopened(article.body, article.quotes), _join_reopened(article.body, found)
    return wanted, given, _match(article.body, [one.words for one in wanted], [one.words for one in given])


def _join_reopened(body: str, quotes: Iterable[Quote]) -> list[Quote]:
    joined: list[Quote] = []
    for quote in sorted(quotes, key=lambda quote: quote.words):
        last = joined[-1] if joined else None
        if last and _goes_on(body, last, quote):
            joined[-1] = replace(last, words=Span(last.words.start, quote.words.end))
        else:
            joined.append(quote)
    return joined


def _goes_on(body: str, quote: Quote, following: Quote) -> bool:
    return (
        quote.kind == following.kind == QuoteKind.DIRECT
        and quote.speaker == following.speaker
        and _REOPENED.fullmatch(body, quote.words.end, following.words.start) is not None
    )


def _match(body: str, wanted: list[Span], given: list[Span]) -> list[tuple[int, int]]:
    wanted_words, given_words = ([_words(body, span) for span in spans] for spans in (wanted, given))
    overlaps = [
        (overlap, i, j)
        for i, one in enumerate(wanted_words)
        for j, other in enumerate(given_words)
        if (overlap := _overlap(one, other))
    ]
    pairs: dict[int, int] = {}
    for _, i, j in sorted(overlaps, key=lambda each: (-each[0], each[1], each[2])):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return sorted(pairs.items())


def _words(body: str, span: Span) -> frozenset[int]:
    return frozenset(word.start() for word in _WORD.finditer(body, span.start, span.end))


def _overlap(one: frozenset[int], other: frozenset[int]) -> float:
    """Give intersection over union, 0 where it is too little."""
    overlap = share(len(one & other), len(one | other))
    return overlap if overlap >= LEAST_OVERLAP else 0.0


def _is_one_of(name: str | None, names: frozenset[str | None]) -> bool:
    return _plain(name) in {_plain(accepted) for accepted in names}


def _plain(name: str | None) -> str | None:
    return _ARTICLE.sub("", name.casefold().replace("’", "'")) if name else None


def _touch(one: Span | None, other: Span | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.start < other.end and other.start < one.end
