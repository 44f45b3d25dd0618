"""The word lists that the rules go by, read once."""

from __future__ import annotations

import csv
from collections import defaultdict
from importlib import resources

_FOLDER = resources.files("app.extract") / "lexicon"


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((_FOLDER / name).read_text(encoding="utf-8").splitlines()))


def _words(name: str) -> frozenset[str]:
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _classes() -> dict[str, frozenset[str]]:
    classes: dict[str, set[str]] = defaultdict(set)
    for row in _rows("quote_words.csv"):
        classes[row["class"]].update(row["words"].split())
    return {name: frozenset(words) for name, words in classes.items()}


def _cue_verbs() -> dict[str, dict[str, str]]:
    verbs: dict[str, dict[str, str]] = defaultdict(dict)
    for row in _rows("cue_verbs.csv"):
        for form in row["forms"].split():
            verbs[row["language"]].setdefault(form, row["takes"])
    return dict(verbs)


def _foreign() -> dict[tuple[str, str], frozenset[str]]:
    found: dict[tuple[str, str], frozenset[str]] = defaultdict(frozenset)
    found.update(
        {(row["language"], row["class"]): frozenset(row["words"].split()) for row in _rows("quote_foreign.csv")}
    )
    return found


ABBREVIATIONS = _words("quote_abbreviations.txt")
TITLES = _words("titles.txt")
LEGAL_FORMS = _words("legal_forms.txt")
GENDERS = {name: row["gender"] for row in _rows("given_names.csv") for name in row["names"].split()}
FIRST_NAMES = _words("first_names.txt") | GENDERS.keys()
SEX = {name: row["gender"] for row in _rows("given_names_more.csv") for name in row["names"].split()} | GENDERS
"""Given name -> f or m, for he and she; a model knows those of GENDERS."""
CUE_VERBS = _cue_verbs()
"""Language -> form of a verb -> what it takes: say, tell, clause, that, ask, listener, out or marks (see cues)."""
CLASS = _classes()
"""Class of function words -> its words, lower case."""
ORGANISATION = CLASS["organisation"] | CLASS["body_name"]
"""Words that make a name that of a body; a model knows those of the class organisation."""
PLACES = frozenset(
    place.lower()
    for row in _rows("places.csv")
    if row["kind"] in ("country", "region", "city")
    for place in row["names"].split("|")
)
"""Countries, regions and well known cities, in small letters."""
FOREIGN = _foreign()
"""Language and class (title, he, surname) -> words, for the languages other than English."""
CONFIDENCE = {row["pattern"]: float(row["right"]) for row in _rows("quote_patterns.csv")}
"""Pattern of attribution -> the share of its quotes that were right, words and speaker, in annotated news."""
