from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from app.extract.cleaning.clean import clean_html
from app.extract.lines import list_lines
from app.extract.markup import is_markup, parse
from app.extract.markup.bounds import MAX_ATTRIBUTES, MAX_DEPTH, MAX_ELEMENTS
from app.news import Page, Reason, Rejection

SENTENCE = "The minister said on Monday that the harbour would open again in June, two years after the storm. "
STORY = "".join(f"<p>{SENTENCE * 2}Boat {n}.</p>" for n in range(6))
SECONDS = 8.0


def page(raw: str, media_type: str = "text/html", encoding: str = "utf-8") -> Page:
    return Page(raw.encode(encoding), media_type, datetime(2024, 5, 1, tzinfo=UTC))


def get_tree(text: str) -> html.HtmlElement:
    tree = parse(text)
    assert not isinstance(tree, Rejection)
    return tree


def measure_depth(tree: html.HtmlElement) -> int:
    depth = deepest = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


@pytest.mark.parametrize(
    ("text", "media_type", "markup"),
    [
        ("<!DOCTYPE html><title>x</title>", "text/plain", True),
        ("\n\n  <HTML><body>x", "text/plain", True),
        ('<?xml version="1.0"?><rss/>', "text/plain", True),
        ("<p>One</p><p>Two</p><p>Three</p>", "text/plain", True),
        ("<p>One</p>", "text/html", True),
        ("Just words, 3 < 4 and 5 > 2.", "text/html", False),
        ("Just words\n\nand a menu", "application/xhtml+xml", False),
        ("How to use <p> and <br> in a page, in two tags.", "text/plain", False),
        ("Write to <desk@paper.example> or <news@paper.example>", "text/plain", False),
    ],
    ids=[
        "doctype-sent-as-text", "html-sent-as-text", "feed-sent-as-text", "fragment-sent-as-text", "fragment",
        "words-sent-as-html", "dump-sent-as-xhtml", "text-about-tags", "addresses",
    ],
)  # fmt: skip
def test_markup_is_known_by_its_tags(text: str, media_type: str, markup: bool) -> None:  # noqa: FBT001 - a table's column
    assert is_markup(page(text, media_type)) is markup


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
def test_markup_is_known_in_any_charset(encoding: str) -> None:
    assert is_markup(page("<html><body><p>港口</p></body></html>", "text/plain", encoding))


def test_an_xml_declaration_with_an_encoding_is_no_obstacle() -> None:
    tree = get_tree('<?xml version="1.0" encoding="gb2312"?><html><body><p>港口</p></body></html>')
    assert [line.text for line in list_lines(tree)] == ["港口"]


@pytest.mark.parametrize("text", ["", " \n", "<!-- nothing -->"], ids=["nothing", "white-space", "a-comment"])
def test_what_holds_no_element_is_empty(text: str) -> None:
    found = parse(text)
    assert isinstance(found, Rejection)
    assert found.reason is Reason.EMPTY


@pytest.mark.parametrize(
    "tag",
    [
        "<div " + " ".join(f'a{n}="1"' for n in range(100_000)) + ">",
        "<div " + "b " * 100_000 + ">",
        "<div " + " ".join(f"a{n}='>'" for n in range(20_000)) + ">",
    ],
    ids=["with-values", "bare", "with-tag-ends-in-values"],
)
def test_a_tag_keeps_its_first_attributes_alone(tag: str) -> None:
    tree = get_tree(f"<html><body>{tag}inside</div>{STORY}</body></html>")
    assert max(len(element.attrib) for element in tree.iter()) <= MAX_ATTRIBUTES
    assert clean_html(tree, list_lines(tree)).body.startswith("The minister said")


def test_scripts_comments_and_long_values_are_left_alone() -> None:
    script = "if (a <b && " + " ".join(f"c{n}" for n in range(500)) + ") {}"
    value = "x y " * 5000
    tree = get_tree(
        f"<html><body><script>{script}</script><!-- <p {value}> --><div data-state='{value}'>A</div></body></html>"
    )
    assert tree.findtext(".//script") == script
    assert tree.find(".//div").get("data-state") == value


@pytest.mark.parametrize(
    ("opening", "closing", "n"),
    [
        ("<div>", "</div>", 200),
        ("<div>", "</div>", 1500),
        ("<b>", "</b>", 1500),
        ("<table><tr><td>", "</td></tr></table>", 200),
    ],
    ids=["divs", "more-divs", "bold", "tables"],
)
def test_deep_nesting_is_taken_off(opening: str, closing: str, n: int) -> None:
    tree = get_tree(f"<html><body>{opening * n}{STORY}{closing * n}</body></html>")
    assert measure_depth(tree) <= MAX_DEPTH + 50
    assert clean_html(tree, list_lines(tree)).body.startswith("The minister said")


def test_nesting_deeper_than_the_parser_goes_is_too_complex() -> None:
    found = parse("<html><body>" + "<div>" * 5000 + STORY)
    assert isinstance(found, Rejection)
    assert found.reason is Reason.TOO_COMPLEX


def test_of_too_many_elements_the_first_stay() -> None:
    tree = get_tree(f"<html><body>{STORY}<ul>" + "<li><a href='/x'>more</a></li>" * 30_000 + "</ul></body></html>")
    assert sum(1 for _ in tree.iter()) <= MAX_ELEMENTS
    assert clean_html(tree, list_lines(tree)).body.count("\n\n") == 5


def test_of_too_much_formatting_the_text_stays() -> None:
    text = " ".join(f"<b>w{n}</b>,<i>v{n}</i>" for n in range(3000))
    tree = get_tree(f"<html><body><p>{text}</p><p>after</p></body></html>")
    assert sum(1 for _ in tree.iter("b", "i")) <= 1000
    assert tree.find(".//p").text_content() == " ".join(f"w{n},v{n}" for n in range(3000))


TRAPS = {
    "paragraphs": "<p>" + f"</p><p>{SENTENCE}" * 50_000,
    "short-paragraphs": "<p>1</p>" * 50_000,
    "links": "<a href='/x'>link</a> " * 50_000,
    "links-in-a-paragraph": f"<p>{SENTENCE * 40}" + f"{SENTENCE}<a href='/x'>link</a>" * 19_000,
    "bold-and-italic": "<p>" + "<i>a</i> <b>b</b>" * 20_000,
    "breaks": "<p>" + "line<br>" * 20_000,
    "table-rows": "<table>" + f"<tr><td>{SENTENCE}<td><a href='/x'>link</a></tr>" * 20_000,
    "one-long-word": "<p>" + "x" * 5_000_000,
    "white-space": "<p>" + " " * 5_000_000 + "</p>",
    "open-brackets": "<" * 2_000_000,
    "open-tags": "<a " * 2_000_000,
    "open-quotes": '<a x="' * 1_000_000,
    "open-comments": "<!--" * 2_000_000,
    "open-scripts": "<script>" * 500_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("trap", TRAPS.values(), ids=TRAPS)
def test_a_trap_costs_seconds_and_the_story_is_still_read(trap: str) -> None:
    started = time.process_time()
    tree = get_tree(f"<html><body><article><h1>Harbour opens</h1>{STORY}</article>{trap}</body></html>")
    body = clean_html(tree, list_lines(tree)).body
    assert body.startswith("The minister said")
    assert time.process_time() - started < SECONDS


def test_leading_white_space_of_megabytes_is_no_trap() -> None:
    started = time.process_time()
    assert parse(" " * 5_000_000 + "<p>x</p>") is not None
    assert time.process_time() - started < SECONDS


@given(st.text(alphabet="<>/=\"' abp!-\n&;", max_size=300))
def test_any_text_parses_or_is_rejected(text: str) -> None:
    found = parse(text)
    assert isinstance(found, Rejection) or list_lines(found) == list_lines(found)
