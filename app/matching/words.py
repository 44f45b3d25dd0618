"""A text as words to be compared: what is the same in print and on the phone, and what turns a sentence around."""

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from unicodedata import normalize

MOST_WORDS = 1_000  # of a text, that are compared

UNSPACED_FROM = "\u3040"
"""The first character of the scripts of which each character is read as a word."""
_UNSPACED = "\u0e00-\u0e4e\u1000-\u103f\u1780-\u17d3\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_TOKEN = re.compile(
    rf"[{_UNSPACED}]"
    r"|\d+(?:[.,]\d+)*"
    rf"|[^\W\d_{_UNSPACED}]+(?:'[^\W\d_{_UNSPACED}]+)*"
    r"|%"
    r"|[,;:，；：、—–]"
    r"|[.!?。！？]+(?=[\s\"”’»]|$)|[。！？]"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_CONTRACTIONS = {
    "won't": ("will", "not"),
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "shan't": ("shall", "not"),
    "ain't": ("is", "not"),
    "let's": ("let", "us"),
}
_ENDINGS = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am"}
_END_OF_SENTENCE = frozenset(".!?。！？")
_END_OF_CLAUSE = frozenset(",;:，；：、—–")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, and in which sentence and clause each stands, by numbers."""

    words: tuple[str, ...]
    sentences: tuple[int, ...]
    clauses: tuple[int, ...]

    def sentence_around(self, start: int, end: int) -> tuple[int, int]:
        """Widen [start, end) to whole sentences."""
        first, last = self.sentences[start], self.sentences[end - 1]
        return self.sentences.index(first), len(self.sentences) - self.sentences[::-1].index(last)

    def clause_before(self, start: int) -> int:
        """Give where the clause begins that the word at `start` is in."""
        return self.clauses.index(self.clauses[start])


def read_words(text: str) -> Words:
    """Read a text's words: case, width, marks and spacing don't count, contractions are opened, numbers are figures."""
    words: list[str] = []
    sentences: list[int] = []
    clauses: list[int] = []
    sentence = clause = 0
    for match in _TOKEN.finditer(normalize("NFKC", text).casefold().replace("’", "'")):
        token = match[0]
        if token[0] in _END_OF_SENTENCE or token in _END_OF_CLAUSE:
            sentence += token not in _END_OF_CLAUSE
            clause += 1
            continue
        opened = _open(token)
        words += opened
        sentences += [sentence] * len(opened)
        clauses += [clause] * len(opened)
        if len(words) >= MOST_WORDS:
            break
    return Words(tuple(words[:MOST_WORDS]), tuple(sentences[:MOST_WORDS]), tuple(clauses[:MOST_WORDS]))


def _open(token: str) -> tuple[str, ...]:
    if token[0].isdecimal():
        return (token.replace(",", "") if _THOUSANDS.fullmatch(token) else token,)
    if token in _CONTRACTIONS:
        return _CONTRACTIONS[token]
    for ending, word in _ENDINGS.items():
        if token.endswith(ending) and len(token) > len(ending):
            return (token.removesuffix(ending), word)
    return (read_number_words().get(token, token),)


def is_number(word: str) -> bool:
    """Tell whether a word is a figure or stands for one."""
    return word[0].isdecimal() or word in _number_values()


def is_negation(word: str) -> bool:
    """Tell whether a word turns a sentence around."""
    return word in _read_list("negations.txt")


def is_common(word: str) -> bool:
    """Tell whether a word says little by itself."""
    return word in _read_list("common_words.txt")


@lru_cache(maxsize=4)
def _read_list(name: str) -> frozenset[str]:
    lines = (files("app.matching") / name).read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=1)
def read_number_words() -> dict[str, str]:
    """Read which words stand for which figures."""
    lines = (files("app.matching") / "number_words.csv").read_text("utf-8").splitlines()
    return {row["word"]: row["value"] for row in csv.DictReader(lines)}


@lru_cache(maxsize=1)
def _number_values() -> frozenset[str]:
    return frozenset(read_number_words().values())
