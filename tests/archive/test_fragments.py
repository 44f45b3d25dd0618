"""Links that open a page at a quote."""

from urllib.parse import unquote

import pytest

from app.archive.fragments import write_fragment_url

URL = "https://example.com/pier"
LONG = "We are going to build a pier that our grandchildren, and theirs, can fish from in peace."


def link(body: str, words: str, url: str | None = URL) -> str | None:
    start = body.index(words)
    return write_fragment_url(url, body, start, start + len(words))


@pytest.mark.parametrize(
    ("body", "words", "directive"),
    [
        pytest.param(
            "“The pier stays where it is,” Pinto said.",
            "The pier stays where it is,",
            "The pier stays where it is,",
            id="words as they are",
        ),
        pytest.param(
            f"“{LONG}” she said.", LONG, "We are going to build+can fish from in peace.", id="the ends of many words"
        ),
        pytest.param(
            "He said: “No way,” and left the room.", "No way,", "He said: “-+No way,+-” and left", id="few words"
        ),
        pytest.param(
            "“No berth is lost,” he said. “No berth is lost.”",
            "No berth is lost",
            "“-+No berth is lost+-,” he said.",
            id="words that come twice",
        ),
        pytest.param(
            "He spoke.\n\n“Go home now\n\nand stay there,” he said.",
            "Go home now\n\nand stay there,",
            "“-+Go home now+and stay there,+-” he said.",
            id="over two paragraphs",
        ),
        pytest.param(
            "市长说：“我们要在东边再建一座新的码头，让大家都能来钓鱼，来散步，来看日出和日落，一年四季都可以。”",
            "我们要在东边再建一座新的码头，让大家都能来钓鱼，来散步，来看日出和日落，一年四季都可以。",
            "我们要在东边再建一座新的码头，+日出和日落，一年四季都可以。",
            id="Chinese",
        ),
    ],
)
def test_what_a_link_looks_for(body: str, words: str, directive: str) -> None:
    made = link(body, words)
    assert made is not None
    head, _, given = made.partition("#:~:text=")
    assert head == URL
    assert (
        "+".join(unquote(part) if not part.startswith("-") else "-" + unquote(part[1:]) for part in given.split(","))
        == directive
    )


def test_what_means_something_in_a_link_is_encoded() -> None:
    made = link("“Half-time, two & a half,” she said then.", "Half-time, two & a half,")
    assert made == URL + "#:~:text=Half%2Dtime%2C%20two%20%26%20a%20half%2C"


@pytest.mark.parametrize(
    ("url", "start"),
    [
        (URL + "#part", URL + "#part:~:text="),
        (URL + "#:~:text=old", URL + "#:~:text="),
        (None, None),
    ],
)
def test_addresses(url: str | None, start: str | None) -> None:
    made = link("“The pier stays where it is,” he said.", "The pier stays where it is", url)
    assert (made is None) == (start is None)
    assert made is None or made.startswith(start or "")
    assert made is None or made.count("#") == 1
