"""From claims to quotes: spans instead of tokens, and a speaker for each mention."""

from __future__ import annotations

from collections.abc import Sequence

from app import news
from app.extract.quotes.marks import Marked, Stretch
from app.extract.quotes.names import read_cast
from app.extract.quotes.phrases import Range
from app.extract.quotes.scene import TURN, Claim, Scene
from app.extract.quotes.speakers import Resolver
from app.extract.quotes.tokens import Paragraph

_PAUSES = frozenset(",，")
_Place = tuple[int, Range]


def name_claims(
    paragraphs: Sequence[Paragraph], marked: Sequence[Marked], claims: Sequence[Claim], language: str
) -> tuple[news.Quote, ...]:
    """Turn claims into quotes, sorted; of two with the same words the first found stays."""
    names = _name_mentions(paragraphs, marked, claims) if language == "en" else {}
    quotes: dict[news.Span, news.Quote] = {}
    for claim in claims:
        for piece in claim.pieces:
            found = _read_words(paragraphs, marked, claim.paragraph, piece)
            if found is None or found[1] in quotes:
                continue
            kind, words = found
            if claim.pattern == TURN:
                kind = news.QuoteKind.DIRECT
            place = paragraphs[claim.mention_paragraph]
            speaker = names.get((claim.mention_paragraph, claim.mention)) if claim.mention else None
            via = names.get((claim.mention_paragraph, claim.via)) if claim.via else None
            quotes[words] = news.Quote(
                kind=kind,
                words=words,
                cue=_span(place, claim.cue),
                mention=_span(place, claim.mention),
                speaker=speaker or claim.speaker,
                via=via if via != speaker else None,
                confidence=claim.confidence,
            )
    return tuple(sorted(quotes.values(), key=lambda quote: quote.words))


def _name_mentions(
    paragraphs: Sequence[Paragraph], marked: Sequence[Marked], claims: Sequence[Claim]
) -> dict[_Place, str | None]:
    resolver = Resolver(read_cast(paragraphs))
    turns = {(claim.mention_paragraph, claim.mention) for claim in claims if claim.pattern == TURN}
    places = {(c.mention_paragraph, mention) for c in claims for mention in (c.mention, c.via) if mention}
    names: dict[_Place, str | None] = {}
    for number, mention in sorted(places):
        paragraph = paragraphs[number]
        if (number, mention) in turns:
            names[number, mention] = resolver.name_label(paragraph, mention)
        else:
            names[number, mention] = resolver.name_speaker(paragraph, marked[number].inside, mention)
    return names


def _span(paragraph: Paragraph, tokens: Range | None) -> news.Span | None:
    return news.Span(paragraph.starts[tokens[0]], paragraph.ends[tokens[1] - 1]) if tokens else None


def _read_words(
    paragraphs: Sequence[Paragraph], marked: Sequence[Marked], number: int, piece: Range
) -> tuple[news.QuoteKind, news.Span] | None:
    paragraph, inside = paragraphs[number], marked[number].inside
    tokens = Scene(paragraph, marked[number]).trim(piece)
    if tokens is None:
        return None
    within = {inside[i] for i in range(*tokens)}
    start, end = paragraph.starts[tokens[0]], paragraph.ends[tokens[1] - 1]
    if within == {-1}:
        return news.QuoteKind.INDIRECT, news.Span(start, end)
    if len(within) > 1:
        first = tokens[0]
        if first > piece[0] and inside[first] >= 0 and inside[first - 1] == inside[first]:
            start = paragraph.starts[first - 1]
        return news.QuoteKind.MIXED, news.Span(start, _close(paragraph, end, tokens[1], inside))
    stretch = marked[number].stretches[within.pop()]
    if tokens[0] <= stretch.first or piece[0] <= stretch.outer_first:
        start = paragraph.starts[stretch.first]
        start = _go_back(paragraphs, marked, number, stretch, start)
    if piece[1] >= stretch.end:
        last = stretch.end - 1
        end = paragraph.ends[last - 1 if paragraph.words[last] in _PAUSES and last > stretch.first else last]
        if stretch.closer is None and piece[1] >= len(paragraph):
            end = _go_on(paragraphs, marked, number, end)
    return news.QuoteKind.DIRECT, news.Span(start, end)


def _close(paragraph: Paragraph, end: int, following: int, inside: Sequence[int]) -> int:
    """Keep the mark that closes mixed words: said the plan was “dead.”."""
    last = following
    while last < len(paragraph) and inside[last] >= 0 and inside[last] == inside[following - 1]:
        end = paragraph.ends[last]
        last += 1
    return end


def _go_back(
    paragraphs: Sequence[Paragraph], marked: Sequence[Marked], number: int, stretch: Stretch, start: int
) -> int:
    """Find where an earlier paragraph opened the quote."""
    while stretch.continues and stretch.outer_first == 0 and number > 0 and marked[number - 1].stretches:
        number -= 1
        stretch = marked[number].stretches[-1]
        start = paragraphs[number].starts[stretch.first]
    return start


def _go_on(paragraphs: Sequence[Paragraph], marked: Sequence[Marked], number: int, end: int) -> int:
    """Find where a later paragraph closes the quote that this one leaves open."""
    while number + 1 < len(paragraphs):
        following = marked[number + 1].stretches
        if not following or not following[0].continues:
            break
        number += 1
        end = paragraphs[number].ends[following[0].end - 1]
        if following[0].closer is not None:
            break
    return end
