"""Capitalised runs: where a name begins and ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.extract.quotes.bodies import joins_body, names_body
from app.extract.quotes.capitals import is_capital, is_shouted, word_at
from app.extract.quotes.lexicon import CLASS, FIRST_NAMES
from app.extract.quotes.offices import MONTHS, SUFFIXES, begin_holder, introduces, split_titles
from app.extract.quotes.tokens import Paragraph

_NOT_NAME = CLASS["capital_not_name"]
_PARTICLE = CLASS["particle"] | {"e", "y"}
_LONGEST_RUN = 12


@dataclass(frozen=True, slots=True)
class Run:
    """A capitalised run, tokens [first, last], divided into a name and the office before it."""

    first: int
    last: int
    parts: tuple[str, ...]
    titles: tuple[str, ...]


def read_run(paragraph: Paragraph, tokens: Sequence[int]) -> Run:
    """Divide a run that list_runs gave."""
    return Run(tokens[0], tokens[-1], *split_titles([paragraph.words[i] for i in tokens]))


def list_runs(paragraph: Paragraph, first: int = 0, end: int | None = None) -> Iterator[list[int]]:
    """Give the capitalised runs of a paragraph: token indexes, particles and initials' stops included.

    What an office is over is no part of the name behind it: Minister of Health Jane Rivers is Minister and Jane Rivers.
    """
    for run in list_capitals(paragraph, first, end):
        yield begin_holder(paragraph, run)


def list_capitals(paragraph: Paragraph, first: int = 0, end: int | None = None) -> Iterator[list[int]]:
    """Give all that stands together in capitals among tokens [first, end)."""
    run: list[int] = []
    for i in range(first, len(paragraph) if end is None else end):
        word = paragraph.words[i]
        capital = is_capital(word) and not is_shouted(word) and word != "I" and not _is_month(paragraph, i)
        joined = bool(run) and i == run[-1] + 1 and paragraph.sentence[i] == paragraph.sentence[run[-1]]
        if run and (not joined or len(run) >= _LONGEST_RUN or not (capital or _is_link(paragraph, i))):
            yield run
            run = []
        if capital or run:
            run.append(i)
    if run:
        yield run


def _is_month(paragraph: Paragraph, i: int) -> bool:
    """Tell the June of 'in June' from that of Representative June Okafor."""
    if paragraph.lower[i] not in MONTHS or i == 0:
        return paragraph.lower[i] in MONTHS
    before = paragraph.words[i - 1]
    surname = before.lower() in FIRST_NAMES and not word_at(paragraph, i + 1).isdigit()
    return not (introduces(before) or surname)


def _is_link(paragraph: Paragraph, i: int) -> bool:
    """Tell whether token i joins two parts of a name: a particle, an initial's stop, the of in Bank of Lumba."""
    if names_body(paragraph, i) or (paragraph.lower[i] == "the" and names_body(paragraph, i - 1)):
        return True
    if paragraph.words[i] == "." and paragraph.lower[i - 1] in SUFFIXES and not paragraph.spaced(i):
        return True
    following = i + 1 < len(paragraph) and is_capital(paragraph.words[i + 1])
    if not following or paragraph.sentence[i + 1] != paragraph.sentence[i]:
        return False
    if paragraph.words[i] == ".":
        return word_at(paragraph, i + 1) not in _NOT_NAME
    return paragraph.lower[i] in _PARTICLE or joins_body(paragraph, i)


def join_name(parts: Sequence[str]) -> str:
    """Give a name as it is printed: John D. Rivers; Health, Labor and Welfare Ministry; Hanley's."""
    name = " ".join(parts).replace(" .", ".").replace(" ,", ",")
    return name.replace(" 's", "'s").replace(" ’s", "’s")
