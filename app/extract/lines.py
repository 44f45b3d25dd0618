"""A page as the lines a reader sees, from markup or from a dump; every later look at a page goes by these."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from itertools import islice
from typing import NamedTuple

from lxml import etree, html

from app.news import PARAGRAPH_BREAK

_CONTROLS = (*range(9), *range(14, 32), *range(127, 133), *range(134, 160))
_SURROGATES = range(0xD800, 0xE000)  # half characters, which JSON can hold and PostgreSQL can't
_UNSEEN = dict.fromkeys((*_CONTROLS, *_SURROGATES, *map(ord, "\u00ad\u200b\u2060\ufeff\ufffc")))
_LEVELS = {f"h{level}": level for level in range(1, 7)}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BULLET = re.compile(r"[*+•·▪▫■□‣◦○●►▸»>-]\s+(?=\S)")
_NOT_WORD = re.compile(r"[\W_]+")
_MARKS = "’“”–—…\xa0"
"""What most lines beyond ASCII have there alone."""
_LOWER = bytes(range(256)).lower()
_ASCII_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())
_ASIDES = frozenset({"aside", "figcaption", "figure", "table"})
_BOX = re.compile(
    r"(?<![a-z])(?:caption|legende?(?![a-z])|podpis|bild(?:text|unterschrift)|leyenda|pie-?(?:de-?)?foto|didascalia"
    r"|onderschrift|cutline|credit|fact-?box|info-?box|summary-?box|(?:content|inline|embed(?:ded)?)-?video|video-?(?:player|embed|caption|title)|stand-?first|key-?(?:point|fact|takeaway)|promo|related|recirc|newsletter|sign[-_]?up|cta|paywall|donat|recommend|trending"
    r"|most[-_]?(?:read|popular|viewed)|author[-_]?(?:bio|box|card|info)|about[-_]?author|also[-_]?(?:read|like)"
    r"|read[-_]?(?:more|next|also)|rich[-_]?link|follow[-_]?us|app[-_]?download|taboola|outbrain|dianomi|zergnet)"
)
_MOST_OF_A_CLASS = 200
_WORD_WITHIN = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WHOLE = frozenset({"html", "body", "main", "article"})
_WITHIN_LINES = frozenset({"a", "b", "br", "em", "i", "img", "strong", "sup"})
_ASIDE = re.compile(r"(?<![a-z])(?:gallery|video|slide|advert)")
"""Of a class in small letters: to fold its case costs half the time again."""
_ALPHABETS = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
_SIGNS = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"  # Chinese, Japanese
_ALPHABET, _SIGN = re.compile(f"[{_ALPHABETS}]"), re.compile(f"[{_SIGNS}]")
UNSPACED = re.compile(f"[{_ALPHABETS}{_SIGNS}]")
WORD = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0963\u0971-\u0eff\u1000-\u109f])+")
"""A word of any script: the vowels of Hindi, Tamil or Thai are marks, which no \\w holds."""
LIST_MARK = "- "
_OPENING = 40  # characters that a body's first line is known by
_MOST_ABOVE = 60
_LONGEST = 400


class Line(NamedTuple):
    """One line that a page shows."""

    text: str
    """Inner whitespace folded, soft hyphens and zero-width characters gone."""
    linked: float = 0.0
    """The share of its characters that are link text, 0 to 1; 0 where the page has no markup."""
    level: int = 0
    """1 to 6 for h1 to h6, else 0."""
    aside: bool = False
    """Whether it stands in a picture, video, table or box, by its element or an ancestor's class."""
    boxed: bool = False
    """Whether that class says what it is: a caption, a newsletter's form, an author's card, links to other stories."""


def fold(text: str) -> str:
    """Give text on one line: whitespace of any kind as one space, unseen characters gone, NFC."""
    line = " ".join(text.split())
    if line.isprintable() and "\ufffc" not in line:  # nothing unseen, as in most lines: the same in a fifth of the time
        return line if line.isascii() else unicodedata.normalize("NFC", line)
    return unicodedata.normalize("NFC", " ".join(text.translate(_UNSEEN).split()))


def squeeze(text: str) -> str:
    """Give the letters and digits alone, in lower case: equal for lines that differ only in dress."""
    if not text.isascii():
        for mark in _MARKS:
            text = text.replace(mark, "")
    if text.isascii():  # by bytes, in three quarters of the time
        return text.encode("ascii").translate(_LOWER, _ASCII_SIGNS).decode("ascii")
    return _NOT_WORD.sub("", text).lower()


def to_plain(text: str) -> str:
    """Give text as the phrase lists are written: lower case, straight apostrophes."""
    return text.lower().replace("’", "'")


def count_words(text: str) -> int:
    """Count words roughly: by spaces, and as many as there may be in a text that has none."""
    return text.count(" ") + 1 + int(count_unspaced(text))


def count_words_of(body: str) -> int:
    """Count the words of a body, paragraph by paragraph."""
    return sum(count_words(paragraph) for paragraph in body.split(PARAGRAPH_BREAK))


def count_unspaced(text: str) -> float:
    """Guess how many words stand in text without spaces: two signs a word in Chinese, five letters in Thai."""
    if text.isascii() or not UNSPACED.search(text):
        return 0.0
    return len(_SIGN.findall(text)) / 2 + len(_ALPHABET.findall(text)) / 5


def mark_item(text: str) -> str:
    """Give a folded line with one kind of list mark, whichever it had: '• a' and '* a' become '- a'."""
    return _BULLET.sub(LIST_MARK, text, count=1) if _BULLET.match(text) else text


def read_lexicon(name: str) -> tuple[str, ...]:
    """List the entries of a lexicon file: one a line, '# ' opens a comment."""
    text = resources.files("app.extract").joinpath("lexicon", name).read_text(encoding="utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("# "))


NO_TEXT = frozenset(read_lexicon("tags_without_text.txt"))
"""The elements whose text a reader does not see, or not as text."""
BLOCKS = frozenset(read_lexicon("tags_of_blocks.txt"))
"""The elements that begin and end a line."""


def list_lines(tree: html.HtmlElement) -> tuple[Line, ...]:
    """List what a parsed page shows, a block or a break a line, in reading order; hidden elements are left out."""
    lines: list[Line] = []
    parts: list[str] = []
    n_linked = n_beside = n_links_open = level = 0
    aside: etree._Element | None = None
    is_box = False
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag, opens = element.tag, event == "start"
        if opens and (tag in NO_TEXT or is_hidden(element)):
            walk.skip_subtree()
            continue
        if tag in BLOCKS:
            if parts:
                lines += _end_line("".join(parts), n_linked, level, n_beside, is_box=is_box)
                parts, n_linked, n_beside = [], 0, 0
            if tag in _LEVELS:
                level = _LEVELS[tag] * opens
        elif tag == "a":
            n_links_open += 1 if opens else -1
        if opens and aside is None and tag not in _WITHIN_LINES and _is_aside(element, tag):
            aside = element
            is_box = bool(_BOX.search(_part_words((element.get("class") or "")[:_MOST_OF_A_CLASS])))
        elif not opens and element is aside:
            aside = None
        text = element.text if opens else element.tail
        if text and (parts or not text.isspace()):  # no line begins with space
            parts.append(text)
            n_linked += len(text.strip()) if n_links_open else 0
            n_beside += len(text) if aside is not None else 0
    return tuple(lines)


def _end_line(text: str, n_linked: int, level: int, n_beside: int, *, is_box: bool) -> tuple[Line, ...]:
    text = fold(text)
    if not text:
        return ()
    beside = n_beside > 0.9 * len(text)
    return (Line(text, min(1.0, n_linked / len(text)), level, beside, beside and is_box),)


def is_hidden(element: etree._Element) -> bool:
    """Tell whether an element is hidden; links are not asked, so that each that opens also closes."""
    style = element.get("style")
    return element.tag != "a" and (element.get("hidden") is not None or bool(style and _HIDDEN.search(style)))


def _is_aside(element: etree._Element, tag: str) -> bool:
    if tag in _ASIDES:
        return True
    kind = element.get("class")
    return kind is not None and tag not in _WHOLE and _names_aside(kind[:_MOST_OF_A_CLASS])


@lru_cache(maxsize=2_000)  # a page's elements share a few dozen classes
def _names_aside(kind: str) -> bool:
    return bool(_ASIDE.search(kind.lower()) or _BOX.search(_part_words(kind)))


def _part_words(kind: str) -> str:
    """Give a class in small letters with its words parted: photoCaption is photo-caption."""
    return _WORD_WITHIN.sub("-", kind).lower()


def list_above(lines: Sequence[str], body: str) -> tuple[str, ...]:
    """List the lines a little way above the one that opens a body, nearest last; none where no line opens it."""
    opening = squeeze(body[:_OPENING])
    at = next((at for at, line in enumerate(lines) if opening and squeeze(line[: 2 * _OPENING]).startswith(opening)), 0)
    return tuple(fold(line) for line in lines[max(0, at - _MOST_ABOVE) : at])


def list_titles(tree: html.HtmlElement) -> list[str]:
    """List what a page's head calls it, as it stands there: the first <title>, or nothing, and each og:title."""
    title = next(tree.iter("title"), None)
    named = (meta.get("content") for meta in tree.iter("meta") if meta.get("property") == "og:title")
    return ["" if title is None else title.text or "", *(name or "" for name in named)]


def text_of(element: etree._Element) -> str:
    """Give the first 400 characters of an element's text, with a space between its pieces; they may be no line."""
    parts: list[str] = []
    n = 0
    for piece in islice(element.itertext(), 60):
        parts.append(str(piece))
        n += len(piece)
        if n > _LONGEST:
            break
    return fold(" ".join(parts))[:_LONGEST]
