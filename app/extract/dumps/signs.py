"""Counts of signs of one kind in a line, in a tenth of the time where it is ASCII, as most are."""

from __future__ import annotations

import re


class Signs:
    """A class of single characters, given as a pattern of one: r"[,;]"."""

    def __init__(self, pattern: str) -> None:
        self._pattern = re.compile(pattern)
        self._ascii = bytes(code for code in range(128) if self._pattern.fullmatch(chr(code)))

    def count(self, text: str) -> int:
        """Count the characters of a text that are of the class."""
        if text.isascii():
            return len(text) - len(text.encode("ascii").translate(None, self._ascii))
        return len(self._pattern.findall(text))
