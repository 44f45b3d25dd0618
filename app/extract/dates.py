"""Dates and times as pages print them, in the languages of lexicon/months.csv, and as machines write them.

Three numbers with slashes are read by what is possible: 25/12 and 12/25 settle themselves, dots always mean the day
first, and what stays open is settled by `month_first`, which published.py takes from the page's locale.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from app.extract.lines import read_lexicon
from app.news import Moment, Precision

_MONTHS = {
    name: int(row["month"]) for row in csv.DictReader(read_lexicon("months.csv")) for name in row["names"].split()
}
_ZONES = {row["name"]: int(row["minutes"]) for row in csv.DictReader(read_lexicon("zones.csv"))}
_WEEKDAYS = "|".join(word for line in read_lexicon("weekdays.txt") for word in line.split())

_MONTH = rf"(?P<month>{'|'.join(sorted(map(re.escape, _MONTHS), key=len, reverse=True))})(?![^\W\d_])\.?"
_YEAR = r"(?P<year>(?:1[7-9]|20)\d\d)(?!\d)"
_DAY = r"(?P<day>[0-3]?\d)(?!\d)"
_WEEKDAY = rf"(?:(?<!\w)(?:{_WEEKDAYS})\b\.?,?\s{{1,3}})?"
_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"(?<![\d.]){_YEAR}\s?[-/.](?P<month_n>[01]?\d)[-/.]{_DAY}",
        rf"(?<!\d){_YEAR}\.\s{_MONTH}\s{_DAY}\.",
        rf"(?<!\d){_YEAR}\s?[年년]\s?(?P<month_n>[01]?\d)\s?[月월](?:\s?{_DAY}\s?[日일])?",
        rf"(?<!\d)(?P<month_n>[01]?\d)\s?[月월]\s?{_DAY}\s?[日일]",
        rf"{_WEEKDAY}(?<!\w){_MONTH}\s{{0,3}}{_DAY}(?:st|nd|rd|th)?\b(?!:\d)(?:,?\s{{0,3}}(?:de\s)?{_YEAR})?",
        rf"{_WEEKDAY}(?<![\w.:]){_DAY}(?:st|nd|rd|th|er|º|°)?\.?[\s-]{{0,3}}(?:(?:de|of)\s)?{_MONTH}"
        rf"(?:,?[\s-]{{0,3}}(?:del?\s)?{_YEAR})?",
        rf"(?<!\w)(?P<first>[0-3]?\d)(?P<dot>[./-])(?P<second>[0-3]?\d)(?P=dot){_YEAR}(?!\.\d)",
        rf"(?<!\w){_MONTH},?\s{{0,3}}(?:de\s)?{_YEAR}",
    )
)
_TIME = re.compile(
    r"(?<![\d.:])(?P<hour>[0-2]?\d)(?::|h|\.|：|時|时|点)(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:\.\d{1,9})?)?"
    r"(?![\d:])\s?(?P<half>[ap]\.?m\b\.?)?\s?\(?(?P<zone>(?:GMT|UTC)?[+-]\d\d:?\d\d\b|[A-Za-z]{1,4}\b)?",
    re.IGNORECASE,
)
_ISO = re.compile(
    r"\s*(?P<year>\d{4})-?(?P<month>\d\d)-?(?P<day>\d\d)"
    r"(?:[T\s]\s*(?P<hour>\d\d):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,:]\d{1,9})?)?)?+"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?(?!\d|\s*[ap]\.?m)",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"(\d{9,10})(\d{3})?$")
_LONGEST = 400  # characters of a text that are searched: a printed date is short
_AFTER_DATE = 40  # characters after a date in which its time may stand


@dataclass(frozen=True, slots=True)
class Printed:
    """A date found in a text, at [start, end); parts that the text leaves out are None."""

    start: int
    end: int
    year: int | None
    month: int
    day: int | None

    @property
    def iso(self) -> str | None:
        """ISO 8601, or --MM-DD where the year is missing; None without a day."""
        if self.day is None:
            return None
        return f"{'-' if self.year is None else f'{self.year:04}'}-{self.month:02}-{self.day:02}"


def list_dates(text: str, *, month_first: bool = False) -> Iterator[Printed]:
    """List the dates in the first 400 characters of a text, in the order of the shapes, surest first."""
    text = text[:_LONGEST]
    taken: list[tuple[int, int]] = []
    for shape in _SHAPES:
        for match in shape.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            printed = _understand(match, month_first=month_first)
            if printed:
                taken.append((printed.start, printed.end))
                yield printed


def _understand(match: re.Match[str], *, month_first: bool) -> Printed | None:
    parts = match.groupdict()
    year = int(parts["year"]) if parts.get("year") else None
    day = int(parts["day"]) if parts.get("day") else None
    if parts.get("month"):
        month = _MONTHS.get(parts["month"].lower(), 0)
    elif parts.get("month_n"):
        month = int(parts["month_n"])
    else:
        first, second = int(parts["first"]), int(parts["second"])
        turned = second > 12 or (month_first and first <= 12 and parts["dot"] != ".")
        month, day = (first, second) if turned else (second, first)
    try:
        date(year or 2000, month, day or 1)
    except ValueError:
        return None
    return Printed(match.start(), match.end(), year, month, day)


def complete_date(printed: str, near: date | None) -> str:
    """Give '--MM-DD' the year that brings it closest to `near` without passing it by more than two days.

    Two days are the slack of time zones and of early print editions; a full date, or no `near`, changes nothing.
    """
    if near is None or not printed.startswith("--"):
        return printed
    month, day = int(printed[2:4]), int(printed[5:7])
    # Four years back holds a 29 February, save around 1900.
    for year in range(min(near.year + 1, date.max.year), max(near.year - 5, 0), -1):
        try:
            candidate = date(year, month, day)
        except ValueError:
            continue
        if (candidate - near).days <= 2:
            return candidate.isoformat()
    return printed


def parse_moment(value: str) -> Moment | None:
    """Read a time as a machine wrote it: ISO 8601 and its near relations, seconds since 1970, or a printed date."""
    value = value.strip()[:_LONGEST]
    if epoch := _EPOCH.match(value):
        return _moment(datetime.fromtimestamp(int(epoch[1]), UTC), Precision.SECOND)
    if (match := _ISO.match(value)) and (moment := _iso_moment(match)):
        return moment
    return find_moment(value)


def _iso_moment(match: re.Match[str]) -> Moment | None:
    try:
        on = date(int(match["year"]), int(match["month"]), int(match["day"]))
        if match["hour"] is None:
            return _moment(datetime(on.year, on.month, on.day, tzinfo=UTC), Precision.DAY)
        return _at(on, int(match["hour"]), int(match["minute"]), match["second"], _zone(match["zone"], on))
    except ValueError:
        return None


def find_moment(text: str, *, month_first: bool = False) -> Moment | None:
    """Find the first date with a year in a printed text, with the time and zone that follow or precede it."""
    dated = [printed for printed in list_dates(text, month_first=month_first) if printed.year]
    if not dated:
        return None
    printed = min(dated, key=lambda found: found.start)
    year = printed.year or 1
    on = date(year, printed.month, printed.day or 1)
    if printed.day is None:
        return _moment(datetime(year, printed.month, 1, tzinfo=UTC), Precision.MONTH)
    text = text[:_LONGEST]
    time = _TIME.search(text, printed.end, printed.end + _AFTER_DATE) or _TIME.search(
        text, max(0, printed.start - _AFTER_DATE), printed.start
    )
    if time:
        hour = int(time["hour"])
        if time["half"]:
            hour = hour % 12 + (12 if time["half"][0] in "pP" else 0)
        try:
            return _at(on, hour, int(time["minute"]), time["second"], _zone(time["zone"], on))
        except ValueError:
            pass  # 24:10 or a score: the date stands
    return _moment(datetime(on.year, on.month, on.day, tzinfo=UTC), Precision.DAY)


def _at(on: date, hour: int, minute: int, second: str | None, zone: timezone) -> Moment | None:
    if not (hour or minute or int(second or 0)):
        # Midnight sharp is how systems write a day without a time.
        return _moment(datetime(on.year, on.month, on.day, tzinfo=UTC), Precision.DAY)
    at = datetime(on.year, on.month, on.day, hour, minute, int(second or 0), tzinfo=zone)
    return _moment(at, Precision.SECOND if second else Precision.MINUTE)


def _moment(at: datetime, precision: Precision) -> Moment | None:
    # 1970-01-01 is an empty field, and no newspaper is older than 1700.
    return None if at.year < 1700 or (at.year, at.month, at.day) == (1970, 1, 1) else Moment(at, precision)


def _zone(name: str | None, on: date) -> timezone:
    if not name:
        return UTC
    lower = name.lower()
    offset = lower.removeprefix("gmt").removeprefix("utc")
    if offset[:1] in {"+", "-"}:
        digits = offset[1:].replace(":", "").ljust(4, "0")
        minutes = int(digits[:2]) * 60 + int(digits[2:])
        return timezone(timedelta(minutes=minutes if offset[0] == "+" else -minutes))
    if lower in {"et", "ct", "mt", "pt"}:
        lower = f"{lower[0]}{'d' if _is_us_summer(on) else 's'}t"
    minutes = _ZONES.get(lower, 0)
    return timezone(timedelta(minutes=minutes))


def _is_us_summer(on: date) -> bool:
    """Second Sunday of March to first Sunday of November, the rule since 2007."""
    march, november = date(on.year, 3, 8), date(on.year, 11, 1)
    return (
        march + timedelta(days=(6 - march.weekday()) % 7)
        <= on
        < november + timedelta(days=(6 - november.weekday()) % 7)
    )
