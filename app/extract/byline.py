"""The byline: the printed author line, and the people in it.

    By JANE DOE and JOHN ROE, Staff Writers -> Jane Doe, John Roe

People only: no desk, job title, agency, outlet or e-mail address.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.extract.agencies import find_name
from app.extract.dates import list_dates
from app.extract.lines import read_lexicon, squeeze
from app.extract.metadata import Metadata
from app.extract.places import is_city, is_region
from app.news import Byline, CleanText

_WORDS = {row["kind"]: row["words"].split("|") for row in csv.DictReader(read_lexicon("byline_words.csv"))}
_NOT_PERSON = frozenset(_WORDS["not_person"])
_PARTICLES = frozenset(_WORDS["particle"])
_OPENERS = "|".join(sorted(map(re.escape, _WORDS["opener"]), key=len, reverse=True))
_OPENER = re.compile(rf"^(?:{_OPENERS})(?:\s*[:：]\s*|\s+|(?<=者))", re.IGNORECASE)
_LINE_OPENER = re.compile(r"^(?:written |story |words |reported |text |reporting )?by[:\s]\s*\S", re.IGNORECASE)
_STOP = re.compile(
    r"\s+[-–—|•·/]\s+|[|•·]|\s@|https?:|www\.|\S+@\S+|\s\d"
    r"|\d{1,2}:\d\d|\s{3,}|(?<=[a-z])\.\s+(?=[A-Z][a-z])"
)
_JOINERS = "|".join(map(re.escape, _WORDS["joiner"]))
# Joiners stand in small letters: in 'Sarah E. Needleman' E is no Italian 'and'.
_SPLIT = re.compile(rf"\s*[,;、，&+]\s*|\s+(?:{_JOINERS}|AND)\s+")
_AFTER = re.compile(rf"\s(?:{'|'.join(map(re.escape, _WORDS['after']))})(?:\s.*|$)", re.IGNORECASE)
_BRACKETED = re.compile(r"[(\[（][^()\[\]（）]{0,80}[)\]）]|[\"“”«»]")
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|['’`.\-‐ ·])*")
_HAN = re.compile(r"[\u3400-\u9fff·]{2,4}|[\uac00-\ud7af]{2,4}")
_KOREAN_REPORTER = re.compile(r"\s?(?:기자|특파원|記者)$")
_LABEL = re.compile(
    rf"(?<![^\W\d_])(?P<label>(?:{'|'.join(map(re.escape, _WORDS['label']))})\s?[:：]\s?|(?:{_HAN_LABELS})\s)"
    r"(?P<names>[^|·•:：()（）\[\]【】<>\d]{2,80})",
)
_REPORTER_IN_DATELINE = re.compile(r"[电電]\s?[（(](?P<line>(?:记者|記者|通讯员)\s?[:：]?\s?[^（）()\d]{2,40})[）)]")
_OPENED = re.compile(r"^(?:Von|Por|Par|Di|Door|Av|Af)\s+(?=[^\W\d_])")
_REPORTER_AFTER = re.compile(r"(?<![\uac00-\ud7af])[\uac00-\ud7af]{2,4}\s?(?:기자|특파원)(?![\uac00-\ud7af])")
_AFTER_LINE = re.compile(
    r"(?:[^\w)]|\bon\b)*(?:\b(?:published|updated|posted|last\s(?:updated|modified)|first\spublished|created|filed)\b"
    r"|\b\d+\s?(?:min|minute|minutes|mins)\s(?:read|ago)\b|\b\d+\s(?:hours?|days?)\sago\b|\b\d{1,2}[:.]\d\d\s?[ap]\.?m\b"
    r"|\b(?:text|font)\ssize\b|\b(?:share|print|e-?mail|comments?|follow|tweet|facebook|twitter)\b(?!\s?\w*@)|\S+@\S+)",
    re.IGNORECASE,
)
_LONGEST = 200  # characters of an author line that are read
_MOST = 12  # people; a longer list is a masthead
_TRUSTED = ("json-ld", "meta", "itemprop", "rel-author", "byline")


@dataclass(frozen=True, slots=True)
class FoundByline:
    """A byline, and where its people were found."""

    byline: Byline
    where: str


def find_byline(metadata: Metadata, clean: CleanText, outlets: Iterable[str] = ()) -> FoundByline | None:
    """Find who wrote the story: the first of JSON-LD, meta, marked elements and printed lines that names a person.

    `outlets` are names of the page's publisher, which are no authors.
    """
    not_people = frozenset(squeeze(name) for name in outlets)
    printed = list_printed(clean)
    for where in _TRUSTED:
        texts = [found.text for found in metadata.authors if found.where == where]
        # Of elements with a class like 'byline' the first that names a person: the next may be other stories'.
        groups = [texts] if where in {"json-ld", "meta"} else [[text] for text in texts if _is_author_line(text, where)]
        for group in groups:
            alone = where in {"json-ld", "meta"}
            people = _unique(person for text in group for person in list_people(text, not_people, alone=alone))
            if people:
                return FoundByline(_as_printed(people, group, printed, not_people), where)
    for where, line in printed:
        if people := list_people(line, not_people):
            return FoundByline(Byline(line, people), where)
    return None


def _is_author_line(text: str, where: str) -> bool:
    # A block that templates call a byline may hold the whole top of the page.
    return where != "byline" or len(text) <= 60 or _LINE_OPENER.match(text) is not None


def list_printed(clean: CleanText) -> list[tuple[str, str]]:
    """List the lines that open with 'By', right above the story or as its first, and which of the two."""
    head = [("head", line) for line in reversed(clean.head[-12:])]
    first = clean.body.split("\n", 1)[0]
    return [
        (where, line[:_LONGEST].strip())
        for where, line in (*head, ("body", first))
        if len(line) <= _LONGEST and _LINE_OPENER.match(line) and len(line.split()) <= 25
    ]


def _as_printed(
    people: tuple[str, ...], found: list[str], printed: list[tuple[str, str]], not_people: frozenset[str]
) -> Byline:
    """Give the byline as the page prints it for these people, with those that only the print names."""
    for _, line in printed:
        if all(squeeze(person) in squeeze(line) for person in people):
            named = list_people(line, not_people)
            return Byline(line, named if set(map(squeeze, named)) > set(map(squeeze, people)) else people)
    return Byline(found[0] if len(found) == 1 and len(found[0]) <= 100 else " and ".join(people), people)


def _unique(people: Iterable[str]) -> tuple[str, ...]:
    by_key: dict[str, str] = {}
    for person in people:
        by_key.setdefault(squeeze(person), person)
    return tuple(by_key.values())[:_MOST]


def list_people(text: str, not_people: frozenset[str] = frozenset(), *, alone: bool = False) -> tuple[str, ...]:
    """List the people that an author line names, in its order; `not_people` are squeezed names of outlets.

    `alone` takes a first name alone for a person, which only a field for authors makes likely.
    """
    text = _BRACKETED.sub(" ", text[:_LONGEST]).strip()
    while opener := _OPENER.match(text):
        text = text[opener.end() :]
    stop = _STOP.search(text)
    dated = min((printed.start for printed in list_dates(text)), default=len(text))
    text = text[: min(dated, stop.start() if stop else len(text))]
    names = (_AFTER.sub("", _OPENER.sub("", piece)).strip(" .:-–—'’*") for piece in _SPLIT.split(text))
    return _unique(person for name in names if (person := _read_person(name, not_people, alone=alone)))


def _read_person(name: str, not_people: frozenset[str], *, alone: bool) -> str | None:
    if korean := _KOREAN_REPORTER.search(name):
        name = name[: korean.start()]
    key = squeeze(name)
    if key in not_people or find_name(name) or (" " not in name and any(key in outlet for outlet in not_people)):
        return None
    if _HAN.fullmatch(name):
        return name
    if not _is_person(name, alone=alone):
        return None
    return " ".join(map(_in_mixed_case, name.split())) if name.isupper() else name


def _is_person(name: str, *, alone: bool) -> bool:
    words = name.split()
    return (
        (2 <= len(words) <= 5 or (alone and name.istitle() and len(name) > 2))
        and len(name) <= 50
        and _NAME.fullmatch(name) is not None
        and not name.islower()
        and all(not word[0].islower() or word in _PARTICLES for word in words)
        and not any(word.lower().strip(".") in _NOT_PERSON for word in words)
        and not is_city(name)
        and not is_region(name)
    )


def _in_mixed_case(word: str) -> str:
    """Write JANE as Jane, O'NEIL as O'Neil, MCDONALD as McDonald, J.R. as it is."""
    if "." in word and len(word) <= 6:
        return word
    if word.lower() in _PARTICLES and word.lower() not in {"st", "al", "el", "abu"}:
        return word.lower()
    mixed = re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word.replace("’", "'"))
    return re.sub(r"^Mc([a-z])", lambda part: f"Mc{part[1].upper()}", mixed)
