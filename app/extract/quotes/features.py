"""What the passes of the tagger see of each token: hashed features, all tokens of an article at once.

A feature is the number of a row in a table of weights: columns mixed with the number of their template. Nothing of a
text can be read out of weights that are kept under such numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from app.extract.quotes.article import Article
from app.extract.quotes.columns import EDGE, Column

N_LABELS = 7

# A template's columns, each at the token itself or so many tokens before or after it, in the same sentence.
FIRST = """
bias | w | s3 | s2 | sh | m | c | k | t | n | w k-1 | w k+1
w-2 | w-1 | w+1 | w+2 | sh-1 | sh+1 | sh-1 sh | sh sh+1 | c-2 | c-1 | c+1 | c+2 | m-1 m | m m+1
w-1 w | w w+1 | w-1 w+1 | w-2 w-1 | w+1 w+2 | k-1 k | k k+1 | k-1 k k+1 | k-2 k-1 | k+1 k+2 | s3-1 | s3+1 | s2-1 s2 s2+1
pos epos | pos sh c | some all | some all strong | before | before pos | m0 m9 m | opens m
L | Lw | Lcom Lnear m | Lthat m | Lw Lw1 | L Lcom | Lcom Rcom m
R | Rw | Rcom m | Rw Rcom | Rend | L0 R0 m | Ronly Rcom Rend
WL | WLw | WLcom | WR | WRw | WRcom
long after m | long w-1 m | after afterc m | pre m | pre afterc m | end9 m
"""
RULES = """
r | r-1 | r+1 | r-1 r r+1 | r-2 r+2 | r w | r-1 w | r+1 w | r k | r m | rp r | rp r pos | r sh sh-1
"""
SECOND = """
y | y-1 | y+1 | y-1 y | y y+1 | y-2 y-1 y | y y+1 y+2 | y w | y-1 w | y+1 w | y-1 w y+1 | y k | y m m+1 | y-2 | y+2
py y | pp py | pp y pos | KL y | KLw y | KR y | KRw y | K0 K1 y | SL y | SR y | CL y | CR y | py pos | py epos y
g y | y2 y | y2 g y | g-1 y-1 | g+1 y+1 | y2 w
y r | y r y-1 | y+1 r+1 r | y r w | y r g
"""
PASSES = tuple(
    tuple(tuple(template.split()) for line in templates.split("\n") for template in line.split("|") if template.strip())
    for templates in (FIRST + RULES, SECOND)
)
"""Pass -> the templates that it sees beyond those of the pass before."""

_PRIME = np.uint32(0x9E3779B1)


def hash_templates(article: Article, columns: Mapping[str, Column], of_pass: int, bits: int) -> Iterator[Column]:
    """Mix the columns that each new template of a pass names into rows of a table of 2**bits: one column a template."""
    shifted: dict[str, Column] = {}
    for number, parts in enumerate(PASSES[of_pass], sum(map(len, PASSES[:of_pass]))):
        mixed = np.full(len(article), number * 2 + 1, np.uint32) * _PRIME
        for part in parts:
            if part not in shifted:
                shifted[part] = _shift(article, columns, part)
            mixed = (mixed ^ shifted[part]) * _PRIME
            mixed ^= mixed >> np.uint32(15)
        yield mixed & np.uint32((1 << bits) - 1)


def _shift(article: Article, columns: Mapping[str, Column], part: str) -> Column:
    """Read w-1, the column w of the token before; outside of the sentence a number of its own stands."""
    if part[-2:-1] not in ("-", "+"):
        return columns[part]
    places = np.arange(len(article)) + int(part[-2:])
    valid = (places >= article.first) & (places < article.end)
    return np.where(valid, columns[part[:-2]][np.clip(places, 0, len(article) - 1)], EDGE)
