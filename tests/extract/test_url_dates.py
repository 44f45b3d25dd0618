import pytest

from app.extract.dates.url_dates import list_url_dates
from app.news import Precision


@pytest.mark.parametrize(
    ("url", "day", "precision"),
    [
        ("https://example.com/2013/06/09/ferry", "2013-06-09", Precision.DAY),
        ("https://example.com/2013-06/09/c_1234.htm", "2013-06-09", Precision.DAY),
        ("https://example.com/world/20130609-ferry", "2013-06-09", Precision.DAY),
        ("https://example.com/news/2013/jun/09/ferry", "2013-06-09", Precision.DAY),
        ("https://example.com/2013/06/ferry", "2013-06-01", Precision.MONTH),
        ("https://example.com/2013/06/09/2013/06/ferry", "2013-06-09", Precision.DAY),
        ("https://example.com/a/201306091020.html", "2013-06-09", Precision.DAY),
        ("https://example.com/a/ferry-09-06-2013", "2013-06-09", Precision.DAY),
        ("https://example.com/a/things-to-know-june-9-2013", "2013-06-09", Precision.DAY),
    ],
)
def test_an_address_may_hold_the_date(url: str, day: str, precision: Precision) -> None:
    [(moment, found)] = list_url_dates((None, url))
    assert found.text in url
    assert (moment.at.date().isoformat(), moment.precision) == (day, precision)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/story/1234567890",
        "https://example.com/2013-games",
        "https://example.com/a-19730618391",
        "x",
        "",
    ],
)
def test_a_number_is_no_date(url: str) -> None:
    assert list_url_dates((url,)) == []
