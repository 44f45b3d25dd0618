"""Invent an archive: articles with lengths, words, names and dates as real ones have them, the same for a seed.

Words are invented, too, and drawn by Zipf's law (Mandelbrot's form of it); 700 of them make a body of 4,300 characters
on average, log-normal. Sources, places, speakers and authors are Zipfian as well. Two things make search harder than
plain chance would: some names of events stand in the articles of one month only, and later years have more articles.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

FIRST_DAY, LAST_DAY = datetime(2005, 1, 1, tzinfo=UTC), datetime(2024, 12, 31, tzinfo=UTC)
N_WORDS = 80_000
N_SOURCES, N_PUBLISHERS, N_PLACES, N_SPEAKERS, N_AUTHORS = 60, 200, 400, 20_000, 3_000
N_MONTHS = 240
CHUNK = 500
"""Articles are invented by so many: a chunk's number is the seed of its randomness."""
SHARE_WITH_EVENT = 0.5
"""Of the articles of a month, those that name its event."""

COMMON_BY_LANGUAGE = {"en": 0.88, "de": 0.06, "fr": 0.04, "es": 0.02}

_ONSETS = (
    "b",
    "br",
    "c",
    "d",
    "dr",
    "f",
    "g",
    "gr",
    "h",
    "k",
    "l",
    "m",
    "n",
    "p",
    "pr",
    "r",
    "s",
    "st",
    "t",
    "tr",
    "v",
)
_NUCLEI = ("a", "e", "i", "o", "u", "ai", "ea", "ou")
_CODAS = ("", "", "l", "m", "n", "nd", "r", "rt", "s", "st", "t")


class InventedQuote(NamedTuple):
    """Spans of the body, and the speaker's number."""

    start: int
    end: int
    cue_start: int
    mention_start: int
    mention_end: int
    speaker: int


@dataclass(frozen=True, slots=True)
class InventedArticle:
    """One article; names are numbers into the lists of the world."""

    number: int
    headline: str
    body: str
    language: str
    source: int
    publisher: int
    place: int | None
    author: int | None
    published_at: datetime | None
    precision: str | None
    quotes: tuple[InventedQuote, ...]


def make_words(n: int, seed: int, *, capital: bool = False) -> list[str]:
    """Make n different words of one to three syllables, the short ones first."""
    rng, words = np.random.default_rng(seed), dict[str, None]()
    while len(words) < n:
        n_syllables = 1 + int(len(words) > 150) + int(len(words) > n // 12)
        picks = rng.integers(0, 1 << 30, size=(n_syllables, 3))
        word = "".join(
            _ONSETS[a % len(_ONSETS)] + _NUCLEI[b % len(_NUCLEI)] + (_CODAS[c % len(_CODAS)] if last else "")
            for last, (a, b, c) in enumerate(picks, start=1 - n_syllables)
            for last in [last == 0]
        )
        words.setdefault(word.capitalize() if capital else word)
    return list(words)


def _zipf(n: int, exponent: float = 1.05, shift: float = 2.7) -> NDArray[np.float64]:
    """Give the cumulative probabilities of ranks 1 to n."""
    weights = 1 / (np.arange(1, n + 1) + shift) ** exponent
    sums: NDArray[np.float64] = np.cumsum(weights / weights.sum())
    return sums


class World:
    """The words and names that articles are made of."""

    @cached_property
    def words(self) -> list[str]:
        return make_words(N_WORDS, 1)

    @cached_property
    def sources(self) -> list[str]:
        return [f"{name} News" for name in make_words(N_SOURCES, 2, capital=True)]

    @cached_property
    def publishers(self) -> list[str]:
        return [f"{name} Post" for name in make_words(N_PUBLISHERS, 3, capital=True)]

    @cached_property
    def places(self) -> list[str]:
        return [name.upper() for name in make_words(N_PLACES, 4)]

    @cached_property
    def speakers(self) -> list[str]:
        return self._make_people(N_SPEAKERS, 5)

    @cached_property
    def authors(self) -> list[str]:
        return self._make_people(N_AUTHORS, 6)

    @cached_property
    def events(self) -> list[str]:
        return [f"{name}gate" for name in make_words(N_MONTHS, 7, capital=True)]

    @staticmethod
    def _make_people(n: int, seed: int) -> list[str]:
        given, family = make_words(400, seed, capital=True), make_words(4000, seed + 100, capital=True)
        pairs = np.random.default_rng(seed).permutation(400 * 4000)[:n]
        return [f"{given[pair % 400]} {family[pair // 400]}" for pair in pairs]

    def invent_all(self, n: int) -> Iterator[InventedArticle]:
        """Invent n articles, the same that `invent` gives in chunks."""
        for first in range(0, n, CHUNK):
            yield from self.invent(first, min(CHUNK, n - first))

    def invent(self, first: int, n: int) -> Iterator[InventedArticle]:
        """Invent the articles numbered first to first + n, always the same."""
        rng = np.random.default_rng([7, first])
        days = (LAST_DAY - FIRST_DAY).days
        for number in range(first, first + n):
            at = FIRST_DAY + timedelta(days=days * float(rng.random()) ** 0.6, seconds=int(rng.integers(86_400)))
            yield _Writer(self, rng, at).write(number)


_WORDS_CUM, _SPEAKERS_CUM = _zipf(N_WORDS), _zipf(N_SPEAKERS, 0.9, 5)
_SOURCES_CUM, _PUBLISHERS_CUM = _zipf(N_SOURCES, 1), _zipf(N_PUBLISHERS, 1)
_PLACES_CUM, _AUTHORS_CUM = _zipf(N_PLACES, 1), _zipf(N_AUTHORS, 0.8)


class _Writer:
    def __init__(self, world: World, rng: np.random.Generator, at: datetime) -> None:
        self._world, self._rng, self._at = world, rng, at
        self._parts, self._length = list[str](), 0
        self._quotes = list[InventedQuote]()

    def _draw(self, cumulative: NDArray[np.float64]) -> int:
        return int(np.searchsorted(cumulative, self._rng.random()))

    def _put(self, text: str) -> int:
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        return start

    def write(self, number: int) -> InventedArticle:
        rng, world = self._rng, self._world
        n_words = int(np.clip(rng.lognormal(6.27, 0.6), 60, 6000))
        words = iter([world.words[rank] for rank in np.searchsorted(_WORDS_CUM, rng.random(n_words + 12))])
        headline = " ".join(next(words) for _ in range(int(rng.integers(5, 11)))).capitalize()
        if rng.random() < SHARE_WITH_EVENT:
            month = min((self._at.year - 2005) * 12 + self._at.month - 1, N_MONTHS - 1)
            self._put(f"{world.events[month]} again. ")
        present = [self._draw(_SPEAKERS_CUM) for _ in range(int(rng.integers(1, 5)))]
        left = n_words - 12
        while left > 0:
            length = min(left, int(rng.integers(8, 30)))
            sentence = " ".join(next(words) for _ in range(length)).capitalize()
            left -= length
            if rng.random() < 0.28:
                self._quote(sentence, present[int(rng.integers(len(present)))])
            else:
                self._put(sentence + ("." if rng.random() < 0.6 else ".\n\n") + " ")
        body = "".join(self._parts).strip().replace(".\n\n ", ".\n\n ")
        has_date, precision = rng.random() < 0.97, rng.random()
        published = self._at.replace(microsecond=0)
        if precision < 0.3:
            published = published.replace(hour=0, minute=0, second=0)
        return InventedArticle(
            number=number,
            headline=headline,
            body=body,
            language=str(rng.choice(list(COMMON_BY_LANGUAGE), p=list(COMMON_BY_LANGUAGE.values()))),
            source=self._draw(_SOURCES_CUM),
            publisher=self._draw(_PUBLISHERS_CUM),
            place=self._draw(_PLACES_CUM) if rng.random() < 0.7 else None,
            author=self._draw(_AUTHORS_CUM) if rng.random() < 0.5 else None,
            published_at=published if has_date else None,
            precision=("day" if precision < 0.3 else "second") if has_date else None,
            quotes=tuple(self._quotes),
        )

    def _quote(self, sentence: str, speaker: int) -> None:
        name = self._world.speakers[speaker]
        start = self._put(f"“{sentence},”") + 1
        cue = self._put(" said ") + 1
        mention = self._put(name)
        self._put(". ")
        self._quotes.append(InventedQuote(start, start + len(sentence) + 1, cue, mention, mention + len(name), speaker))


def describe_world(world: World) -> dict[str, Any]:
    """Give what the benchmark's questions ask for."""
    return {
        "everywhere": world.words[20],
        "common": world.words[120],
        "middling": world.words[400],
        "rare": world.words[60_000],
        "phrase": f"{world.words[8]} {world.words[12]}",
        "event": world.events[30],
        "source": world.sources[0],
        "small_source": world.sources[40],
        "speaker": world.speakers[0],
    }
