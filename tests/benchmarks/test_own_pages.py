"""The expectations of the project's own pages say nothing that their pages do not say."""

import re

import pytest
from lxml import etree, html

from tests.benchmarks.own_pages import EXPECTED_SUFFIX, PAGES, OwnPage, list_own_pages, read_expected

KEYS = {
    "page",
    "encoding",
    "headline",
    "authors",
    "byline",
    "dateline",
    "source",
    "publisher",
    "published_at",
    "published_precision",
    "modified_at",
    "language",
    "n_stories",
    "body",
}
_LAYOUT = re.compile(r"\s+|\[\d+\]|[*_]")
_ITEM = re.compile(r"^- ")


def squeeze(text: str) -> str:
    """Take out white space, the link numbers of lynx and Markdown's emphasis: how a text is set, not what it is."""
    return _LAYOUT.sub("", text)


def read_shown(own: OwnPage) -> str:
    """Give all text that the page shows, squeezed."""
    text = own.page.raw.decode(own.encoding)
    if own.page.media_type == "text/plain":
        return squeeze(text)
    tree = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
    etree.strip_elements(tree, "script", "style", with_tail=False)
    return squeeze(etree.tostring(tree, method="text", encoding="unicode"))


@pytest.mark.parametrize("own", list_own_pages(), ids=lambda own: own.file)
def test_the_page_shows_what_is_expected_of_it(own: OwnPage) -> None:
    shown = read_shown(own)
    pieces = [piece for line in own.body.split("\n\n") for piece in _ITEM.sub("", line).split(" | ")]
    byline, dateline = own.facts.byline, own.facts.dateline
    printed = [own.facts.headline, *pieces]
    printed += [byline.text] if byline else []
    printed += [dateline.text] if dateline else []
    assert [text for text in printed if squeeze(text) not in shown] == []
    authors = byline.authors if byline else ()
    assert [name for name in authors if squeeze(name).casefold() not in shown.casefold()] == []


@pytest.mark.parametrize("own", list_own_pages(), ids=lambda own: own.file)
def test_expectations_are_whole(own: OwnPage) -> None:
    expected = read_expected(PAGES / own.file)
    assert expected.keys() == KEYS
    assert own.facts.byline or not expected["authors"]
    assert own.facts.published is None or own.facts.published.at <= own.page.captured_at
    assert own.body == own.body.strip()
    assert own.body


def test_every_expectation_has_its_page() -> None:
    pages = {own.file for own in list_own_pages()}
    assert {file.name.removesuffix(EXPECTED_SUFFIX) for file in PAGES.glob("*.json")} == pages
    assert len(pages) > 20
