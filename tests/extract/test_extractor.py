from __future__ import annotations

import warnings
from copy import copy
from pathlib import Path

import pytest
from lxml import etree, html

from app.extract.cleaning.extractor import extract_text
from app.extract.markup import parse
from app.news import Rejection

with warnings.catch_warnings():
    warnings.filterwarnings("ignore", message="SOCKS support")
    from trafilatura import bare_extraction

CMS = sorted((Path(__file__).parent / "cms").glob("*.html"))
STORY = "".join(
    f"<p>The harbour board of {town} said on Monday that the second lock will open in time for the herring season.</p>"
    for town in ("Millbrae", "Easthaven", "Northmere", "Saltby", "Wick Quay")
)
REPLIES = "<p>What a waste of money, said nobody on this street, and I have lived in it for forty years now.</p>" * 2


def assert_same_as_trafilatura(text: str) -> None:
    tree = parse(text)
    assert not isinstance(tree, Rejection)
    etree.strip_elements(tree, "script", with_tail=False)
    given = bare_extraction(copy(tree), favor_precision=True, include_comments=False, fast=True)
    source = html.tostring(tree, encoding="unicode")
    assert extract_text(tree, source) == (getattr(given, "text", None) or "")


@pytest.mark.parametrize("page", CMS, ids=lambda path: path.stem)
def test_its_steps_find_what_trafilatura_finds(page: Path) -> None:
    assert_same_as_trafilatura(page.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "beside",
    [
        f'<div id="comments">{REPLIES}</div>',
        f'<div class="commentlist">{REPLIES}</div>',
        f'<section class="Comments">{REPLIES}</section>',
        f'<ol id="comol">{REPLIES}</ol>',
        f'<div id="disqus_thread">{REPLIES}</div>',
        f'<div id="dsq-comments">{REPLIES}</div>',
        f'<div class="box article-comments">{REPLIES}</div>',
        f'<div class="post-comments">{REPLIES}</div>',
        f'<dl id="comments"><dd>{REPLIES}</dd></dl>',
        f'<div class="commentary">{REPLIES}</div>',
        f'<div class="mvp-post-add-box">{STORY}</div>',
        f'<div class="infinite-scroll">{STORY}</div>',
        f'<div id="infinitescroll">{STORY}</div>',
        '<div class="elementor-share-buttons">Share this story with everybody whom you know, or with nobody.</div>',
    ],
)
def test_nor_do_comments_and_what_scrolls_on_make_a_difference(beside: str) -> None:
    heading = "<h1>Second lock to open in time for the herring</h1>"
    assert_same_as_trafilatura(f"<html><body><article>{heading}{STORY}{beside}</article></body></html>")


def test_a_page_without_text_has_none() -> None:
    assert_same_as_trafilatura("<html><body><div><img src='a.jpg'></div></body></html>")
