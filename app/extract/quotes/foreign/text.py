"""One paragraph as these rules look at it: which token is a verb of saying, a name's, an article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.extract.quotes.foreign.words import ELISIONS, PAUSES, STOPS, Words
from app.extract.quotes.lexicon import CLASS
from app.extract.quotes.marks import Marked
from app.extract.quotes.phrases import Range
from app.extract.quotes.tokens import Paragraph

_ELIDED = re.compile(rf"(?:{'|'.join(ELISIONS)})['’](?=\w)", re.IGNORECASE)
_ENCLITIC = re.compile(r"-(?:se|lhes?|[oa]s?|me|nos)$")
_INVERTED = re.compile(r"-(?:t-)?on$")
_LONGEST_NAME = 6
_LONGEST_TERM = 3


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph with its marks, in one language."""

    number: int
    paragraph: Paragraph
    marked: Marked
    words: Words
    bares: Sequence[str]
    """The words as printed, without what is elided before them or hangs on them: l'AFP, dit-on."""
    lows: Sequence[str]
    """The same in small letters."""

    def __len__(self) -> int:
        return len(self.paragraph)

    def bare(self, i: int) -> str:
        """Give a bare word as printed."""
        return self.bares[i]

    def low(self, i: int) -> str:
        """Give a bare word in small letters, or nothing where there is none."""
        return self.lows[i] if 0 <= i < len(self.lows) else ""

    def is_marked(self, i: int) -> bool:
        """Tell whether a token stands within marks."""
        return self.marked.inside[i] >= 0

    def is_cue(self, i: int) -> bool:
        """Tell whether a token is a verb of saying."""
        opens = self.paragraph.sentence_of(i)[0] == i
        if self.low(i) not in self.words.verbs or (self.paragraph.words[i] != self.paragraph.lower[i] and not opens):
            return False
        # su cuenta de X, la denuncia del alcalde
        return not (self.low(i - 1) in self.words.articles and self.low(i + 1) in self.words.of)

    def is_verb_like(self, i: int) -> bool:
        """Tell whether a token may be a verb: in small letters, and none of the small words."""
        words, low = self.words, self.low(i)
        small = words.articles | words.preposition | words.of | words.pronouns | words.not_name | words.time
        return self.bare(i).isalpha() and self.bare(i).islower() and low not in small

    def is_capital(self, i: int) -> bool:
        """Tell whether a token may be part of a name; what is all in capitals is an acronym or a dateline."""
        word = self.bare(i)
        return word[:1].isupper() and (len(word) == 1 or not word.isupper())

    def is_time(self, i: int) -> bool:
        """Tell whether a token says when; Julio Prats is no month, as he has a capital where months have none."""
        known = self.low(i) in self.words.time
        return known and (self.words.code == "de" or self.paragraph.words[i][0].islower())

    def is_acronym(self, i: int) -> bool:
        """Tell whether a token is all in capitals."""
        word = self.bare(i)
        return len(word) > 1 and word.isupper()

    def is_pause(self, i: int) -> bool:
        """Tell whether a comma, colon, bracket or dash stands here; the hyphen of 51-Jährige is none."""
        word = self.paragraph.words[i]
        return word in PAUSES and (word != "-" or self.paragraph.spaced(i))

    def skip_term(self, i: int) -> int:
        """Give the token after a marked term that token i is in, as in 'the coach of «Volna» Ivan Petrov'; else i."""
        if not self.is_marked(i):
            return i
        stretch = self.marked.stretches[self.marked.inside[i]]
        return stretch.outer_end if stretch.end - stretch.first < _LONGEST_TERM else i

    def is_stop(self, i: int) -> bool:
        """Tell whether a sentence ends with token i."""
        last = i + 1 >= len(self)
        return self.paragraph.words[i] in STOPS and (
            last or self.paragraph.sentence[i + 1] != self.paragraph.sentence[i]
        )

    def list_names(self, first: int, end: int) -> Iterator[Range]:
        """Give the runs of capitals in tokens [first, end), what only opens a sentence with a capital left out."""
        i = first
        while i < end:
            if not self.is_capital(i) or self.is_marked(i):
                i += 1
                continue
            stop = i + 1
            while stop < end and stop - i < _LONGEST_NAME and self._goes_on(stop, end):
                stop += 1
            begin = i
            while begin < stop and self._leads_in(begin):
                begin += 1
            if begin < stop:
                yield begin, stop
            i = stop

    def _goes_on(self, i: int, end: int) -> bool:
        if self.paragraph.sentence[i] != self.paragraph.sentence[i - 1] or self.is_marked(i):
            return False
        if self.is_capital(i):
            return True
        following = i + 1 < end and self.is_capital(i + 1) and not self.is_marked(i + 1)
        if self.paragraph.words[i] == ".":
            return following and len(self.paragraph.words[i - 1]) <= 2
        joins = self.paragraph.lower[i] in CLASS["particle"] or self.paragraph.lower[i] in self.words.of
        if self.words.code == "de" and not self.words.is_given_name(self.paragraph.words[i - 1]):
            joins = False
        # de la Torre: two small words may stand within a name
        second = i + 2 < end and self.is_capital(i + 2) and self.paragraph.lower[i + 1] in CLASS["particle"]
        return joins and (following or second)

    def _leads_in(self, i: int) -> bool:
        word = self.paragraph.lower[i]
        opens = self.paragraph.sentence_of(i)[0] >= i - 1
        small = word in CLASS["particle"] or word in self.words.of or word == "."
        return small or self.is_time(i) or word in self.words.title or (opens and word in self.words.not_name)


def make_text(number: int, paragraph: Paragraph, marked: Marked, words: Words) -> Text:
    """Look at a paragraph in a language."""
    bares = [_INVERTED.sub("", _ELIDED.sub("", word)) for word in paragraph.words]
    if words.code == "pt":
        bares = [_ENCLITIC.sub("", bare) for bare in bares]
    return Text(number, paragraph, marked, words, bares, [bare.lower() for bare in bares])
