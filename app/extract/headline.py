"""The headline, without the site's name.

The heading on the page that its titles contain is best: titles carry the site's name, and other headings are menus.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.extract.agencies import find_name
from app.extract.credit import parse_credit
from app.extract.dates import list_dates
from app.extract.lines import LIST_MARK, fold, squeeze
from app.extract.metadata import Found, Metadata
from app.news import CleanText

_SEPARATOR = re.compile(r"\s*(?:\s[-–—:]{1,2}\s|\s?[|｜»•·]\s?|\s?::+\s?|_(?=\S)|\s~\s|\s>\s)\s*")
_STRONG = frozenset("|｜»•·_>")
_HOST = re.compile(r"[\w-]+\.(?:com|org|net|co|in|cn|tv|news|info|uk|ca|au|de|fr)(?:\.\w\w)?", re.IGNORECASE)
_MENU = re.compile(
    r"[|›»>•].*[|›»>•]|^\W*$|^(?:advertisement|home|menu|skip to|sign in|log ?in|subscribe|photo|file)\b", re.IGNORECASE
)
_BYLINE = re.compile(r"^(?:by|von|par|por|di)\s+\S+(?:\s+\S+){0,8}$", re.IGNORECASE)
_SENTENCE = re.compile(r".{20,160}?[.!?。！？](?=[\s”\"']|$)|.{1,160}(?=\s|$)|.{1,160}", re.DOTALL)
_TITLES = ("json-ld", "itemprop", "og", "meta", "title")
_LONGEST = 300  # characters
_MOST_PARTS = 6  # that a title puts around the headline


def find_headline(metadata: Metadata, clean: CleanText, sites: Iterable[str] = ()) -> Found:
    """Find the story's headline and where it stood; never empty where the body is not. `sites` name the publisher."""
    own = frozenset(key for site in sites if (key := squeeze(site)))
    titles = [
        Found(text, found.where)
        for found in metadata.headlines
        if found.where in _TITLES and len(found.text) <= _LONGEST and (text := cut_site(found.text, own))
    ]
    raw = [squeeze(found.text) for found in metadata.headlines if found.where in _TITLES]
    headings = [
        Found(found.text, found.where)
        for found in metadata.headlines
        if found.where in {"h1", "h2"} and 2 <= len(found.text) <= _LONGEST and squeeze(found.text) not in own
    ]
    return (
        _find_contained(headings, titles, raw)
        or _find_alike(headings, titles, clean)
        or next((found for found in titles if squeeze(found.text) not in own), None)
        or _find_in_head(clean)
        or Found(_first_sentence(clean.body), "body")
    )


def _find_contained(headings: list[Found], titles: list[Found], raw: list[str]) -> Found | None:
    """Find the heading that a title contains: the longest, h1 before h2; a section's name is too short for it."""
    shortest = min((len(squeeze(title.text)) for title in titles), default=0) * 0.5
    for level in ("h1", "h2"):
        contained = [
            heading
            for heading in headings
            if heading.where == level
            and len(key := squeeze(heading.text)) >= max(4, shortest)
            and any(key in title for title in raw)
        ]
        if contained:
            best = max(contained, key=lambda found: len(found.text))
            return Found(best.text, level)
    return None


def _find_alike(headings: list[Found], titles: list[Found], clean: CleanText) -> Found | None:
    """Find the h1 that says what a title says in other words, or that stands right above the story."""
    above = {squeeze(line) for line in clean.head[-15:]}
    told = [_words(title.text) for title in titles]
    for heading in headings:
        words = _words(heading.text)
        if heading.where != "h1" or len(words) < 3:
            continue
        share = max((len(words & others) / min(len(words), len(others)) for others in told if others), default=0.0)
        if share >= (0.3 if squeeze(heading.text) in above else 0.5):
            return heading
    return None


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.lower()) if len(word) > 2}


def list_title_parts(title: str) -> tuple[str, ...]:
    """List the parts of a title between dashes, bars and the like: headline, section, site."""
    return tuple(part for part in _SEPARATOR.split(title) if part)


def cut_site(title: str, sites: frozenset[str]) -> str:
    """Cut the site's and the section's name off a title; `sites` are squeezed names of the publisher."""
    cut_once = False
    for _ in range(_MOST_PARTS):
        breaks = list(_SEPARATOR.finditer(title))
        if not breaks:
            break
        last, first = breaks[-1], breaks[0]
        head, tail = title[: last.start()].strip(), title[last.end() :].strip()
        if _is_site(tail, sites) or (_is_short_beside(tail, head) and (cut_once or last[0].strip() in _STRONG)):
            title, cut_once = head, True
        elif _is_site(title[: first.start()].strip(), sites) and first[0].strip() != "":
            title, cut_once = title[first.end() :].strip(), True
        else:
            break
    return title


def _is_site(part: str, sites: frozenset[str]) -> bool:
    key = squeeze(part)
    if not key or len(part) > 60:
        return False
    known = find_name(part) is not None or _HOST.fullmatch(part) is not None
    return (
        known or key in sites or any(len(site) > 3 and len(key) > 3 and (key in site or site in key) for site in sites)
    )


def _is_short_beside(part: str, rest: str) -> bool:
    n_words = len(part.split())
    return n_words <= 4 and len(rest.split()) >= max(4, n_words + 2)


def _find_in_head(clean: CleanText) -> Found | None:
    """Find the headline among the lines above the story, nearest first: no menu, date, byline or share bar.

    A full sentence right above the story is its standfirst where a headline stands over that.
    """
    likely = [line for line in reversed(clean.head[-15:]) if _may_be_headline(line)]
    if not likely:
        return None
    first = likely[0]
    unstopped = next((line for line in likely[:3] if not line.rstrip().endswith((".", "。"))), first)
    return Found(cut_site(fold(unstopped), frozenset()), "head")


def _may_be_headline(line: str) -> bool:
    line = line.strip()
    n_words = len(line.split())
    if not (3 <= n_words <= 40 or (len(line) >= 6 and not line.isascii() and n_words <= 40)) or len(line) > _LONGEST:
        return False
    if line.startswith(LIST_MARK) or line.endswith(":"):
        return False
    if _MENU.search(line) or _BYLINE.match(line) or parse_credit(line):
        return False
    dated = sum(printed.end - printed.start for printed in list_dates(line))
    return dated * 2 < len(line)


def _first_sentence(body: str) -> str:
    match = _SENTENCE.match(body.strip())
    return fold(match[0]) if match else ""
