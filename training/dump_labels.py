"""Which lines of a dump are the story's, told by a body that was marked by hand or cut from the page's HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

import numpy as np
import numpy.typing as npt

from app.extract.dumps.lines import PrintedLine
from app.extract.lines import UNSPACED

_TOKEN = re.compile(rf"{UNSPACED.pattern}|\w+?(?={UNSPACED.pattern}|\b)")
_GRAM = 3


def list_tokens(text: str) -> list[str]:
    """List a text's words; each character is one where a script has no spaces."""
    return _TOKEN.findall(text)


def label_lines(printed: Sequence[PrintedLine], body: str) -> npt.NDArray[np.float32]:
    """Give for each line the share of its words that the body has in the same order, 0 to 1."""
    lines = [list_tokens(row.line.text) for row in printed]
    page = [token for line in lines for token in line]
    covered = np.zeros(len(page) + 1, dtype=bool)
    matcher = SequenceMatcher(None, _list_grams(page), _list_grams(list_tokens(body)), autojunk=False)
    for block in matcher.get_matching_blocks():
        if block.size:
            covered[block.a : block.a + block.size + _GRAM - 1] = True
    ends = np.cumsum([len(line) for line in lines])
    sums = np.append(0, np.cumsum(covered))
    counts = np.array([len(line) for line in lines])
    return np.asarray((sums[ends] - sums[ends - counts]) / np.maximum(counts, 1), dtype=np.float32)


def _list_grams(tokens: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(tokens[at : at + _GRAM]) for at in range(len(tokens) - _GRAM + 1)]
