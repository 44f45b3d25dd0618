"""The time of day and its zone beside a printed date: 10:22 GMT, 5.30pm, 14:05 Uhr, 10h22, 오후 2:05, 0339 GMT.

Zones are those of lexicon/zones.csv; where an abbreviation means several, the country of the page settles it. A time
without a zone that is known stays local time and is written as UTC.
"""

from __future__ import annotations

import csv
import re
from datetime import UTC, date, timedelta, timezone
from typing import NamedTuple

from app.extract.lines import read_lexicon

_HALVES = {
    form: row["half"] for row in csv.DictReader(read_lexicon("day_halves.csv")) for form in row["words"].split("|")
}
_ZONES: dict[str, dict[str, int]] = {}  # name -> country, "" for any other -> minutes
for _row in csv.DictReader(read_lexicon("zones.csv")):
    for _country in _row["countries"].split() or [""]:
        _ZONES.setdefault(_row["name"], {})[_country] = int(_row["minutes"])

_HALF = "|".join(sorted(map(re.escape, _HALVES), key=len, reverse=True))
_TIME = re.compile(
    rf"(?<![\d.:/,-])(?:(?P<before>{_HALF})\s?)?"
    r"(?:(?P<hour>[0-2]?\d)(?:"
    r"\s?(?::|：|h|\.|時|时|点|點|시)\s?(?P<minute>[0-5]\d)(?!\d)"
    r"(?:(?::|：|\.|分|분)\s?(?P<second>[0-5]\d)(?:[.,]\d{1,9})?(?!\d)[秒초]?)?[分분]?"
    rf"|(?=\s?(?:[ap]\.?\s?m\b|uhr\b|時(?!間)|시(?!간)))[時시]?)"
    r"|(?P<hours>[0-2]\d)(?P<minutes>[0-5]\d)(?=\s?(?:GMT|UTC|hrs|hours)\b))"
    rf"(?![\d:])\s?(?P<after>(?:{_HALF})(?![^\W\d_]))?",
    re.IGNORECASE,
)
_OFFSET = re.compile(
    r"[\s(,]{0,3}(?:GMT|UTC|UT)?\s?(?P<sign>[+−-])(?P<hours>\d{1,2}):?(?P<minutes>\d\d)?(?!\d)", re.IGNORECASE
)
_WORDS = re.compile(
    r"(?:\s?(?:uhr|hrs|hours|h)\b)?[\s(,]{0,3}((?:[^\W\d_]|\.(?=[A-Z])){1,20}(?:\s[^\W\d_]{2,14}){0,3})", re.IGNORECASE
)
_MOST_WORDS = 4  # of a zone's name
_MOVING = re.compile(r"(?P<letter>[ecmp])(?:astern|entral|ountain|acific)?(?:t| time)")
_ALSO_WORDS = frozenset({"est", "art", "cat", "eat", "ist", "met", "pet", "cot", "bot", "vet", "wit", "set", "ut", "z"})
_LONGEST_OFFSET = 15 * 60  # minutes

NO_ZONE = timezone(timedelta(0), "no zone")
"""What a time bears that is printed without a zone: it counts as UTC, and can be told from one that says UTC."""


class Time(NamedTuple):
    """A time of day, at [start, end) of a text; `second` is None where the text gives none."""

    start: int
    end: int
    hour: int
    minute: int
    second: int | None


def list_times(text: str, start: int, end: int) -> list[Time]:
    """List the times that a text prints between two offsets; what stands before and behind them does not count."""
    found = (_understand(match, start) for match in _TIME.finditer(text[start:end]))
    return [time for time in found if time]


def _understand(match: re.Match[str], offset: int) -> Time | None:
    hour = int(match["hour"] or match["hours"])
    minute = int(match["minute"] or match["minutes"] or 0)
    half = _HALVES.get((match["before"] or match["after"] or "").lower())
    if half and 0 < hour <= 12:  # 13:42pm is seen, and means what it says
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23:
        return None
    return Time(
        offset + match.start(), offset + match.end(), hour, minute, int(match["second"]) if match["second"] else None
    )


def find_zone(text: str, at: int, on: date, country: str | None = None) -> timezone | None:
    """Find the zone that a text names right behind a time, at offset `at`: +05:30, IST, (Beijing time)."""
    if offset := _OFFSET.match(text, at):
        minutes = int(offset["hours"]) * 60 + int(offset["minutes"] or 0)
        if minutes < _LONGEST_OFFSET:
            return timezone(timedelta(minutes=minutes if offset["sign"] == "+" else -minutes))
    named = _WORDS.match(text, at)
    if not named:
        return None
    words = named[1].replace(".", "").split()
    for n in range(min(len(words), _MOST_WORDS), 0, -1):
        name = " ".join(words[:n])
        if n == 1 and name.islower() and name in _ALSO_WORDS and len(words) > 1:
            continue
        if (minutes_east := _minutes_of(name.lower(), on, country)) is not None:
            return timezone(timedelta(minutes=minutes_east)) if minutes_east else UTC
    return None


def _minutes_of(name: str, on: date, country: str | None) -> int | None:
    if moving := _MOVING.fullmatch(name):
        name = f"{moving['letter']}{'d' if _is_us_summer(on) else 's'}t"
    known = _ZONES.get(name)
    if known is None:
        return None
    return known.get(country or "", known.get(""))


def _is_us_summer(on: date) -> bool:
    """Second Sunday of March to first Sunday of November, the rule since 2007."""
    march, november = date(on.year, 3, 8), date(on.year, 11, 1)
    return (
        march + timedelta(days=(6 - march.weekday()) % 7)
        <= on
        < november + timedelta(days=(6 - november.weekday()) % 7)
    )
