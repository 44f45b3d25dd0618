import pytest

from app.extract.agencies import find_name
from app.extract.metadata import Found
from app.extract.source import aliases_of, is_desk, list_sources, usual_name


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


@pytest.mark.parametrize("word", ["Sport", "Capital", "Information", "People", "Open", "The Week", "Ideal", "Express"])
def test_an_outlet_that_bears_a_word_s_name_is_no_credit(word: str) -> None:
    assert find_name(word) is None


def test_all_forms_of_a_name_are_known() -> None:
    assert {"Xinhua", "Xinhua News Agency", "新华社"} <= set(aliases_of("xinhua news agency"))
    assert aliases_of("Harbour Weekly") == ("Harbour Weekly",)


@pytest.mark.parametrize(
    ("dateline", "credit", "authors", "named", "signed", "expected"),
    [
        ("Xinhua", "Reuters", ("By AP",), (), (), ("Xinhua", "dateline")),
        (None, "Reuters News", ("By AP",), (), (), ("Reuters", "credit-line")),
        (None, None, ("By Jane Doe, Associated Press",), (), (), ("AP", "byline")),
        (None, None, ("By JANE DOE, AP Auto Writer",), (), (), ("AP", "byline")),
        (None, None, ("JANE DOE Agence France-Presse",), (), (), ("AFP", "byline")),
        (None, None, ("https://www.facebook.com/CNN",), (Found("新华网", "meta"),), (), ("Xinhua", "metadata")),
        (
            None,
            None,
            (),
            (),
            ("Provided by Harbour Institute of Shipping",),
            ("Harbour Institute of Shipping", "sign-off"),
        ),
        (None, None, (), (), ("© 2014 The Associated Press. All rights reserved.",), ("AP", "sign-off")),
        (None, None, (), (), ("Copyright 2014 Agence France-Presse",), ("AFP", "sign-off")),
        (None, None, (), (), ("© 2014 Harbour Holdings Ltd",), ("Harbour Weekly", "publisher")),
        (None, None, ("Reuters Staff",), (), (), ("Reuters", "byline")),
        (None, None, ("AFP Newsroom",), (), (), ("AFP", "byline")),
        (None, None, ("Redazione ANSA",), (), (), ("ANSA", "byline")),
        (None, None, ("Harbour Staff",), (), (), ("Harbour Weekly", "publisher")),
        (None, None, (), (), ("Provided by law to all islanders",), ("Harbour Weekly", "publisher")),
        (None, None, ("Jane Doe",), (), (), ("Harbour Weekly", "publisher")),
    ],
    ids=[
        "dateline",
        "credit",
        "byline",
        "job title",
        "after the name",
        "markup",
        "staff",
        "newsroom",
        "desk",
        "own desk",
        "provided",
        "rights",
        "copyright",
        "a company's rights",
        "a sentence",
        "own staff",
    ],
)
def test_the_credited_newsroom_is_found_in_order(
    dateline: str | None,
    credit: str | None,
    authors: tuple[str, ...],
    named: tuple[Found, ...],
    signed: tuple[str, ...],
    expected: tuple[str, str],
) -> None:
    found = list_sources(
        datelines=filter(None, [dateline]),
        credits_=filter(None, [credit]),
        authors=authors,
        signed=signed,
        named=named,
        publisher="Harbour Weekly",
    )
    assert next(found) == Found(*expected)


@pytest.mark.parametrize(
    ("line", "desk"),
    [
        ("Redazione ANSA", True),
        ("Agencia EFE", True),
        ("Photo: Bo Lind, AP", False),
        ("Staffing at the harbour", False),
    ],
)
def test_a_desk_is_told_from_a_caption(line: str, *, desk: bool) -> None:
    assert is_desk(line) is desk
