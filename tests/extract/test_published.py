from datetime import UTC, datetime

import pytest

from app.extract.credit import Credit, parse_credit
from app.extract.metadata import Found, Metadata
from app.extract.published import Dated, find_modified, find_published, list_times
from app.news import CleanText, Dateline, Page, Precision


def page(url: str | None = None) -> Page:
    return Page(b"x", "text/html", datetime(2020, 1, 1, tzinfo=UTC), None, url)


def published(
    page: Page,
    clean: CleanText,
    metadata: Metadata,
    credits_: tuple[Credit, ...] = (),
    dateline: Dateline | None = None,
) -> Dated | None:
    return find_published(page, list_times(page, clean, metadata, credits_, dateline))


def credits_of(line: str) -> tuple[Credit, ...]:
    return tuple(filter(None, [parse_credit(line)]))


@pytest.mark.parametrize(
    ("metadata", "clean", "url", "day", "where"),
    [
        (
            Metadata(published=(Found("2019-06-09T10:00:00Z", "json-ld"),)),
            CleanText("x"),
            None,
            "2019-06-09",
            "json-ld",
        ),
        (
            Metadata(published=(Found("2039-06-09T10:00:00Z", "json-ld"), Found("2019-06-09", "meta"))),
            CleanText("x"),
            None,
            "2019-06-09",
            "meta",
        ),
        (
            Metadata(published=(Found("soon", "json-ld"), Found("9 June 2019", "time"))),
            CleanText("x"),
            None,
            "2019-06-09",
            "time",
        ),
        (Metadata(), CleanText("x", ("By Ann Lee on Sunday, June 9th, 2019",)), None, "2019-06-09", "head"),
        (
            Metadata(published=(Found("Ann Lee, Harbour News: 9 June 2019, 10:20", "beside"),)),
            CleanText("x"),
            None,
            "2019-06-09",
            "beside",
        ),
        (Metadata(), CleanText("x\n\ny\n\nPublished: 9 June 2019"), None, "2019-06-09", "tail"),
        (Metadata(), CleanText("x", tail=("First published on June 9, 2019",)), None, "2019-06-09", "tail"),
        (Metadata(), CleanText("x", above=("9 June 2019", "Menu", "Search")), None, "2019-06-09", "above"),
        (Metadata(published=(Found("June 9, 2019", "class"),)), CleanText("x"), None, "2019-06-09", "class"),
        (Metadata(), CleanText("x"), "https://example.com/2019/06/09/ferry", "2019-06-09", "url"),
        (Metadata(modified=(Found("2019-06-09", "meta"),)), CleanText("x"), None, "2019-06-09", "modified"),
    ],
    ids=[
        "json-ld",
        "not in the future",
        "broken first",
        "line above",
        "beside",
        "end of the body",
        "line below",
        "further up",
        "class",
        "url",
        "only modified",
    ],
)
def test_the_surest_believable_place_gives_the_day(
    metadata: Metadata, clean: CleanText, url: str | None, day: str, where: str
) -> None:
    found = published(page(url), clean, metadata)
    assert found is not None
    assert (found.moment.at.date().isoformat(), found.where) == (day, where)


def test_a_credit_line_goes_before_a_dateline_and_the_url() -> None:
    dateline = Dateline("x", date="2019-06-08")
    found = published(
        page("https://example.com/2019/06/07/x"),
        CleanText("x"),
        Metadata(),
        credits_of("Xinhua, June 9, 2019"),
        dateline,
    )
    assert found is not None
    assert (found.moment.at.day, found.where) == (9, "credit-line")
    found = published(page("https://example.com/2019/06/07/x"), CleanText("x"), Metadata(), (), dateline)
    assert found is not None
    assert (found.moment.at.day, found.where) == (8, "dateline")


def test_a_less_sure_place_gives_the_time_of_the_same_day() -> None:
    metadata = Metadata(published=(Found("2019-06-09", "json-ld"), Found("2019-06-09T10:22:00+02:00", "time")))
    found = published(page(), CleanText("x"), metadata)
    assert found is not None
    assert (found.moment.at.isoformat(), found.moment.precision) == ("2019-06-09T10:22:00+02:00", Precision.SECOND)
    assert found.where == "json-ld"


@pytest.mark.parametrize(
    ("metadata", "clean", "url", "day", "where"),
    [
        (
            Metadata(published=(Found("Wednesday, 1 January 2020", "class"),)),
            CleanText("x"),
            "https://example.com/2019/06/09/x",
            9,
            "url",
        ),
        (Metadata(), CleanText("x", ("9 June 2019", "Wednesday, 1 January 2020")), None, 9, "head"),
        (Metadata(), CleanText("x", ("Wednesday, 1 January 2020",)), None, 1, "head"),
        (
            Metadata(published=(Found("1 January 2020 10:20", "class"),)),
            CleanText("x", ("9 June 2019",)),
            None,
            9,
            "head",
        ),
        (Metadata(), CleanText("x", ("9 June 2019", "Published 1 January 2020")), None, 1, "head"),
    ],
    ids=["the URL knows better", "another line", "nothing else", "order of trust", "a label is no clock"],
)
def test_the_day_of_the_capture_alone_is_most_often_a_clock(
    metadata: Metadata, clean: CleanText, url: str | None, day: int, where: str
) -> None:
    found = published(page(url), clean, metadata)
    assert found is not None
    assert (found.moment.at.day, found.where) == (day, where)


@pytest.mark.parametrize(
    ("printed", "believed"),
    [
        ("2020-01-01T13:00:00Z", True),
        ("2020-01-01T15:00:00Z", False),
        ("2020-01-01T13:00:00+05:30", False),
        ("2020-01-01T05:45:00+05:30", True),
        ("2020-01-01", True),
        ("2020-01-02", False),
    ],
    ids=["Kiribati", "no zone", "zone known", "zone known, minutes", "day", "tomorrow"],
)
def test_nothing_lies_after_the_capture_wherever_its_clock_hung(printed: str, *, believed: bool) -> None:
    found = published(page(), CleanText("x"), Metadata(published=(Found(printed, "meta"),)))
    assert (found is not None) is believed


@pytest.mark.parametrize(
    ("told", "at"),
    [
        (("2019-06-09T10:00:00-06:00", "2019-06-09T10:00:00Z"), "2019-06-09T10:00:00-06:00"),
        (
            ("2019-06-09T10:00:00-06:00", "2019-06-09T10:00:00Z", "2019-06-09T12:00:00+02:00"),
            "2019-06-09T10:00:00+00:00",
        ),
        (("2019-06-09 10:00", "2019-06-09T10:00:00-06:00"), "2019-06-09T10:00:00-06:00"),
        (("2019-06-09T10:00:00-06:00", "2019-06-09 10:00"), "2019-06-09T10:00:00-06:00"),
        (("2019-06-09T10:00:00Z", "2019-06-09T11:00:00-06:00"), "2019-06-09T10:00:00+00:00"),
    ],
    ids=["one against one", "two against one", "a zone at last", "no zone has no say", "another time"],
)
def test_two_places_settle_a_zone(told: tuple[str, ...], at: str) -> None:
    found = published(page(), CleanText("x"), Metadata(published=tuple(Found(text, "meta") for text in told)))
    assert found is not None
    assert found.moment.at.isoformat() == at


@pytest.mark.parametrize(
    ("line", "url", "day"),
    [
        ("Posted Nov 19, 6:51 AM", "https://example.com/2019/11/ferry", "2019-11-19"),
        ("Posted Oct 19, 6:51 AM", "https://example.com/2019/11/ferry", "2019-11-01"),
        ("Updated Nov 19, 6:51 AM", "https://example.com/2019/11/ferry", "2019-11-01"),
        ("Posted Nov 19, 6:51 AM", "https://example.com/ferry", None),
    ],
    ids=["of that month", "of another month", "a change", "no year anywhere"],
)
def test_a_day_without_a_year_is_of_the_month_in_the_address(line: str, url: str, day: str | None) -> None:
    found = published(page(url), CleanText("x", (line,)), Metadata())
    assert (found and found.moment.at.date().isoformat()) == day


def test_the_date_of_a_caption_is_not_the_story_s() -> None:
    clean = CleanText("x", ("A cargo ship leaves the harbour of Example Town on Aug. 31, 2019. (AP)",))
    assert published(page(), clean, Metadata()) is None


@pytest.mark.parametrize(
    ("languages", "url", "month"),
    [
        (("en-US",), None, 3),
        (("en-GB",), None, 4),
        (("en",), "https://example.com/a", 3),
        (("fr",), "https://example.com/a", 4),
    ],
    ids=["US", "GB", "English .com", "French .com"],
)
def test_the_locale_tells_month_from_day(languages: tuple[str, ...], url: str | None, month: int) -> None:
    metadata = Metadata(languages=languages, published=(Found("03/04/2019", "time"),))
    found = published(page(url), CleanText("x"), metadata, (), None)
    assert found is not None
    assert found.moment.at.month == month


@pytest.mark.parametrize(
    ("modified", "expected"),
    [
        ("2019-06-09T10:00:00Z", 10),
        ("2019-06-09T09:00:00Z", None),
        ("2019-06-09T11:00:00Z", 11),
        ("2019-06-09", 0),
        ("2019-06-08", None),
        ("2031-01-01", None),
    ],
    ids=["equal", "before", "after", "the same day", "the day before", "future"],
)
def test_modified_is_not_before_published(modified: str, expected: int | None) -> None:
    metadata = Metadata(published=(Found("2019-06-09T10:00:00Z", "meta"),), modified=(Found(modified, "meta"),))
    times = list_times(page(), CleanText("x"), metadata, (), None)
    first = find_published(page(), times)
    assert first is not None
    found = find_modified(page(), times, first.moment)
    assert (found.moment.at.hour if found else None) == expected


@pytest.mark.parametrize(
    ("head", "day"),
    [
        (("Updated: 12 June 2019", "Ferry is back", "9 June 2019"), None),
        (("Ferry is back", "9 June 2019", "Updated: 12 June 2019"), 12),
    ],
    ids=["above", "below"],
)
def test_a_change_that_is_told_above_the_headline_is_the_page_s(head: tuple[str, ...], day: int | None) -> None:
    credits_ = tuple(credit for line in head for credit in credits_of(line))
    times = list_times(page(), CleanText("x", head), Metadata(), credits_, None, "Ferry is back")
    first = find_published(page(), times)
    assert first is not None
    assert first.moment.at.day == 9
    found = find_modified(page(), times, first.moment)
    assert (found.moment.at.day if found else None) == day
