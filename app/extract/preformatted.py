"""A page that is nothing but preformatted text, <pre>: a dump that a server or an archive of mails put into HTML."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import html

from app.extract.lines import Line, list_above

_LEAST_SHARE = 0.8
"""Of the characters that a page shows; less is a quotation or a listing within a story."""
_LEAST_ROWS = 8


def find_printed(tree: html.HtmlElement, shown: Sequence[Line]) -> str | None:
    """Find the one <pre> that holds nearly all that a page shows; None where there is no such one.

    Its text is given below the lines that the page shows above it.
    """
    longest = max((pre.text_content() for pre in tree.iter("pre")), key=len, default="")
    if longest.count("\n") < _LEAST_ROWS:
        return None
    n_letters = len("".join(longest.split()))
    n_shown = sum(len(line.text) - line.text.count(" ") for line in shown)
    if n_letters < _LEAST_SHARE * n_shown:
        return None
    above = list_above([line.text for line in shown], longest.strip())
    return "\n\n".join((*above, longest))
