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
        (Metadata(published=(Found("June 9, 2019", "class"),)), CleanText("x"), None, "2019-06-09", "class"),
        (Metadata(), CleanText("x"), "https://example.com/2019/06/09/ferry", "2019-06-09", "url"),
        (Metadata(modified=(Found("2019-06-09", "meta"),)), CleanText("x"), None, "2019-06-09", "modified"),
    ],
    ids=["json-ld", "not in the future", "broken first", "line above", "class", "url", "only modified"],
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
        ("2019-06-09T10:00:00Z", None),
        ("2019-06-09T09:00:00Z", None),
        ("2019-06-09T11:00:00Z", 11),
        ("2031-01-01", None),
    ],
    ids=["equal", "before", "after", "future"],
)
def test_modified_is_after_published(modified: str, expected: int | None) -> None:
    metadata = Metadata(published=(Found("2019-06-09T10:00:00Z", "meta"),), modified=(Found(modified, "meta"),))
    times = list_times(page(), CleanText("x"), metadata, (), None)
    first = find_published(page(), times)
    assert first is not None
    found = find_modified(page(), times, first.moment)
    assert (found.moment.at.hour if found else None) == expected
