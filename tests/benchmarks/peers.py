"""What others make of the same page, measured in the same run: ratios hold where milliseconds don't."""

from collections.abc import Callable

import trafilatura
from lxml import etree
from readability import Document

PEERS: dict[str, Callable[[str], str]] = {
    "trafilatura, default": lambda page: trafilatura.extract(page, include_comments=False) or "",
    "trafilatura, precision": lambda page: (
        trafilatura.extract(page, include_comments=False, favor_precision=True) or ""
    ),
    "trafilatura, fast": lambda page: trafilatura.extract(page, include_comments=False, fast=True) or "",
    "readability-lxml": lambda page: str(etree.HTML(Document(page).summary()).xpath("string()")),
}
"""Name -> a page's HTML to its text."""
YARDSTICK = "trafilatura, precision"
"""The peer whose CPU time the cost of a reading is given in."""
DUMP_PEER = "trafilatura, a <p> a line"


def extract_from_dump(text: str) -> str:
    """Give what trafilatura finds in a dump, each line of which is made a paragraph: better than the dump as it is."""
    page = "<html><body>" + "".join(f"<p>{line}</p>" for line in text.splitlines() if line.strip()) + "</body></html>"
    return trafilatura.extract(page, include_comments=False, favor_precision=True) or ""
