"""Pages as content systems print them, in many languages: what is marked `data-body` is the story, all else is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from app.extract.cleaning.clean import clean_html
from app.extract.lines import fold, list_lines
from app.extract.markup import parse
from app.news import PARAGRAPH_BREAK, Rejection

PAGES = sorted((Path(__file__).parent / "cms").glob("*.html"))
PARAGRAPHS = (
    "The company and its crews came to terms late on Sunday, and the strike that had kept fourteen ferries at their "
    "berths for nine days is over, the mediator said.",
    "Pay will rise by four percent from May, and every night boat will carry two more hands than it did, according to "
    "the text that both sides signed at a hotel by the harbour.",
    "“Nobody won this, and nobody should have,” Marta Oduya, the mediator, told reporters after three nights without "
    "much sleep.",
    "Shops on the outer islands had run low on bread and lamp oil by the end of the first week, residents said, and "
    "four schools sent their pupils home.",
    "The company would not say what the strike had cost it, nor whether tickets would be dearer in the summer, when "
    "most visitors come.",
    "The first boat leaves for Millbrae at six on Tuesday morning, with a band on the quay if the weather holds.",
)


def read_tree(page: Path) -> html.HtmlElement:
    text = page.read_text(encoding="utf-8")
    for n, paragraph in enumerate(PARAGRAPHS):
        text = text.replace(f"{{p{n}}}", paragraph)
    tree = parse(text)
    assert not isinstance(tree, Rejection)
    return tree


def list_expected(tree: html.HtmlElement) -> Iterator[str]:
    for element in tree.iterfind(".//*[@data-body]"):
        if element.tag == "table":
            for row in element.iter("tr"):
                yield " | ".join(cell.text_content().strip() for cell in row)
        elif element.tag == "span":
            yield fold(element.text_content())
        else:
            mark = "- " if element.tag == "li" else ""
            yield from (mark + line.text for line in list_lines(element))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_story_of_a_page_comes_out_whole_and_alone(page: Path) -> None:
    tree = read_tree(page)
    expected = list(list_expected(tree))
    assert clean_html(tree, list_lines(tree)).body.split(PARAGRAPH_BREAK) == expected
