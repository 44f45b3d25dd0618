"""A parsed page's story without its furniture: trafilatura, a rescue where it finds too little, then the edges."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from lxml import etree, html
from readability import Document
from readability.readability import Unparseable

from app.extract.furniture import ends_like_prose, frame_story, is_credit, is_furniture, split_end_mark, split_story
from app.extract.lines import LIST_MARK, Line, count_words, fold, list_lines, mark_item, squeeze
from app.news import PARAGRAPH_BREAK, CleanText

with warnings.catch_warnings():
    warnings.filterwarnings("ignore", message="SOCKS support")  # of its downloader, which is never used
    from trafilatura import bare_extraction

_TOO_LITTLE = 0.5
"""Of the prose that a page shows or that the other extractor finds: below this share the other is asked, and taken."""
_LEAST_PROSE = 15
_LEAST_SENTENCE = 6
_SAME = 20
"""So many letters at its beginning and end tell a paragraph."""
_SIDEBAR_GAP = 3
"""Of the lines that a page shows between two of the story: more of them below its last sentence, and it is over."""
_TITLE_BREAK = re.compile(r"\s[|»:·–—-]{1,2}\s")


def clean_html(tree: html.HtmlElement, shown: Sequence[Line], *, url: str | None = None) -> CleanText:
    """Find the story in a parsed page that shows these lines; an empty body where there is none. The tree stays whole.

    trafilatura, favouring precision, without comments, its metadata, deduplication or fetching; where it returns less
    than half of what readability finds, that is taken (it saves the pages that lose most of their text). Afterwards
    lost words and subheads come back, and furniture is dropped, line by line: pruning the tree beforehand loses more
    than it wins.
    """
    places = {squeeze(line.text): at for at, line in enumerate(shown)}
    known = {key: shown[at] for key, at in places.items()}
    lines, method = _find_lines(tree, shown, url)
    whole = {(key[:_SAME], key[-_SAME:]): line for key, line in known.items() if len(key) > 2 * _SAME}
    lines = [_recognise(line, known, whole) for line in lines]
    headlines = _list_headlines(tree, shown)
    lines = _restore_lines(_drop_sidebars(lines, shown, places), shown, places)
    parts = split_story(lines, headlines)
    head, tail = frame_story(shown, parts, headlines)
    return CleanText(PARAGRAPH_BREAK.join(line.text for line in parts.story), head, tail, method if parts.story else "")


def _recognise(line: Line, known: dict[str, Line], whole: dict[tuple[str, str], Line]) -> Line:
    """Give a found line what the page tells of it: its level, and how much of it, or of its cells, is links.

    A paragraph that lost words inside, those of a link that was taken for furniture, gets them back.
    """
    key = squeeze(line.text)
    shown = known.get(key)
    if shown is not None:
        return shown._replace(text=_rejoin(line.text, shown.text))
    longer = whole.get((key[:_SAME], key[-_SAME:]))
    if longer is not None and len(line.text) < len(longer.text) < 1.5 * len(line.text):
        return longer
    cells = [known.get(squeeze(cell)) for cell in line.text.split(" | ")]
    return line._replace(linked=sum(cell.linked for cell in cells if cell) / len(cells)) if len(cells) > 2 else line


def _rejoin(text: str, shown: str) -> str:
    """Give text with the joiners that trafilatura takes for controls: Persian and Hindi are spelt with them."""
    if "\u200c" not in shown and "\u200d" not in shown:
        return text
    return LIST_MARK + shown if text.startswith(LIST_MARK) and not shown.startswith(LIST_MARK) else shown


def _drop_sidebars(lines: Sequence[Line], shown: Sequence[Line], places: Mapping[str, int]) -> list[Line]:
    """Drop what follows the last sentence of the story from elsewhere on the page: headings and boxes of a sidebar.

    It is elsewhere where the page shows several lines in between, or where what a heading announced is left out.
    """
    last = next(
        (
            n
            for n in range(len(lines) - 1, -1, -1)
            if ends_like_prose(split_end_mark(lines[n].text)[0]) and count_words(lines[n].text) >= _LEAST_SENTENCE
        ),
        len(lines),
    )
    kept = list(lines[: last + 1])
    at = places.get(squeeze(kept[-1].text)) if kept else None
    for line in lines[last + 1 :]:
        place = places.get(squeeze(line.text))
        if at is not None and place is not None and not at < place <= at + _SIDEBAR_GAP:
            break
        kept.append(line)
        at = place if place is not None else at
    if len(kept) == last + 2 and _announces_links(kept[-1], shown, places):
        kept.pop()
    return kept


def _restore_lines(lines: Sequence[Line], shown: Sequence[Line], places: Mapping[str, int]) -> list[Line]:
    """Put back a line that the page shows alone between two of the story: a subhead, a short answer.

    Links, credits, furniture and what the page marks as no part of the text, an aside, stay out.
    """
    restored = list(lines[:1])
    for above, line in pairwise(lines):
        at = places.get(squeeze(line.text), 0)
        if at and at - places.get(squeeze(above.text), at) == 2:
            lost = shown[at - 1]
            if _may_be_lost(lost):
                restored.append(lost)
        restored.append(line)
    return restored


def _may_be_lost(line: Line) -> bool:
    return line.linked < 0.3 and line.level != 1 and not line.aside and not is_furniture(line) and not is_credit(line)


def _announces_links(line: Line, shown: Sequence[Line], places: Mapping[str, int]) -> bool:
    below = places.get(squeeze(line.text), len(shown)) + 1
    return not ends_like_prose(line.text) and below < len(shown) and shown[below].linked >= 0.9


def _find_lines(tree: html.HtmlElement, shown: Sequence[Line], url: str | None) -> tuple[list[Line], str]:
    found = bare_extraction(tree, url=url, favor_precision=True, include_comments=False, fast=True)
    text = getattr(found, "text", None) or ""
    lines = [Line(mark_item(line)) for raw in text.split("\n") if (line := fold(raw.replace("\\|", "|")).strip("| "))]
    n_found = _count_characters(lines)
    if n_found < _TOO_LITTLE * _count_characters(line for line in shown if _is_prose(line)):
        rescued = _find_rescue(tree)
        if n_found < _TOO_LITTLE * _count_characters(rescued):
            return rescued, "readability"
    return lines, "trafilatura"


def _find_rescue(tree: html.HtmlElement) -> list[Line]:
    try:
        summary = Document(html.tostring(tree, encoding="unicode")).summary()
        return [line for line in list_lines(html.document_fromstring(summary)) if not is_furniture(line)]
    except (Unparseable, ValueError, etree.ParserError):
        return []


def _is_prose(line: Line) -> bool:
    return line.linked < 0.3 and ends_like_prose(line.text) and count_words(line.text) >= _LEAST_PROSE


def _count_characters(lines: Iterable[Line]) -> int:
    return sum(len(line.text) for line in lines)


def _list_headlines(tree: html.HtmlElement, shown: Sequence[Line]) -> frozenset[str]:
    """List what the page calls its headline, squeezed: level-one headings, og:title, <title> with and without site."""
    titles = [tree.findtext(".//title") or ""]
    titles += [meta.get("content") or "" for meta in tree.iterfind(".//meta[@property='og:title']")]
    found = [line.text for line in shown if line.level == 1]
    found += [part for title in titles for part in (title, *_TITLE_BREAK.split(title)) if count_words(part) >= 3]
    return frozenset(filter(None, map(squeeze, found)))
