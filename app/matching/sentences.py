"""A text as sentences, good enough for two texts to be laid side by side: both are cut by the same rules."""

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from app.news import PARAGRAPH_BREAK, Span

_CLOSING = r"[\"'”’»›）)\]】」』〉》]*"
# Marks of scripts that put no space behind them end a sentence wherever they stand; others before a space alone.
_END = re.compile(
    rf"[。！？｡।॥။።՞։៕]+{_CLOSING}\s*"
    rf"|[.!?…؟۔]+{_CLOSING}\s+(?=[\"'“‘«‹„¿¡（(\[「『]*(?P<first>\S))"
    r"|\n+"
)
_WORD_BEFORE = re.compile(r"[^\s(\[\"“'‘«„]+$")
_INITIALS = re.compile(r"(?:\w\.)*[^\W\d_]")
_LONGEST_WORD = 40


def split_sentences(text: str, language: str | None = None) -> Iterator[Span]:
    """Give the sentences of a text, each without the space around it; none reaches over a blank line.

    `language` (ISO 639-1) tells which full stops belong to abbreviations.
    """
    start = 0
    for paragraph in text.split(PARAGRAPH_BREAK):
        begin = start
        for end in _END.finditer(paragraph):
            if _ends_sentence(paragraph, end, language):
                yield from _trim(text, begin, start + end.end())
                begin = start + end.end()
        yield from _trim(text, begin, start + len(paragraph))
        start += len(paragraph) + len(PARAGRAPH_BREAK)


def _ends_sentence(paragraph: str, end: re.Match[str], language: str | None) -> bool:
    if (first := end["first"]) is None:
        return True
    if first.islower():
        return False
    before = _WORD_BEFORE.search(paragraph, max(0, end.start() - _LONGEST_WORD), end.start())
    if not end[0].startswith(".") or end[0].startswith("..") or before is None:
        return True
    word = before[0].casefold()
    if word.isdecimal():  # an ordinal, where languages write them so: am 3. Mai
        return language not in {"de", "da", "nb", "no", "fi", "cs", "sk", "hu", "sl", "hr", "et"} or len(word) > 2
    if _INITIALS.fullmatch(word):
        return False
    known = _read_abbreviations(language)
    return word not in known and not (f"{word}#" in known and first.isdecimal())


def _trim(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)


@lru_cache(maxsize=64)
def _read_abbreviations(language: str | None) -> frozenset[str]:
    lines = (files("app.matching") / "abbreviations.txt").read_text("utf-8").splitlines()
    of = {words[0]: words[1:] for line in lines if not line.startswith("#") and (words := line.casefold().split())}
    return frozenset([*of["*"], *of.get(language or "en", ())])
