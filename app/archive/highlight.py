"""Where the words that were asked for stand in a text."""

import re
from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise

from app.archive.query import Query
from app.archive.tsquery import IN_NAMES, list_asked, list_phrases
from app.archive.words import Lexeme, choose_stemmer, read_words
from app.news import Span

AROUND = 80  # code points that a snippet shows on either side of a find
MOST_SNIPPETS = 3

_WORD_EDGE = re.compile(r"\s")


def mark_article(query: Query, headline: str, body: str, language: str | None) -> dict[str, object]:
    """Give the headline and up to three snippets of the body as HTML, in which <mark> is around what was found.

    All else is escaped. What is asked of names (speaker, place, source, author) is not marked.
    """
    stemmer = choose_stemmer(language)
    in_headline, in_body = list[Sequence[tuple[int, Lexeme]]](), list[Sequence[tuple[int, Lexeme]]]()
    for words in list_asked(query):
        if words.field in IN_NAMES:
            continue
        phrases = list_phrases(words, (stemmer,))
        in_headline += phrases if words.field != "body" else ()
        in_body += phrases if words.field != "headline" else ()
    found = find_phrases(headline, stemmer, in_headline)
    return {
        "headline": _mark(headline, Span(0, len(headline)), found) if found else None,
        "body": [
            _mark(body, snippet, spans) for snippet, spans in cut_snippets(body, find_phrases(body, stemmer, in_body))
        ],
    }


def find_phrases(text: str, stemmer: str, phrases: Iterable[Sequence[tuple[int, Lexeme]]]) -> tuple[Span, ...]:
    """Find where phrases stand in a text, in order; spans that overlap or touch are one."""
    words = list(read_words(text, stemmer))
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        places.setdefault(word.text, []).append(place)
    spans = []
    for phrase in phrases:
        (first, opening), *rest = phrase
        for place in _places_of(opening, places):
            stands = [place, *(place + position - first for position, _ in rest)]
            if stands[-1] < len(words) and all(
                _is(words[at], lexeme) for at, (_, lexeme) in zip(stands, phrase, strict=True)
            ):
                last = words[stands[-1]]
                spans.append((words[place].start, words[place].start + 1 if opening.begins else last.end))
    return _merge(sorted(spans))


def _places_of(lexeme: Lexeme, places: dict[str, list[int]]) -> list[int]:
    if not lexeme.begins:
        return places.get(lexeme.text, [])
    return [at for text, found in places.items() if text.startswith(lexeme.text) for at in found]


def _is(word: Lexeme, lexeme: Lexeme) -> bool:
    return word.text.startswith(lexeme.text) if lexeme.begins else word.text == lexeme.text


def _merge(spans: list[tuple[int, int]]) -> tuple[Span, ...]:
    merged: list[list[int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    return tuple(Span(start, end) for start, end in merged)


def cut_snippets(text: str, found: Sequence[Span]) -> list[tuple[Span, tuple[Span, ...]]]:
    """Cut the first stretches of a text around what was found, at white space where there is some near."""
    snippets: list[tuple[Span, list[Span]]] = []
    for span in found:
        if snippets and span.start - AROUND <= snippets[-1][0].end:
            snippets[-1] = (Span(snippets[-1][0].start, _end_near(text, span.end)), [*snippets[-1][1], span])
        elif len(snippets) == MOST_SNIPPETS:
            break
        else:
            snippets.append((Span(_start_near(text, span.start), _end_near(text, span.end)), [span]))
    return [(snippet, tuple(spans)) for snippet, spans in snippets]


def _start_near(text: str, at: int) -> int:
    first = max(0, at - AROUND)
    edge = _WORD_EDGE.search(text, first, at) if first else None
    return edge.end() if edge else first


def _end_near(text: str, at: int) -> int:
    last = min(len(text), at + AROUND)
    edges = [edge.start() for edge in _WORD_EDGE.finditer(text, at, last)] if last < len(text) else []
    return edges[-1] if edges else last


def _mark(text: str, part: Span, spans: Sequence[Span]) -> str:
    edges = [part.start, *(edge for span in spans for edge in (span.start, span.end)), part.end]
    pieces = [escape(text[start:end], quote=False) for start, end in pairwise(edges)]
    return "".join(f"<mark>{piece}</mark>" if at % 2 else piece for at, piece in enumerate(pieces))
