"""The signs by which markup is told from the dump of a page."""

from __future__ import annotations

import re
from itertools import islice

from app.extract.decoding.decode import find_utf16
from app.news import Page

_OPENS_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:<!--[^>]{0,1000}-->\s*)?"
    rb"(?:<\?xml\b|<!doctype\s+html\b|<(?:html|head|body|rss|feed|rdf:rdf|urlset|sitemapindex)\b)",
    re.IGNORECASE,
)
_TAG = re.compile(
    rb"</?(?:a|article|b|blockquote|br|div|em|font|h[1-6]|hr|i|img|li|main|meta|p|section|span|strong|table|td|tr|ul)\b"
    rb"[^<>]{0,1000}>",
    re.IGNORECASE,
)
_UTF16_MARKS = {b"\xff\xfe", b"\xfe\xff"}
_FEWEST_TAGS_IN_TEXT = 5


def is_markup(page: Page) -> bool:
    """Tell whether a page is markup, whatever the sender called it: a dump has no tags, HTML sent as text has many."""
    raw = page.raw.replace(b"\0", b"") if find_utf16(page.raw) or page.raw[:2] in _UTF16_MARKS else page.raw
    if _OPENS_PAGE.match(raw[:4000]):
        return True
    n_needed = _FEWEST_TAGS_IN_TEXT if page.media_type == "text/plain" else 1
    return sum(1 for _ in islice(_TAG.finditer(raw), n_needed)) == n_needed
