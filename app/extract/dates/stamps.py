"""Stamps: the lines that say when a story was published and when it was changed, each with its label or without one.

Published: Tuesday, 9 Jun 2013, 10:20 IST | Veröffentlicht am 9. Juni 2013 um 14:05 Uhr | Mis à jour le 9 juin 2013
By Ann Lee, June 9, 2013 | 2013年06月09日 10:15 | PUBLISHED: 10:48, 9 June 2013 | UPDATED: 11:05, 9 June 2013
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from typing import NamedTuple

from app.extract.dates.customs import ANYWHERE, Customs
from app.extract.dates.printed import Printed, find_moment, list_dates
from app.extract.lines import read_lexicon
from app.news import Moment

_LONGEST = 160  # characters of a line that is there for its date
_MOST_BESIDE = 40  # characters beside the date in one without a label
_ROWS = (*csv.DictReader(read_lexicon("stamp_words.csv")),)


def _label(kind: str) -> str:
    phrases = {phrase.strip(" :") for row in _ROWS if row["kind"] == kind for phrase in row["phrases"].split("|")}
    longest_first = sorted(phrases, key=len, reverse=True)
    return rf"(?:{'|'.join(map(re.escape, longest_first))})(?![^\W\d_a-zA-Z]|(?-i:[a-z]))"


_UPDATED = re.compile(rf"(?<!\w){_label('updated')}", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_PUBLISHED = re.compile(rf"(?<!\w){_label('published')}", re.IGNORECASE)
_BEFORE_LABEL = re.compile(r"(?:^|[|•·—–/,;:()\[\]-])\s*$")
_BAR = re.compile(r"\s[/|•·]\s")
_SENTENCE = re.compile(r"[.!?:…](?:\s|$)|[,;]\s[a-z]|\s(?:a|the|on|at|in|of|was|is)\s")
_AUTHOR = re.compile(
    r"(?:by|written by|von|par|por|di|da|door|av|af|od|autor|автор|от|από|oleh|bởi|بقلم|كتب|מאת|記者|记者|文)\b",
    re.IGNORECASE,
)


class Stamp(NamedTuple):
    """What one line says of the story's times."""

    published: Moment | None
    updated: Moment | None
    labelled: bool
    """The line says that it is a time of publication or of a change."""


def find_stamp(line: str, customs: Customs = ANYWHERE, *, alone: bool = False) -> Stamp | None:
    """Find the stamp in a line; None for a line that is not there for its date, as a caption or a sentence.

    `alone` takes a line for a stamp that markup already calls one.
    """
    if len(line) > _LONGEST or not _DIGIT.search(line) or not (alone or _is_stamp(line, customs)):
        return None
    published, updated = split_moments(line, customs)
    labelled = _PUBLISHED.search(line) is not None or updated is not None
    return Stamp(published, updated, labelled) if published or updated else None


def says_updated(text: str) -> bool:
    """Tell whether a short text is labelled as the time of a change, and not as that of publication."""
    return _UPDATED.search(text[:_LONGEST]) is not None and _PUBLISHED.search(text[:_LONGEST]) is None


def find_yearless(line: str, near: Moment, customs: Customs = ANYWHERE) -> Moment | None:
    """Find the day in a short line that leaves out the year, as of the month that is known: Posted Nov 19, 6:51 AM."""
    dates = list_dates(line, customs) if len(line) <= _MOST_BESIDE * 2 else ()
    if len(dates) == 1 and dates[0].year is None and dates[0].month == near.at.month and not says_updated(line):
        return find_moment(line, customs, year=near.at.year)
    return None


def split_moments(line: str, customs: Customs = ANYWHERE) -> tuple[Moment | None, Moment | None]:
    """Give the moment of publication and that of the last change, by the label before each."""
    change = _UPDATED.search(line)
    if not change:
        return find_moment(line, customs), None
    parts = line[: change.start()], line[change.end() :]
    if first := _PUBLISHED.search(parts[1]):  # Updated ... | First published ...
        return find_moment(parts[1][first.end() :], customs), find_moment(parts[1][: first.start()], customs)
    return find_moment(parts[0], customs), find_moment(parts[1], customs)


def _is_stamp(line: str, customs: Customs) -> bool:
    dates = list_dates(line, customs)
    if not any(printed.year for printed in dates):
        return False
    dated = sum(printed.end - printed.start for printed in dates)
    if len(line) - dated <= _MOST_BESIDE or _AUTHOR.match(line):
        return True
    if _is_field(line, dates):
        return True
    if min(printed.start for printed in dates) == 0 and not _SENTENCE.search(line):
        return True  # author, section and share bar may follow the date
    labels = (match for label in (_PUBLISHED, _UPDATED) if (match := label.search(line)))
    return any(_BEFORE_LABEL.search(line, 0, match.start()) for match in labels)


def _is_field(line: str, dates: Sequence[Printed]) -> bool:
    """Tell whether a date is a field of its own in a line of several: Words: Ann Lee / Pictures: Bo / 3 May 2018."""
    bars = [match.span() for match in _BAR.finditer(line)]
    starts, ends = {0, *(end for _, end in bars)}, {len(line), *(start for start, _ in bars)}
    return bool(bars) and any(printed.start in starts and printed.end in ends for printed in dates)
