import pytest

from app.extract.headlines.headline import find_headline
from app.extract.metadata import Found, Metadata
from app.news import CleanText

BODY = "The ferry is back in service. It had been away for a year."


@pytest.mark.parametrize(
    ("found", "headline", "where"),
    [
        (
            [("Ferry returns to port - Example", "title"), ("Ferry returns to port", "h1")],
            "Ferry returns to port",
            "h1",
        ),
        (
            [("Ferry returns to port - Example", "title"), ("Example", "h1"), ("Ferry returns to port", "h2")],
            "Ferry returns to port",
            "h2",
        ),
        ([("Ferry returns to port | Travel | Example", "og"), ("Travel", "h1")], "Ferry returns to port", "og"),
        (
            [
                ("Harbour ferry returns at last", "og"),
                ("The harbour ferry returns after a year away", "h1"),
                ("Create a new password", "h1"),
            ],
            "The harbour ferry returns after a year away",
            "h1",
        ),
        ([("Ferry returns", "json-ld"), ("Log in to comment here", "h1")], "Ferry returns", "json-ld"),
        ([("Ferry returns to port | Example", "title")], "Ferry returns to port", "title"),
    ],
    ids=["h1 in title", "site's name is h1", "section is h1", "h1 in other words", "foreign h1", "title alone"],
)
def test_the_heading_that_a_title_contains_wins(found: list[tuple[str, str]], headline: str, where: str) -> None:
    metadata = Metadata(headlines=tuple(Found(*one) for one in found))
    assert find_headline(metadata, CleanText(BODY), ("Example",)) == Found(headline, where)


@pytest.mark.parametrize(
    ("head", "headline"),
    [
        (
            ("Home | News | Sport | Weather", "Ferry returns to the harbour", "By Ann Lee", "June 9, 2013"),
            "Ferry returns to the harbour",
        ),
        (
            ("Ferry returns to the harbour", "0 Comment(s)Print E-mail Xinhua, June 9, 2013", "Adjust font size:"),
            "Ferry returns to the harbour",
        ),
        (
            ("Ferry returns to the harbour", "The boat was away for a year and islanders missed it."),
            "Ferry returns to the harbour",
        ),
    ],
    ids=["menu and byline", "share bar", "standfirst"],
)
def test_a_dump_has_its_headline_among_the_lines_above(head: tuple[str, ...], headline: str) -> None:
    assert find_headline(Metadata(), CleanText(BODY, head)) == Found(headline, "head")


def test_the_first_sentence_is_the_last_resort() -> None:
    assert find_headline(Metadata(), CleanText(BODY)) == Found("The ferry is back in service.", "body")
