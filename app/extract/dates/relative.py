"""Times that count back from the moment a page was seen: 2 hours ago, gestern um 17:40, 3 小时前.

They are true of the page's own now alone. So a line must say nothing else but who wrote it, and the capture must be of
the page's own time: published.py asks the claim of rights for its year. Hours give the day where they are surely of one
day, in whichever zone the page lives; minutes are as sure as the clocks.
"""

from __future__ import annotations

import csv
import re
from datetime import UTC, date, datetime, timedelta

from app.extract.dates.times import find_zone, list_times
from app.extract.lines import read_lexicon
from app.news import Moment, Precision

_LONGEST, _LONGEST_AGE = 80, 40  # characters of a line
_ROWS = {row["unit"]: row["phrases"].split("|") for row in csv.DictReader(read_lexicon("relative_times.csv"))}
_MOST = {"minute": 59, "hour": 48, "day": 6}  # beyond these a page gives a date


def _pattern(unit: str) -> re.Pattern[str]:
    phrases = sorted(_ROWS[unit], key=len, reverse=True)
    counted = "|".join(re.escape(phrase).replace(r"\#", r"(\d{1,2})", 1) for phrase in phrases)
    return re.compile(rf"(?:^|(?<=[^\w]))(?:{counted})(?![^\W\d_a-zA-Z]|[a-zA-Z])", re.IGNORECASE)


_COUNTED = {unit: _pattern(unit) for unit in ("minute", "hour", "day")}
_NAMED = {
    unit: re.compile(
        rf"(?:^|(?<=[^\w]))(?:{'|'.join(sorted(map(re.escape, _ROWS[unit]), key=len, reverse=True))})(?!\w)",
        re.IGNORECASE,
    )
    for unit in ("today", "yesterday")
}


def find_relative(line: str, seen_at: datetime) -> Moment | None:
    """Find the time that a short line counts back from `seen_at`, in the zone that `seen_at` has."""
    if len(line) > _LONGEST:
        return None
    for unit, pattern in _COUNTED.items():
        if match := pattern.search(line):
            n = int(next(filter(None, match.groups()), "1"))
            return _count_back(unit, n, seen_at) if n <= _MOST[unit] else None
    for unit, pattern in _NAMED.items():
        if match := pattern.search(line):
            on = seen_at.date() - timedelta(days=unit == "yesterday")
            # A day's name is a word of any line; with its time, or alone, it is a stamp.
            return _at(line, match.end(), on) or (_on(on) if match.span() == (0, len(line.strip())) else None)
    return None


def is_age(line: str) -> bool:
    """Tell whether a short line, and no sentence, says how long ago something was: Updated 12 minutes ago."""
    is_short = len(line) <= _LONGEST_AGE and not line.rstrip().endswith((".", "!", "?", "。"))
    return is_short and any(pattern.search(line) for pattern in _COUNTED.values())


def _count_back(unit: str, n: int, seen_at: datetime) -> Moment | None:
    if unit == "day":
        return _on(seen_at.date() - timedelta(days=n))
    earliest = seen_at - (timedelta(hours=n + 1) if unit == "hour" else timedelta(minutes=n + 1))
    latest = seen_at - (timedelta(hours=n) if unit == "hour" else timedelta(minutes=n))
    return _on(latest.date()) if earliest.date() == latest.date() else None


def _at(line: str, start: int, on: date) -> Moment | None:
    for time in list_times(line, start, len(line))[:1]:
        zone = find_zone(line, time.end, on) or UTC
        return Moment(datetime(on.year, on.month, on.day, time.hour, time.minute, tzinfo=zone), Precision.MINUTE)
    return None


def _on(day: date) -> Moment:
    return Moment(datetime(day.year, day.month, day.day, tzinfo=UTC), Precision.DAY)
