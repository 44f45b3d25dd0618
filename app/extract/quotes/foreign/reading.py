"""Marked words, and who says them, where no more than verbs of saying and small words are known of a language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.extract.quotes.foreign.cast import read_cast
from app.extract.quotes.foreign.han_reading import read_han
from app.extract.quotes.foreign.mentions import find_left, find_right
from app.extract.quotes.foreign.parting import part_marks
from app.extract.quotes.foreign.speakers import Speakers
from app.extract.quotes.foreign.text import Text, make_text
from app.extract.quotes.foreign.words import DASHES, PAUSES, STOPS, get_words
from app.extract.quotes.marks import Marked, Stretch
from app.extract.quotes.phrases import Range
from app.extract.quotes.scene import Claim
from app.extract.quotes.tokens import Paragraph

_NEAR = 14
_AT_ONCE = 4
_FEWEST_IN_PART = 4
_FEWEST_WORDS = 3
_FEWEST_ALONE = 4
_MOST_COMMAS = 2
_FOR = frozenset({"para", "per", "pour"})
_POINTS_BACK = frozenset({"lo", "así", "così", "assim", "das", "dies"})


def read_marked(
    paragraphs: Sequence[Paragraph], marked: Sequence[Marked], language: str
) -> tuple[tuple[Claim, ...], tuple[Marked, ...]]:
    """Give the claims to marked words, each with its speaker, and the marks as they were cut at cues within them."""
    if language == "zh":
        return read_han(paragraphs, marked), tuple(marked)
    words = get_words(language)
    texts = [make_text(number, *each, words) for number, each in enumerate(zip(paragraphs, marked, strict=True))]
    parted = [replace(text, marked=part_marks(text)) for text in texts]
    speakers = Speakers(read_cast(parted))
    claims: list[Claim] = []
    for text in parted:
        before = claims[-1] if claims and text.number - claims[-1].paragraph == 1 else None
        claims.extend(_Reader(text, speakers, before).read())
    return tuple(claims), tuple(text.marked for text in parted)


@dataclass(frozen=True, slots=True)
class _Reader:
    text: Text
    speakers: Speakers
    before: Claim | None
    """The last claim of the paragraph before."""

    def read(self) -> list[Claim]:
        """Give the claims of the paragraph in the order of its marks."""
        claims: list[Claim] = []
        spoken = [stretch for stretch in self.text.marked.stretches if self._may_be_speech(stretch)]
        for index, stretch in enumerate(spoken):
            before = spoken[index - 1] if index else None
            high = spoken[index + 1].outer_first if index + 1 < len(spoken) else len(self.text)
            claim = self._read_stretch(stretch, before, high, claims[-1] if claims else None)
            if claim:
                claims.append(claim)
        return claims

    def _may_be_speech(self, stretch: Stretch) -> bool:
        """Tell speech from a term: a word or two are speech where a cue cuts them off, or follows at once."""
        n_words = self._n_words(stretch)
        parted = stretch.opener is None or stretch.closer is None
        return (
            n_words >= _FEWEST_WORDS
            or (n_words > 0 and (parted or self._is_called(stretch)))
            or (n_words > 1 and self._find_colon(0, stretch.outer_first) is not None)
        )

    def _is_called(self, stretch: Stretch) -> bool:
        """Tell '¡Fuera!, gritó' and 'So leise, fügte er hinzu' from a term: a verb of saying follows at once."""
        words, start = self.text.paragraph.words, stretch.outer_end
        pause = start < len(words) and words[start] in PAUSES
        near = range(start + 1, min(start + _AT_ONCE, len(words)))
        return pause and not self._is_embedded(stretch) and any(self.text.is_cue(i) for i in near)

    def _read_stretch(self, stretch: Stretch, before: Stretch | None, high: int, last: Claim | None) -> Claim | None:
        low = before.outer_end if before else 0
        first = max(low, self.text.paragraph.sentence_of(stretch.outer_first)[0])
        announced = self._find_colon(first, stretch.outer_first)
        if announced is not None:
            return self._read_announced(stretch, first, announced)
        goes_on = last is not None and self._is_in_clause_of(last, low, stretch)
        cue = None if goes_on else self._find_after(stretch, high)
        if cue is not None:
            return self._claim_after(stretch, cue, high)
        if goes_on and last:
            return self._again(stretch, last)
        cue = self._find_before(stretch, first)
        if cue is not None and self._n_words(stretch) >= _FEWEST_IN_PART - (not self._is_embedded(stretch)):
            return self._claim_before(stretch, first, cue)
        return self._read_alone(stretch, last, low)

    def _is_in_clause_of(self, last: Claim, low: int, stretch: Stretch) -> bool:
        """Tell whether marks open again after a cue in the same sentence: “A”, he said, “B”."""
        if last.cue is None or last.mention_paragraph != self.text.number or not low <= last.cue[0] < stretch.first:
            return False
        return not any(self.text.is_stop(i) for i in range(last.cue[1], stretch.outer_first)) or stretch.opener is None

    def _n_words(self, stretch: Stretch) -> int:
        return sum(self.text.paragraph.words[i][0].isalnum() for i in range(stretch.first, stretch.end))

    def _is_closed(self, stretch: Stretch) -> bool:
        """Tell whether the sentence ends with marked words."""
        words = self.text.paragraph.words
        ends = words[stretch.end - 1] in STOPS
        after = stretch.outer_end
        return (after < len(words) and words[after] in STOPS) or (
            ends and (after >= len(words) or words[after][0].isupper())
        )

    def _find_colon(self, first: int, opener: int) -> int | None:
        words = self.text.paragraph.words
        at = opener - 1
        while at >= first and words[at] in DASHES:
            at -= 1
        return at if at > first and words[at] == ":" and not self.text.is_marked(at) else None

    def _find_after(self, stretch: Stretch, high: int) -> int | None:
        """Find the verb of saying after marked words in the same sentence, or in one that points back at them."""
        text, start = self.text, stretch.outer_end
        embedded = self._is_embedded(stretch)
        if self._is_closed(stretch):
            start += start < len(text) and text.paragraph.words[start] in STOPS
            if text.low(start) not in _POINTS_BACK:
                return None
        elif embedded:
            return None
        commas = 0
        for i in range(start, min(start + _NEAR, high)):
            commas += text.paragraph.words[i] == ","
            if text.is_stop(i) or text.paragraph.words[i] == ":" or commas > _MOST_COMMAS:
                break
            if text.is_cue(i):
                return i
        return self._find_verb(stretch, start, high) if self._is_sentence_begun(stretch) else None

    def _is_sentence_begun(self, stretch: Stretch) -> bool:
        """Tell words that open their sentence, with a capital, from a term."""
        first = stretch.outer_first
        capital = next(
            (self.text.bare(i) for i in range(stretch.first, stretch.end) if self.text.bare(i)[0].isalnum()), ""
        )
        return self.text.paragraph.sentence_of(first)[0] == first and capital[:1].isupper()

    def _find_verb(self, stretch: Stretch, start: int, high: int) -> int | None:
        """Take for a verb of saying what stands between marked words and a subject: «...», raunzte der Wirt."""
        text = self.text
        if self._n_words(stretch) < _FEWEST_WORDS or start >= high:
            return None
        if text.paragraph.words[start] not in PAUSES and text.paragraph.words[stretch.end - 1] not in STOPS:
            return None
        i = start + (text.paragraph.words[start] in PAUSES)
        while i < high and (text.low(i) in text.words.auxiliary or text.paragraph.words[i] in ("-", "'", "’")):
            i += 1
        if i >= high or not text.is_verb_like(i):
            return None
        mention = find_right(text, i + 1, self._sentence_end(i, high))
        if mention is None:
            dropped = (
                text.words.code in ("es", "pt", "it")
                and i + 1 < len(text)
                and (text.is_stop(i + 1) or text.paragraph.words[i + 1] == ",")
            )
            return i if dropped else None
        return i if mention[0] - i <= _AT_ONCE and self._may_speak(mention) else None

    def _may_speak(self, mention: Range) -> bool:
        text = self.text
        small = text.low(mention[0]) in text.words.articles | text.words.pronouns
        return small or any(True for _ in text.list_names(*mention))

    def _is_embedded(self, stretch: Stretch) -> bool:
        """Tell a title or term in a clause from words of their own: der Film „Das lange Ufer“."""
        i = stretch.outer_first - 1
        if i < 0 or stretch.opener is None:
            return False
        word = self.text.paragraph.words[i]
        if not word[0].isalnum() and word not in "'’":
            return False
        return self.text.paragraph.sentence_of(stretch.outer_first)[0] != stretch.outer_first

    def _find_before(self, stretch: Stretch, first: int) -> int | None:
        """Find the verb of saying that marked words in its clause hang on: dijo que “…”, bezeichnete … als „…“."""
        at = stretch.outer_first - 1
        if first <= at and self.text.low(first) in _FOR and self.text.paragraph.words[at] == ",":
            return first
        for i in range(at, max(first - 1, at - _NEAR), -1):
            if self.text.skip_term(i) == i and (self.text.is_marked(i) or self.text.is_stop(i)):
                return None
            if self.text.is_cue(i):
                return i
        return None

    def _claim_after(self, stretch: Stretch, cue: int, high: int) -> Claim:
        text, end = self.text, self._sentence_end(cue, high)
        left = find_left(text, stretch.outer_end, cue) if cue > stretch.outer_end else None
        hanging = left and text.low(left[0]) in text.words.pronouns
        mention = (
            left if hanging else find_right(text, cue + 1, end) or left or find_right(text, stretch.outer_end, cue)
        )
        return self._claim(stretch, (cue, cue + 1), mention, "foreign")

    def _read_announced(self, stretch: Stretch, first: int, colon: int) -> Claim | None:
        cue = next((i for i in range(colon, first - 1, -1) if self.text.is_cue(i)), None)
        if cue is not None:
            return self._claim_before(stretch, first, cue)
        mention = self.speakers.find_named(self.text, first, colon)
        if mention is None or self._n_words(stretch) < _FEWEST_WORDS:
            return None
        return self._claim(stretch, None, mention, "foreign-announced")

    def _claim_before(self, stretch: Stretch, first: int, cue: int) -> Claim:
        mention = find_left(self.text, first, cue) or find_right(self.text, cue + 1, stretch.outer_first)
        whole = self._find_colon(first, stretch.outer_first) is not None
        return self._claim(stretch, (cue, cue + 1), mention, "foreign" if whole else "foreign-part")

    def _read_alone(self, stretch: Stretch, last: Claim | None, low: int) -> Claim | None:
        """Give a marked sentence without a cue to who spoke before it, or whom the sentence before is about."""
        if not self._is_sentence(stretch):
            return None
        if last and low > 0:
            return self._again(stretch, last)
        if self.before and stretch.outer_first == 0:
            return self._again(stretch, self.before)
        if self._n_words(stretch) < _FEWEST_ALONE:
            return None
        name = self.speakers.name_topic(self.text, stretch.outer_first) if stretch.outer_first > 0 else None
        if name is None:
            return None
        piece = (stretch.outer_first, stretch.outer_end)
        return Claim(
            self.text.number, (piece,), None, None, "foreign-topic", speaker=name, mention_paragraph=self.text.number
        )

    def _is_sentence(self, stretch: Stretch) -> bool:
        words = self.text.paragraph.words
        after = words[stretch.outer_end] if stretch.outer_end < len(words) else "."
        ends = words[stretch.end - 1] in STOPS or after in STOPS
        return ends and not self._is_embedded(stretch)

    def _again(self, stretch: Stretch, claim: Claim) -> Claim:
        piece = (stretch.outer_first, stretch.outer_end)
        return Claim(
            self.text.number,
            (piece,),
            claim.cue,
            claim.mention,
            "foreign-continued",
            mention_paragraph=claim.mention_paragraph,
            speaker=claim.speaker,
        )

    def _claim(self, stretch: Stretch, cue: Range | None, mention: Range | None, pattern: str) -> Claim:
        number = self.text.number
        if mention:
            name = self.speakers.name_mention(self.text, mention)
        else:
            name = self.speakers.name_nobody(self.text, stretch.outer_first)
        piece = (stretch.outer_first, stretch.outer_end)
        return Claim(number, (piece,), cue, mention, pattern, mention_paragraph=number, speaker=name)

    def _sentence_end(self, at: int, high: int) -> int:
        return next((i for i in range(at, high) if self.text.is_stop(i)), high)
