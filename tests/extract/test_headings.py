import pytest
from lxml import html

from app.extract.headlines.headings import list_headings, read_heading


@pytest.mark.parametrize(
    ("markup", "texts"),
    [
        ("<h1>Ferry returns</h1>", ("Ferry returns",)),
        ("<h1>Ferry <em>re</em>turns <b>at</b> last</h1>", ("Ferry returns at last",)),
        ("<h1>Ferry returns<br>to the harbour</h1>", ("Ferry returns to the harbour", "to the harbour")),
        (
            "<h1><small>Islands</small><br>Ferry returns to port</h1>",
            ("Islands Ferry returns to port", "Ferry returns to port"),
        ),
        ("<h1><span class=kicker>Islands</span> Ferry returns</h1>", ("Ferry returns",)),
        ("<h1><span class='visually-hidden'>Islands: </span>Ferry returns</h1>", ("Ferry returns",)),
        ("<h1>Ferry returns <a class=comments href=#c>12 comments</a></h1>", ("Ferry returns",)),
        ("<h1>Ferry returns <time>4 March</time></h1>", ("Ferry returns",)),
        ("<h1>Ferry returns <button>Share</button> today</h1>", ("Ferry returns today",)),
        ("<h1>Ferry returns <a href=#top>#</a></h1>", ("Ferry returns",)),
        ("<h1><span class='post-title label'>Ferry returns</span></h1>", ("Ferry returns",)),
        ("<h1>Ferry &amp;amp; tug return</h1>", ("Ferry & tug return",)),
        ("<h1><svg><title>Menu</title></svg><img alt=Example></h1>", ()),
        ("<h1><span style='display:none'>Example</span>Ferry returns</h1>", ("Ferry returns",)),
    ],
    ids=[
        "plain",
        "slanted",
        "broken",
        "kicker by looks",
        "kicker by class",
        "hidden from eyes",
        "comments",
        "time",
        "button",
        "anchor",
        "all of it is a label",
        "escaped twice",
        "logo",
        "hidden",
    ],
)
def test_a_heading_is_read_with_the_parts_that_may_be_the_headline(markup: str, texts: tuple[str, ...]) -> None:
    assert read_heading(html.fromstring(markup)) == texts


def test_headings_come_by_level() -> None:
    tree = html.document_fromstring("<h3>Third one</h3><h2>Second</h2><h1>First</h1><h4>Fourth</h4><h2>Another</h2>")
    assert list(list_headings(tree)) == [("First", "h1"), ("Second", "h2"), ("Another", "h2"), ("Third one", "h3")]


def test_a_block_that_is_wrapped_in_a_heading_by_mistake_is_bounded() -> None:
    (text,) = read_heading(html.fromstring(f"<h1>{'<p>Ferry returns to port</p>' * 5000}</h1>"))
    assert len(text) <= 400
