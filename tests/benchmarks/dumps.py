"""Pages as plain text, as a scraper's or a browser's dump has them: what clean_dump is given."""

from collections.abc import Iterator

import inscriptis
from lxml import etree, html

from app.extract.lines import BLOCKS

_UNSHOWN = frozenset({"script", "style", "noscript", "template", "head", "svg"})


def render_as_text_browser(page: str) -> str:
    """Render a page as inscriptis does: layout kept by white space, tables side by side."""
    return str(inscriptis.get_text(page))


def render_as_copied(page: str) -> str:
    """Render a page to the text that copying it from a browser gives: a block a line, items with a bullet."""
    tree = html.document_fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8", remove_comments=True))
    return "\n".join(_list_rendered(tree))


def _list_rendered(tree: html.HtmlElement) -> Iterator[str]:
    parts: list[str] = []
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        opens = event == "start"
        if opens and element.tag in _UNSHOWN:
            walk.skip_subtree()
            continue
        if element.tag in BLOCKS:
            line = " ".join("".join(parts).split())
            if line:
                yield line
                if element.tag in {"p", "h1", "h2", "h3", "table", "ul", "ol"}:
                    yield ""
            parts = ["  * "] if opens and element.tag == "li" else []
        parts.append((element.text if opens else element.tail) or "")
