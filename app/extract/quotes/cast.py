"""Everyone a story names: people with their offices, organisations, short forms, and where each is printed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field

from app.extract.quotes.lexicon import SEX

MOST = 50
"""Names of one kind: a directory is no story, and look-ups stay short."""
_ARTICLE = re.compile(r"(?:al|el|as|ash|ad|ar|an|at|az)[-‑]")


@dataclass(frozen=True, slots=True)
class Named:
    """One place where the story prints a name."""

    name: str
    start: int
    """Where it stands in the body, titles included."""
    person: bool
    leads: bool
    """It opens its sentence: likely what the sentence is about."""
    opens: bool
    """It leads, or ends the phrase that does: the mayor's son, Tom."""
    shown: bool
    """An office or a given name shows that it is a person's."""
    led: bool
    """It leads, or opens and is shown: the coach, Tom Olsen."""
    joined: bool
    """It stands behind another name and 'and': Rivers and Olsen."""
    acts: bool
    """It opens, or a verb follows it: what a clause is about."""


@dataclass(slots=True)
class Cast:
    """Everyone a story names, found in one pass over it."""

    people: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Full name -> its parts; in order of first appearance."""
    by_part: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """First or last part of a name, or what else somebody is known as -> the full names that have it."""
    by_any: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Any part of a name, in small letters and without its article (Sadr of al-Sadr) -> the full names."""
    sex: dict[str, str] = field(default_factory=dict)
    """Name -> f or m, where a title or a given name tells."""
    offices: dict[str, list[tuple[frozenset[str], str]]] = field(default_factory=lambda: defaultdict(list))
    """Head word of an office -> all words of the office, and who holds it."""
    holders: set[str] = field(default_factory=set)
    """Who holds an office, by a sentence and not by a headline."""
    organisations: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Each word of an organisation's name, lower case -> the names with it."""
    firms: dict[str, int] = field(default_factory=dict)
    """A company's name, known by its legal form or by what it is called (lender Lumba Credit) -> where it is first."""
    topics: dict[str, int] = field(default_factory=dict)
    """A company's name by what is told of it (Lumba Lithium's shares) -> where it is first; less sure than firms."""
    told_of: set[str] = field(default_factory=set)
    """What somebody without a name is called where first told of: a student, an old farmer."""
    short_forms: dict[str, str] = field(default_factory=dict)
    """WHO -> World Health Organization, where the story says so; Fjordlax -> Fjordlax AS."""
    titled: dict[str, str] = field(default_factory=dict)
    """Surname -> f or m, where it is printed with Mr. or Ms."""
    within: set[str] = field(default_factory=set)
    """The names that are printed within a sentence too, where a capital means something."""
    paragraph_starts: list[int] = field(default_factory=list)
    """Where each paragraph begins in the body."""
    printed: list[Named] = field(default_factory=list)
    """Every name in reading order; a surname alone counts as the person."""

    def n_before(self, start: int) -> int:
        """Count the names that are printed before a place in the body."""
        return bisect_left(self.printed, start, key=lambda named: named.start)

    def find_sex(self, name: str) -> str | None:
        """Give f or m, where a title or a given name tells."""
        return self.sex.get(name) or SEX.get(name.lower())

    def full_name(self, name: str) -> str:
        """Give the full name of the only one who has this part, else the name itself."""
        holders = self.by_part.get(name, ())
        return holders[0] if len(holders) == 1 else name


def bare_part(part: str) -> str:
    """Give a part of a name as it is looked up: sadr for al-Sadr and Al-Sadr."""
    return _ARTICLE.sub("", part.lower())


def keep_name(names: list[str], name: str) -> None:
    """Add a name that is not there yet, where there are not too many."""
    if len(names) < MOST and name not in names:
        names.append(name)
