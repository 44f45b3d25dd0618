"""Several full stories on one page: a day's archive, a blog's front, a page that scrolls on into the next story.

Where two or more headings of one make each head a story of their own, the page's own one is kept, and the others are
taken off the tree before anyone reads it, so that neither their text nor their dates and authors are mixed into it.
Teasers, the entries of a live blog, the parts and slides of one story are no stories of their own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml import html

from app.extract.cleaning.furniture import ends_like_prose, is_furniture, is_signature
from app.extract.lines import Line, count_words, fold, list_lines, list_titles, read_lexicon, squeeze, to_plain

_HEADINGS = ("h1", "h2", "h3")
_MOST_HEADINGS = 400
_LEAST_CHARACTERS = 400
_LEAST_WORDS = 80
_LEAST_PARAGRAPHS = 2
_TEASER_ENDS = tuple(read_lexicon("teaser_ends.txt"))


class Story(NamedTuple):
    """One of several full stories, and what is known of it without reading it."""

    element: html.HtmlElement
    """The largest part of the page that holds this story's heading and none of another's."""
    heading: str
    """Squeezed."""
    path: str | None
    """The path of the address that its heading links to; None where it links to none of its own."""
    dated: bool
    """Whether it bears a date or a byline of its own."""
    n_words: int
    """Of its prose."""


def keep_main_story(tree: html.HtmlElement, shown: Sequence[Line], url: str | None) -> int:
    """Take the other full stories off a parsed page that shows these lines; give how many there were, at least 1.

    The main one is the one whose heading is the page's headline, or that is linked to the page's address, or the first.
    """
    for headings in _group_headings(tree):
        parts = [(heading, part) for heading, part in _split_page(headings) if _is_long(part)]
        stories = [story for parted in parts if (story := _find_story(*parted))] if len(parts) > 1 else []
        if len(stories) < 2:
            continue
        titles = _list_titles(tree)
        named = next((story for story in stories if story.heading in titles), None)
        if named:
            others = [story for story in stories if story is not named and (story.dated or story.path)]
            main = named
        elif _is_archive(stories, shown):
            path = urlsplit(url).path if url else None
            main = next((story for story in stories if story.path == path), stories[0])
            others = [story for story in stories if story is not main]
        else:
            continue
        for story in others:
            story.element.drop_tree()
        if others:
            return len(others) + 1
    return 1


def _is_archive(stories: Sequence[Story], shown: Sequence[Line]) -> bool:
    """Tell whether dated stories, each linked to its own address, are all that the page shows; else they are parts."""
    if len({story.path for story in stories if story.path and story.dated}) < len(stories):
        return False
    n_words = sum(count_words(line.text) for line in shown if _is_prose(line))
    return n_words - sum(story.n_words for story in stories) < _LEAST_WORDS


def _list_titles(tree: html.HtmlElement) -> frozenset[str]:
    titles = list_titles(tree)
    parts = [part for title in titles for mark in "|-–—·»:" for part in (title, *title.split(f" {mark} "))]
    return frozenset(squeeze(part) for part in parts if count_words(fold(part)) >= 3)


def _group_headings(tree: html.HtmlElement) -> Iterable[list[html.HtmlElement]]:
    """Group a page's headings by their make, the highest first: by class, and by tag where they have none."""
    groups: dict[str, list[html.HtmlElement]] = defaultdict(list)
    for heading in sorted(tree.iter(*_HEADINGS), key=lambda heading: str(heading.tag)):
        groups[heading.get("class") or heading.tag].append(heading)
    return (headings for headings in groups.values() if 2 <= len(headings) <= _MOST_HEADINGS)


def _split_page(headings: Sequence[html.HtmlElement]) -> Iterable[tuple[html.HtmlElement, html.HtmlElement]]:
    """Give each heading with the largest element around it that holds no other of them."""
    n_held = Counter(ancestor for heading in headings for ancestor in heading.iterancestors())
    for heading in headings:
        part = heading
        for ancestor in heading.iterancestors():
            if n_held[ancestor] > 1:
                break
            part = ancestor
        if part is not heading:
            yield heading, part


def _is_long(part: html.HtmlElement) -> bool:
    n_linked = sum(_count_characters(link) for link in part.iter("a"))
    return _count_characters(part) - n_linked >= _LEAST_CHARACTERS


def _count_characters(element: html.HtmlElement) -> int:
    return len(" ".join(element.text_content().split()))


def _find_story(heading: html.HtmlElement, part: html.HtmlElement) -> Story | None:
    """Find a full story below a heading; None where there is a teaser, or no prose."""
    lines = list_lines(part)
    prose = [line.text for line in lines if _is_prose(line)]
    n_words = sum(map(count_words, prose))
    if len(prose) < _LEAST_PARAGRAPHS or n_words < _LEAST_WORDS:
        return None
    ends = (prose[-1], *(line.text for line in lines[-4:] if line.linked >= 0.9))
    if any(to_plain(text).startswith(_TEASER_ENDS) or text.endswith(("…", "...", "[…]", "[...]")) for text in ends):
        return None
    dated = part.find(".//time") is not None or any(is_signature(line.text) for line in lines)
    return Story(part, squeeze(fold(heading.text_content())), _find_own_path(heading), dated, n_words)


def _is_prose(line: Line) -> bool:
    return line.linked < 0.3 and ends_like_prose(line.text) and not is_furniture(line)


def _find_own_path(heading: html.HtmlElement) -> str | None:
    link = next(heading.iter("a"), None)
    if link is None and (around := heading.getparent()) is not None and around.tag == "a":
        link = around
    try:
        path = urlsplit(link.get("href") or "").path if link is not None else ""
    except ValueError:
        return None
    return path if len(path) > 1 else None
