"""Agencies and outlets by all their names: lexicon/agencies.csv and lexicon/outlets.csv, read once."""

from __future__ import annotations

import csv
import re

from app.extract.lines import read_lexicon, squeeze

_ROWS = (*csv.DictReader(read_lexicon("agencies.csv")), *csv.DictReader(read_lexicon("outlets.csv")))
_FORMS = {row["name"]: tuple(form for form in row["aliases"].split("|") if form) for row in reversed(_ROWS)}
OUTLETS_BY_HOST: dict[str, str] = {row["host"]: row["name"] for row in reversed(_ROWS) if "host" in row}
_HOST_ONLY = frozenset(read_lexicon("host_only.txt"))


def _forms_of(row: dict[str, str]) -> tuple[str, ...]:
    forms = (row["name"], *row["aliases"].split("|"))
    return tuple(form for form in forms if "host" not in row or form not in _HOST_ONLY)


# Earlier rows win: agencies before outlets, and the better known of two agencies with one abbreviation.
_EXACT = {form: row["name"] for row in reversed(_ROWS) for form in _forms_of(row) if form}
_LOOSE = {squeeze(form): name for form, name in _EXACT.items() if len(squeeze(form)) > 4}
_PRINTED = frozenset(_EXACT).union(_FORMS, *_FORMS.values())
_LONGEST_FORM = 2 * max(map(len, _EXACT))
"""Characters, dots and spaces between its letters included."""
_AGENCIES = frozenset(row["name"] for row in _ROWS if "host" not in row)

_WORDS = frozenset(word for line in read_lexicon("agency_words.txt") for word in line.lower().split())
_PARTS = re.compile(r"\s*[,;|]\s*")
_JOINED = re.compile(r"[/=-]|\s(?:and|und|et|y|e)\s")
_CORRESPONDENT = re.compile(r"^(?:корр|корреспондент|кор|corr|by|from)\b\.?\s+", re.IGNORECASE)

_LEGAL = "|".join(re.escape(form) for line in read_lexicon("legal_forms.txt") for form in line.split())
LEGAL_FORM = re.compile(rf"(?:,?\s(?:{_LEGAL})\.?)+$")
"""What ends a company's name: Harbour Gazette Ltd."""


def find_name(printed: str) -> str | None:
    """Find whom a printed name means; None for a name that the lexicon has not.

    Case, dots and spaces do not count in names of five letters and more. A short one is an abbreviation, told from a
    word by its capitals: MAP and APP are agencies, map and app are not.
    """
    printed = printed.strip()
    if len(printed) > _LONGEST_FORM:
        return None
    return _EXACT.get(printed) or _LOOSE.get(squeeze(printed))


def is_known(credit: str) -> bool:
    """Tell whether a printed credit is a known name, or several: 'AFP/Reuters', 'AFP, dpa'."""
    return any(all(map(find_name, parts)) for parts in ((credit,), _JOINED.split(credit), _PARTS.split(credit)))


def find_part(credit: str) -> str | None:
    """Give the part of a printed credit that names an agency: of 'Jane Doe, Reuters' the last, of 'AFP, dpa' all."""
    if is_known(credit):
        return credit
    last = _CORRESPONDENT.sub("", _PARTS.split(credit)[-1])
    if any(map(find_name, (last, *_JOINED.split(last)))):
        return last
    return None


def is_word(printed: str) -> bool:
    """Tell whether a known name is a word or an abbreviation of much else, so that alone it credits nobody."""
    return squeeze(printed) in _WORDS


def is_agency(name: str) -> bool:
    """Tell whether a usual name is that of an agency, a wire or a broadcaster that others carry."""
    return name in _AGENCIES


def list_forms(name: str) -> tuple[str, ...]:
    """List all known forms of a usual name, itself first."""
    return (name, *_FORMS.get(name, ()))


def is_form(printed: str) -> bool:
    """Tell whether a text is a form of some usual name, letter by letter."""
    return printed in _PRINTED


def list_all_forms() -> tuple[str, ...]:
    """List every printed form of every agency and outlet."""
    return tuple(_EXACT)


def is_wire(printed: str) -> bool:
    """Tell whether this is an agency, by any form of its name."""
    name = find_name(printed)
    return name is not None and is_agency(name)
