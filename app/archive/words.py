"""Text as words to be found by: the same for what is kept and for what is asked.

A word is folded (case, width, accents) and then stemmed by the rules of its text's language, so that "Harbours" and
"harbour" are one in English, and "Häuser" and "Haus" in German. What is indexed of it is its lexeme: the stem with a
tag of the language, so that English "news" is never taken for French "new".

No word is left out for being common: "to be or not to be" can be found. Scripts that put no space between words
(Chinese, Japanese, Thai ...) and Korean are indexed as pairs of neighbouring characters, whatever the language.

Words are made here and not by PostgreSQL's text search configurations: those depend on the locale that the server's
database was made with, and on the server's version (docs/decisions/0007).
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from threading import local
from typing import NamedTuple
from unicodedata import normalize

from Stemmer import Stemmer

LONGEST_WORD = 64  # code points; what is longer is no word, and is found by its beginning

ALGORITHMS = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "eo": "esperanto",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "ne": "nepali",
    "nl": "dutch",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}
"""The Snowball stemmer of a language (ISO 639-1)."""

SAME_AS = {"nb": "no", "nn": "no", "bs": "sr", "hr": "sr"}
"""Languages that another one's stemmer serves."""

UNSTEMMED = ""
"""The language of a text whose language is unknown or has no stemmer: its words are folded only."""

_UNSPACED = (
    "\u0e00-\u0e4e\u0e80-\u0eff"  # Thai, Lao
    "\u1000-\u103f\u1780-\u17d3"  # Burmese, Khmer
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f"  # kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
    "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff"  # Hangul: spaced, but particles hang on to words
)
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0963\u0966-\u0dff"  # vowel signs of India's scripts, which Python does not count as letters
)
_LETTERS = rf"[^\W_{_UNSPACED}]"
_WORD = re.compile(
    rf"[{_UNSPACED}]+"
    rf"|[^\W\d_](?:\.[^\W\d_])+(?![^\W_])"  # U.S.
    rf"|{_LETTERS}+(?:(?:['’]|[{_MARKS}]+){_LETTERS}+)*[{_MARKS}]*"
)
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_OPTIONAL = re.compile("(?<=[a-z\u0370-\u03ff])[\u0300-\u036f]+|[\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]+")


class Lexeme(NamedTuple):
    """What a word is found by, and where the word stands in its text: [start, end) in code points."""

    text: str
    start: int
    end: int
    begins: bool = False
    """Whether lexemes that only begin like this one match, too: a single character of an unspaced script."""


def choose_stemmer(language: str | None) -> str:
    """Give the language whose stemmer serves a language, or UNSTEMMED."""
    language = SAME_AS.get(language or "", language or "")
    return language if language in ALGORITHMS else UNSTEMMED


def read_words(text: str, stemmer: str) -> Iterator[Lexeme]:
    """Read the words of a text in their order; each lexeme is one position further than the last.

    A run of an unspaced script gives each pair of neighbours, and its last character alone.
    """
    for match in _WORD.finditer(text):
        at = match.start()
        for lexeme, start, end in _cut_word(match[0], stemmer):
            yield Lexeme(lexeme, at + start, at + end)


def read_lexemes(text: str, stemmer: str) -> Iterator[str]:
    """Read what `read_words` does, without where it stands."""
    for word in _WORD.findall(text):
        for lexeme, _, _ in _cut_word(word, stemmer):
            yield lexeme


def _cut_word(word: str, stemmer: str) -> Iterable[tuple[str, int, int]]:
    if not word.isascii() and _IS_UNSPACED.match(word):
        return ((_fold(word[at : at + 2]), at, min(at + 2, len(word))) for at in range(len(word)))
    return _analyse(word[:LONGEST_WORD], stemmer)


def read_asked_words(text: str, stemmer: str) -> Iterator[tuple[int, Lexeme]]:
    """Read the words of a text that is asked for, each with its position, to stand so beside one another.

    A run of an unspaced script asks for its pairs; a single character for any pair or run's end that begins with it.
    """
    lexemes = list(read_words(text, stemmer))
    for position, lexeme in enumerate(lexemes):
        if not _IS_UNSPACED.match(text[lexeme.start]) or lexeme.end - lexeme.start == 2:
            yield position, lexeme
        elif position == 0 or lexemes[position - 1].end <= lexeme.start:
            yield position, lexeme._replace(begins=True)


def stem_word(word: str, stemmer: str) -> str:
    """Give what the forms of one word have in common."""
    return _make_lexeme(word, stemmer)


@lru_cache(maxsize=65_536)
def _analyse(word: str, stemmer: str) -> tuple[tuple[str, int, int], ...]:
    """Give lexeme, start and end of each part of a word: English keeps "Xi's" and "don't" whole, l'État is two."""
    if "." in word or (stemmer == "en" and "'" in word.replace("’", "'")):
        return ((_make_lexeme(word, stemmer), 0, len(word)),)
    parts = re.finditer(r"[^'’]+", word)
    return tuple((_make_lexeme(part[0], stemmer), *part.span()) for part in parts)


def _make_lexeme(word: str, stemmer: str) -> str:
    folded = _fold(word).replace("’", "'")
    if folded.isdecimal() or "." in folded:
        return folded
    if stemmer == UNSTEMMED:
        return f"/{folded}"
    stem = _stemmer_of(stemmer).stemWord(folded)
    return stem if stemmer == "en" else f"{stemmer}/{stem}"


def _fold(word: str) -> str:
    """Fold case, width and accents; marks that make another letter, as in й or が, stay."""
    if word.isascii():
        return word.lower()
    plain = _OPTIONAL.sub("", normalize("NFKD", word.casefold()))
    return normalize("NFC", plain).casefold().replace("ё", "е")


_stemmers = local()  # a stemmer is for one thread


def _stemmer_of(language: str) -> Stemmer:
    made: dict[str, Stemmer] = _stemmers.__dict__
    if language not in made:
        made[language] = Stemmer(ALGORITHMS[language], 0)  # _analyse remembers: no second cache
    return made[language]
