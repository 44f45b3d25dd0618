"""What is not an article: looked for before decoding, in the parsed page, and in what is left of it.

Where there is doubt the page passes: a story turned away is worse than a listing kept.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from lxml import html

from app.extract.cleaning.furniture import ends_like_prose, is_credit, is_furniture
from app.extract.decoding.decode import find_utf16
from app.extract.lines import Line, count_words, fold, read_lexicon
from app.extract.walls import find_wall
from app.news import PARAGRAPH_BREAK, CleanText, Page, Reason, Rejection

_MAGIC = tuple((bytes.fromhex(first), kind) for first, kind in (row.split(",", 1) for row in read_lexicon("magic.csv")))
_CONTROLS = bytes({*range(9), *range(14, 27), *range(28, 32), 127})
_CONTROL_SHARE = 0.02
_FEED = re.compile(
    r"\s*(?:<\?xml[^>]{0,300}>\s*)?"
    r"(?:<!--[^>]{0,1000}-->\s*|<\?xml-stylesheet[^>]{0,300}>\s*|<!doctype\s+(?:rss|opml)\b[^>]{0,300}>\s*){0,5}"
    r"<(?:\w{1,20}:)?(?:rss|feed|rdf|urlset|sitemapindex|opml)[\s>]",
    re.IGNORECASE,
)
_RIFF = {b"WEBP", b"WAVE", b"AVI "}
_FEED_ADVICE = "Send the pages that it links to, each on its own."
_LEAST_WORDS_OF_A_LIST = 20
_FIGURE = re.compile(r"\d|[:：]")
_LEAST_WORDS = 8
_LEAST_TEASERS = 4
_LEAST_WORDS_OF_A_BRIEF = 16
_LEAST_LINKS = 20
_LEAST_HEADLINES = 8


def screen_bytes(page: Page) -> Rejection | None:
    """Look at the bytes alone: nothing there, or not text at all."""
    raw = page.raw
    if not raw.strip(b" \t\r\n\f\0\xef\xbb\xbf\xff\xfe"):
        return Rejection(Reason.EMPTY, "Nothing was sent but white space." if raw else "Nothing was sent.")
    if kind := _find_kind(raw):
        return Rejection(Reason.BINARY, f"This is {kind}, not a page: send HTML or plain text.")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")) or find_utf16(raw):
        return None
    if len(raw) - len(raw.translate(None, _CONTROLS)) > _CONTROL_SHARE * len(raw):
        return Rejection(Reason.BINARY, "This is not text: one byte in fifty or more is a control character.")
    return None


def _find_kind(raw: bytes) -> str | None:
    """Find what a file is by its first bytes; of those that may open a text, by some more."""
    start = raw[:64].lstrip()
    for first, kind in _MAGIC:
        if raw.startswith(first) or start.startswith(first):
            return kind
    if raw[:2] == b"BM" and raw[6:10] == b"\0\0\0\0":
        return "a bitmap image"
    if raw[4:8] == b"ftyp" or (raw[:4] == b"RIFF" and raw[8:12] in _RIFF):
        return "a video, a sound or an image"
    return None


def screen_markup(tree: html.HtmlElement, text: str, lines: Sequence[Line]) -> Rejection | None:
    """Look at a parsed page and its lines: a feed or sitemap, no text, an error page, a consent wall, a listing."""
    if _FEED.match(text[:10_000]):
        return Rejection(Reason.FEED, f"This is a feed or a sitemap. {_FEED_ADVICE}")
    if not lines:
        return Rejection(Reason.EMPTY, "The page shows no text; it may be filled in by a script: send it as rendered.")
    if data := _find_data(text):
        return data
    title = fold(tree.findtext(".//title") or "")
    return find_wall([title, *(line.text for line in lines if line.linked < 0.9)]) or _find_listing(lines)


def screen_dump(text: str) -> Rejection | None:
    """Look at plain text: a JSON feed, an error page, a consent wall."""
    return _find_data(text) or find_wall([line for raw in text.split("\n", 1000)[:1000] if (line := fold(raw))])


def _find_data(text: str) -> Rejection | None:
    """Find JSON, whole or a value a line, whatever the sender called it."""
    first = text.lstrip()
    if first[:1] in {"{", "["} and (_is_json(first) or ("\n" in first and _is_json(first.partition("\n")[0]))):
        return Rejection(Reason.FEED, f"This is JSON data, such as a feed. {_FEED_ADVICE}")
    return None


def _is_json(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict | list)
    except (ValueError, RecursionError):
        return False


def screen_text(clean: CleanText, shown: Sequence[Line] = ()) -> Rejection | None:
    """Look at what is left of a page: a story of two short sentences passes, a handful of words does not.

    Where there is no story, and what the page shows is headlines that are links for the most part, it is a listing.
    """
    n_words = count_words(clean.body)
    if n_words >= _LEAST_WORDS and any(map(ends_like_prose, clean.body.split("\n"))):
        return None
    if clean.method == "dump" and n_words >= _LEAST_WORDS_OF_A_LIST and not _holds_headlines(clean.body):
        return None
    n_links = sum(line.linked >= 0.9 and count_words(line.text) >= 3 for line in shown)
    n_linked = sum(line.linked * len(line.text) for line in shown)
    if n_links >= _LEAST_HEADLINES and n_linked * 2 > sum(len(line.text) for line in shown):
        return _reject_listing(n_links)
    return Rejection(Reason.NO_ARTICLE_TEXT, "No running text of a story was found in the page.")


def _holds_headlines(body: str) -> bool:
    """Tell whether a body without a sentence is headlines, most of it, and not results, dates or prices."""
    lines = [Line(text) for text in body.split(PARAGRAPH_BREAK)]
    n_words = [0 if is_credit(line) else count_words(line.text) for line in lines]
    n_plain = sum(n for n, line in zip(n_words, lines, strict=True) if not _FIGURE.search(line.text))
    return n_plain * 2 > sum(n_words)


def _reject_listing(n_links: int) -> Rejection:
    return Rejection(Reason.LISTING, f"This is a list of {n_links} links. {_FEED_ADVICE}")


def _find_listing(lines: Sequence[Line]) -> Rejection | None:
    """Find a front or section page: many links, and hardly a sentence but teasers, each right below a linked headline.

    A long sentence elsewhere may be a brief: then the page passes.
    """
    n_teasers = n_loose = 0
    below_link = False
    for line in lines:
        n_words = count_words(line.text)
        if line.linked >= 0.9:
            below_link = n_words >= 3
        elif ends_like_prose(line.text) and below_link and n_words >= 3:
            n_teasers += 1
            below_link = False
        elif ends_like_prose(line.text) and n_words >= _LEAST_WORDS and not is_furniture(line):
            if n_words >= _LEAST_WORDS_OF_A_BRIEF:
                return None
            n_loose += 1
        elif line.level or (n_words >= 3 and not is_credit(line)):
            below_link = False
    if n_loose * _LEAST_TEASERS > n_teasers or 0 < n_teasers < _LEAST_TEASERS:
        return None
    n_links = sum(line.linked >= 0.9 and count_words(line.text) >= 3 for line in lines)
    return _reject_listing(n_links) if n_links >= _LEAST_LINKS or n_teasers >= _LEAST_HEADLINES else None
