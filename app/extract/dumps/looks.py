"""What a line of a dump looks like by itself."""

from __future__ import annotations

import re
from operator import itemgetter

from app.extract.cleaning.end_marks import split_end_mark
from app.extract.cleaning.furniture import ends_like_prose, ends_story, is_caption, is_credit, is_furniture
from app.extract.dumps.lines import STOP_WORDS
from app.extract.dumps.signs import Signs
from app.extract.lines import LIST_MARK, WORD, Line, count_unspaced

_SAMPLE = 2000
"""So many characters of a line tell its looks."""
_DIGIT = Signs(r"\d")
_QUOTED = Signs(r"[\"“”«»„「『]")
_COMMA = Signs(r"[,،、，;；]")
_SENTENCE = re.compile(r"[.!?؟।][\"'”’»)\]]*\s|[。！？]")
_BAR = re.compile(r"[|·•›»>/](?=\s|$)")
_MOMENT = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[:.]\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\d\s?[年月日]")
_ADDRESS = re.compile(r"https?:|www\.|[\w.]@\w|\.(?:com|org|net)\b|(?<!\w)[@#]\w")
_ADDRESS_MARKS = ("@", "#", "http", "www.", ".com", ".org", ".net")
"""One of them is in whatever _ADDRESS finds; few lines have any."""
_TEASER = re.compile(r"(?:\.\.\.|…|\[…\]|\.\.)\W{0,3}$")
_SYMBOL = Signs(r"[^\w\s.,;:!?\"'“”‘’()«»-]")
_OPENING_BRACKETS, _CLOSING_BRACKETS = frozenset("([（［【"), frozenset(")]）］】")

LOOKS = (
    "words", "width", "long_words", "prose_end", "teaser_end", "colon_end", "question_end", "stop_words", "capitals",
    "upper", "furniture", "credit", "item", "digits", "commas", "quoted", "sentences", "moment", "address", "bars",
    "symbols", "caption", "over", "end_mark", "opening", "linked", "level", "bracketed", "prose",
)  # fmt: skip


_ASCII_WORD = re.compile(r"[A-Za-z]+")
_first = itemgetter(0)


def list_words(text: str) -> list[str]:
    """List the words that tell a line's looks."""
    sample = text[:_SAMPLE]
    return (_ASCII_WORD if sample.isascii() else WORD).findall(sample)


def measure_line(line: Line, words: list[str]) -> tuple[float, ...]:
    """Measure one line by itself, of these words: LOOKS, in their order."""
    text, mark = split_end_mark(line.text)
    sample = text[:_SAMPLE]
    n_unspaced = count_unspaced(sample)
    n_words = len(words) + n_unspaced
    n_letters = max(1, sum(map(len, words)))
    n_stop = sum(map(STOP_WORDS.__contains__, map(str.lower, words))) + n_unspaced / 2.5
    stop_share = min(1.0, n_stop / max(n_words, 3.0) * 2.5)
    ends = ends_like_prose(text)
    n_digits = _DIGIT.count(sample)
    n_sentences = len(_SENTENCE.findall(sample)) + ends
    prose = n_words if ends and n_words >= 8 and stop_share >= 0.3 else 0.0
    furniture = is_furniture(line)
    first = text[:1]
    return (
        n_words * len(text) / max(1, len(sample)),
        float(len(text)),
        n_letters / max(1, len(words)) if not n_unspaced else 4.0,
        float(ends),
        float(bool(_TEASER.search(text[-8:]))),
        float(text.endswith((":", "："))),
        float(text.endswith(("?", "？", "؟"))),
        stop_share,
        sum(map(str.isupper, map(_first, words[1:]))) / max(len(words) - 1, 2),
        sum(map(str.isupper, words)) / max(1, len(words)),
        float(furniture),
        float(is_credit(line)),
        float(text.startswith(LIST_MARK)),
        n_digits / max(1, len(sample)),
        _COMMA.count(sample) / max(4.0, n_words),
        float(_QUOTED.count(sample) > 0),
        float(n_sentences),
        float(n_digits > 0 and bool(_MOMENT.search(text[:200]))),
        float(any(mark in sample for mark in _ADDRESS_MARKS) and bool(_ADDRESS.search(sample))),
        float(len(_BAR.findall(sample))),
        _SYMBOL.count(sample) / max(8, len(sample)),
        float(furniture and is_caption(text)),  # every caption is furniture
        float(ends_story(text)),
        float(mark is not None),
        2.0 if first.isupper() else 1.0 if first.isalpha() else 0.0,
        line.linked,
        float(line.level),
        float(text[:1] in _OPENING_BRACKETS and text[-1:] in _CLOSING_BRACKETS),
        prose,
    )
