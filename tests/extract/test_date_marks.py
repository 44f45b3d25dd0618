import pytest
from lxml import html

from app.extract.dates.marks import Nearness, find_heading, list_beside, text_before

PAGE = """
<body><div class=top><time id=strip>1 June 2013</time></div>
<main><header><p>Harbour <span id=own>9 June 2013</span></p><h1>Harbour ferry returns</h1>
<div>By Ann Lee <b>Published</b> <time id=time>9 June 2013, 10:20</time> Share</div></header>
<section><h2>Other news</h2><time id=other>8 June 2013</time></section></main></body>
"""


@pytest.mark.parametrize(
    ("markup", "told", "found"),
    [
        (
            "<h1>Harbour Post</h1><h1>Harbour ferry returns</h1>",
            ("Harbour ferry returns - Post",),
            "Harbour ferry returns",
        ),
        ("<h1>Post</h1><h2>Harbour ferry returns</h2>", ("Harbour ferry returns",), "Harbour ferry returns"),
        ("<h1>Ferry is back again</h1>", ("Harbour ferry returns",), "Ferry is back again"),
        ("<h1>Ferry is back</h1><h1>Bridge opens</h1>", ("Harbour ferry returns",), None),
        ("<p>x</p>", (), None),
    ],
    ids=["as told", "of the second level", "the only one", "which of two", "none"],
)
def test_the_heading_is_the_one_that_the_page_names(markup: str, told: tuple[str, ...], found: str | None) -> None:
    heading = find_heading(html.document_fromstring(markup), told)
    assert (heading if heading is None else heading.text) == found


def _named(tree: html.HtmlElement, name: str) -> html.HtmlElement:
    return next(element for element in tree.iter() if element.get("id") == name)


def test_what_shares_more_with_the_headline_is_nearer() -> None:
    tree = html.document_fromstring(PAGE)
    nearness = Nearness(find_heading(tree, ("Harbour ferry returns",)))
    steps = {name: nearness.steps_to(_named(tree, name)) for name in ("own", "time", "other", "strip")}
    assert steps["own"] == steps["time"] < steps["other"] < steps["strip"]


def test_without_a_headline_all_is_as_far() -> None:
    tree = html.document_fromstring(PAGE)
    nearness = Nearness(None)
    assert nearness.steps_to(_named(tree, "own")) == nearness.steps_to(_named(tree, "strip"))
    assert list(list_beside(None)) == []


def test_lines_beside_the_headline_come_nearest_first_whole_and_in_pieces() -> None:
    heading = find_heading(html.document_fromstring(PAGE), ("Harbour ferry returns",))
    assert list(list_beside(heading)) == [
        "By Ann Lee Published 9 June 2013, 10:20 Share",
        "9 June 2013, 10:20",
        "Harbour 9 June 2013",
        "9 June 2013",
        "Other news 8 June 2013",
        "8 June 2013",
        "1 June 2013",
    ]


def test_the_text_before_an_element_may_be_its_label() -> None:
    tree = html.document_fromstring("<p>Updated <time>1</time> and <b>then</b><time>2</time></p>")
    assert [text_before(time) for time in tree.iter("time")] == ["Updated", ""]
