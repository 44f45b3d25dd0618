from __future__ import annotations

import html

import pytest

from app.extract.lines import list_lines
from app.extract.markup import parse
from app.extract.preformatted import find_printed
from app.news import Rejection
from tests.extract.test_dump_tools import BODY, HEADLINE, dump_lynx
from tests.extract.test_languages import read

PRINTED = html.escape(dump_lynx())


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<pre>{PRINTED}</pre>", True),
        (f"<h1>Archive of mails</h1><pre>{PRINTED}</pre><a href='/'>Next</a>", True),
        (f"<p>{'The harbour will reopen in June, the minister said. ' * 60}</p><pre>{PRINTED}</pre>", False),
        ("<p>The harbour will reopen in June.</p>", False),
        ("<pre>One line of a poem,\nand another.</pre>", False),
        ("<pre></pre>", False),
    ],
    ids=["alone", "framed", "within-a-story", "none", "few-rows", "empty"],
)
def test_a_page_that_is_preformatted_is_known(body: str, *, expected: bool) -> None:
    tree = parse(f"<html><body>{body}</body></html>")
    assert not isinstance(tree, Rejection)
    assert (find_printed(tree, list_lines(tree)) is not None) is expected


def test_its_story_is_read_as_a_dump_s() -> None:
    page = f"<html><head><title>Mail</title></head><body><pre>{PRINTED}</pre></body></html>"
    reading = read(page.encode(), "text/html")
    assert reading.body == BODY
    assert reading.clean.method == "dump"


def test_the_headline_above_it_is_in_the_head() -> None:
    story = html.escape(BODY.replace(". ", ".\n").replace(", ", ",\n"))
    page = f"<html><body><a href='/'>Wire index</a><h2>{HEADLINE}</h2><pre>\n{story}\n</pre></body></html>"
    reading = read(page.encode(), "text/html")
    assert reading.facts.headline == HEADLINE
    assert HEADLINE in reading.clean.head
