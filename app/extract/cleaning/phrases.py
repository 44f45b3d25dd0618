"""Lists of phrases, looked up fast: what a line opens with, and what it holds.

Phrases and text are plain (see to_plain). A phrase begins and ends at the edge of a word, save in
scripts whose words run on.
"""

from __future__ import annotations

import re
from collections import defaultdict

from app.extract.lines import UNSPACED, read_lexicon, to_plain

_RUN_ON = re.compile(rf"{UNSPACED.pattern}|[\uac00-\ud7a3]")
"""Letters of scripts whose words run on, or take their endings, without a space."""
_QUOTES = frozenset("\"“”„«»‘'「『")
_MOST_MARKS = 3
_WORD = re.compile(r"[^\W_]+")


class Openings:
    """Phrases that a line may open with, behind at most three marks that are no quotation marks."""

    def __init__(self, lexicon: str) -> None:
        by_first: dict[str, list[str]] = defaultdict(list)
        for phrase in sorted(map(to_plain, read_lexicon(lexicon)), key=len, reverse=True):
            by_first[phrase[0]].append(phrase)
        self._by_first = {first: tuple(phrases) for first, phrases in by_first.items()}

    def find(self, plain: str) -> str | None:
        """Find the longest phrase that a line opens with."""
        for at, mark in enumerate(plain[: _MOST_MARKS + 1]):
            phrases = self._by_first.get(mark, ())
            if plain.startswith(phrases, at):
                for phrase in phrases:
                    if plain.startswith(phrase, at) and _ends_word(plain, at + len(phrase)):
                        return phrase
            if mark.isalnum() or mark in _QUOTES:
                break
        return None


class Contents:
    """Phrases that a line may hold anywhere. Most lines are told to hold none by the rarest word of each phrase."""

    def __init__(self, lexicon: str) -> None:
        phrases = sorted(map(to_plain, read_lexicon(lexicon)), key=len, reverse=True)
        spaced = [phrase for phrase in phrases if not _RUN_ON.search(phrase)]
        self._run_on = tuple(phrase for phrase in phrases if _RUN_ON.search(phrase))
        self._telling = frozenset(max(_WORD.findall(phrase), key=len) for phrase in spaced)
        self._spaced = re.compile(r"(?<![^\W_])(?:" + "|".join(map(re.escape, spaced)) + ")")

    def are_in(self, plain: str) -> bool:
        """Tell whether a line holds one of the phrases."""
        if not self._telling.isdisjoint(_WORD.findall(plain)):
            for found in self._spaced.finditer(plain):
                if _ends_word(plain, found.end()):
                    return True
        return _RUN_ON.search(plain) is not None and any(phrase in plain for phrase in self._run_on)


def _ends_word(text: str, at: int) -> bool:
    last, after = text[at - 1], text[at : at + 1]
    return not (last.isalpha() and after.isalpha()) or bool(_RUN_ON.match(last))
