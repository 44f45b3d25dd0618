from datetime import date

import pytest

from app.extract.dates.calendars import from_jalali, to_gregorian_year


@pytest.mark.parametrize(
    ("jalali", "gregorian"),
    [
        ((1392, 3, 19), "2013-06-09"),
        ((1399, 1, 1), "2020-03-20"),
        ((1400, 1, 1), "2021-03-21"),
        ((1403, 12, 30), "2025-03-20"),
        ((1404, 1, 1), "2025-03-21"),
        ((1357, 11, 22), "1979-02-11"),
    ],
)
def test_a_date_of_iran_is_turned_to_ours(jalali: tuple[int, int, int], gregorian: str) -> None:
    assert from_jalali(*jalali) == date.fromisoformat(gregorian)


@pytest.mark.parametrize("jalali", [(1392, 13, 1), (1392, 0, 1), (1392, 7, 31), (1392, 1, 0), (2013, 6, 9), (0, 1, 1)])
def test_what_is_no_date_of_iran_raises(jalali: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="no solar Hijri date"):
        from_jalali(*jalali)


@pytest.mark.parametrize(("year", "ours"), [(2556, 2013), (2013, 2013), (1900, 1900)])
def test_a_buddhist_year_is_turned_to_ours(year: int, ours: int) -> None:
    assert to_gregorian_year(year) == ours
