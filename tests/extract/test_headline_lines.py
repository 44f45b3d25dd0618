import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extract.headlines.lines import list_weighed, may_be_headline
from app.news import CleanText

BODY = (
    "The ferry between Kinvara and the islands is back in service after a year at the yard, its owner said on Monday."
    "\n\nTwo hundred people stood on the quay when the vessel came in, and the band of the school played."
)


@pytest.mark.parametrize(
    ("head", "headline"),
    [
        (
            ("News", "Ferry back in service after a year", "By Ann Lee", "4 March 2013"),
            "Ferry back in service after a year",
        ),
        (
            (
                "Ferry back in service after a year",
                "Two hundred people greet the vessel on the quay at Kinvara",
                "By Ann Lee",
            ),
            "Ferry back in service after a year",
        ),
        (
            ("Ferry back in service after a year", "Ann Lee, Staff Writer", "4 March 2013"),
            "Ferry back in service after a year",
        ),
        (
            ("School wins debating cup", "- Road closed until spring", "Ferry back in service", "Monday, 4 March 2013"),
            "Ferry back in service",
        ),
        (
            ("Ferry back in service after a year", "Share on Facebook", "The ferry on Monday. (Example / Bo Lind)"),
            "Ferry back in service after a year",
        ),
        (("HEADLINE: Ferry back in service", "BYLINE: Ann Lee", "LENGTH: 311 words"), "Ferry back in service"),
        (("# Ferry back in service", "*By Ann Lee*"), "Ferry back in service"),
        (("Example News", "Ferry back in service", "Mary Byrne", "4 March 2013"), "Ferry back in service"),
    ],
    ids=["frame", "standfirst", "author with a job", "other stories", "caption", "label", "markdown", "lone name"],
)
def test_the_likeliest_line_is_the_headline(head: tuple[str, ...], headline: str) -> None:
    assert list_weighed(CleanText(BODY, head))[0].text == headline


def test_a_headline_may_have_been_left_in_the_body() -> None:
    clean = CleanText(f"Ferry back in service after a year\n\n{BODY}", ("Notes of the harbour", "4 March 2013"))
    assert list_weighed(clean)[0][::2] == ("Ferry back in service after a year", "body")


@pytest.mark.parametrize(
    "line",
    [
        "Home | News | Sport",
        "News › Islands ›",
        "By Ann Lee",
        "Monday, 4 March 2013",
        "Published: 4 March 2013 10:30",
        "© Example",
        "@example",
        "ann@example.org",
        "Related:",
        "https://example.org/a",
        "Share on Facebook",
        "Ferry",
        "",
        "***",
    ],
)
def test_what_frames_a_headline_is_none(line: str) -> None:
    assert not may_be_headline(line)


@pytest.mark.parametrize(
    "line", ["Ferry returns", "By air, sea or rail: how Kinvara got its ferry back", "渡轮恢复通航"]
)
def test_headlines_are_short_or_long(line: str) -> None:
    assert may_be_headline(line)


@given(st.lists(st.text(max_size=60), max_size=8), st.text(max_size=200))
def test_no_text_makes_it_raise(head: list[str], body: str) -> None:
    assert len(list_weighed(CleanText(body, tuple(head)))) <= len(head) + 4
