"""The byline: the printed author line, and where its people were found.

People are found by bylines/people.py; here it is settled whom to believe, and how the page prints them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.extract.agencies import is_wire
from app.extract.bylines.author_lines import GIVEN_NAMES, LONGEST, WORDS, cut_line, list_printed
from app.extract.bylines.people import (
    BAR,
    JOBS,
    OPENER,
    PARTS,
    list_behind,
    list_people,
    turn_names,
    unique_people,
)
from app.extract.credit import SOURCE_LABELS
from app.extract.datelines.places import is_city
from app.extract.lines import squeeze
from app.extract.metadata import Metadata
from app.news import Byline, CleanText

_DESK = frozenset(WORDS["desk"])
_BEFORE_COMMA = re.compile(r"\s+(?=[,;])")
_BY = re.compile(r"by[:\s]\s*\S", re.IGNORECASE)
_OWN_DESK = re.compile(rf"^(?:{'|'.join(map(re.escape, WORDS['own_desk']))})\b", re.IGNORECASE)
_SOURCE = re.compile(rf"(?:{'|'.join(map(re.escape, SOURCE_LABELS))})\s?[:：]?$", re.IGNORECASE)
_BELOW_HEADLINE, _LONGEST_DESK = 4, 4  # lines in which a desk stands alone, and its words
_LONGEST_JOB = 4  # words
_TRUSTED = ("json-ld", "meta", "itemprop", "rel-author", "byline", "author-link")


@dataclass(frozen=True, slots=True)
class FoundByline:
    """A byline, and where its people were found."""

    byline: Byline
    where: str


def find_byline(
    metadata: Metadata, clean: CleanText, outlets: Iterable[str] = (), headline: str = ""
) -> FoundByline | None:
    """Find who wrote the story: the first of JSON-LD, meta, marked elements and printed lines that names a person.

    What the page prints above the story overrules JSON-LD and meta that name others: those who put it there. Where
    nothing names a person, a printed line that names an agency or a desk is the byline, without authors.

    `outlets` are names of the page's publisher, which are no authors.
    """
    not_people = frozenset(squeeze(name) for name in outlets)
    printed = list_printed(clean, headline)
    above = _list_above(printed, not_people)
    shown = squeeze(" ".join((*clean.head, clean.body[:LONGEST], *clean.tail)))
    for where in _TRUSTED:
        texts = [found.text for found in metadata.authors if found.where == where]
        alone = where in {"json-ld", "meta"}
        for group in [texts] if alone else [[text] for text in texts if _is_author_line(text, where)]:
            read = ["; ".join(group)] if alone and turn_names("; ".join(group)) else group
            people = unique_people(person for text in read for person in list_people(text, not_people, alone=alone))
            people = people or list_behind(" ".join(group[:1]), not_people)
            if where == "meta":  # its fields may hold a section, and may disagree
                people = tuple(person for person in people if _has_name(person))
                people = above if above and set(above) < set(people) else people
            if not people or (alone and _names_others(above, people)):
                continue
            if alone or _stands_here(people, shown) or (len(set(texts)) == 1 and where != "author-link"):
                return FoundByline(_as_printed(people, group, printed, not_people, clean.head), where)
    for where, line in printed:
        if people := list_people(line, not_people):
            return FoundByline(Byline(_cut_job(line, people), people), where)
    desk = _find_desk(metadata, clean, printed, headline)
    return FoundByline(desk, "head") if desk else None


def _list_above(printed: list[tuple[str, str]], not_people: frozenset[str]) -> tuple[str, ...]:
    """List the people of the line above the story that says by whom it is; none where several lines say so."""
    named = [people for where, line in printed if where == "head" and (people := list_people(line, not_people))]
    return named[0] if len({frozenset(map(squeeze, people)) for people in named}) == 1 else ()


def _names_others(above: tuple[str, ...], people: tuple[str, ...]) -> bool:
    """Tell whether a line names other people than these, by their last names: Troy L. Smith is Troy Smith."""
    last = {squeeze(person.split()[-1]) for person in people}
    return bool(above) and not any(squeeze(person.split()[-1]) in last for person in above)


def _stands_here(people: tuple[str, ...], shown: str) -> bool:
    """Tell whether names are printed near the story; those of other stories are marked alike."""
    return all(squeeze(person) in shown for person in people)


def _has_name(person: str) -> bool:
    return " " in person or person.lower() in GIVEN_NAMES or not person.isascii()


def _is_author_line(text: str, where: str) -> bool:
    # A block that templates call a byline may hold the whole top of the page.
    return where != "byline" or len(text) <= 60 or _BY.match(text) is not None


def _find_desk(metadata: Metadata, clean: CleanText, printed: list[tuple[str, str]], headline: str) -> Byline | None:
    """Find the line above the story that names an agency or a desk and no person: By AFP, STAFF REPORTS, EFE.

    Without a word like 'by' it is one where the markup says so, or below the headline where it names no more than that.
    """
    said = [line for where, line in printed if where == "head"]
    marked = {squeeze(found.text) for found in metadata.authors}
    head = [line for line, above in zip(clean.head, ("", *clean.head), strict=False) if not _SOURCE.match(above)]
    key = squeeze(headline)
    below = 1 + next((at for at, line in enumerate(clean.head) if key and squeeze(line) == key), 0)
    top = (*clean.head[below : below + _BELOW_HEADLINE], clean.body.partition("\n")[0][:LONGEST])
    for line in (*head, *top[-1:]):
        cut = _cut_desk(line)
        is_marked = bool(marked & {squeeze(cut), squeeze(OPENER.sub("", cut))})
        if is_marked or (line in top and (len(cut.split()) <= _LONGEST_DESK or _OWN_DESK.match(cut))):
            said.append(cut)
    return next((Byline(line) for line in said if _names_desk(line)), None)


def _cut_desk(line: str) -> str:
    """Cut a line at the bar or the date behind an agency's name, however short that is: EFE | Puerto Viejo."""
    cut = BAR.split(cut_line(line))[0]
    first, *rest = cut.split(maxsplit=1)[:2] or [""]
    return first if rest and rest[0][0].isdigit() and is_wire(first) else cut


def _names_desk(line: str) -> bool:
    name = OPENER.sub("", line)
    words = name.split()
    if not words:
        return False
    if (
        _OWN_DESK.match(line)
        or all(map(is_wire, PARTS.split(name)))
        or (is_wire(words[0]) and is_city(" ".join(words[1:])))
    ):
        return True
    capitals = all(not word[0].islower() or word in {"our", "a", "the", "of", "and"} for word in words)
    return len(words) <= 6 and capitals and any(word.lower().strip(".,") in _DESK for word in (*words[:1], *words[-1:]))


def _as_printed(
    people: tuple[str, ...],
    found: list[str],
    printed: list[tuple[str, str]],
    not_people: frozenset[str],
    head: Sequence[str],
) -> Byline:
    """Give the byline as the page prints it for these people, with those that only the print names."""
    for _, line in printed:
        if all(squeeze(person) in squeeze(line) for person in people):
            named = list_people(line, not_people)
            return Byline(
                _cut_job(line, people), named if set(map(squeeze, named)) > set(map(squeeze, people)) else people
            )
    # Words that are set apart by their looks alone run into it: 'Post authorBy Jane Doe'.
    by = re.compile(rf"by\s{re.escape(people[0])}$", re.IGNORECASE)
    if behind := next((match for line in head if (match := by.search(line[:LONGEST]))), None):
        return Byline(behind[0], people)
    line = _cut_job(_BEFORE_COMMA.sub("", cut_line(found[0][:LONGEST])), people)
    return Byline(line if len(found) == 1 and len(line) <= 100 else " and ".join(people), people)


def _cut_job(line: str, people: Sequence[str]) -> str:
    """Cut off the job that follows the last name with nothing between: a template has set it on a line of its own."""
    last = re.search(rf"{re.escape(people[-1])}(?=\s(?-i:[^\W\d_a-z]))", line, re.IGNORECASE)
    rest = line[last.end() :].split() if last else []
    is_job = 0 < len(rest) <= _LONGEST_JOB and any(word.lower() in JOBS for word in rest)
    return line[: last.end()] if last and is_job else line
