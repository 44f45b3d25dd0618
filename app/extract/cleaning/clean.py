"""A parsed page's story without its furniture: trafilatura, a rescue where it finds too little, then the edges."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lxml import etree, html
from readability import Document
from readability.readability import Unparseable

from app.extract.cleaning.extractor import extract_text
from app.extract.cleaning.frame import frame_story, split_story
from app.extract.cleaning.furniture import ends_like_prose, is_break, is_furniture
from app.extract.cleaning.placed import keep_story
from app.extract.lines import (
    LIST_MARK,
    Line,
    count_words,
    fold,
    list_lines,
    list_titles,
    mark_item,
    read_lexicon,
    squeeze,
)
from app.news import PARAGRAPH_BREAK, CleanText

_TOO_LITTLE = 0.5
"""Of the prose that a page shows or that the other extractor finds: below this share the other is asked, and taken."""
_LEAST_PROSE = 15
_NO_STORY = read_lexicon("tags_without_story.txt")
"""What trafilatura drops wherever it stands, half of a page's elements: without it each of its passes is shorter."""
_SAME = 20
"""So many letters at its beginning and end tell a paragraph."""
_TITLE_BREAK = re.compile(r"\s[|»:·–—-]{1,2}\s")


def clean_html(tree: html.HtmlElement, shown: Sequence[Line]) -> CleanText:
    """Find the story in a parsed page that shows these lines; an empty body where there is none. The tree is used up.

    trafilatura, favouring precision, without comments, its metadata, deduplication or fetching; where it returns less
    than half of what readability finds, that is taken (it saves the pages that lose most of their text). Afterwards
    lost words and subheads come back, and furniture is dropped, line by line: pruning the tree beforehand loses more
    than it wins.
    """
    keys = [squeeze(line.text) for line in shown]
    known = dict(zip(keys, shown, strict=True))
    etree.strip_elements(tree, *_NO_STORY, with_tail=False)
    titles = list_titles(tree)
    lines, method = _find_lines(tree, shown)
    whole = {(key[:_SAME], key[-_SAME:]): line for key, line in known.items() if len(key) > 2 * _SAME}
    lines = keep_story([_recognise(line, known, whole) for line in lines], shown, keys)
    headlines = _list_headlines(titles, shown[: _find_first(lines, keys)])
    parts = split_story(lines, headlines)
    head, tail = frame_story(shown, keys, parts, headlines)
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


def _find_lines(tree: html.HtmlElement, shown: Sequence[Line]) -> tuple[list[Line], str]:
    source = html.tostring(tree, encoding="unicode")
    text = extract_text(tree, source)
    rows = [line for raw in text.split("\n") if (line := fold(raw.replace("\\|", "|")).strip("| "))]
    lines = [Line(row if is_break(row) else mark_item(row)) for row in rows]
    n_found = _count_characters(lines)
    if n_found < _TOO_LITTLE * _count_characters(line for line in shown if _is_prose(line)):
        rescued = _find_rescue(source)
        if n_found < _TOO_LITTLE * _count_characters(rescued):
            return rescued, "readability"
    return lines, "trafilatura"


def _find_rescue(source: str) -> list[Line]:
    try:
        summary = Document(source).summary()
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


def _find_first(lines: Sequence[Line], keys: Sequence[str]) -> int:
    """Find where the page shows the story's first sentence: a heading below it, of whatever level, is a subhead."""
    first = next((squeeze(line.text) for line in lines if ends_like_prose(line.text)), None)
    return keys.index(first) if first in keys else len(keys)


def _list_headlines(titles: Sequence[str], above: Sequence[Line]) -> frozenset[str]:
    """List what the page calls its headline, squeezed: level-one headings above the story, og:title, <title>."""
    found = [line.text for line in above if line.level == 1]
    found += [part for title in titles for part in (title, *_TITLE_BREAK.split(title)) if count_words(part) >= 3]
    return frozenset(filter(None, map(squeeze, found)))
