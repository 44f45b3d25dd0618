"""A parsed page's story without its furniture: trafilatura, a rescue where it finds too little, then the edges."""

from __future__ import annotations

import re
import warnings
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
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
_MOST_BOXED = 0.3
_MOST_WORDS_OF_A_LABEL = 8
_WIDEST_GAP = 3
_SIDEBAR_GAP = 3
"""Of the lines that a page shows between two of the story: more of them below its last sentence, and it is over."""
Placed = tuple[Line, int | None]
"""A found line, and where among the lines that the page shows it stands."""
_TITLE_BREAK = re.compile(r"\s[|»:·–—-]{1,2}\s")


def clean_html(tree: html.HtmlElement, shown: Sequence[Line], *, url: str | None = None) -> CleanText:
    """Find the story in a parsed page that shows these lines; an empty body where there is none. The tree stays whole.

    trafilatura, favouring precision, without comments, its metadata, deduplication or fetching; where it returns less
    than half of what readability finds, that is taken (it saves the pages that lose most of their text). Afterwards
    lost words and subheads come back, and furniture is dropped, line by line: pruning the tree beforehand loses more
    than it wins.
    """
    known = {squeeze(line.text): line for line in shown}
    lines, method = _find_lines(tree, shown, url)
    whole = {(key[:_SAME], key[-_SAME:]): line for key, line in known.items() if len(key) > 2 * _SAME}
    placed = _place_lines([_recognise(line, known, whole) for line in lines], shown)
    placed = _drop_announcements(_drop_sidebars(_drop_boxes(placed), shown), shown)
    lines = _restore_lines(placed, shown)
    headlines = _list_headlines(tree, shown)
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


def _place_lines(lines: Sequence[Line], shown: Sequence[Line]) -> list[Placed]:
    """Tell where on the page each found line stands; None where no line of the page is like it, as for a table's row.

    A text that the page shows several times stands nearest to the line above it, the first line nearest to the next.
    """
    places: dict[str, list[int]] = {}
    for at, line in enumerate(shown):
        places.setdefault(squeeze(line.text), []).append(at)
    found = [places.get(squeeze(line.text), []) for line in lines]
    below = next((where[0] for where in found if len(where) == 1), len(shown))
    above: int | None = None
    placed: list[Placed] = []
    for line, where in zip(lines, found, strict=True):
        n = bisect_left(where, below) - 1 if above is None else min(bisect_right(where, above), len(where) - 1)
        above = where[max(n, 0)] if where else above
        placed.append((line, above if where else None))
    return placed


def _drop_boxes(placed: Sequence[Placed]) -> list[Placed]:
    """Drop what stands in a box beside the text, by its class; a box that holds much of the story is none."""
    n_boxed = _count_characters(line for line, _ in placed if line.boxed)
    if n_boxed > _MOST_BOXED * _count_characters(line for line, _ in placed):
        return list(placed)
    return [(line, at) for line, at in placed if not line.boxed]


def _drop_sidebars(placed: Sequence[Placed], shown: Sequence[Line]) -> list[Placed]:
    """Drop what follows the last sentence of the story from elsewhere on the page: headings and boxes of a sidebar.

    It is elsewhere where the page shows several lines in between, or where what a heading announced is left out.
    """
    last = next((n for n in range(len(placed) - 1, -1, -1) if _is_sentence(placed[n][0])), len(placed))
    kept = list(placed[: last + 1])
    at = kept[-1][1] if kept else None
    for line, place in placed[last + 1 :]:
        if at is not None and place is not None and not at < place <= at + _SIDEBAR_GAP:
            break
        kept.append((line, place))
        at = place if place is not None else at
    if len(kept) == last + 2 and _announces_links(*kept[-1], shown):
        kept.pop()
    return kept


def _is_sentence(line: Line) -> bool:
    return ends_like_prose(split_end_mark(line.text)[0]) and count_words(line.text) >= _LEAST_SENTENCE


def _announces_links(line: Line, at: int | None, shown: Sequence[Line]) -> bool:
    below = at + 1 if at is not None else len(shown)
    return not ends_like_prose(line.text) and below < len(shown) and shown[below].linked >= 0.9


def _drop_announcements(placed: Sequence[Placed], shown: Sequence[Line]) -> list[Placed]:
    """Drop a short line within the story that only announces links: 'People are also reading'."""
    kept = list(placed[:1])
    for (line, at), (_, below) in pairwise(placed[1:]):
        if at is not None and below is not None and count_words(line.text) <= _MOST_WORDS_OF_A_LABEL:
            between = shown[at + 1 : below]
            n_needed = 1 if line.text.endswith((":", "：", "…", "...")) else 3 if line.level else 2
            if len(between) >= n_needed and all(other.linked >= 0.9 for other in between):
                continue
        kept.append((line, at))
    return [*kept, *placed[max(1, len(placed) - 1) :]]


def _restore_lines(placed: Sequence[Placed], shown: Sequence[Line]) -> list[Line]:
    """Put back the few lines that the page shows between two of the story: a subhead, a short answer, a post.

    Links, credits, furniture and what the page marks as no part of the text, an aside, stay out, and all with them.
    """
    restored = [line for line, _ in placed[:1]]
    for (_, above), (line, at) in pairwise(placed):
        if above is not None and at is not None and 1 < at - above <= _WIDEST_GAP + 1:
            lost = shown[above + 1 : at]
            if all(map(_may_be_lost, lost)):
                restored += lost
        restored.append(line)
    return restored


def _may_be_lost(line: Line) -> bool:
    return line.linked < 0.3 and line.level != 1 and not line.aside and not is_furniture(line) and not is_credit(line)


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
        found = html.document_fromstring(summary)
        for item in found.iter("li"):
            first = next((element for element in item.iter() if (element.text or "").strip()), item)
            first.text = LIST_MARK + (first.text or "").lstrip()
        return [line for line in list_lines(found) if not is_furniture(line)]
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
