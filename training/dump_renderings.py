"""A page's HTML as the text dumps that scrapers make of it."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

import inscriptis
from inscriptis.css_profiles import CSS_PROFILES
from inscriptis.model.config import ParserConfig
from lxml import etree, html

from app.extract.lines import BLOCKS

_UNSHOWN = frozenset({"script", "style", "noscript", "template", "head", "svg"})
_SPACED = frozenset({"p", "h1", "h2", "h3", "h4", "table", "ul", "ol", "blockquote"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_EMPHASIS = {"b": ("**", "**"), "strong": ("**", "**"), "i": ("_", "_"), "em": ("_", "_")}
_LYNX_WIDTH = 79
_LYNX_HEADINGS = {"h1": "", "h2": "", "h3": "  ", "h4": "    "}
_INDENTED = frozenset({"ul", "ol", "blockquote", "dd"})


def _parse(page: str) -> html.HtmlElement:
    return html.document_fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8", remove_comments=True))


def _render_inscriptis(page: str) -> str:
    return str(inscriptis.get_text(page))


def _render_inscriptis_strict(page: str) -> str:
    return str(inscriptis.get_text(page, ParserConfig(css=CSS_PROFILES["strict"].copy(), display_images=True)))


def _list_blocks(
    page: str, bullet: str, *, number_links: bool = False, marks: Mapping[str, tuple[str, str]] = MappingProxyType({})
) -> Iterator[tuple[str, str, int]]:
    """Yield (text, tag, depth) of each block that a browser shows.

    Links are numbered as lynx does, where asked; `marks` are put around the text of an inline element.
    """
    parts: list[str] = []
    n_links = depth = 0
    tag = ""
    walk = etree.iterwalk(_parse(page), events=("start", "end"))
    for event, element in walk:
        opens = event == "start"
        if opens and element.tag in _UNSHOWN:
            walk.skip_subtree()
            continue
        if element.tag in BLOCKS:
            if (line := " ".join("".join(parts).split())) and line != bullet.strip():
                yield line, tag, depth
            tag = element.tag
            parts = [bullet] if opens and tag == "li" else []
            depth += (1 if opens else -1) if tag in _INDENTED else 0
        elif opens and number_links and element.tag == "a" and element.get("href"):
            n_links += 1
            parts.append(f"[{n_links}]")
        elif element.tag in marks:
            parts.append(marks[element.tag][0 if opens else 1])
        parts.append((element.text if opens else element.tail) or "")


def render_browser(page: str) -> str:
    """Render as copying from a browser does: a block a line, items with a bullet."""
    lines: list[str] = []
    for text, tag, _ in _list_blocks(page, "\u2022 "):
        lines.append("  " + text if text.startswith("\u2022") else text)
        if tag in _SPACED:
            lines.append("")
    return "\n".join(lines)


def render_wrapped(page: str, width: int = 72) -> str:
    """Render wrapped hard at a width, a blank line between paragraphs."""
    lines: list[str] = []
    for text, tag, depth in _list_blocks(page, "* "):
        indent = "  " * max(0, depth)
        below = indent + ("  " if text.startswith("* ") else "")
        lines += textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=below, break_long_words=False)
        if tag in _SPACED or len(text) > width:
            lines.append("")
    return "\n".join(lines)


def render_lynx(page: str) -> str:
    """Render as `lynx -dump` does: wrapped at 79, indented by three, links numbered and listed at the end.

    Headings of level one are centred, those below stand at columns 0, 2 and 4.
    """
    lines: list[str] = []
    n_links = 0
    for text, tag, depth in _list_blocks(page, "* ", number_links=True):
        n_links += text.count("[")
        if tag == "h1" and len(text) < _LYNX_WIDTH:
            indent = " " * ((_LYNX_WIDTH - len(text)) // 2)
        else:
            indent = _LYNX_HEADINGS.get(tag, "   " + "  " * max(0, depth))
        below = indent + ("  " if text.startswith("* ") else "")
        lines += textwrap.wrap(
            text, _LYNX_WIDTH, initial_indent=indent, subsequent_indent=below, break_long_words=False
        )
        lines += [""] if tag in _SPACED else []
    references = [f"{n:4}. https://example.org/{n}" for n in range(1, n_links + 1)]
    return "\n".join([*lines, "", "References", "", *references])


def render_markdown(page: str) -> str:
    """Render as html2text and its like do: a block a line, headings, items and emphasis marked, in half also links."""
    lines: list[str] = []
    marks = {**_EMPHASIS, "a": ("[", "](/page)")} if len(page) % 2 else _EMPHASIS
    for text, tag, _ in _list_blocks(page, "* ", marks=marks):
        before = "#" * int(tag[1]) + " " if tag in _HEADINGS else "> " if tag == "blockquote" else ""
        lines += ["  " + text] if text.startswith("* ") else [before + text, ""]
    return "\n".join(lines)


def render_pieces(page: str) -> str:
    """Render each piece of text on a line of its own, as get_text with a newline between does."""
    tree = _parse(page)
    for element in list(tree.iter(*_UNSHOWN)):
        if element.tag != "head":
            element.drop_tree()
    return "\n".join(piece for raw in tree.itertext() if (piece := " ".join(raw.split())))


RENDERERS: dict[str, Callable[[str], str]] = {
    "inscriptis": _render_inscriptis,
    "inscriptis strict": _render_inscriptis_strict,
    "browser": render_browser,
    "wrapped": render_wrapped,
    "lynx": render_lynx,
    "markdown": render_markdown,
    "pieces": render_pieces,
}
