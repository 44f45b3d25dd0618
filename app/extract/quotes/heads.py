"""The head of a noun phrase, and the name in it: the man from the ministry; the Tarvanian minister Jane Rivers."""

from __future__ import annotations

from collections.abc import Sequence

from app.extract.quotes.bodies import joins_body, joins_fields, names_body
from app.extract.quotes.capitals import is_capital, word_at
from app.extract.quotes.lexicon import CLASS, CUE_VERBS, ORGANISATION, TITLES
from app.extract.quotes.offices import MONTHS, OVER, begin_holder, introduces, is_office, joins_offices, split_titles
from app.extract.quotes.phrases import Range
from app.extract.quotes.runs import list_capitals
from app.extract.quotes.tokens import POSSESSIVE, Paragraph

_HEAD_ENDS = CLASS["preposition"] | CLASS["relative"] | {",", "(", "[", "—", "–", "--", ";", ":"}
_FRENCH = frozenset({"des", "de", "du"})
_WITHIN_NAME = CLASS["particle"] | {"of", "for", "on", "the", "and", "e", "y"}
_CLOSING = {"(": ")", "[": "]"}
_AFTER_DATELINE = frozenset({"-", "–", "—", "--", ":"})
_LEAD_IN = 2  # tokens: a word and its comma
_LONGEST_BRACKET = 8
_LONGEST_GIVING = 12
_NEAR = 3  # tokens: name only as
_MARKS = frozenset('"“”‘’')
_PAIR = 2


def begin_mention(paragraph: Paragraph, first: int, end: int) -> int:
    """Begin a mention behind what only leads in to it: Earlier, the minister; [in] Tainan, the minister; which Kim."""
    first = max(first, paragraph.sentence_of(end - 1)[0])
    before = word_at(paragraph, first - 1)
    if end - first > 1 and paragraph.lower[first] == "which" and before in CLASS["preposition"]:
        first += 1
    while end - first > _LEAD_IN and paragraph.lower[first] in CLASS["leads_in"] and paragraph.words[first + 1] == ",":
        first += _LEAD_IN
    led_in = word_at(paragraph, first - 1)
    if led_in == "the":
        led_in = word_at(paragraph, first - 2)
    elif led_in == "of":
        led_in = ""
    if led_in in CLASS["preposition"] - {"by", "as", "to", "from"}:
        comma = next((i for i in range(first, end - 1) if paragraph.words[i] == ","), None)
        if comma is not None and paragraph.lower[comma + 1] in ("the", "a", "an"):
            return comma + 1
    return first


def opens_name(paragraph: Paragraph, first: int, end: int) -> bool:
    """Tell whether nothing but an office stands before the name that opens here: former president Jane Rivers."""
    for i in range(first, end):
        word = paragraph.words[i]
        if word[0].isupper():
            return True
        if not introduces(word):
            return False
    return False


def find_head(paragraph: Paragraph, first: int, end: int) -> tuple[Range, bool]:
    """Find the words of a noun phrase that may name somebody, and tell whether they are somebody else's.

    the man from the ministry -> the man; Xi's lawyer -> lawyer, possessed; Secretary of State Rivers -> Rivers
    """
    first = _after_bracket(paragraph, first, end)
    stop = _find_head_end(paragraph, first, end)
    holder = _find_holder(paragraph, first, stop, end)
    if holder:
        return holder, False
    governs = first < stop and paragraph.lower[stop - 1] in CLASS["office_over"]
    if governs and stop + 1 < end and paragraph.lower[stop] == "of" and paragraph.lower[stop + 1] in TITLES:
        first = stop + 1
        stop = _find_head_end(paragraph, first, end)
    possessed = False
    for i in range(first, stop):
        if i == stop - 1 and _ends_name(paragraph, first, i):
            break
        if paragraph.lower[i] in POSSESSIVE or (paragraph.words[i] in ("’", "'") and i > first):
            first, possessed = i + 1, True
    return (first, stop), possessed


def _ends_name(paragraph: Paragraph, first: int, i: int) -> bool:
    """Tell the 's of Hanley's said, a chain of shops, from that of Olsen's."""
    after = word_at(paragraph, i + 1)
    return (
        i > first
        and paragraph.lower[i] in POSSESSIVE
        and paragraph.words[i - 1][0].isupper()
        and (after == "," or after in CUE_VERBS["en"])
    )


def _find_head_end(paragraph: Paragraph, first: int, end: int) -> int:
    ends = (i for i in range(first, end) if paragraph.lower[i] in _HEAD_ENDS and not _is_within(paragraph, i))
    return next(ends, end)


def _is_within(paragraph: Paragraph, i: int) -> bool:
    return names_body(paragraph, i) or joins_fields(paragraph, i) or paragraph.words[i] == "WHO"


def _after_bracket(paragraph: Paragraph, first: int, end: int) -> int:
    """Begin behind a bracket that a name follows: Lumba River Council (LRC) director Jane Rivers; OSLO (AP) - Jane."""
    begin = first
    for i in range(first, end):
        closing = _CLOSING.get(paragraph.words[i])
        if closing is None:
            continue
        close = next((j for j in range(i, min(i + _LONGEST_BRACKET, end)) if paragraph.words[j] == closing), None)
        if close is None:
            break
        after = close + 1
        while after < end and paragraph.words[after] in _AFTER_DATELINE:
            after += 1
        words = paragraph.words[after : _find_head_end(paragraph, after, end)]
        if (
            len(words) > 1
            and (is_office(words[0]) or (words[0][0].isupper() and words[1][0].isupper()))
            and find_name(words)
        ):
            begin = after
    return begin


def _find_holder(paragraph: Paragraph, first: int, stop: int, end: int) -> Range | None:
    """Find the name behind an office and what it is over: Minister of Planning and Investment Jane Rivers."""
    if not (
        first < stop < end - 1 and paragraph.lower[stop - 1] in CLASS["office_over"] and paragraph.lower[stop] in OVER
    ):
        return None
    ends = (
        i for i in range(stop + 1, end)
        if (paragraph.words[i] in ",(;:—–[" and not joins_body(paragraph, i)) or paragraph.lower[i] in CLASS["relative"]
    )  # fmt: skip
    for run in list_capitals(paragraph, stop + 1, next(ends, end)):
        held = begin_holder(paragraph, run)
        if len(held) < len(run) and not any(paragraph.lower[i] in ORGANISATION for i in held):
            return held[0], held[-1] + 1
    return None


def find_given_name(paragraph: Paragraph, first: int, end: int) -> Range | None:
    """Find the name that somebody gave: a driver, who gave his name only as Rustam; who identified herself as Ana."""
    last = min(paragraph.sentence_of(first)[1], end + _LONGEST_GIVING) - 1
    for i in range(first + 1, last):
        gave = any(word in CLASS["gave_name"] for word in paragraph.lower[max(first, i - _NEAR) : i])
        if paragraph.lower[i] == "as" and gave and paragraph.words[i + 1][0].isupper():
            run = next(list_capitals(paragraph, i + 1, last + 1))
            return run[0], run[-1] + 1
    return None


def names_two(paragraph: Paragraph, first: int, stop: int) -> bool:
    """Tell whether a phrase with 'and' is about two: Rivers and Olsen; not CEO and president Jane Rivers."""
    return any(
        paragraph.lower[i] == "and" and not joins_body(paragraph, i) and not joins_offices(paragraph, i)
        for i in range(first, stop)
    )


def find_name(words: Sequence[str]) -> tuple[str, ...]:
    """Find the name that ends a phrase: the Tarvanian minister Jane Rivers. Titles alone are none.

    The common nouns before it are cut: Swiss lender Lumba Credit; small letters end a name only after a particle: the
    Guilde des glaciers.
    """
    words = _without_nickname(words)
    capitals = (
        i for i, word in enumerate(words)
        if is_capital(word) and not word.lower().startswith(("i'", "i’"))
        and (word.lower() not in CLASS["capital_not_name"]
             or (word.lower() in MONTHS and i > 0 and introduces(words[i - 1])))
    )  # fmt: skip
    begin = next(capitals, None)
    if begin is None:
        return ()
    whole, words = words, _without_medium(words)
    if begin >= len(words):
        return ()
    if len(words) < len(whole) and begin > 0 and words[begin - 1].isdigit():
        # 112 Lumba television
        return tuple(words[begin - 1 :])
    last = words[-1]
    possessive = last.lower() in POSSESSIVE
    if not (is_capital(last) or last == "." or possessive):
        after = words[begin + 1 :]
        foreign = words[0].lower() == "the" and len(after) > 1 and after[0] in _FRENCH and after[-1].isalpha()
        return tuple(words[begin:]) if foreign and all(word.islower() for word in after) else ()
    named = len(words) - possessive
    plain = (i for i in range(named - 1, begin, -1) if words[i].islower() and words[i] not in _WITHIN_NAME)
    begin = next(plain, begin - 1) + 1
    parts, _ = split_titles(words[begin:])
    verb = len(parts) == 1 < len(words) and parts[0].endswith("s") and parts[0].lower() in CUE_VERBS["en"]
    bare = verb or all(part == "." or is_office(part) for part in parts) or [*map(str.lower, parts)] == ["tv"]
    if words[0].lower() == "the" and parts:
        # the Manitoba MP, the Spaniard: an office, not a name
        bare = (
            bare
            or (parts[-1].isupper() and is_office(parts[-1]))
            or (len(parts) == 1 and parts[0].lower() in CLASS["demonym"])
        )
    return () if bare else parts


def _without_medium(words: Sequence[str]) -> Sequence[str]:
    """Leave out what kind of medium it is that is named: the official TNA news agency, Lumba Times newspaper."""
    end = len(words)
    while end > 1 and words[end - 1] in CLASS["medium"]:
        end -= 1
    named = end < len(words) and words[-1] != "news" and is_capital(words[end - 1])
    return words[:end] if named else words


def _without_nickname(words: Sequence[str]) -> Sequence[str]:
    """Leave out the word in marks of Karl “Kalle” Olsen."""
    marks = [i for i, word in enumerate(words) if word in _MARKS]
    if len(marks) == _PAIR and 0 < marks[0] == marks[1] - _PAIR and marks[1] < len(words) - 1:
        return [*words[: marks[0]], *words[marks[1] + 1 :]]
    return words
