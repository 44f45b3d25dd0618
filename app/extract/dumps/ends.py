"""The ends of a dump's lines, whichever system or mail wrote them."""

from __future__ import annotations

import quopri

_ENDS = ("\r\r\n", "\r\n", "\r", "\f", "\v", "\u2028", "\u2029")
_SOFT = "=\n"
_MOST_WIDTH = 77
"""Columns; RFC 2045 breaks quoted-printable text before them."""
_LEAST_SOFT, _LEAST_SOFT_SHARE = 3, 0.1
"""So many line ends are soft, and such a share of them all, in text that was quoted for mail."""


def end_lines(text: str) -> str:
    """Give a text with one kind of line end; a form feed is one, and the soft ones of quoted-printable go."""
    for end in _ENDS:
        if end in text:
            text = text.replace(end, "\n")
    return _unquote(text) if text.count(_SOFT) >= _LEAST_SOFT else text


def _unquote(text: str) -> str:
    rows = text.split("\n")
    n_soft = sum(row.endswith("=") for row in rows)
    if n_soft < _LEAST_SOFT_SHARE * len(rows) or max(map(len, rows)) > _MOST_WIDTH:
        return text
    try:
        return quopri.decodestring(text.encode()).decode()
    except UnicodeDecodeError:
        return text.replace(_SOFT, "")
