"""Articles of the project's own writing in the manners of agencies, and every quote that a careful human reads in each.

wire/ holds them, `<manner>-<n>.txt`, with the annotation written into the text itself, so that a span cannot slip:

    language: en
    ruiz: Ana Ruiz
    board: Harbour Board | Board

    [1d ruiz|It floats], {1|the engineer} <1|said>.

The head names the language and, for each key, the speaker's fullest name in the story; after "|" stand other answers
that are as right, "-" being nobody. In the body `[1d ruiz|...]` holds the words of quote 1: d, m or i for direct, mixed
or indirect, then the speaker's key, "-" for nobody, `ruiz/board` for Ruiz via the board; `{1|...}` holds its mention
and `<1|...>` its cue, `{1,2|...}` of two quotes; `[?|...]` holds words that may be found or not.
wire/README.md says what counts as a quote.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from app.news import Quote, QuoteKind, Span

WIRE = Path(__file__).parent / "wire"
LANGUAGES = Path(__file__).parent / "languages"
T = TypeVar("T")
NOBODY = "-"
_KINDS = {"d": QuoteKind.DIRECT, "m": QuoteKind.MIXED, "i": QuoteKind.INDIRECT}
_MARKER = re.compile(
    r"""\[ [^\[\]{<|]* \]  # plain brackets
      | \[ (?P<number>\d+) (?P<kind>[dmi]) [ ] (?P<who>[\w-]+) (?:/(?P<via>[\w-]+))? \|
      | (?P<either>\[\?\|)
      | \{ (?P<mention>\d+(?:,\d+)*) \|
      | < (?P<cue>\d+(?:,\d+)*) \|
      | (?P<close>[\]}>])""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Name:
    """Whom a mention means: the answer, and what is as right."""

    answer: str | None
    accepted: frozenset[str | None]


_NOBODY = Name(None, frozenset({None}))


@dataclass(frozen=True, slots=True)
class WireQuote:
    """One quote as it should be found."""

    quote: Quote
    speakers: frozenset[str | None]
    vias: frozenset[str | None]


@dataclass(frozen=True, slots=True)
class WireArticle:
    """A story's body, and all quotes in it."""

    file: str
    manner: str
    language: str
    body: str
    expected: tuple[WireQuote, ...]
    """In the order of the text."""
    either: tuple[Span, ...]
    """Words that a careful human might count as a quote or not."""

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The expected quotes alone."""
        return tuple(expected.quote for expected in self.expected)


def list_wire(folder: Path = WIRE) -> tuple[WireArticle, ...]:
    """List the articles of a folder by name. Raises ValueError where a mark-up does not add up."""
    return tuple(parse_article(path.name, path.read_text("utf-8")) for path in sorted(folder.glob("*.txt")))


def parse_article(file: str, text: str) -> WireArticle:
    """Read a marked-up story. Raises ValueError, with the file's name, where a marker is open, unknown or left over."""
    head, _, marked = text.strip().partition("\n\n")
    facts = dict(line.split(": ", 1) for line in head.splitlines())
    language = facts.pop("language")
    names = {key: _parse_name(value) for key, value in facts.items()}
    markup = _read_markup(file, marked)
    if names.keys() - markup.keys_used:
        raise ValueError(f"{file}: names that nobody speaks by: {sorted(names.keys() - markup.keys_used)}")
    if [*markup.words] != list(range(1, len(markup.words) + 1)):
        raise ValueError(f"{file}: quotes are not numbered in order: {[*markup.words]}")
    names[NOBODY] = _NOBODY
    return WireArticle(
        file=file,
        manner=file.rpartition("-")[0],
        language=language,
        body=markup.body,
        expected=tuple(markup.take_quote(number, names) for number in markup.words),
        either=tuple(markup.either),
    )


def _parse_name(value: str) -> Name:
    answer, *others = (None if name == NOBODY else name for name in value.split(" | "))
    return Name(answer, frozenset({answer, *others}))


@dataclass(slots=True)
class _Markup:
    """What the markers of one story hold, by the quote's number."""

    file: str
    body: str = ""
    words: dict[int, tuple[Span, re.Match[str]]] = field(default_factory=dict)
    mentions: dict[int, Span] = field(default_factory=dict)
    cues: dict[int, Span] = field(default_factory=dict)
    either: list[Span] = field(default_factory=list)

    @property
    def keys_used(self) -> set[str]:
        return {key for _, marker in self.words.values() for key in (marker["who"], marker["via"]) if key}

    def take(self, marker: re.Match[str], span: Span) -> None:
        if marker["either"]:
            self.either.append(span)
        elif marker["number"]:
            self._take_once(self.words, int(marker["number"]), (span, marker))
        else:
            taken = self.mentions if marker["mention"] else self.cues
            for number in (marker["mention"] or marker["cue"]).split(","):
                self._take_once(taken, int(number), span)

    def _take_once(self, taken: dict[int, T], number: int, what: T) -> None:
        if number in taken:
            raise ValueError(f"{self.file}: quote {number} has two of a kind")
        taken[number] = what

    def take_quote(self, number: int, names: dict[str, Name]) -> WireQuote:
        span, marker = self.words[number]
        speaker, via = names[marker["who"]], names[marker["via"] or NOBODY]
        quote = Quote(
            kind=_KINDS[marker["kind"]],
            words=span,
            cue=self.cues.get(number),
            mention=self.mentions.get(number),
            speaker=speaker.answer,
            via=via.answer,
        )
        return WireQuote(quote, speaker.accepted, via.accepted)


def _read_markup(file: str, marked: str) -> _Markup:
    markup = _Markup(file)
    opened: list[tuple[re.Match[str], int]] = []
    at = 0
    for marker in _MARKER.finditer(marked):
        if not marker.lastgroup:
            continue
        markup.body += marked[at : marker.start()]
        at = marker.end()
        if not marker["close"]:
            opened.append((marker, len(markup.body)))
        elif opened and marker["close"] == {"[": "]", "{": "}", "<": ">"}[opened[-1][0].group()[0]]:
            opening, start = opened.pop()
            markup.take(opening, Span(start, len(markup.body)))
        else:
            raise ValueError(f"{file}: {marked[marker.start() - 30 : marker.end()]!r} closes nothing")
    markup.body += marked[at:]
    unowned = (markup.mentions.keys() | markup.cues.keys()) - markup.words.keys()
    if opened or unowned:
        raise ValueError(f"{file}: left open: {[m.group() for m, _ in opened]}, without words: {sorted(unowned)}")
    return markup
