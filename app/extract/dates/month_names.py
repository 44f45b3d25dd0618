"""Names of months and of days of the week, in the languages of lexicon/months.csv, months_more.csv and weekdays.txt."""

from __future__ import annotations

import csv
import unicodedata

from app.extract.dates.customs import Customs
from app.extract.lines import read_lexicon

_READ_MOST = 7  # rows of months.csv: their short forms count without a year beside them, others are words too


def _bare(name: str) -> str:
    """Give a name without accents: fevrier for février, as capitals and plain keyboards write it."""
    if name.isascii():
        return name
    return "".join(char for char in unicodedata.normalize("NFD", name) if not "\u0300" <= char <= "\u036f")


def _read_months() -> tuple[dict[str, int], dict[tuple[str, str], int], frozenset[str]]:
    """Give the months by name; those that a language means another month by; and names that are words as well."""
    months: dict[str, int] = {}
    elsewhere: dict[tuple[str, str], int] = {}
    words = {"out", "set"}
    rows = (*csv.DictReader(read_lexicon("months.csv")), *csv.DictReader(read_lexicon("months_more.csv")))
    for n, row in enumerate(rows):
        for month in range(1, 13):
            for printed in row[str(month)].split():
                name = printed.replace("_", " ").replace(".", "")
                if name not in months and n >= _READ_MOST and len(name) <= 3 and name.isascii():
                    words.add(name)
                if months.setdefault(name, month) != month:
                    elsewhere[row["language"], name] = month
                if len(bare := _bare(name)) > 3:  # La Paz is no październik
                    months.setdefault(bare, month)
    return months, elsewhere, frozenset(words)


_MONTHS, _MONTHS_ELSEWHERE, _WORDS = _read_months()
WEEKDAYS = frozenset(
    word
    for n, line in enumerate(read_lexicon("weekdays.txt"))
    for word in line.split()
    if n < _READ_MOST or len(word) > 3 or not word.isascii()  # La Paz, Novi Sad
)


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name.lower()).replace(".", "").replace("'", "’")


def month_of(name: str, customs: Customs) -> int:
    """Give the month of a name, 0 for any other word; Hebrew writes its 'in' before the name, in one word."""
    plain = _plain(name)
    if customs.language and (month := _MONTHS_ELSEWHERE.get((customs.language, plain))):
        return month
    return _MONTHS.get(plain) or _MONTHS.get(plain.removeprefix("ב")) or _MONTHS.get(_bare(plain), 0)


def is_word(name: str) -> bool:
    """Tell whether a month's name is a word of other languages too, so that it counts beside a year alone: out, set."""
    return _plain(name) in _WORDS
