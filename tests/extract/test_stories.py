from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.extract.cleaning.stories import keep_main_story
from app.extract.lines import list_lines
from app.extract.markup import parse
from app.extract.pipeline import read_page
from app.news import Page, Reading, Rejection

STORIES = (
    (
        "Council votes to close the Regal cinema",
        "The town council of Millbrae voted 7 to 4 on Tuesday night to close its last cinema, after eleven years of "
        "talk about a roof that lets the rain in and a heating that nobody dares to light.",
        "Repairs would take 900,000 dollars that the town does not have, Mayor Ruth Okafor said after the vote, and "
        "she asked those who had filled the gallery to go home and to come again in May.",
        "Opponents left before the result was read out, and a group of residents has offered to buy the house for the "
        "price of the ground that it stands on.",
    ),
    (
        "Freight train leaves the rails near Ostmark",
        "A freight train left the rails near Ostmark on Sunday, and nobody was hurt, the police of the district said, "
        "but eleven wagons of coal lie in a field of winter wheat.",
        "The line to the coast is closed until Thursday, and buses run from the market place every half hour, though "
        "drivers warned that the road over the hill may ice over by night.",
        "What threw the train is not known; the driver told the police of a blow that he felt just past the bridge.",
    ),
    (
        "Ferry strike ends after nine days",
        "The company and its crews came to terms late on Sunday, and the strike that had kept fourteen ferries at "
        "their berths for nine days is over, the mediator said.",
        "Pay will rise by four percent from May, and every night boat will carry two more hands than it did, according "
        "to the text that both sides signed at a hotel by the harbour.",
        "The first boat leaves for Millbrae at six on Tuesday morning, with a band on the quay if the weather holds.",
    ),
)
PARTS = ("The first year", "The second year", "The third year")


def set_story(n: int, tag: str = "h1", *, href: str = "", date: str = "March 3, 2024", around: str = "article") -> str:
    heading, *paragraphs = STORIES[n]
    linked = f"<a href='{href}'>{heading}</a>" if href else heading
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    dated = f"<div>{date}</div>" if date else ""
    return f"<{around}><{tag} class='headline'>{linked}</{tag}>{dated}<div class='text'>{text}</div></{around}>"


def set_page(inner: str, title: str = "The Observer") -> str:
    menu = "<ul><li><a href='/'>Home</a></li><li><a href='/town'>Town</a></li></ul>"
    return f"<html><head><title>{title}</title></head><body>{menu}<main>{inner}</main></body></html>"


TITLE = f"{STORIES[0][0]} | The Observer"
TITLE_OF_SECOND = f"{STORIES[1][0]} - The Observer"
COMMENTS = "".join(
    f"<div class='comment'><h4 class='fn'><a href='/users/{n}'>A reader</a></h4><time>March {n}, 2024</time>"
    f"<p>{STORIES[n][1]}</p><p>{STORIES[n][2]}</p></div>"
    for n in (1, 2)
)
TEASERS = "".join(
    f"<article><h2 class='headline'><a href='/{n}'>{STORIES[n][0]}</a></h2><div>March {n}, 2024</div>"
    f"<p>{STORIES[n][1]}</p><p>{STORIES[n][2]}</p><p>{STORIES[n][1]}</p><a href='/{n}'>Read more</a></article>"
    for n in (1, 2)
)


def set_parts(address: str, *, date: str = "") -> str:
    return "".join(
        f"<section><h2><a href='{address.format(n=n)}'>{part}</a></h2>{date}"
        f"<p>{STORIES[n][1]}</p><p>{STORIES[n][2]}</p></section>"
        for n, part in enumerate(PARTS)
    )


@pytest.mark.parametrize(
    ("page", "url", "n_stories", "main"),
    [
        pytest.param(set_page(set_story(0) + set_story(1) + set_story(2), TITLE), None, 3, 0, id="scrolls-on"),
        pytest.param(set_page(set_story(0) + set_story(1), TITLE_OF_SECOND), None, 2, 1, id="the-headline-decides"),
        pytest.param(
            set_page(set_story(0, around="div") + set_story(1, "h2", around="div"), TITLE), None, 2, 0,
            id="the-next-one-has-a-lower-heading",
        ),
        pytest.param(
            set_page("".join(set_story(n, "h2", href=f"/2024/03/{n}.html") for n in range(3))), None, 3, 0,
            id="front-of-full-stories",
        ),
        pytest.param(
            set_page("<h1>March 2024</h1>" + "".join(set_story(n, "h2", href=f"/2024/03/{n}") for n in range(3))),
            "https://observer.example/2024/03/2", 3, 2, id="the-address-decides-in-an-archive",
        ),
        pytest.param(set_page(set_story(0), TITLE), None, 1, 0, id="one-story"),
        pytest.param(set_page(set_story(0) + COMMENTS, TITLE), None, 1, 0, id="long-comments"),
        pytest.param(set_page(set_story(0) + TEASERS, TITLE), None, 1, 0, id="teasers-below"),
        pytest.param(set_page(f"{set_story(0)}{set_parts('#part{n}')}", TITLE), None, 1, 0, id="parts-of-one-story"),
        pytest.param(
            set_page(f"<h1>Three years</h1><p>{STORIES[0][1]}</p>{set_parts('?entry={n}', date='<time>21:14</time>')}"),
            None, 1, None, id="entries-of-a-live-blog",
        ),
        pytest.param(
            set_page(f"{set_story(0)}{set_parts('https://shop.example/{n}')}", TITLE), None, 1, 0, id="things-to-buy"
        ),
    ],
)  # fmt: skip
def test_the_main_one_of_several_stories_is_kept(page: str, url: str | None, n_stories: int, main: int | None) -> None:
    tree = parse(page)
    assert not isinstance(tree, Rejection)
    before = tree.text_content()
    assert keep_main_story(tree, list_lines(tree), url) == n_stories
    left = tree.text_content()
    if n_stories == 1:
        assert left == before
    elif main is not None:
        heads = [heading for heading, *_ in STORIES if heading in left]
        assert heads == [STORIES[main][0]]
        assert all(paragraph in left for paragraph in STORIES[main][1:])


def test_a_reading_says_how_many_stories_the_page_showed() -> None:
    raw = set_page(set_story(0) + set_story(1, date="May 9, 2019"), TITLE).encode()
    reading = read_page(Page(raw, "text/html", datetime(2024, 6, 1, tzinfo=UTC)))
    assert isinstance(reading, Reading)
    assert reading.clean.n_stories == 2
    assert reading.body == "\n\n".join(STORIES[0][1:])
    assert reading.facts.published is not None
    assert reading.facts.published.at.year == 2024
