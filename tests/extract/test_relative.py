from datetime import UTC, datetime, timedelta, timezone

import pytest

from app.extract.dates.relative import find_relative
from app.extract.metadata import Found, Metadata
from app.extract.published import find_published, list_times
from app.news import CleanText, Page, Precision

SEEN = datetime(2019, 6, 9, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("2 hours ago", "2019-06-09"),
        ("Published 5 mins ago", "2019-06-09"),
        ("By Ann Lee | 3 days ago", "2019-06-06"),
        ("an hour ago", "2019-06-09"),
        ("Yesterday", "2019-06-08"),
        ("vor 2 Stunden", "2019-06-09"),
        ("il y a 3 jours", "2019-06-06"),
        ("hace 2 horas", "2019-06-09"),
        ("há 2 dias", "2019-06-07"),
        ("2 ore fa", "2019-06-09"),
        ("2 dagen geleden", "2019-06-07"),
        ("2 godziny temu", "2019-06-09"),
        ("3 часа назад", "2019-06-09"),
        ("2 saat önce", "2019-06-09"),
        ("2 jam yang lalu", "2019-06-09"),
        ("2 giờ trước", "2019-06-09"),
        ("3小时前", "2019-06-09"),
        ("3時間前", "2019-06-09"),
        ("3시간 전", "2019-06-09"),
        ("منذ 3 ساعات", "2019-06-09"),
        ("לפני 3 שעות", "2019-06-09"),
        ("3 घंटे पहले", "2019-06-09"),
        ("昨天", "2019-06-08"),
    ],
)
def test_a_line_may_count_back_from_the_capture(line: str, day: str) -> None:
    moment = find_relative(line, SEEN)
    assert moment is not None
    assert (moment.at.date().isoformat(), moment.precision) == (day, Precision.DAY)


@pytest.mark.parametrize(
    ("line", "at"),
    [
        ("Yesterday at 17:40 | By Ann Lee", "2019-06-08T17:40:00+00:00"),
        ("gestern um 17:40 Uhr", "2019-06-08T17:40:00+00:00"),
        ("Aujourd'hui à 8h05", "2019-06-09T08:05:00+00:00"),
        ("Today, 8:05 am ET", "2019-06-09T08:05:00-04:00"),
    ],
)
def test_the_name_of_a_day_may_have_a_time(line: str, at: str) -> None:
    moment = find_relative(line, SEEN)
    assert moment is not None
    assert (moment.at.isoformat(), moment.precision) == (at, Precision.MINUTE)


@pytest.mark.parametrize(
    "line",
    [
        "12 hours ago",
        "9 days ago",
        "200 hours ago",
        "The ferry came back yesterday",
        "USA Today",
        "8 minutes read",
        "Two years ago the ferry was sold",
        "yesterday's papers",
        "",
    ],
    ids=[
        "of which day",
        "too long ago",
        "no clock",
        "a sentence",
        "a name",
        "reading time",
        "words",
        "a word",
        "empty",
    ],
)
def test_what_is_not_sure_is_none(line: str) -> None:
    assert find_relative(line, SEEN) is None


def test_the_day_is_that_of_the_zone_that_the_page_was_seen_in() -> None:
    seen = datetime(2019, 6, 9, 0, 30, tzinfo=timezone(timedelta(hours=9)))
    moment = find_relative("2 hours ago", seen)
    assert moment is not None
    assert moment.at.day == 8


@pytest.mark.parametrize(
    ("imprint", "day"),
    [(("© 2019 Harbour Post",), "2019-06-07"), (("© 2015 Harbour Post",), None), ((), None)],
    ids=["seen in its time", "kept for years", "unknown"],
)
def test_it_is_believed_where_the_page_claims_rights_for_the_year_of_the_capture(
    imprint: tuple[str, ...], day: str | None
) -> None:
    metadata = Metadata(published=(Found("2 days ago", "beside"),), imprint=imprint)
    page = Page(b"x", "text/html", SEEN)
    found = find_published(page, list_times(page, CleanText("x"), metadata, (), None))
    assert (found and found.moment.at.date().isoformat()) == day
