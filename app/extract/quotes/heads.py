"""The head of a noun phrase, and the name in it: the man from the ministry; the Tarvanian minister Jane Rivers."""

from __future__ import annotations

from collections.abc import Sequence

from app.extract.quotes.lexicon import CLASS, TITLES
from app.extract.quotes.phrases import Range
from app.extract.quotes.runs import names_body, split_titles
from app.extract.quotes.tokens import Paragraph

_HEAD_ENDS = CLASS["preposition"] | CLASS["relative"] | {",", "(", "—", "–", "--", ";", ":"}
_FRENCH = frozenset({"des", "de", "du"})
_WITHIN_NAME = CLASS["particle"] | {"of", "for", "and"}


def find_head(paragraph: Paragraph, first: int, end: int) -> tuple[Range, bool]:
    """Find the words of a noun phrase that may name somebody, and tell whether they are somebody else's.

    the man from the ministry -> the man; Xi's lawyer -> lawyer, possessed; Secretary of State Rivers -> State Rivers
    """
    stop = _find_head_end(paragraph, first, end)
    if stop + 1 < end and paragraph.lower[stop] == "of" and paragraph.lower[stop + 1] in TITLES:
        first = stop + 1
        stop = _find_head_end(paragraph, first, end)
    possessed = False
    for i in range(first, stop):
        if paragraph.lower[i] in ("'s", "’s") or (paragraph.words[i] in ("’", "'") and i > first):
            first, possessed = i + 1, True
    return (first, stop), possessed


def _find_head_end(paragraph: Paragraph, first: int, end: int) -> int:
    ends = (i for i in range(first, end) if paragraph.lower[i] in _HEAD_ENDS and not names_body(paragraph, i))
    return next(ends, end)


def find_name(words: Sequence[str]) -> tuple[str, ...]:
    """Find the name that ends a phrase: the Tarvanian minister Jane Rivers. Titles alone are none.

    The common nouns before it are cut: Swiss lender Lumba Credit; small letters end a name only after a particle: the
    Guilde des glaciers.
    """
    capitals = (
        i for i, word in enumerate(words) if word[0].isupper() and word.lower() not in CLASS["capital_not_name"]
    )
    begin = next(capitals, None)
    if begin is None:
        return ()
    if not (words[-1][0].isupper() or words[-1] == "."):
        after = words[begin + 1 :]
        foreign = words[0].lower() == "the" and len(after) > 1 and after[0] in _FRENCH and after[-1].isalpha()
        return tuple(words[begin:]) if foreign and all(word.islower() for word in after) else ()
    plain = (i for i in range(len(words) - 1, begin, -1) if words[i].islower() and words[i] not in _WITHIN_NAME)
    begin = next(plain, begin - 1) + 1
    parts, _ = split_titles(words[begin:])
    return () if all(part.lower() in TITLES or part == "." for part in parts) else parts
