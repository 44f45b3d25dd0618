"""Dates as pages print them, in the languages of lexicon/months.csv, and times as machines write them.

Three numbers with slashes are read by what is possible: 25/12 and 12/25 settle themselves, dots always mean the day
first, and what stays open is settled by the page's customs. Digits of all scripts are read, and the years of Buddhist,
Iranian, Japanese and Taiwanese calendars. Dateparser was tried on the table of tests/extract/test_dates.py and not
taken: it reads the clock for what a date leaves out, takes no year of another calendar for what it is, and its first
call takes a second.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from functools import lru_cache

from app.extract.dates.calendars import ERAS, JALALI_MONTHS, from_jalali, to_gregorian_year
from app.extract.dates.customs import ANYWHERE, Customs
from app.extract.dates.month_names import WEEKDAYS, is_word, month_of
from app.extract.dates.times import NO_ZONE, Time, find_zone, list_times
from app.news import Moment, Precision

_PLAIN = {code: str(int(chr(code))) for code in range(0x660, 0xFF1A) if chr(code).isdecimal()} | dict.fromkeys(
    (0x200E, 0x200F, 0x202A, 0x202B, 0x202C),
    " ",  # marks of direction
)
_PERSIAN_DIGIT = re.compile("[۰-۹]")
_DIGIT = re.compile(r"\d")

_NAME = (
    r"(?<!\w)(?P<month>[^\W\d_](?:[^\s\d_.,;:/\\()\[\]{}|<>\"“”«»!?@#%&*=+…·•–—،-]|(?<=[\u0e01-\u0eff])\.(?=[\u0e01-\u0eff]))"
    r"{0,24}(?:\s(?:الثاني|الثانى|الأول|الاول))?)\.?"
)
_OTHER_NAME = r"(?P<other>\s?/\s?[\u0621-\u064a]{2,12}(?:\s(?:الثاني|الثانى|الأول|الاول))?)?"  # يونيو/حزيران
# A time may be glued to the year where a template sets them apart by style alone: Nov 20 20194:29 AM.
_YEAR = r"(?P<year>(?:1[2-9]|2[0-6])\d\d)(?!\d(?!\d?:\d\d))"
_DAY = r"(?P<day>[0-3]?\d)(?!\d)"
_NTH = r"(?:st|nd|rd|th|er|e|η|º|°|ª)?"
_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"(?<![\d.]){_YEAR}\s?(?P<dot>[-/.])\s?(?P<month_n>[01]?\d)\s?(?P=dot)\s?{_DAY}\.?",
        rf"(?<!\d){_YEAR}[^\W\d_]{{0,4}}[.,]?\s(?:m\.\s|г\.\s|он[ыы]\s)?{_NAME}\s{_DAY}a?\b\.?",
        rf"(?<!\d){_YEAR}\.?\s(?:gada|жылғы|жылы|ж\.)\s{_DAY}\.?[\s-]{_NAME}",
        r"(?P<era>令和|平成|昭和|民國|民国)\s?(?P<era_year>元|\d{1,3})\s?年\s?(?P<month_n>[01]?\d)\s?月"
        rf"(?:\s?{_DAY}\s?日)?",
        rf"(?<!\d){_YEAR}\s?[年년]\s?(?P<month_n>[01]?\d)\s?[月월](?:\s?{_DAY}\s?[日일])?",
        rf"(?<!\d)(?P<month_n>[01]?\d)\s?[月월]\s?{_DAY}\s?[日일]",
        rf"(?<![\w.:]){_DAY}\s(?:tháng|thg)\s(?P<month_n>[01]?\d)(?!\d)(?:(?:,?\s(?:năm\s)?|[-/]){_YEAR})?",
        rf"{_NAME}\s{{1,2}}{_DAY}\s\d\d:\d\d:\d\d\s(?:[A-Z]{{2,5}}\s)?{_YEAR}",
        rf"{_NAME},?\s{{0,3}}{_DAY}(?:st|nd|rd|th)?\b(?!:\d)(?:[,،]?\s{{0,3}}(?:de\s)?{_YEAR}|,?\s?['’](?P<yy>\d\d)(?!\w))?",
        rf"(?<![\w.:]){_DAY}{_NTH}[.,]?[\s-]{{0,3}}(?:(?:de|of|da|ta['’])\s)?{_NAME}{_OTHER_NAME}"
        rf"(?:[,،]?[\s-]{{0,3}}(?:del?\s|พ\.ศ\.\s?)?{_YEAR}|(?:-|\s?['’])(?P<yy>\d\d)(?![\w:.])"
        r"|\s(?P<thai>[4-6]\d)(?![\w:.]))?",
        rf"(?<!\w)(?P<first>[0-3]?\d)(?P<dot>[./-])\s?(?P<second>[0-3]?\d)(?P=dot)\s?{_YEAR}(?!\.\d)",
        r"(?<![\w.:/-])(?P<first>[0-3]?\d)(?P<dot>[./])(?P<second>[0-3]?\d)(?P=dot)(?P<yy>\d\d)(?![\w./:%-])",
        rf"{_NAME},?\s{{0,3}}(?:del?\s|พ\.ศ\.\s?)?{_YEAR}",
    )
)
_WEEKDAY_BEFORE = re.compile(r"([^\W\d_][^\s\d,;:|()]{0,15}?)\.?,?\s{0,3}$")
_WEEKDAY_AFTER = re.compile(
    r"\s?[(（]?\s?(?:星期|周|週|礼拜|礼拜)?[一二三四五六日天月火水木金土월화수목금토일](?:曜日?|요일)?\s?[)）]"
    r"|\s?(?:星期|周|週|礼拜)[一二三四五六日天]|\s?[월화수목금토일]요일"
)
_ISO = re.compile(
    r"\s*(?P<year>\d{4})-?(?P<month>\d\d)-?(?P<day>\d\d)"
    r"(?=(?P<time>[T\s]\s*(?P<hour>\d{1,2}):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,:]\d{1,9})?)?)?)"
    r"(?(time)(?P=time))"  # all of a time or nothing of it
    r"\s*(?P<zone>Z\b)?(?!\d|\s*[ap]\.?m)",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)T?(\d\d)(\d\d)(\d\d)?(Z?)$")
_EPOCH = re.compile(r"(?:/Date\()?(\d{9,10})(\d{3})?(?:\.\d{1,9})?(?:[+-]\d{4})?(?:\)/)?$")
_YEAR_AND_MONTH = re.compile(r"((?:1[789]|20)\d\d)(?:[-/](0[1-9]|1[0-2]))?$")
_JALALI_BEFORE = 1500  # years that a Persian page means by its own calendar
_LONGEST = 400  # characters of a text that are searched: a printed date is short
_BESIDE = 40  # characters around a date in which its time may stand


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


def list_dates(text: str, customs: Customs = ANYWHERE) -> tuple[Printed, ...]:
    """List the dates in the first 400 characters of a text, in the order of the shapes, surest first."""
    return _list_dates(text[:_LONGEST], customs) if _DIGIT.search(text, 0, _LONGEST) else ()


@lru_cache(maxsize=1_000)  # a page's stamp, credit, byline and dateline are looked for in the same lines in turn
def _list_dates(text: str, customs: Customs) -> tuple[Printed, ...]:
    return tuple(_read_dates(text, customs))


def _read_dates(text: str, customs: Customs) -> Iterator[Printed]:
    is_persian = False
    if not text.isascii():
        is_persian = _PERSIAN_DIGIT.search(text) is not None
        text = text.translate(_PLAIN)
    taken: list[tuple[int, int]] = []
    for shape in _SHAPES:
        for match in shape.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            printed = _understand(match, customs, is_persian=is_persian)
            if printed:
                taken.append((printed.start, printed.end))
                yield printed


def _understand(match: re.Match[str], customs: Customs, *, is_persian: bool) -> Printed | None:
    parts, end = _take_parts(match, customs)
    year = _year_of(parts)
    day = int(told) if (told := parts.get("day")) else None
    name = parts.get("month")
    month, day = (_month_of(name, year, customs), day) if name else _numbers_of(parts, day, customs)
    try:
        if (name in JALALI_MONTHS) if name else (is_persian and year is not None and year < _JALALI_BEFORE):
            on = from_jalali(year or 0, month, day or 0)
            year, month, day = on.year, on.month, on.day
        date(year or 2000, month, day or 1)
    except ValueError:
        return None
    if year is not None and not 1700 <= year < 2100:
        return None
    return Printed(_with_weekday(match.string, match.start()), _past_weekday(match.string, end), year, month, day)


def _take_parts(match: re.Match[str], customs: Customs) -> tuple[dict[str, str | None], int]:
    """Give the parts of a date and its end, without what only looks like one: a number after it, an agency."""
    parts, end = match.groupdict(), match.end()
    if parts.get("thai") and not "\u0e00" <= (parts["month"] or "")[:1] <= "\u0e7f":
        parts["thai"], end = None, match.start("thai") - 1
    if (other := parts.get("other")) and not month_of(other.strip(" /"), customs):
        parts["year"], end = None, match.start("other")
    return parts, end


def _month_of(name: str, year: int | None, customs: Customs) -> int:
    """Give the month that a name means, 0 for none: for a word, and for one that is a month only beside its year."""
    if jalali := JALALI_MONTHS.get(name):
        return jalali
    return 0 if year is None and is_word(name) else month_of(name, customs)


def _numbers_of(parts: dict[str, str | None], day: int | None, customs: Customs) -> tuple[int, int | None]:
    """Give the month and the day that numbers mean; month 0 where nothing tells three numbers of two digits apart."""
    if parts.get("month_n"):
        return int(parts["month_n"] or 0), day
    first, second = int(parts["first"] or 0), int(parts["second"] or 0)
    if parts.get("yy") and max(first, second) <= 12 and parts["dot"] == "/" and customs == ANYWHERE:
        return 0, None
    turned = second > 12 or (customs.month_first and first <= 12 and parts["dot"] != ".")
    return (first, second) if turned else (second, first)


def _year_of(parts: dict[str, str | None]) -> int | None:
    if year := parts.get("year"):
        return to_gregorian_year(int(year))
    if (era := parts.get("era")) and (nth := parts.get("era_year")):
        return ERAS[era] + (1 if nth == "元" else int(nth))
    if short := parts.get("yy"):
        return int(short) + (2000 if int(short) < 70 else 1900)
    return to_gregorian_year(2500 + int(thai)) if (thai := parts.get("thai")) else None


def _with_weekday(text: str, start: int) -> int:
    """Give where a date starts, a day of the week before it included: 'Sunday, June 9'."""
    before = _WEEKDAY_BEFORE.search(text, max(0, start - 24), start)
    return before.start() if before and before[1].lower() in WEEKDAYS else start


def _past_weekday(text: str, end: int) -> int:
    after = None if text.isascii() else _WEEKDAY_AFTER.match(text, end)
    return after.end() if after else end


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


def parse_moment(value: str, customs: Customs = ANYWHERE) -> Moment | None:
    """Read a time as a machine wrote it: ISO 8601 and its near relations, seconds since 1970, or a printed date."""
    value = value.strip()[:_LONGEST]
    if epoch := _EPOCH.match(value):
        return _moment(datetime.fromtimestamp(int(epoch[1]), UTC), Precision.SECOND)
    try:
        if compact := _COMPACT.match(value):
            year, month, day, hour, minute = (int(compact[n]) for n in range(1, 6))
            return _at(date(year, month, day), Time(0, 0, hour, minute, int(compact[6]) if compact[6] else None), UTC)
        if (match := _ISO.match(value)) and (moment := _iso_moment(match, customs)):
            return moment
    except ValueError:
        return None if _ISO.fullmatch(value) else find_moment(value, customs)
    if coarse := _YEAR_AND_MONTH.match(value):
        at = datetime(int(coarse[1]), int(coarse[2] or 1), 1, tzinfo=UTC)
        return _moment(at, Precision.MONTH if coarse[2] else Precision.YEAR)
    return find_moment(value, customs)


def _iso_moment(match: re.Match[str], customs: Customs) -> Moment | None:
    on = date(int(match["year"]), int(match["month"]), int(match["day"]))
    if match["hour"] is None:
        # A time may follow in another form: 2013-06-09, 10:20 IST.
        return find_moment(match.string, customs) or _on(on)
    time = Time(0, 0, int(match["hour"]), int(match["minute"]), int(match["second"]) if match["second"] else None)
    zone = UTC if match["zone"] else find_zone(match.string, match.end(), on, customs.country)
    return _at(on, time, zone)


def find_moment(text: str, customs: Customs = ANYWHERE, *, year: int | None = None) -> Moment | None:
    """Find the first date with a year in a printed text, with the time beside it and its zone.

    `year` is that of a date without one.
    """
    text = text[:_LONGEST]
    found = sorted(list_dates(text, customs), key=lambda printed: printed.start)
    n = next((n for n, printed in enumerate(found) if printed.year or year), None)
    if n is None:
        return None
    printed = found[n]
    try:
        on = date(printed.year or year or 1, printed.month, printed.day or 1)
    except ValueError:  # 29 February, and the year is none of its own
        return None
    if printed.day is None:
        return _moment(_on(on).at, Precision.MONTH)
    text = text if text.isascii() else text.translate(_PLAIN)
    after = min(printed.end + _BESIDE, found[n + 1].start if n + 1 < len(found) else len(text))
    before = max(printed.start - _BESIDE, found[n - 1].end if n else 0)
    times = list_times(text, before, printed.start)[-1:] + list_times(text, printed.end, after)[:1]
    within = list_times(text, printed.start, printed.end) if " " in text[printed.start : printed.end] else []
    time = min(times, key=lambda time: (_gap(time, printed), time.start < printed.start), default=None)
    if within and within[0].second is not None:
        time = within[0]
    return _at(on, time, find_zone(text, time.end, on, customs.country)) if time else _on(on)


def _gap(time: Time, printed: Printed) -> int:
    return printed.start - time.end if time.end <= printed.start else time.start - printed.end


def _on(day: date) -> Moment:
    return Moment(datetime(day.year, day.month, day.day, tzinfo=UTC), Precision.DAY)


def _at(on: date, time: Time, zone: tzinfo | None) -> Moment | None:
    if not (time.hour or time.minute or time.second):
        # Midnight sharp is how systems write a day without a time.
        return _moment(_on(on).at, Precision.DAY)
    at = datetime(on.year, on.month, on.day, time.hour, time.minute, time.second or 0, tzinfo=zone or NO_ZONE)
    return _moment(at, Precision.MINUTE if time.second is None else Precision.SECOND)


def _moment(at: datetime, precision: Precision) -> Moment | None:
    # 1970-01-01 is an empty field, and no newspaper is older than 1700.
    return None if at.year < 1700 or (at.year, at.month, at.day) == (1970, 1, 1) else Moment(at, precision)
