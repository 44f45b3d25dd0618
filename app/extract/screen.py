"""What is not an article: looked for before decoding, in the parsed page, and in what is left of it.

Where there is doubt the page passes: a story turned away is worse than a listing kept.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from lxml import html

from app.extract.decode import find_utf16
from app.extract.furniture import ends_like_prose, is_credit, is_furniture
from app.extract.lines import Line, count_words, fold, read_lexicon, to_plain
from app.news import CleanText, Page, Reason, Rejection

_MAGIC = tuple((bytes.fromhex(first), kind) for first, kind in (row.split(",", 1) for row in read_lexicon("magic.csv")))
_CONTROLS = bytes({*range(9), *range(14, 27), *range(28, 32), 127})
_CONTROL_SHARE = 0.02
_FEED = re.compile(
    r"\s*(?:<\?xml[^>]{0,300}>\s*)?(?:<!--[^>]{0,1000}-->\s*|<\?xml-stylesheet[^>]{0,300}>\s*){0,5}"
    r"<(?:rss|feed|rdf:rdf|urlset|sitemapindex|opml)[\s>]",
    re.IGNORECASE,
)
_ERRORS = tuple(phrase for phrase in read_lexicon("error_phrases.txt") if " " in phrase or not phrase.isascii())
_ERROR_WORDS = frozenset(read_lexicon("error_phrases.txt")) - frozenset(_ERRORS)
_CONSENT = tuple(read_lexicon("consent_phrases.txt"))
_PERSON = re.compile(rf"\b(?:{'|'.join(map(re.escape, read_lexicon('consent_persons.txt')))})\b|您|我们")
_FEED_ADVICE = "Send the pages that it links to, each on its own."
_MOST_WORDS_OF_A_WALL = 600
_MOST_WORDS_BESIDE_AN_ERROR = 60
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
    for first, kind in _MAGIC:
        if raw.startswith(first):
            return Rejection(Reason.BINARY, f"This is {kind}, not a page: send HTML or plain text.")
    if raw[4:8] == b"ftyp":
        return Rejection(Reason.BINARY, "This is a video or an image, not a page: send HTML or plain text.")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")) or find_utf16(raw):
        return None
    if len(raw) - len(raw.translate(None, _CONTROLS)) > _CONTROL_SHARE * len(raw):
        return Rejection(Reason.BINARY, "This is not text: one byte in fifty or more is a control character.")
    return None


def screen_markup(tree: html.HtmlElement, text: str, lines: Sequence[Line]) -> Rejection | None:
    """Look at a parsed page and its lines: a feed or sitemap, no text, an error page, a consent wall, a listing."""
    if _FEED.match(text[:10_000]):
        return Rejection(Reason.FEED, f"This is a feed or a sitemap. {_FEED_ADVICE}")
    if not lines:
        return Rejection(Reason.EMPTY, "The page shows no text; it may be filled in by a script: send it as rendered.")
    title = fold(tree.findtext(".//title") or "")
    return _find_wall((title, *(line.text for line in lines if line.linked < 0.9))) or _find_listing(lines)


def screen_dump(text: str) -> Rejection | None:
    """Look at plain text: a JSON feed, an error page, a consent wall."""
    if text.lstrip()[:1] in {"{", "["}:
        try:
            json.loads(text)
        except (ValueError, RecursionError):
            pass
        else:
            return Rejection(Reason.FEED, f"This is JSON data, such as a feed. {_FEED_ADVICE}")
    return _find_wall([line for raw in text.split("\n", 1000)[:1000] if (line := fold(raw))])


def screen_text(clean: CleanText, shown: Sequence[Line] = ()) -> Rejection | None:
    """Look at what is left of a page: a story of two short sentences passes, a handful of words does not.

    Where there is no story, and what the page shows is headlines that are links for the most part, it is a listing.
    """
    if count_words(clean.body) >= _LEAST_WORDS and any(map(ends_like_prose, clean.body.split("\n"))):
        return None
    n_links = sum(line.linked >= 0.9 and count_words(line.text) >= 3 for line in shown)
    n_linked = sum(line.linked * len(line.text) for line in shown)
    if n_links >= _LEAST_HEADLINES and n_linked * 2 > sum(len(line.text) for line in shown):
        return _reject_listing(n_links)
    return Rejection(Reason.NO_ARTICLE_TEXT, "No running text of a story was found in the page.")


def _reject_listing(n_links: int) -> Rejection:
    return Rejection(Reason.LISTING, f"This is a list of {n_links} links. {_FEED_ADVICE}")


def _find_wall(lines: Sequence[str]) -> Rejection | None:
    """Find an error page or a consent wall: little text, and that is what it says. The first line is the title."""
    n_words = sum(count_words(line) for line in lines)
    if n_words > _MOST_WORDS_OF_A_WALL:
        return None
    plain = [to_plain(line) for line in lines]
    n_beside = sum(count_words(line) for line in plain if ends_like_prose(line) and not _tells(line, _ERRORS))
    for line in plain[:12]:
        says_error = line.startswith(_ERRORS) or line.strip(" .!:") in _ERROR_WORDS
        if says_error and count_words(line) < 25 and n_beside < _MOST_WORDS_BESIDE_AN_ERROR:
            return Rejection(Reason.ERROR_PAGE, f"This is an error page or a robot check: {line[:80]!r}.")
    # A wall says we and you; a story about cookies, whose banner is told of in the third person, does not.
    asking = [line for line in plain if _tells(line, _CONSENT) and (count_words(line) < 5 or _PERSON.search(line))]
    n_asking = sum(count_words(line) for line in asking)
    n_said = sum(count_words(line) for line in plain if count_words(line) >= 5)
    phrases = {phrase for phrase in _CONSENT for line in asking if phrase in line}
    if len(phrases) >= 3 and n_asking * 2 > n_said:
        return Rejection(Reason.CONSENT_WALL, "The page only asks for consent: send it as it looks after the choice.")
    return None


def _tells(line: str, phrases: Sequence[str]) -> bool:
    return any(phrase in line for phrase in phrases)


def _find_listing(lines: Sequence[Line]) -> Rejection | None:
    """Find a front or section page: many links, and hardly a sentence but teasers, each right below a linked headline.

    A long sentence elsewhere may be a brief: then the page passes.
    """
    n_links = sum(line.linked >= 0.9 and count_words(line.text) >= 3 for line in lines)
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
    return _reject_listing(n_links) if n_links >= _LEAST_LINKS or n_teasers >= _LEAST_HEADLINES else None
