"""trafilatura's main extractor on a tree that is used up: its steps, favouring precision, without its copies.

bare_extraction(tree, fast=True, favor_precision=True, include_comments=False) gives the same text. It copies the tree
three times, and looks through it for comments and endless scrolls on every page: two fifths of its time.
"""

from __future__ import annotations

import re
import warnings

from lxml import html

with warnings.catch_warnings():
    warnings.filterwarnings("ignore", message="SOCKS support")  # of its downloader, which is never used
    from trafilatura.htmlprocessing import convert_tags, prune_unwanted_nodes, tree_cleaning
    from trafilatura.main_extractor import extract_content
    from trafilatura.settings import Extractor
    from trafilatura.xml import xmltotxt
    from trafilatura.xpaths import RAW_TREE_PRUNE_XPATH, REMOVE_COMMENTS_AND_LISTS_XPATH, REMOVE_COMMENTS_XPATH

_OPTIONS = Extractor(output_format="python", fast=True, precision=True, comments=False)
# What an id or a class has where these paths find something: asking the paths costs fifty times as much.
_NAMES_COMMENTS = re.compile(r'="(?:[Cc]omment(?!ary)|comol|disqus_thread|dsq-comments)')
_COMMENTS = ("article-comments", "post-comments")
_SCROLLS = ("mvp-post-add-", "infinitescroll", "infinite-scroll", "elementor-share-buttons")


def extract_text(tree: html.HtmlElement, source: str) -> str:
    """Give the text of a tree's story, a line each paragraph; empty where there is none. The tree is used up.

    `source`: the tree, serialized.
    """
    if any(name in source for name in _SCROLLS):
        prune_unwanted_nodes(tree, RAW_TREE_PRUNE_XPATH)
    has_comments = _NAMES_COMMENTS.search(source) is not None or any(name in source for name in _COMMENTS)
    if has_comments:
        prune_unwanted_nodes(tree, REMOVE_COMMENTS_AND_LISTS_XPATH)
    try:
        tree = convert_tags(tree_cleaning(tree, _OPTIONS), _OPTIONS)
        if has_comments:  # in lists of other kinds, and in forms that became plain containers
            prune_unwanted_nodes(tree, REMOVE_COMMENTS_XPATH)
        body, text = extract_content(tree, _OPTIONS)
    except (TypeError, ValueError):
        return ""
    return xmltotxt(body, include_formatting=False) if len(text) >= _OPTIONS.min_output_size else ""
