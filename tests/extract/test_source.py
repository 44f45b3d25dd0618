import pytest

from app.extract.metadata import Found, Metadata
from app.extract.source import aliases_of, find_publisher, find_source, usual_name
from app.news import CleanText


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Xinhua News Agency", "Xinhua"),
        ("xinhua", "Xinhua"),
        ("新华社", "Xinhua"),
        ("The Associated Press", "AP"),
        ("AFP/dpa", "AFP"),
        ("dpa/lrs", "dpa"),
        ("PRNewswire", "PR Newswire"),
        ("BUSINESS WIRE", "Business Wire"),
        ("Source: Reuters", "Reuters"),
        ("CBS46", "CBS46"),
        ("map", "map"),
    ],
)
def test_the_usual_name_is_found(printed: str, name: str) -> None:
    assert usual_name(printed) == name


def test_all_forms_of_a_name_are_known() -> None:
    assert {"Xinhua", "Xinhua News Agency", "新华社"} <= set(aliases_of("xinhua news agency"))
    assert aliases_of("Harbour Weekly") == ("Harbour Weekly",)


@pytest.mark.parametrize(
    ("metadata", "clean", "url", "publisher"),
    [
        (Metadata(sites=(Found("BBC News", "og"),)), CleanText("x"), "https://www.bbc.co.uk/news/1", "BBC"),
        (Metadata(sites=(Found("Harbour Weekly | News and more", "og"),)), CleanText("x"), None, "Harbour Weekly"),
        (Metadata(headlines=(Found("Ferry returns - Dawn", "title"),)), CleanText("x"), None, "Dawn"),
        (
            Metadata(headlines=(Found("Ferry returns to port - Harbour Weekly", "title"),)),
            CleanText("x"),
            "https://harbourweekly.com/a",
            "Harbour Weekly",
        ),
        (Metadata(), CleanText("x"), "https://news.harbour.example.com/a", "example.com"),
        (Metadata(), CleanText("x", tail=("StoriesGet more from China.org.cnMobileRSS",)), None, "China.org.cn"),
        (Metadata(), CleanText("x", tail=("© 2014 The Straits Times. All rights",)), None, "The Straits Times"),
        (
            Metadata(),
            CleanText("x", tail=("Follow us on facebook.com/x", "www.harbourweekly.com")),
            None,
            "harbourweekly.com",
        ),
        (Metadata(), CleanText("x"), None, None),
    ],
    ids=["host", "site name", "title", "title like host", "domain", "furniture", "rights", "unknown host", "none"],
)
def test_the_publisher_is_whose_page_it_is(
    metadata: Metadata, clean: CleanText, url: str | None, publisher: str | None
) -> None:
    found = find_publisher(metadata, clean, url)
    assert (found.text if found else None) == publisher


@pytest.mark.parametrize(
    ("dateline", "credit", "authors", "named", "expected"),
    [
        ("Xinhua", "Reuters", ("By AP",), (), ("Xinhua", "dateline")),
        (None, "Reuters News", ("By AP",), (), ("Reuters", "credit-line")),
        (None, None, ("By Jane Doe, Associated Press",), (), ("AP", "byline")),
        (None, None, ("By JANE DOE, AP Auto Writer",), (), ("AP", "byline")),
        (None, None, ("JANE DOE Agence France-Presse",), (), ("AFP", "byline")),
        (None, None, ("https://www.facebook.com/CNN",), (Found("新华网", "meta"),), ("Xinhua", "metadata")),
        (None, None, ("Jane Doe",), (), ("Harbour Weekly", "publisher")),
    ],
    ids=["dateline", "credit", "byline", "job title", "after the name", "markup", "own staff"],
)
def test_the_credited_newsroom_is_found_in_order(
    dateline: str | None,
    credit: str | None,
    authors: tuple[str, ...],
    named: tuple[Found, ...],
    expected: tuple[str, str],
) -> None:
    found = find_source(dateline=dateline, credit=credit, authors=authors, named=named, publisher="Harbour Weekly")
    assert found == Found(*expected)
