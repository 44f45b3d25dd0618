"""Which of a page's dates stand by its headline: a page dates its other stories, too.

Two elements are as near as the element that holds both is deep: a story's own date shares a header or an article with
its headline, those of other stories only the page.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from app.extract.lines import fold, squeeze

_MOST_HEADINGS = 80
_DEEPEST = 40  # ancestors that are looked at
_FAR = 1000  # steps: what shares nothing with the headline
_STEPS = 4  # ancestors of the headline beside which lines are read
_BEFORE, _AFTER = 3, 4  # siblings of each
_LONGEST = 160  # characters of a line
_LARGEST = 400  # characters of a block whose pieces may be lines
_MOST_PIECES = 60
_NO_LINES = frozenset({"script", "style", "nav", "aside", "footer", "form", "figure", "h1", "h2"})


def find_heading(tree: HtmlElement, told: Collection[str]) -> etree._Element | None:
    """Find the heading that shows the headline, by what the page calls itself; else its only level-one one.

    `told` are og:title, <title> and the like, with the site's name or without.
    """
    keys = [squeeze(one) for one in told]
    headings: list[etree._Element] = list(islice(tree.iter("h1", "h2"), _MOST_HEADINGS))
    for level in ("h1", "h2"):
        for heading in headings:
            key = squeeze(_text(heading))
            if heading.tag == level and len(key) > 8 and any(key in one for one in keys):
                return heading
    first = [heading for heading in headings if heading.tag == "h1"]
    return first[0] if len(first) == 1 else None


class Nearness:
    """How near elements are to a headline."""

    def __init__(self, heading: etree._Element | None) -> None:
        self._steps: dict[etree._Element, int] = {}
        if heading is not None:
            line = (heading, *heading.iterancestors())
            self._steps = {element: n for n, element in enumerate(line) if element.tag not in {"body", "html"}}

    def holds(self, element: etree._Element) -> bool:
        """Tell whether an element holds the headline, so that it is no other story's, whatever it is called."""
        return element in self._steps

    def steps_to(self, element: etree._Element) -> int:
        """Count the steps up from the headline to what holds this element as well; many where only the page does."""
        line = (element, *islice(element.iterancestors(), _DEEPEST))
        return next((self._steps[one] for one in line if one in self._steps), _FAR)


def list_beside(heading: etree._Element | None) -> Iterator[str]:
    """List the lines with a digit that stand beside the headline or beside what holds it, the nearest first.

    Of a block the whole, if it is short, and then its pieces: author, date and share bar may stand in one.
    """
    holder = heading
    for _ in range(_STEPS):
        if holder is None or holder.tag in {"body", "html"}:
            return
        around = (
            *islice(holder.itersiblings(), _AFTER),
            *islice(holder.itersiblings(preceding=True), _BEFORE),
        )
        for sibling in around:
            pieces = _list_pieces(sibling) if sibling.tag not in _NO_LINES else ()
            whole = " ".join(pieces)
            dated = (whole, *pieces) if len(whole) <= _LONGEST else pieces if len(whole) <= _LARGEST else ()
            yield from dict.fromkeys(text for text in dated if any(map(str.isdigit, text)))
        holder = holder.getparent()


def text_before(element: etree._Element) -> str:
    """Give the text that stands right before an element: 'Updated' of 'Updated <time>'."""
    before = element.getprevious()
    parent = element.getparent()
    text = before.tail if before is not None else parent.text if parent is not None else ""
    return fold(text or "")[-_LONGEST:]


def _text(element: etree._Element) -> str:
    return " ".join(_list_pieces(element))


def _list_pieces(element: etree._Element) -> tuple[str, ...]:
    pieces: list[str] = []
    n = 0
    for text in islice(element.itertext(), _MOST_PIECES):
        if piece := fold(str(text)):
            pieces.append(piece)
            n += len(piece)
        if n > _LARGEST:
            break
    return tuple(pieces)
