"""Who holds which office in a story."""

from __future__ import annotations

from collections.abc import Sequence

from app.extract.quotes.cast import MOST, Cast
from app.extract.quotes.lexicon import CLASS, PLACES, TITLES
from app.extract.quotes.offices import introduces, is_office
from app.extract.quotes.tokens import POSSESSIVE, Paragraph

_ENDS_OFFICE = frozenset({"of", "for", "at", "in", ",", ".", "who", "and"})
_OTHERS = frozenset({"mp", "mps"})
_LONGEST_OFFICE = 6
_BRACKETED = 3  # tokens of a short form in brackets


def file_office(cast: Cast, words: Sequence[str], name: str) -> None:
    """Keep who holds an office; `words`: what it is called, the head last."""
    while words and words[-1] in CLASS["honorific"]:
        # Deputy Transport Minister Datuk Azlan Omar
        words = words[:-1]
    if words and introduces(words[-1]):
        _keep_office(cast, words[-1], frozenset(words), name)
        if len(words) > 1:
            # District Magistrate Jane Rivers is the DM
            initials = "".join(word[0] for word in words)
            if initials not in _OTHERS and PLACES.isdisjoint(words):
                _keep_office(cast, initials, frozenset({initials}), name)


def _keep_office(cast: Cast, head: str, words: frozenset[str], name: str) -> None:
    holders = cast.offices[head]
    if len(holders) < MOST and (words, name) not in holders:
        holders.append((words, name))


def office_before(paragraph: Paragraph, first: int) -> list[str]:
    """Give the office in small letters right before a name: the bank's chief executive Tim Rivers."""
    if first > _BRACKETED and paragraph.words[first - 1] == ")" and paragraph.words[first - _BRACKETED] == "(":
        # District Magistrate (DM) Jane Rivers
        short = paragraph.lower[first - 2]
        return [*office_before(paragraph, first - _BRACKETED), short] if is_office(paragraph.words[first - 2]) else []
    i = _before_field(paragraph, first)
    if i < first:
        # Minister of Transport Jane Rivers is the transport minister
        over = [word for word in paragraph.lower[i:first] if word in CLASS["field"]]
        return [*over, *office_before(paragraph, i)]
    i = first
    while (
        i > 0
        and first - i < _LONGEST_OFFICE
        and (paragraph.lower[i - 1] in TITLES or paragraph.words[i - 1] in CLASS["role"])
    ):
        i -= 1
    return list(paragraph.lower[i:first])


def _before_field(paragraph: Paragraph, first: int) -> int:
    """Find the 'of' of Minister of State for Tourism, where the name that comes next begins at `first`."""
    for i in range(first - 1, max(first - _LONGEST_OFFICE, 0), -1):
        word = paragraph.lower[i]
        if word in ("of", "for") and paragraph.lower[i - 1] in CLASS["office_over"]:
            return i if i + 1 < first else first
        if word not in CLASS["field"] and word not in (",", "and", "of", "for"):
            break
    return first


def office_after(paragraph: Paragraph, i: int) -> list[str]:
    """Give the office in ', the Chinese president,' after a name."""
    if i + 2 >= len(paragraph) or paragraph.words[i] != ",":
        return []
    words: list[str] = []
    for word in paragraph.lower[i + 1 : i + 2 + _LONGEST_OFFICE]:
        if word in _ENDS_OFFICE:
            break
        if word in POSSESSIVE:
            # Jane Rivers, the museum's curator
            words.clear()
            continue
        if word not in CLASS["determiner"]:
            words.append(word)
    return words
