"""The nouns of Clipfile: frozen values that the rooms hand to each other.

    Page -> Decoded -> CleanText -> Facts -> Quote -> Reading, or a Rejection instead

Offsets count Unicode code points in `Reading.body`; paragraphs there are separated by one blank line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

PARAGRAPH_BREAK = "\n\n"


class Reason(StrEnum):
    """Why a page is not an article. The words are part of the API: never rename one."""

    EMPTY = "empty"
    BINARY = "binary"
    FEED = "feed"
    LISTING = "listing"
    CONSENT_WALL = "consent_wall"
    ERROR_PAGE = "error_page"
    NO_ARTICLE_TEXT = "no_article_text"
    TOO_COMPLEX = "too_complex"
    EXTRACTION_TIMEOUT = "extraction_timeout"
    EXTRACTION_CRASHED = "extraction_crashed"


FAILURES = (Reason.EXTRACTION_TIMEOUT, Reason.EXTRACTION_CRASHED)
"""Reasons that tell of the attempt, not of the page: the same page may well be read another time."""


class Precision(StrEnum):
    """How exactly a moment is known."""

    SECOND = "second"
    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class QuoteKind(StrEnum):
    """How words are given: all within quotation marks, partly, or in the reporter's own wording."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


@dataclass(frozen=True, slots=True)
class Page:
    """A raw page as it was handed in: nothing is fetched, nothing is changed."""

    raw: bytes
    media_type: str
    """text/html, application/xhtml+xml or text/plain, as the sender called it; no parameters."""
    captured_at: datetime
    """When the page was seen, with a time zone. No fact of the page may lie after it."""
    charset: str | None = None
    """What the sender's Content-Type declared; the page may know better."""
    url: str | None = None

    def __post_init__(self) -> None:
        if self.captured_at.tzinfo is None:
            raise ValueError("captured_at needs a time zone")


@dataclass(frozen=True, slots=True)
class CapturedPage:
    """A page that is kept, under its capture's id."""

    id: str
    page: Page
    headers: Mapping[str, str] | None
    """Those of the HTTP response, where the sender kept them."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The page's text, and how its bytes were understood."""

    text: str
    charset: str
    """The codec's name as Python has it: utf-8, gb18030, cp1252 ..."""
    decided_by: str
    """bom, utf-8, http, meta, detected or fallback."""
    n_replaced: int = 0
    """How many characters could not be read and became U+FFFD."""
    n_repaired: int = 0
    """How many characters came garbled, read in a wrong charset before the page was stored, and were put right."""


@dataclass(frozen=True, slots=True)
class CleanText:
    """What is left of a page when the furniture is gone."""

    body: str
    """The story: paragraphs separated by one blank line; headline, byline and credit line are not in it."""
    head: tuple[str, ...] = ()
    """The page's lines above the story, nearest last: kicker, headline, byline, credit line, share bar."""
    tail: tuple[str, ...] = ()
    """The first lines below the story: end mark, editor's line, source line."""
    method: str = ""
    """Which route found the body: trafilatura, readability, dump ..."""
    above: tuple[str, ...] = ()
    """All lines a little way above the story, nearest last, the head among them: only a date is read from these."""
    n_stories: int = 1
    """How many full stories the page shows, teasers not counted; the body is the main one. 1 for a dump: unknown."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time and how exactly the page gives it.

    Where the page names no time zone, `at` is read as UTC; with a precision of a day or coarser only the calendar
    date of `at` means anything.
    """

    at: datetime
    precision: Precision

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("a moment needs a time zone")


@dataclass(frozen=True, slots=True)
class Dateline:
    """Place, date and agency that open a story: BEIJING, June 9 (Xinhua) --."""

    text: str
    place: str | None = None
    agency: str | None = None
    """As printed: AP, Xinhua, BUSINESS WIRE."""
    date: str | None = None
    """ISO 8601: 2013-06-09; or --06-09 where neither the line nor the page tells the year."""


@dataclass(frozen=True, slots=True)
class Byline:
    """The printed author line and the people in it."""

    text: str
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that the page gives for a fact, and where: json-ld, credit-line, beside ..."""

    value: str
    where: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Who, where and when: everything about a story but its text and quotes."""

    headline: str
    byline: Byline | None = None
    dateline: Dateline | None = None
    source: str | None = None
    """The credited newsroom or agency by its usual name: Xinhua, not Xinhua News Agency."""
    publisher: str | None = None
    """The outlet whose page it is: China.org.cn."""
    published: Moment | None = None
    modified: Moment | None = None
    language: str | None = None
    """ISO 639-1, lower case."""
    canonical_url: str | None = None
    """What the page calls its own address, cleaned of tracking; of the same site as the page's URL."""
    evidence: Mapping[str, str] = field(default_factory=dict)
    """Fact -> where it was found: {"headline": "json-ld", "published": "credit-line"}."""
    others: Mapping[str, tuple[Candidate, ...]] = field(default_factory=dict)
    """Fact -> what else the page gives for it, the surest first: at most five values, of at most 200 characters."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """[start, end) in code points of a body; never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"no span: [{self.start}, {self.end})")

    def of(self, body: str) -> str:
        """Give the text that the span covers."""
        return body[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words, and who the text says said them."""

    kind: QuoteKind
    words: Span
    cue: Span | None = None
    """The verb or phrase of saying: said, according to."""
    mention: Span | None = None
    """The text that names the speaker here: he, the Chinese president, Xi."""
    speaker: str | None = None
    """The fullest name that the story gives the mention; None where the text names nobody."""
    via: str | None = None
    """Who passed the words on: Yang said that Xi said."""
    confidence: float = 0.0
    """0 to 1."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one version of the extractor saw in one page."""

    extractor: str
    decoded: Decoded
    clean: CleanText
    facts: Facts
    quotes: tuple[Quote, ...] = ()

    def __post_init__(self) -> None:
        ends = (span.end for quote in self.quotes for span in (quote.words, quote.cue, quote.mention) if span)
        if max(ends, default=0) > len(self.body):
            raise ValueError("a quote reaches beyond the body")
        if not self.facts.headline:
            raise ValueError("a story without a headline")

    @property
    def body(self) -> str:
        """The story's text, which all offsets count in."""
        return self.clean.body


@dataclass(frozen=True, slots=True)
class Rejection:
    """A page that is not an article: a value, stored and counted, not an error."""

    reason: Reason
    detail: str
    """One sentence for the sender: what was seen, and what to send instead where that helps."""
    decoded: Decoded | None = field(default=None, compare=False)
    """How its bytes were understood, without the text; None where nobody came so far."""
