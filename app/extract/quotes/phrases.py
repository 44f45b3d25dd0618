"""Noun phrases beside a cue: whom the text names as the speaker, found without a parser."""

from __future__ import annotations

from collections.abc import Sequence

from app.extract.quotes.lexicon import CLASS, TITLES
from app.extract.quotes.tokens import POSSESSIVE, Paragraph

Range = tuple[int, int]

_PRONOUN, _RELATIVE, _FINITE = CLASS["pronoun"], CLASS["relative"], CLASS["finite"]
_BOUNDARY, _PREPOSITION, _DETERMINER = CLASS["boundary"], CLASS["preposition"], CLASS["determiner"]
_TIME = CLASS["time"] | CLASS["day"] | CLASS["month"]
_BREAKS = frozenset(',;:()[]—–…“”"„«»‘!?') | {"--", "...", "....", "''", "``"}
_ALONE = frozenset({"others", "some", "many", "most", "several"})
_NOT_LAST = _PREPOSITION | _DETERMINER - _ALONE | _BOUNDARY | CLASS["adverb"] | POSSESSIVE | {"and"} | CLASS["finite"]
_COLLECTIVE = CLASS["collective"]
_MODIFIES = _RELATIVE | CLASS["modifier"]
_LONGEST = 25
_LONGEST_MODIFIER = 40
_VERBS = _FINITE | {word for word in CLASS["being"] if word.isalpha()}
_LONGEST_CLAUSE = 10
_MOST_PLAIN = 4
_LONGEST_BRACKET = 12
_SUBJECT_OF_IS = _PRONOUN | {"that", "there", "who", "what", "here"}
_NOUN_TAILS = frozenset({"of", "for"})


def touch(one: Range, other: Range) -> bool:
    """Tell whether two ranges share a token."""
    return one[0] < other[1] and other[0] < one[1]


def find_subject(paragraph: Paragraph, inside: Sequence[int], low: int, end: int) -> Range | None:
    """Find the noun phrase that ends at token `end`, not before `low`; what stands between commas after it is skipped.

    Yang, who once served as minister, said -> Yang
    """
    if end <= low or inside[end - 1] >= 0:
        return None
    if paragraph.words[end - 1] == ")":
        opened = next(
            (i for i in range(end - 2, max(low, end - _LONGEST_BRACKET), -1) if paragraph.words[i] == "("), None
        )
        return find_subject(paragraph, inside, low, opened) if opened is not None else None
    if paragraph.words[end - 1] != ",":
        return _walk_left(paragraph, inside, low, end)
    closing = end - 1
    stop = closing
    for comma in range(closing - 1, max(low, closing - _LONGEST_MODIFIER), -1):
        if paragraph.words[comma] != "," or inside[comma] >= 0:
            continue
        if not _is_modifier(paragraph, comma + 1, stop):
            if stop == closing:
                return None
            stop = comma
            continue
        bracketed = paragraph.words[comma - 1] == ")"
        head = find_subject(paragraph, inside, low, comma) if bracketed else _walk_left(paragraph, inside, low, comma)
        if head and paragraph.words[head[1] - 1][0].isalpha():
            named = paragraph.words[head[1] - 1][0].isupper() or not _is_name(paragraph, comma + 1, stop)
            return head if named else (head[0], stop)
        stop = comma
    return None


def _is_name(paragraph: Paragraph, first: int, end: int) -> bool:
    """Tell whether the name comes second: the union's lawyer, Peter Oduya, said."""
    return all(
        word[0].isupper() or word == "." or word.lower() in CLASS["particle"] for word in paragraph.words[first:end]
    )


def _is_modifier(paragraph: Paragraph, first: int, end: int) -> bool:
    if first >= end:
        return False
    word = paragraph.lower[first]
    if word in _RELATIVE or word in _MODIFIES or word in TITLES or word[0].isdigit() or word.endswith(("ing", "ed")):
        return True
    return paragraph.words[first][0].isupper() and not any(w in _FINITE for w in paragraph.lower[first:end])


def _walk_left(paragraph: Paragraph, inside: Sequence[int], low: int, end: int) -> Range | None:
    lower, words = paragraph.lower, paragraph.words
    if end <= low:
        return None
    if words[end - 1] == "." and end - 1 > low:
        end -= 1
    if lower[end - 1] in _PRONOUN or lower[end - 1] in ("who", "which"):
        return end - 1, end
    low = max(low, end - _LONGEST)
    if lower[end - 1] in _ALONE and lower[end - 1] != "others":
        return (end - 1, end) if end - 1 == low or not words[end - 2][0].isalnum() else None
    if lower[end - 1] in _NOT_LAST:
        # a driver who crossed the bridge before said
        relative = _find_relative(paragraph, low, end)
        if relative is None:
            return None
        end = relative
    i = end
    while i > low and inside[i - 1] < 0 and not _ends_phrase(paragraph, inside, low, i - 1):
        if lower[i - 1] in _VERBS:
            relative = _find_relative(paragraph, max(low, i - _LONGEST_CLAUSE), i - 1)
            if relative is None:
                break
            i = relative
        else:
            i -= 1
    return _trim(paragraph, i, end)


def _find_relative(paragraph: Paragraph, low: int, end: int) -> int | None:
    """Find the who, that or which whose clause ends at `end`."""
    for i in range(end - 1, low, -1):
        if paragraph.words[i] in _BREAKS:
            return None
        if paragraph.lower[i] in ("who", "which", "that"):
            return i
    return None


def _ends_phrase(paragraph: Paragraph, inside: Sequence[int], low: int, i: int) -> bool:
    """Tell whether token i lies before the noun phrase that is walked from the right."""
    if paragraph.words[i] in _BREAKS or paragraph.lower[i] in _BOUNDARY:
        return True
    return paragraph.lower[i] == "and" and not _joins(paragraph, inside, low, i)


def _joins(paragraph: Paragraph, inside: Sequence[int], low: int, i: int) -> bool:
    """Tell whether 'and' at token i joins two names or nouns, not two clauses."""
    if i - 1 < low or i + 1 >= len(paragraph):
        return False
    j = i
    while j > low and paragraph.words[j - 1] not in _BREAKS and inside[j - 1] < 0:
        j -= 1
        if paragraph.lower[j] in _FINITE or (paragraph.lower[j].endswith("ed") and len(paragraph.lower[j]) > 4):
            return False
    both_names = paragraph.words[i - 1][0].isupper() and paragraph.words[i + 1][0].isupper()
    return both_names or i - j <= 6


def _trim(paragraph: Paragraph, first: int, end: int) -> Range | None:
    """Drop what leads in to the noun phrase (On Monday, Later), and refuse what is none."""
    lower, words = paragraph.lower, paragraph.words
    while first < end:
        word = lower[first]
        if word in _PREPOSITION and first + 1 < end:
            first += 1
            while first < end and (lower[first] in _TIME or lower[first][0].isdigit()):
                first += 1
        elif (
            word in CLASS["adverb"] or word in ("and", "but", "-", "–") or word in CLASS["day"] or not word[0].isalnum()
        ):
            first += 1
        else:
            break
    if first >= end or lower[end - 1] in _NOT_LAST or not words[end - 1][0].isalnum():
        return None
    last = words[end - 1]
    named = last[0].isupper() or lower[first] in _DETERMINER or lower[end - 1] in TITLES
    plural = lower[end - 1].endswith("s") or lower[end - 1] in _COLLECTIVE
    if last[0].isdigit() and lower[first] not in _DETERMINER:
        return None
    return (first, end) if named or plural else None


def find_inverted(paragraph: Paragraph, inside: Sequence[int], first: int, high: int, *, marked: bool) -> Range | None:
    """Find the noun phrase that begins at token `first`, as in 'said Xi' or 'said the man from the ministry'.

    A pronoun stands there only after marked words.
    """
    lower, words = paragraph.lower, paragraph.words
    if first >= high or inside[first] >= 0:
        return None
    if lower[first] in _PRONOUN:
        return (first, first + 1) if lower[first] != "it" and marked else None
    plain = words[first][0].islower() and lower[first] not in _DETERMINER and lower[first] not in TITLES
    if (
        (plain and not lower[first].endswith("s") and not _leads_to_name(paragraph, first, high))
        or lower[first] in _NOT_A_START
        or not words[first][0].isalnum()
    ):
        return None
    i = first
    while i < high and i - first < _LONGEST:
        word = lower[i]
        if (
            words[i] in _BREAKS
            or (words[i] == "." and i + 1 >= high)
            or inside[i] >= 0
            or word in _BOUNDARY
            or word in _RELATIVE
        ):
            break
        if word in CLASS["day"] or word in _FINITE or (word in _PREPOSITION and word not in _NOUN_TAILS):
            break
        if i > first and word.endswith("ing") and words[i][0].islower():
            break
        i += 1
    while i > first and (lower[i - 1] in _NOT_LAST and lower[i - 1] not in _FINITE):
        i -= 1
    return (first, i) if i > first and words[i - 1][0].isalnum() else None


def _leads_to_name(paragraph: Paragraph, first: int, high: int) -> bool:
    """Tell whether plain nouns stand before a name: said passenger Jane Rivers."""
    for i in range(first, min(first + _MOST_PLAIN, high)):
        if paragraph.words[i][0].isupper():
            return paragraph.lower[i] not in _TIME
        if not paragraph.words[i].isalpha() or paragraph.lower[i] in _NOT_PLAIN:
            return False
    return False


_NOT_PLAIN = _PREPOSITION | _BOUNDARY | _PRONOUN | _FINITE | CLASS["adverb"] | _TIME | CLASS["being"] | CLASS["modal"]
_NOT_A_START = (_TIME | _PREPOSITION | _BOUNDARY | CLASS["adverb"] | {"it", "there", "this", "that", "these"}) - {"one"}


def find_main_subject(paragraph: Paragraph, inside: Sequence[int], first: int, high: int) -> Range | None:
    """Find the subject that a sentence opens with: that of 'saying' further on."""
    lower = paragraph.lower
    if lower[first] in _PREPOSITION or lower[first] in _BOUNDARY:
        comma = next((i for i in range(first, high) if paragraph.words[i] == "," and inside[i] < 0), None)
        if comma is None:
            return None
        first = comma + 1
    while first < high and (
        lower[first] in CLASS["adverb"] or not lower[first][0].isalnum() or lower[first] in ("and", "but")
    ):
        first += 1
    if first >= high or inside[first] >= 0:
        return None
    if lower[first] in _PRONOUN:
        return first, first + 1
    if not paragraph.words[first][0].isupper() and lower[first] not in _DETERMINER:
        return None
    i = first
    while i < high and i - first < _LONGEST:
        word = lower[i]
        if inside[i] >= 0 or paragraph.words[i] in _BREAKS or word in _RELATIVE or word in _BOUNDARY or word in _FINITE:
            break
        if (
            i > first
            and paragraph.words[i][0].islower()
            and (word.endswith("ed") or word in CLASS["adverb"] or word in CLASS["being"])
        ):
            break
        i += 1
    return _trim(paragraph, first, i)


def has_verb(paragraph: Paragraph, first: int, end: int) -> bool:
    """Tell whether tokens [first, end) hold what is likely a finite verb."""
    lower = paragraph.lower
    if any(lower[i] in POSSESSIVE and lower[i - 1] in _SUBJECT_OF_IS for i in range(first + 1, end)):
        return True
    return any(
        w in _FINITE
        or w in CLASS["being"]
        or w in CLASS["modal"] - {"to"}
        or (len(w) > 4 and w.endswith("ed"))
        or w in CLASS["auxiliary"]
        for w in paragraph.lower[first:end]
    )
