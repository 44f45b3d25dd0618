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
_AGENCIES = frozenset(row["name"] for row in _ROWS if "host" not in row)

_LEGAL = "|".join(re.escape(form) for line in read_lexicon("legal_forms.txt") for form in line.split())
LEGAL_FORM = re.compile(rf"(?:,?\s(?:{_LEGAL})\.?)+$")
"""What ends a company's name: Harbour Gazette Ltd."""


def find_name(printed: str) -> str | None:
    """Find whom a printed name means; None for a name that the lexicon has not.

    Case, dots and spaces do not count in names of five letters and more. A short one is an abbreviation, told from a
    word by its capitals: MAP and APP are agencies, map and app are not.
    """
    printed = printed.strip()
    return _EXACT.get(printed) or _LOOSE.get(squeeze(printed))


def is_agency(name: str) -> bool:
    """Tell whether a usual name is that of an agency, a wire or a broadcaster that others carry."""
    return name in _AGENCIES


def list_forms(name: str) -> tuple[str, ...]:
    """List all known forms of a usual name, itself first."""
    return (name, *_FORMS.get(name, ()))
