from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extract.dates.customs import Customs
from app.extract.dates.printed import complete_date, find_moment, list_dates, parse_moment
from app.news import Precision


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Sunday, June 9, 2013", "2013-06-09"),
        ("9th June 2013", "2013-06-09"),
        ("9-Jun-2013", "2013-06-09"),
        ("9. Juni 2013", "2013-06-09"),
        ("le 1er juin 2014", "2014-06-01"),
        ("9 de junio de 2013", "2013-06-09"),
        ("domenica 9 giugno 2013", "2013-06-09"),
        ("9 de março de 2013", "2013-03-09"),
        ("9 juni 2013", "2013-06-09"),
        ("9 czerwca 2013", "2013-06-09"),
        ("9 июня 2013", "2013-06-09"),
        ("9 Haziran 2013", "2013-06-09"),
        ("2013. június 9.", "2013-06-09"),
        ("2013年6月9日", "2013-06-09"),
        ("2013년 6월 9일", "2013-06-09"),
        ("2013/06/09", "2013-06-09"),
        ("09.06.2013", "2013-06-09"),
        ("25/12/2014", "2014-12-25"),
        ("12/25/2014", "2014-12-25"),
        ("June 9", "--06-09"),
    ],
)
def test_a_printed_date_is_read(text: str, day: str) -> None:
    assert [printed.iso for printed in list_dates(text)] == [day]


@pytest.mark.parametrize("text", ["9 out of 10", "31.02.2013", "12:30", "1500 March", "version 1.2.2013.4", "mayor"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert list(list_dates(text)) == []


@pytest.mark.parametrize(
    ("month_first", "month", "day"), [(True, 3, 4), (False, 4, 3)], ids=["month first", "day first"]
)
def test_the_locale_settles_what_numbers_leave_open(month_first: bool, month: int, day: int) -> None:  # noqa: FBT001 - a case, not an option
    moment = find_moment("03/04/2014", Customs(month_first=month_first))
    assert moment is not None
    assert (moment.at.month, moment.at.day) == (month, day)


def test_dots_always_mean_the_day_first() -> None:
    moment = find_moment("03.04.2014", Customs(month_first=True))
    assert moment is not None
    assert (moment.at.month, moment.at.day) == (4, 3)


@pytest.mark.parametrize(
    ("text", "at", "precision"),
    [
        ("Updated 09 June 2013 10:22 GMT", datetime(2013, 6, 9, 10, 22, tzinfo=UTC), Precision.MINUTE),
        ("7:05 PM, Jun 9, 2013", datetime(2013, 6, 9, 19, 5, tzinfo=UTC), Precision.MINUTE),
        ("5.30pm, 9 June 2013", datetime(2013, 6, 9, 17, 30, tzinfo=UTC), Precision.MINUTE),
        ("June 9, 2013 8:12 p.m. ET", datetime(2013, 6, 10, 0, 12, tzinfo=UTC), Precision.MINUTE),
        ("January 9, 2013 8:12 p.m. ET", datetime(2013, 1, 10, 1, 12, tzinfo=UTC), Precision.MINUTE),
        ("9 juin 2013 à 10h22", datetime(2013, 6, 9, 10, 22, tzinfo=UTC), Precision.MINUTE),
        ("June 2013", datetime(2013, 6, 1, tzinfo=UTC), Precision.MONTH),
        ("June 9, 2013", datetime(2013, 6, 9, tzinfo=UTC), Precision.DAY),
    ],
)
def test_a_printed_time_is_read_with_its_zone(text: str, at: datetime, precision: Precision) -> None:
    moment = find_moment(text)
    assert moment is not None
    assert (moment.at, moment.precision) == (at, precision)


@pytest.mark.parametrize(
    ("value", "at", "precision"),
    [
        ("2019-11-20T10:22:33.123+0100", datetime(2019, 11, 20, 9, 22, 33, tzinfo=UTC), Precision.SECOND),
        ("2019-11-20T10:22:33Z", datetime(2019, 11, 20, 10, 22, 33, tzinfo=UTC), Precision.SECOND),
        ("2019-11-20 10:22", datetime(2019, 11, 20, 10, 22, tzinfo=UTC), Precision.MINUTE),
        ("2019-11-20 10:22 PM", datetime(2019, 11, 20, 22, 22, tzinfo=UTC), Precision.MINUTE),
        ("20191120", datetime(2019, 11, 20, tzinfo=UTC), Precision.DAY),
        ("2019-11-20T00:00:00-05:00", datetime(2019, 11, 20, tzinfo=UTC), Precision.DAY),
        ("1574245353", datetime(2019, 11, 20, 10, 22, 33, tzinfo=UTC), Precision.SECOND),
        ("1574245353000", datetime(2019, 11, 20, 10, 22, 33, tzinfo=UTC), Precision.SECOND),
        ("Wed, 20 Nov 2019 10:22:33 GMT", datetime(2019, 11, 20, 10, 22, 33, tzinfo=UTC), Precision.SECOND),
        ("Wed Nov 20 2019 10:22:33 GMT+0100", datetime(2019, 11, 20, 9, 22, 33, tzinfo=UTC), Precision.SECOND),
    ],
)
def test_a_machine_s_time_is_read(value: str, at: datetime, precision: Precision) -> None:
    moment = parse_moment(value)
    assert moment is not None
    assert (moment.at, moment.precision) == (at, precision)


def test_the_zone_is_kept() -> None:
    moment = parse_moment("2019-11-20T10:22:33+05:30")
    assert moment is not None
    assert moment.at.tzinfo == timezone(timedelta(hours=5, minutes=30))


@pytest.mark.parametrize(
    "value", ["", "soon", "0001-01-01T00:00:00", "1970-01-01T00:00:00Z", "2019-13-45", "99999999999999"]
)
def test_an_empty_or_broken_field_is_none(value: str) -> None:
    assert parse_moment(value) is None


@given(st.text(max_size=60) | st.from_regex(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}[T ]\d\d:\d\d[+-]\d{2,4}"))
def test_no_text_makes_it_raise(text: str) -> None:
    find_moment(text)
    parse_moment(text)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)), st.dates(min_value=date(1990, 1, 1)))
def test_a_completed_date_is_never_far_in_the_future(printed: date, near: date) -> None:
    done = complete_date(f"--{printed:%m-%d}", near)
    if not done.startswith("--"):
        assert (date.fromisoformat(done) - near).days <= 2
