"""Years and days of other calendars that news pages print, as those of the Gregorian one.

The Buddhist era of Thailand, the eras of Japan, the republic's years of Taiwan, and the solar Hijri calendar of Iran
and Afghanistan by its cycle of 33 years, which is exact from 1799 to 2256. The lunar Hijri and the Nepali calendars
are not read: they follow observation and tables.
"""

from __future__ import annotations

from datetime import date

from app.extract.lines import read_lexicon

JALALI_MONTHS = {
    name: month for month, line in enumerate(read_lexicon("months_jalali.txt"), start=1) for name in line.split()
}
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
"""The year before the first of each era."""
_BUDDHIST = range(2400, 2700)
_BEFORE_BUDDHA = 543
_JALALI = range(1250, 1500)
_CYCLE, _LEAPS = 33, 8  # years, and leap years among them
_EPOCH = 226_142  # puts 1 Farvardin 1400 on 21 March 2021


def to_gregorian_year(year: int) -> int:
    """Give a year of the Buddhist era as one of the common era; any other stays."""
    return year - _BEFORE_BUDDHA if year in _BUDDHIST else year


def from_jalali(year: int, month: int, day: int) -> date:
    """Give the date of a solar Hijri one. Raises ValueError for what is none."""
    longest = 31 if month < 7 else 30
    if year not in _JALALI or not 1 <= month <= 12 or not 1 <= day <= longest:
        raise ValueError(f"no solar Hijri date: {year}-{month}-{day}")
    days_before_month = (month - 1) * 31 if month < 7 else 186 + (month - 7) * 30
    leaps = (year + 1595) // _CYCLE * _LEAPS + ((year + 1595) % _CYCLE + 3) // 4
    return date.fromordinal(365 * year + leaps + days_before_month + day + _EPOCH)
