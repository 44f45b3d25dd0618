"""The names of bodies: which small words and commas join their parts."""

from __future__ import annotations

from app.extract.quotes.capitals import word_at
from app.extract.quotes.lexicon import CLASS, ORGANISATION, SEX, TITLES
from app.extract.quotes.tokens import Paragraph

_FIELD = CLASS["field"]
_LONGEST_BODY = 5
_LONGEST_LIST = 8


def names_body(paragraph: Paragraph, i: int) -> bool:
    """Tell whether token i is the 'of' in Ministry of Water, University of Lumba, Institute of the Arctic Shelf.

    So is the 'on' in Commission on Human Rights, and the 'of' in Society for the Protection of Birds.
    """
    if not (0 < i < len(paragraph) - 1) or not paragraph.words[i - 1][0].isupper():
        return False
    named = i + 2 if word_at(paragraph, i + 1) == "the" and i + 2 < len(paragraph) else i + 1
    after = paragraph.lower[named]
    if (
        not paragraph.words[named][0].isupper()
        or paragraph.sentence[named] != paragraph.sentence[i]
        or after in CLASS["capital_not_name"]
    ):
        return False
    link, before = paragraph.lower[i], paragraph.lower[i - 1]
    if link in ("of", "for"):
        return before in ORGANISATION or (link == "for" and before in CLASS["members"]) or _goes_on(paragraph, i)
    if link in ("without", "against"):
        return before in CLASS["members"]
    return link == "on" and before in CLASS["body_on"]


def _goes_on(paragraph: Paragraph, i: int) -> bool:
    """Tell the second 'of' in Society for the Protection of Birds."""
    return (
        paragraph.lower[i] == "of"
        and word_at(paragraph, i - 2) == "the"
        and word_at(paragraph, i - 3) == "for"
        and names_body(paragraph, i - 3)
    )


def joins_body(paragraph: Paragraph, i: int) -> bool:
    """Tell whether token i is the 'and' in Ministry of Water and Power, not that in Ministry of Water and Jane."""
    if joins_fields(paragraph, i):
        return True
    if word_at(paragraph, i) != "and" or not paragraph.words[i - 1][0].isupper() or i + 1 >= len(paragraph):
        return False
    after = paragraph.lower[i + 1]
    if not paragraph.words[i + 1][0].isupper() or after in SEX or after in CLASS["body_kind"] or after in TITLES:
        return False
    bodies = (j for j in range(i - 2, max(i - _LONGEST_BODY, 0), -1) if names_body(paragraph, j))
    of = next(bodies, None)
    return (
        of is not None
        and (paragraph.lower[of - 1] in CLASS["body_kind"] or after in _FIELD)
        and all(paragraph.words[j][0].isupper() or paragraph.words[j] == "," for j in range(of + 1, i))
    )


def joins_fields(paragraph: Paragraph, i: int) -> bool:
    """Tell whether token i is the comma or the 'and' in Health, Labor and Welfare Ministry, or Minister."""
    if word_at(paragraph, i) not in (",", "and") or word_at(paragraph, i - 1) not in _FIELD:
        return False
    joined = paragraph.lower[i] == "and"
    for j in range(i + 1, min(i + _LONGEST_LIST, len(paragraph))):
        word = paragraph.lower[j]
        if joined and word in CLASS["field_of"]:
            return j > i + 1
        if word not in {",", "and"} and not (word in _FIELD and paragraph.words[j][0].isupper()):
            return False
        joined = joined or word == "and"
    return False


def kinds_of(name: str) -> frozenset[str]:
    """Give the words that a body may be called by: ministry for Ministry of Water, council for Lumba River Council."""
    words = name.lower().split()
    return frozenset(
        {words[-1], *(words[i - 1] for i, word in enumerate(words) if i > 0 and word in ("of", "for", "on"))}
    )
