"""Words, sentences and paragraphs of a body, each with its offsets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.extract.quotes import lexicon

# The parts can't match the same character in two ways, so the scan is linear on any input.
_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}"
    r"|[\u3400-\u9fff]"
    r"|\d+(?:[.,:]\d+)*%?"
    r"|[-‑](?:t[-‑])?(?=(?:ils?|elles?)\b)"
    r"|[^\W\d]\w*(?:[-‑](?!(?:t[-‑])?(?:ils?|elles?)\b)[^\W_]+)*(?:['’](?:(?:re|ve|ll|d|m|t)\b|[A-Z]\w+))?"
    r"|['’]s\b"
    r"|\w+"
    r"|--+|\.{2,}|'(?=''(?!'))|''|``"
    r"|[^\w\s]"
)
POSSESSIVE = frozenset({"'s", "’s"})
"""The token behind whose something is: Rivers 's plan."""
_PARAGRAPH = re.compile(r"[^\n]+")
_STOPS = frozenset(".!?…。！？")
_AFTER_STOP = frozenset("”\"’'»)]」』") | {"''"}
_BEFORE_SENTENCE = frozenset("“\"‘'«„([-–—•$@#「『`")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The tokens of one paragraph, in parallel columns; token ranges are [first, end)."""

    words: Sequence[str]
    lower: Sequence[str]
    """The words in small letters; the AS of Fjordlax AS, a legal form and no function word, stays as it is."""
    starts: Sequence[int]
    ends: Sequence[int]
    sentence: Sequence[int]
    """Token -> number of its sentence."""
    bounds: Sequence[int]
    """Sentence -> its first token; one more entry holds the number of tokens."""

    def __len__(self) -> int:
        return len(self.words)

    def spaced(self, i: int) -> bool:
        """Tell whether white space, or nothing at all, stands before token i."""
        return i == 0 or i >= len(self.words) or self.starts[i] > self.ends[i - 1]

    def sentence_of(self, i: int) -> tuple[int, int]:
        """Give the token range of the sentence that token i is in."""
        number = self.sentence[i]
        return self.bounds[number], self.bounds[number + 1]


def list_paragraphs(body: str) -> tuple[Paragraph, ...]:
    """Cut a body into paragraphs of tokens, those without any left out; offsets are code points of the body."""
    found = (_read_paragraph(body, m.start(), m.end()) for m in _PARAGRAPH.finditer(body))
    return tuple(paragraph for paragraph in found if paragraph.words)


def _read_paragraph(body: str, start: int, end: int) -> Paragraph:
    matches = list(_TOKEN.finditer(body, start, end))
    words = [m[0] for m in matches]
    lower = [word if _is_legal_form(words, i) else word.lower() for i, word in enumerate(words)]
    starts = [m.start() for m in matches]
    ends = [m.end() for m in matches]
    bounds = [0, *(i for i in range(1, len(words)) if words[i - 1] in _CAN_END and _begins(words, starts, ends, i))]
    sentence: list[int] = []
    for number, first in enumerate(bounds):
        following = bounds[number + 1] if number + 1 < len(bounds) else len(words)
        sentence.extend([number] * (following - first))
    return Paragraph(words, lower, starts, ends, sentence, [*bounds, len(words)])


_CAN_END = _STOPS | _AFTER_STOP | {"..", "...", "...."}
_CLOSERS_LOOKED_AT = 3


def _begins(words: Sequence[str], starts: Sequence[int], ends: Sequence[int], i: int) -> bool:
    """Tell whether a sentence begins at token i: a stop, perhaps closing marks, then space and a likely first word."""
    last = i - 1
    while words[last] in _AFTER_STOP and last > 0 and i - last <= _CLOSERS_LOOKED_AT and starts[last] == ends[last - 1]:
        last -= 1
    if words[last] not in _STOPS and not words[last].startswith(".."):
        return False
    if words[last] in "。！？":
        return words[i] not in _AFTER_STOP
    if starts[i] == ends[i - 1]:
        return False
    if (
        words[last] == "."
        and last == i - 1
        and last > 0
        and starts[last] == ends[last - 1]
        and _shortens(words[last - 1])
    ):
        return False
    first = words[i][0]
    return first.isupper() or first.isdigit() or first in _BEFORE_SENTENCE or (first.isalpha() and not first.islower())


def _is_legal_form(words: Sequence[str], i: int) -> bool:
    before = words[i - 1] if i > 0 else ""
    return words[i].isupper() and words[i] in lexicon.LEGAL_FORMS and before[:1].isupper() and not before.isupper()


def _shortens(word: str) -> bool:
    return word.lower() in lexicon.ABBREVIATIONS or (len(word) == 1 and word.isupper() and word != "I")
