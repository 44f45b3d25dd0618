import pytest

from app.extract.metadata import Found
from app.extract.source import aliases_of, find_source, usual_name


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
