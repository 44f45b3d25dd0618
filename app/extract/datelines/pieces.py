"""The pieces of which the head of a line is made, as brackets, slashes, dashes, commas and dates part them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.extract.dates.printed import Printed
from app.extract.lines import read_lexicon

_LEXICON = {row["kind"]: row["phrases"].split("|") for row in csv.DictReader(read_lexicon("dateline_words.csv"))}


def any_of(kind: str) -> str:
    """Match any phrase of one kind in lexicon/dateline_words.csv."""
    return "|".join(re.escape(phrase) for phrase in sorted(_LEXICON[kind], key=len, reverse=True))


# What says nothing is masked with NUL, which parts pieces as a comma does.
_MARK = re.compile(
    r"[(（\[【]\s*(?P<group>[^()（）\[\]【】]{0,80}?)\s*[)）\]】]"
    r"|(?<![^\W\d_])/\s*(?P<wire>[^/]{2,40}?(?:/[^/\s]{2,20})?)\s*/(?![^\W\d_])"
    r"|--+|[–—―‒_|·»\n;,،:：\0]+|(?<!\S)-+(?!\w)|-+(?=\s|$|\0)|(?<=[\0)\]])-+|\s//?(?=\s|$)"
)
_EDGES = " \t\u00a0\u3000.=/-‐"
_GROUP_EDGES = _EDGES.replace(".", "") + ",;–—©"
_CLOCK = re.compile(
    r"(?<!\d)\d\d?/\d\d?(?:/\d\d)?(?!\d)"  # 06/09/14: nobody knows which is the day
    r"|(?<!\d)\d{1,2}[:.h]\d\d(?!\d)(?:\s?[ap]\.?m\b\.?)?(?:\s?(?:[A-Z]{2,4}|local time)\b)?"
)
_HIJRI = re.compile(rf"\b(?:{any_of('hijri')})\s\d{{1,2}},?\s\d{{4}}(?:\s?A?H\b)?|\d{{1,2}}\s(?:{any_of('hijri')})\b")


class Piece(NamedTuple):
    """One piece, never empty: text[start:stop] of the line, less its edges and dates."""

    text: str
    start: int
    stop: int
    opener: str = ""
    """The bracket or slash before a piece that stands between two, else empty."""


def list_pieces(head: str, dates: Sequence[Printed]) -> Iterator[Piece]:
    """List the pieces of a line's head in order; `dates` are those within it, and are none."""
    for start, stop in _list_spans(head, dates):
        head = head[:start] + "\0" * (stop - start) + head[stop:]
    at = 0
    for mark in _MARK.finditer(head):
        yield from _cut(head, at, mark.start())
        inner = next((name for name in ("group", "wire") if mark[name] is not None), None)
        if inner:
            yield from _cut_group(head, *mark.span(inner), mark[0][0])
        at = mark.end()
    yield from _cut(head, at, len(head))


def _list_spans(head: str, dates: Sequence[Printed]) -> Iterator[tuple[int, int]]:
    yield from ((printed.start, printed.end) for printed in dates)
    yield from (match.span() for shape in (_HIJRI, _CLOCK) for match in shape.finditer(head))


def _cut(head: str, start: int, stop: int) -> Iterator[Piece]:
    text = head[start:stop]
    start += len(text) - len(text.lstrip(_EDGES))
    if text := text.strip(_EDGES):
        yield Piece(text, start, start + len(text))


def _cut_group(head: str, start: int, stop: int, opener: str) -> Iterator[Piece]:
    """Cut what is no date out of a bracket: (Newsfile Corp. - June 9, 2023)."""
    text = max((part.strip(_GROUP_EDGES) for part in head[start:stop].split("\0")), key=len)
    if text:
        yield Piece(text, start, stop, opener)
