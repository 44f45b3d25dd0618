from datetime import UTC, date, timedelta

import pytest

from app.extract.dates.customs import Customs
from app.extract.dates.printed import find_moment
from app.extract.dates.times import NO_ZONE, find_zone, list_times

SUMMER, WINTER = date(2013, 7, 1), date(2013, 12, 1)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("10:20", (10, 20, None)),
        ("10:20:30", (10, 20, 30)),
        ("10.20 pm", (22, 20, None)),
        ("12:05 a.m.", (0, 5, None)),
        ("12:05 PM", (12, 5, None)),
        ("13:42pm", (13, 42, None)),
        ("8am", (8, 0, None)),
        ("5 p.m.", (17, 0, None)),
        ("14 Uhr", (14, 0, None)),
        ("20h13", (20, 13, None)),
        ("오후 2:05", (14, 5, None)),
        ("下午2:05", (14, 5, None)),
        ("午前9時05分", (9, 5, None)),
        ("10:20 ص", (10, 20, None)),
        ("0339 GMT", (3, 39, None)),
    ],
)
def test_a_time_is_read(text: str, time: tuple[int, int, int | None]) -> None:
    assert [(found.hour, found.minute, found.second) for found in list_times(text, 0, len(text))] == [time]


@pytest.mark.parametrize("text", ["25:10", "10:75", "2-1", "10 comments", "3時間前", "1:2:3", "2013", "4.5 percent"])
def test_what_is_no_time_is_none(text: str) -> None:
    assert list_times(text, 0, len(text)) == []


@pytest.mark.parametrize(
    ("text", "on", "country", "minutes"),
    [
        (" GMT", SUMMER, None, 0),
        ("+05:30", SUMMER, None, 330),
        (" -0800", SUMMER, None, -480),
        (" (GMT+7)", SUMMER, None, 420),
        (" UTC +3", SUMMER, None, 180),
        (" IST", SUMMER, None, 330),
        (" IST", SUMMER, "in", 330),
        (" IST", SUMMER, "ie", 60),
        (" IST", WINTER, "il", 120),
        (" BST", SUMMER, None, 60),
        (" BST", SUMMER, "bd", 360),
        (" CST", WINTER, None, -360),
        (" CST", WINTER, "cn", 480),
        (" EST", WINTER, "au", 600),
        (" PST", WINTER, "ph", 480),
        (" ET", SUMMER, None, -240),
        (" ET", WINTER, None, -300),
        (" E.T.", WINTER, None, -300),
        (" Eastern time", WINTER, None, -300),
        (" (Beijing Time)", SUMMER, None, 480),
        (" Uhr MESZ", SUMMER, None, 120),
        (" Central European Summer Time", SUMMER, None, 120),
        (" WIB", SUMMER, None, 420),
        (" KST | News", SUMMER, None, 540),
    ],
)
def test_a_zone_is_known_by_its_name_and_the_page_s_country(
    text: str, on: date, country: str | None, minutes: int
) -> None:
    zone = find_zone(text, 0, on, country)
    assert zone is not None
    assert zone.utcoffset(None) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    "text", ["", " est publié par", " Uhr", " by Ann Lee", " local time", " | Art and culture", " +99"]
)
def test_a_word_is_no_zone(text: str) -> None:
    assert find_zone(text, 0, SUMMER) is None


def test_a_time_without_a_zone_counts_as_utc_and_is_told_from_one_that_says_so() -> None:
    bare, told = find_moment("9 June 2013 10:20"), find_moment("9 June 2013 10:20 GMT")
    assert bare is not None
    assert told is not None
    assert bare.at == told.at
    assert (bare.at.tzinfo is NO_ZONE, told.at.tzinfo is UTC) == (True, True)


@pytest.mark.parametrize(
    ("text", "minute"),
    [
        ("Fri 6:45 PM, Feb 16, 2018 | Sat 8:31 PM, Feb 17, 2018", (18, 45)),
        ("16 Feb 2018 10:20 | 3 min read 11:30", (10, 20)),
        ("Fri Feb 16 10:15:00 EST 2018", (10, 15)),
    ],
    ids=["each date its own", "the nearer one", "Java's own form"],
)
def test_of_several_times_the_one_beside_the_date_is_its_own(text: str, minute: tuple[int, int]) -> None:
    moment = find_moment(text, Customs())
    assert moment is not None
    assert (moment.at.hour, moment.at.minute) == minute
