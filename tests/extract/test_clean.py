from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree, html

from app.extract.clean import clean_html
from app.extract.dump import clean_dump
from app.extract.markup import parse
from app.news import CleanText, Rejection

LAYOUTS = sorted((Path(__file__).parent / "layouts").glob("*.html"))
PARAGRAPHS = (
    "The town council of Millbrae voted 7 to 4 on Tuesday night to close its last cinema, after eleven years of talk.",
    "Repairs would take 900,000 dollars that the town does not have, Mayor Ruth Okafor said after the vote.",
    "“Nobody in this room wanted to raise that hand,” she said, and the council went on to the next point.",
    "Opponents left before the result was read out, and a group of residents has offered to buy the house.",
)


def get_tree(text: str) -> html.HtmlElement:
    tree = parse(text)
    assert not isinstance(tree, Rejection)
    return tree


def clean(inner: str) -> CleanText:
    text = (
        "<html><head><title>Council votes to close the Regal cinema | The Observer</title></head><body>"
        "<ul><li><a href='/'>Home</a></li><li><a href='/w'>World</a></li></ul>"
        f"<div class='story'>{inner}</div></body></html>"
    )
    return clean_html(get_tree(text))


def set_paragraphs(*extra_last: str) -> str:
    return "".join(f"<p>{text}</p>" for text in (*PARAGRAPHS, *extra_last))


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda path: path.stem)
def test_a_page_and_its_dump_give_the_same_body(layout: Path) -> None:
    text = layout.read_text(encoding="utf-8")
    body = layout.with_suffix(".body.txt").read_text(encoding="utf-8").strip()
    from_page = clean_html(get_tree(text))
    from_dump = clean_dump(layout.with_suffix(".txt").read_text(encoding="utf-8"))
    assert from_page.body == body
    assert from_dump.body == body
    assert (from_page.method, from_dump.method) == ("trafilatura", "dump")


@pytest.mark.parametrize(
    ("layout", "in_head", "in_tail"),
    [
        ("tables_2005", "Print E-mail Northern Wire, March 4, 2013", "Endit"),
        ("divs_2013", "By Jonas Lind, Staff Writer", "Contact the writer: jlind@observer.example or 555-0143"),
        ("semantic_2022", "By Ada Brandt", "Source: Ostmark Institute"),
    ],
)
def test_head_and_tail_hold_the_lines_around_the_story_as_printed(layout: str, in_head: str, in_tail: str) -> None:
    folder = Path(__file__).parent / "layouts"
    text = (folder / f"{layout}.html").read_text(encoding="utf-8")
    for found in (clean_html(get_tree(text)), clean_dump((folder / f"{layout}.txt").read_text(encoding="utf-8"))):
        assert any(in_head in line for line in found.head)
        assert found.tail[0] == in_tail
        assert len(found.head) <= 25
        assert len(found.tail) <= 10


@pytest.mark.parametrize(
    ("line", "where"),
    [
        ("<h1>Council votes to close the Regal cinema</h1>", "above"),
        ("<p>Council votes to close the Regal cinema</p>", "above"),
        ("<p>By Jonas Lind</p>", "above"),
        ("<p>Published 17 April 2013, 21:12</p>", "above"),
        ("<p>Photo: The Observer / Ida Marsh</p>", "above"),
        ("<p>Sign up for our newsletter and never miss a vote.</p>", "within"),
        ("<p><a href='/x'>Library hours to be cut from June, council decides</a></p>", "within"),
        ("<p>Related: <a href='/x'>Teen drivers to get night course</a></p>", "within"),
        ("<p>ADVERTISEMENT</p>", "within"),
        ("<p>Story continues below</p>", "within"),
        ("<p>###</p>", "below"),
        ("<p>(Ends)</p>", "below"),
        ("<p>-30-</p>", "below"),
        ("<p>Reporting by Jonas Lind; editing by Ida Marsh</p>", "below"),
        ("<p>Follow us on Twitter @observer</p>", "below"),
        ("<p>Copyright 2013 The Observer. All rights reserved.</p>", "below"),
        ("<p>SOURCE Millbrae Observer</p>", "below"),
    ],
)
def test_furniture_around_and_within_a_story_goes(line: str, where: str) -> None:
    shown = [f"<p>{text}</p>" for text in PARAGRAPHS]
    shown.insert({"above": 0, "within": 2, "below": len(shown)}[where], line)
    assert clean("".join(shown)).body == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize("mark", ["Endi", "Enditem", "ENDS", "(Ends)", "-30-", "###", "■", "（完）"])
def test_an_end_mark_behind_the_last_sentence_goes_to_the_tail(mark: str) -> None:
    found = clean(set_paragraphs(f"The council will hear the group again on the second of May. {mark}"))
    assert found.body.endswith("on the second of May.")
    assert found.tail[0] == mark


@pytest.mark.parametrize(
    "sentence",
    [
        "He read the book to the end.",
        "Nobody knew how it ends",
        "The train stops at the End.",
        "She was 30.",
        "The privacy policy of the town allows it, and you can subscribe to its letters, the mayor said.",
        "Sources close to the council said the vote had been postponed twice.",
        "Follow-up meetings are planned.",
    ],
)
def test_a_story_that_sounds_like_furniture_stays(sentence: str) -> None:
    assert clean(set_paragraphs(sentence)).body.endswith(sentence)


def test_subheads_and_list_items_stay() -> None:
    found = clean(
        f"<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p><h2>What comes next</h2><p>{PARAGRAPHS[2]}</p>"
        f"<ul><li>A hearing on the second of May.</li><li>A vote in June.</li></ul><p>{PARAGRAPHS[3]}</p>"
    )
    items = ("- A hearing on the second of May.", "- A vote in June.")
    assert found.body.split("\n\n") == [*PARAGRAPHS[:2], "What comes next", PARAGRAPHS[2], *items, PARAGRAPHS[3]]


def test_white_space_is_folded_and_unseen_characters_go() -> None:
    dressed = "One\u00a0 \n\ttwo\u200b thr\u00adee, said\u2003the mayor of\ufeff Millbrae on Tuesday."
    found = clean(f"<p>{PARAGRAPHS[0]}</p><p>{dressed}</p>")
    assert found.body.endswith("One two three, said the mayor of Millbrae on Tuesday.")


def test_a_single_paragraph_of_a_brief_is_found() -> None:
    brief = (
        "A freight train left the rails near Ostmark on Sunday, and nobody was hurt, the police of the district said."
    )
    assert clean(f"<h1>Train leaves the rails</h1><p>{brief}</p>").body == brief


def test_the_tree_is_left_as_it_was() -> None:
    text = (Path(__file__).parent / "layouts" / "tables_2005.html").read_text(encoding="utf-8")
    tree = get_tree(text)
    before = etree.tostring(tree)
    clean_html(tree)
    assert etree.tostring(tree) == before


def test_a_page_reads_the_same_whatever_was_read_before() -> None:
    texts = [path.read_text(encoding="utf-8") for path in LAYOUTS]
    once = [clean_html(get_tree(text)) for text in texts]
    again = [clean_html(get_tree(text)) for text in reversed(texts)]
    assert once == again[::-1]


def test_a_page_without_a_story_has_an_empty_body() -> None:
    assert clean("<a href='/a'>One</a> <a href='/b'>Two</a>") == CleanText("")


def test_a_story_that_trafilatura_takes_for_furniture_is_rescued() -> None:
    text = f"<html><body><h1>Council votes</h1><aside>{set_paragraphs()}</aside></body></html>"
    found = clean_html(get_tree(text))
    assert found.body == "\n\n".join(PARAGRAPHS)
    assert found.method == "readability"
