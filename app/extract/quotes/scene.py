"""What the reading of a paragraph looks at, and what it has found so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.extract.quotes.cues import Cue
from app.extract.quotes.lexicon import CLASS, CONFIDENCE
from app.extract.quotes.marks import Marked, Stretch
from app.extract.quotes.phrases import Range, find_subject
from app.extract.quotes.tokens import Paragraph

STOPS = frozenset(".!?…;") | {"...", "...."}
DASHES = frozenset({",", "—", "–", "--"})
_EDGES = frozenset(',;:-–—.!?…“”"„«»‘()[]') | {"--", "...", "....", "''", "``"}
_OPENS_ADJUNCT = CLASS["opens_adjunct"]
_LONGEST_DATELINE = 15
_LONGEST_RELATIVE = 20
TURN, NESTED = "turn", "nested"
"""The patterns of a transcript's turn, and of words that somebody passed on."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Words that a cue gives to a mention, as token ranges."""

    paragraph: int
    pieces: tuple[Range, ...]
    cue: Range | None
    mention: Range | None
    pattern: str
    via: Range | None = None
    speaker: str | None = None
    """Who it is, where that was found together with the mention."""
    mention_paragraph: int = -1
    """The paragraph of cue and mention, which a quote that goes on leaves behind."""
    weighed: float | None = None
    """How likely it is right, where more is known than the pattern that found it."""

    @property
    def confidence(self) -> float:
        """How likely words and mention are right, 0 to 1."""
        return CONFIDENCE.get(self.pattern, CONFIDENCE["other"]) if self.weighed is None else self.weighed


@dataclass(frozen=True, slots=True)
class Scene:
    """One paragraph with its marks."""

    paragraph: Paragraph
    marked: Marked

    def opens(self, i: int) -> bool:
        """Tell whether token i opens a stretch of marked words."""
        return i < len(self.paragraph) and self.marked.inside[i] >= 0 and self.stretch(i).outer_first == i

    def stretch(self, i: int) -> Stretch:
        """Give the stretch that token i is in; there must be one."""
        return self.marked.stretches[self.marked.inside[i]]

    def is_end(self, i: int, end: int) -> bool:
        """Tell whether the sentence that goes to `end` has no word at i or after; an abbreviation's stop is none."""
        if i >= end:
            return True
        word = self.paragraph.words[i]
        return self.marked.inside[i] < 0 and word in STOPS and (word != "." or i + 1 >= end)

    def ends_marked(self, piece: Range) -> bool:
        """Tell whether a piece ends in marked words, a comma after them aside."""
        last = piece[1] - 1
        if self.paragraph.words[last] == "," and last > piece[0]:
            last -= 1
        return self.marked.inside[last] >= 0

    def is_adjunct(self, piece: Range) -> bool:
        """Tell 'While exports fell, ...' and 'But after the talks, ...' from a clause of its own."""
        first, end = piece
        lower = self.paragraph.lower
        while first + 1 < end and (lower[first] in CLASS["links"] or not lower[first][0].isalnum()):
            first += 1
        return lower[first] in _OPENS_ADJUNCT

    def begin(self, first: int) -> int:
        """Give where the words of a sentence begin: with marks that opened earlier, and after a dateline."""
        if self.marked.inside[first] >= 0:
            return self.stretch(first).outer_first
        words = self.paragraph.words
        if first > 0 or not (words[0].isupper() and len(words[0]) > 2):
            return first
        # BEIJING, June 9 (Xinhua) -- is no part of what was said
        ahead = range(1, min(_LONGEST_DATELINE, len(words)))
        dashes = (i + 1 for i in ahead if words[i] in ("—", "–", "--", "-") and self.paragraph.spaced(i))
        return next(dashes, first)

    def trim(self, piece: Range) -> Range | None:
        """Cut stops, commas and marks off both ends of a piece; None where no word is left."""
        words = self.paragraph.words
        first, end = piece
        while first < end and words[first] in _EDGES:
            first += 1
        while end > first and words[end - 1] in _EDGES:
            end -= 1
        return (first, end) if first < end else None


@dataclass(slots=True)
class Reading:
    """What is known while one paragraph is read from left to right."""

    number: int
    scene: Scene
    cues: Sequence[Cue]
    claims: list[Claim] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    """Stretches that belong to a claim."""

    def add(self, claim: Claim) -> None:
        """Keep a claim and take the marked words in it."""
        self.claims.append(claim)
        for first, end in claim.pieces:
            self.taken.update(self.scene.marked.inside[first:end])


@dataclass(frozen=True, slots=True)
class Saying:
    """One cue in its sentence, tokens [first, end)."""

    reading: Reading
    index: int
    cue: Cue
    first: int
    end: int

    @property
    def scene(self) -> Scene:
        """The paragraph the cue stands in."""
        return self.reading.scene

    def claim(self, pieces: Sequence[Range], mention: Range, pattern: str) -> Claim:
        """Give the cue's claim."""
        number = self.reading.number
        cue = (self.cue.first, self.cue.end)
        return Claim(number, tuple(pieces), cue, mention, pattern, mention_paragraph=number)

    def find_high(self, at: int) -> int:
        """Find where words that begin at `at` must end: a comma or conjunction leads to the next cue's own subject.

        X said A, and Y said B.
        """
        for cue in self.reading.cues[self.index + 1 :]:
            if cue.first >= self.end:
                break
            if cue.first >= at and (high := self._parted(cue, at)) is not None:
                return high
        return self.end

    def _parted(self, cue: Cue, at: int) -> int | None:
        words, lower = self.scene.paragraph.words, self.scene.paragraph.lower
        if cue.takes == "source":
            return cue.first - (words[cue.first - 1] in DASHES)
        if cue.participle or cue.takes == "marks":
            return None
        low = max(at, find_low(self.scene, cue, at))
        subject = find_subject(self.scene.paragraph, self.scene.marked.inside, low, cue.before)
        edge = subject[0] if subject else cue.before
        if edge <= at or lower[edge] in CLASS["relative"]:
            return None
        last = edge - 1
        if lower[last] in ("and", "but", "while", "as", "although", "though"):
            return max(last - (words[last - 1] in DASHES), at)
        return last if words[last] in DASHES or words[last] == ";" else None


def find_low(scene: Scene, cue: Cue, first: int) -> int:
    """Find where a subject may begin at the earliest: in the sentence, and after marks that stand left of the cue."""
    i = cue.first - 1
    while i >= first:
        if scene.marked.inside[i] >= 0:
            opener = scene.stretch(i).outer_first
            if not _is_within_relative(scene, first, opener):
                return i + 1
            i = opener
        i -= 1
    return first


def _is_within_relative(scene: Scene, first: int, opener: int) -> bool:
    """Tell whether a mark opens in a clause about the subject: the bank, which ranks the share “cheap”, said."""
    words, lower = scene.paragraph.words, scene.paragraph.lower
    for i in range(opener - 1, max(first, opener - _LONGEST_RELATIVE), -1):
        if scene.marked.inside[i] >= 0 or words[i] in DASHES:
            return False
        if lower[i] in CLASS["relative"] and words[i - 1] == ",":
            return True
    return False
