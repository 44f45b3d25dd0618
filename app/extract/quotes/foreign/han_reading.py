"""Marked words in Chinese, and who says them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import itemgetter

from app.extract.quotes.foreign.han import Speakers, read_cast
from app.extract.quotes.lexicon import CUE_VERBS
from app.extract.quotes.marks import Marked, Stretch
from app.extract.quotes.phrases import Range
from app.extract.quotes.scene import Claim
from app.extract.quotes.tokens import Paragraph

_VERBS = CUE_VERBS["zh"]
_STOPS = frozenset("。！？!?；;")
_PAUSES = frozenset("，,、：:（）()") | {"—", "——"}
_FEWEST = 3
_NEAR = 40
_LONGEST_CUE = 4


def read_han(paragraphs: Sequence[Paragraph], marked: Sequence[Marked]) -> tuple[Claim, ...]:
    """Give the claims to marked words, each with its speaker."""
    readers = [_Reader(number, *each) for number, each in enumerate(zip(paragraphs, marked, strict=True))]
    speakers = Speakers(read_cast([clause for reader in readers for clause in reader.list_clauses(0, reader.length)]))
    return tuple(claim for reader in readers for claim in reader.read(speakers))


class _Reader:
    def __init__(self, number: int, paragraph: Paragraph, marked: Marked) -> None:
        self.number, self.words = number, paragraph.words
        self.inside, self.stretches = marked.inside, marked.stretches
        self.length = len(paragraph)

    def list_clauses(self, first: int, end: int) -> list[str]:
        """Give what stands outside of marks in tokens [first, end), cut at pauses and stops."""
        clauses, clause = [], ""
        for i in range(first, end):
            if self.inside[i] >= 0 or self.words[i] in _STOPS or self.words[i] in _PAUSES:
                clauses.append(clause)
                clause = ""
            else:
                clause += self.words[i]
        return [each for each in (*clauses, clause) if each]

    def read(self, speakers: Speakers) -> list[Claim]:
        """Go through verbs of saying and marks in the order of the text, as he and she are who spoke last."""
        cues = self._list_cues()
        named: dict[Range, str | None] = {}
        spoke = 0
        for cue in cues:
            start = self._sentence_start(cue[0])
            between = self.list_clauses(spoke, start)
            named[cue] = speakers.name_subject(self.list_clauses(start, cue[0]), between)
            spoke = max(cue[1], spoke)
        claims: list[Claim] = []
        for stretch in self.stretches:
            if stretch.end - stretch.first < _FEWEST or self._is_within(stretch, cues):
                continue
            found = self._find_cue(stretch, cues)
            piece = (stretch.outer_first, stretch.outer_end)
            if found:
                mention = self._find_mention(found)
                claims.append(
                    Claim(
                        self.number,
                        (piece,),
                        found,
                        mention,
                        "foreign",
                        speaker=named[found],
                        mention_paragraph=self.number,
                    )
                )
            elif claims and self._ends_sentence(stretch):
                last = claims[-1]
                claims.append(
                    Claim(
                        self.number, (piece,), last.cue, last.mention, "foreign-continued",
                        speaker=last.speaker, mention_paragraph=self.number,
                    )
                )  # fmt: skip
        return claims

    def _list_cues(self) -> list[Range]:
        cues: list[Range] = []
        i = 0
        while i < self.length:
            cue = self._cue_at(i)
            if cue:
                cues.append(cue)
            i = cue[1] if cue else i + 1
        return cues

    def _cue_at(self, i: int) -> Range | None:
        for length in range(_LONGEST_CUE, 0, -1):
            end = i + length
            if "".join(self.words[i:end]) in _VERBS and all(inside < 0 for inside in self.inside[i:end]):
                return i, end
        return None

    def _sentence_start(self, at: int) -> int:
        i = at
        while i > 0 and at - i < _NEAR and self.inside[i - 1] < 0 and self.words[i - 1] not in _STOPS:
            i -= 1
        return i

    def _is_within(self, stretch: Stretch, cues: Sequence[Range]) -> bool:
        """Tell whether marked words are part of a clause (这种灰浆“越老越硬”), not a clause that was said."""
        before = stretch.outer_first - 1
        led_in = before < 0 or self.words[before] in _PAUSES or self.words[before] in _STOPS or self.inside[before] >= 0
        at = bisect_left(cues, before + 1, key=itemgetter(1))
        said = at < len(cues) and cues[at][1] == before + 1
        return not (led_in or said or self._ends_sentence(stretch))

    def _ends_sentence(self, stretch: Stretch) -> bool:
        return self.words[stretch.end - 1] in _STOPS

    def _find_cue(self, stretch: Stretch, cues: Sequence[Range]) -> Range | None:
        """Find the verb of saying before marked words that it announces, else the one after them, else any before."""
        start, end = stretch.outer_first, stretch.outer_end
        at = bisect_right(cues, start, key=itemgetter(1))
        before = cues[at - 1] if at and cues[at - 1][0] >= self._sentence_start(start) else None
        opener = self.words[start - 1] if start else ""
        if before and (opener in (":", "：") or start - before[1] <= 1):
            return before
        closed = end < self.length and self.words[end] in _STOPS
        after = bisect_left(cues, end, key=itemgetter(0))
        if closed or opener in (":", "：") or after == len(cues) or cues[after][0] - end > _NEAR:
            return before
        reached = all(self.inside[i] < 0 and self.words[i] not in _STOPS for i in range(end, cues[after][0]))
        return cues[after] if reached else before

    def _find_mention(self, cue: Range) -> Range | None:
        """Give what stands right before a verb of saying, back to a pause."""
        i = cue[0]
        while i > 0 and cue[0] - i < _NEAR and self.inside[i - 1] < 0 and self.words[i - 1] not in _STOPS | _PAUSES:
            i -= 1
        return (i, cue[0]) if i < cue[0] else None
