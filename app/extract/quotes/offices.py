"""Offices before a name, and where the name begins: Minister of Planning and Investment Jane Rivers."""

from __future__ import annotations

from collections.abc import Sequence

from app.extract.quotes.capitals import is_acronym, word_at
from app.extract.quotes.lexicon import CLASS, ORGANISATION, PLACES, TITLES
from app.extract.quotes.tokens import Paragraph

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
OVER = frozenset({"of", "for", "to", "in"})
"""Words that stand between an office and what it is over."""
_LINKS = frozenset({"of", "for", "on"})
_NOT_NAME = CLASS["capital_not_name"]
_VERBS = (CLASS["finite"] | CLASS["being"] | CLASS["modal"] | CLASS["auxiliary"]) - {"will", "may", "am", "does"}
MONTHS = frozenset({"april", "may", "june", "august"})
"""Months that are given names too."""
_OFFICES = TITLES | CLASS["office"]
_JOINED = TITLES | CLASS["role"] | CLASS["office_prefix"]
_LEARNED = ("ologist", "ographer", "onomist")
_FIELD = CLASS["field"]
_WITHIN_OFFICE = OVER | {"on", "and", ",", "the"}
_ROLE_AND_NAME = 2
_LONGEST_OFFICE = 12
_LONGEST_PLACE = 3


def is_office(word: str) -> bool:
    """Tell whether a word before a name is an office: president, co-author, and QB or MP in capitals."""
    lower = word.lower().rstrip(".")
    if lower in _OFFICES or (word.isupper() and lower in CLASS["office_short"]):
        return True
    return "-" in lower and all(part in _JOINED for part in lower.split("-"))


def introduces(word: str) -> bool:
    """Tell whether a word says that a person's name comes next: seismologist, Mayor."""
    return word.lower() in CLASS["role"] or word.lower().endswith(_LEARNED) or is_office(word)


def split_titles(words: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Divide a capitalised run into the name's parts and the words of office before it.

    Chinese State Councilor Yang Jiechi -> (Yang, Jiechi), (chinese, state, councilor)
    """
    lower = [word.lower().rstrip(".") for word in words]
    if len(lower) > _ROLE_AND_NAME and lower[0] in CLASS["role"] and not any(word in ORGANISATION for word in lower):
        # Seismologist Jane Rivers, where the sentence's start gives the role its capital
        parts, titles = split_titles(words[1:])
        return parts, (lower[0], *titles)
    words = _without_letters(words)
    lower = lower[: len(words)]
    titled = (i for i, word in enumerate(words) if is_office(word) or _is_role(lower, i) or _is_part(words, lower, i))
    last_title = max(titled, default=-1)
    rest = [word for word in lower[last_title + 1 :] if word and word not in SUFFIXES]
    behind = last_title >= 0 and lower[last_title] in CLASS["office_over"] and len(rest) >= _ROLE_AND_NAME
    linked = not _LINKS.isdisjoint(lower[last_title + 1 :] if behind else lower[1:])
    personal = bool(rest) and not linked and not any(word in ORGANISATION for word in rest)
    cut = last_title + 1 if personal else 0
    while cut < len(words) and _leads_in(words, lower, cut):
        cut += 1
    return tuple(words[cut:]), tuple(word for word in lower[:cut] if word and word not in _NOT_NAME)


def _is_role(lower: Sequence[str], i: int) -> bool:
    """Tell the role in Forest Service Ranger Jane Rivers from Jane Baker."""
    return 0 < i < len(lower) - _ROLE_AND_NAME and lower[i] in CLASS["role"]


def _is_part(words: Sequence[str], lower: Sequence[str], i: int) -> bool:
    """Tell the second word of Tan Sri and of Menteri Besar, and Del., from what is a name when it stands alone."""
    pair = i > 0 and f"{lower[i - 1]}-{lower[i]}" in CLASS["office_pair"]
    return pair or (words[i] == "Del" and i + 1 < len(words) and words[i + 1] == ".")


def _without_letters(words: Sequence[str]) -> Sequence[str]:
    """Leave out what is printed after a name: Timothy Rose QC."""
    end = len(words)
    while end > _ROLE_AND_NAME and words[end - 1].lower() in CLASS["after_name"] and not words[end - 1].islower():
        end -= 1
    return words[:end]


def _leads_in(words: Sequence[str], lower: Sequence[str], i: int) -> bool:
    """Tell a title from the first word of Foreign Ministry, State Department, House Committee."""
    of_organisation = i + 1 < len(lower) and (lower[-1] in ORGANISATION or not _LINKS.isdisjoint(lower))
    if lower[i] in MONTHS and i < len(lower) - 1:
        # Representative June Okafor: a month that leads in is no part of a run
        return False
    opens = not lower[i] or lower[i] in _NOT_NAME or (i == 0 < len(lower) - 1 and lower[i] in _VERBS)
    return opens or (is_office(words[i]) and not of_organisation)


def begin_holder(paragraph: Paragraph, run: Sequence[int]) -> list[int]:
    """Leave out of a run what the office before it is over: Minister of Planning and [Investment] Jane Rivers."""
    words = [paragraph.words[i] for i in run]
    n_words = _count_field(words)
    cut = n_words and words[n_words][0].isupper() and _is_over(paragraph, run[0])
    return list(run[n_words:]) if cut else list(run)


def _count_field(words: Sequence[str]) -> int:
    """Count the words before the name in Mineral Resources Jane Rivers, South Africa Karl Olsen: none where unsure."""
    lower = [word.lower() for word in words]
    fields = max((i + 1 for i, word in enumerate(lower) if word in _FIELD), default=0)
    if fields and fields < len(words):
        return fields
    n_words = max((i + 1 for i, word in enumerate(lower) if word in ORGANISATION), default=0)
    lengths = (n for n in range(_LONGEST_PLACE, 0, -1) if " ".join(lower[:n]) in PLACES)
    n_words = n_words or next(lengths, 0) or int(is_acronym(words[0]))
    return n_words if len(words) - n_words >= _ROLE_AND_NAME else 0


def _is_over(paragraph: Paragraph, i: int) -> bool:
    """Tell whether an office stands before token i, with a word such as 'of' after it."""
    low = max(paragraph.sentence_of(i)[0], i - _LONGEST_OFFICE)
    for j in range(i - 1, low - 1, -1):
        word = paragraph.lower[j]
        if word in CLASS["office_over"] and word_at(paragraph, j + 1) in OVER:
            return True
        if word not in _WITHIN_OFFICE and not paragraph.words[j][0].isupper() and word not in _FIELD:
            return False
    return False


def joins_offices(paragraph: Paragraph, i: int) -> bool:
    """Tell whether token i is the 'and' in CEO and president Jane Rivers, in Deputy Premier and Interior Minister."""
    if word_at(paragraph, i) != "and" or not 0 < i < len(paragraph) - 1:
        return False
    before, after = paragraph.words[i - 1], paragraph.words[i + 1]
    alike = before[0].isupper() == after[0].isupper() or before.isupper() or after.isupper()
    return alike and all(introduces(word) or word.lower() in _FIELD for word in (before, after))
