"""Which words are printed with a capital, and for what."""

from __future__ import annotations

import re

from app.extract.quotes.tokens import Paragraph

_LONGEST_ACRONYM = 5
_ARTICLE_AND_NAME = re.compile(r"(?:[a-z]{2,4}[-‑'’]|d['’])[^\W\d_a-z]")


def is_capital(word: str) -> bool:
    """Tell whether a word begins with a capital, behind an article of its own too: Olsen, al-Burhan, d'Aubert."""
    return word[0].isupper() or not (word.isalpha() or _ARTICLE_AND_NAME.match(word) is None)


def is_shouted(word: str) -> bool:
    """Tell whether a word is printed in capitals for emphasis: an acronym has five letters at most."""
    return len(word) > _LONGEST_ACRONYM and word.isupper()


def is_acronym(word: str) -> bool:
    """Tell EU and ASEAN from an initial and from what is shouted."""
    return len(word) > 1 and word.isupper() and word.isalpha() and not is_shouted(word)


def word_at(paragraph: Paragraph, i: int) -> str:
    """Give token i in small letters, or nothing where there is none."""
    return paragraph.lower[i] if 0 <= i < len(paragraph) else ""
