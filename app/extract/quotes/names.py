"""The names that a story gives: people with their offices, organisations, short forms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.extract.quotes.capitals import word_at
from app.extract.quotes.lexicon import CLASS, GENDERS, LEGAL_FORMS, ORGANISATION, TITLES
from app.extract.quotes.offices import SUFFIXES, is_office, split_titles
from app.extract.quotes.runs import join_name, list_runs
from app.extract.quotes.tokens import Paragraph

_PLACE = CLASS["place"]
_ENDS_OFFICE = frozenset({"of", "for", "at", "in", ",", ".", "who", "and"})
_LONGEST_NAME = 5
_LONGEST_OFFICE = 6
_LONGEST_AGE = 3
_POSSESSIVE = frozenset({"'s", "’s"})
_NO_PHRASE = CLASS["preposition"] | CLASS["boundary"]
_WITHIN_PHRASE = frozenset({",", "."})
_LONGEST_PHRASE = 12
_LONGEST_ACRONYM = 5
_OFFICES = CLASS["office"] | CLASS["office_short"]
_MOST = 50  # names of one kind: a directory is no story, and look-ups stay short


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
    acts: bool
    """It opens, or a verb follows it: what a clause is about."""


@dataclass(slots=True)
class Cast:
    """Everyone a story names, found in one pass over it."""

    people: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Full name -> its parts; in order of first appearance."""
    by_part: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """First or last part of a name -> the full names that have it."""
    sex: dict[str, str] = field(default_factory=dict)
    """Name -> f or m, where a title or a given name tells."""
    offices: dict[str, list[tuple[frozenset[str], str]]] = field(default_factory=lambda: defaultdict(list))
    """Head word of an office -> all words of the office, and who holds it."""
    organisations: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Each word of an organisation's name, lower case -> the names with it."""
    firms: dict[str, int] = field(default_factory=dict)
    """A company's name, known by its legal form or by what it is called (lender Lumba Credit) -> where it is first."""
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


def read_cast(paragraphs: Sequence[Paragraph]) -> Cast:
    """Collect the names of a story: capitalised runs, less the titles before them."""
    cast = Cast()
    runs = [(paragraph, run) for paragraph in paragraphs for run in list_runs(paragraph)]
    cast.paragraph_starts.extend(paragraph.starts[0] for paragraph in paragraphs)
    for paragraph, run in runs:
        _file_firm(cast, paragraph, run)
    for paragraph, run in runs:
        _file(cast, paragraph, run)
    for paragraph, run in runs:
        _file_single(cast, paragraph, run)
    for paragraph, run in runs:
        parts, _ = split_titles([paragraph.words[i] for i in run])
        if parts:
            holders = cast.by_part.get(parts[0], ()) if len(parts) == 1 else ()
            name = holders[0] if holders else join_name(parts)
            leads = paragraph.sentence_of(run[0])[0] >= run[0] - 1
            if not leads:
                cast.within.add(name)
            leads = leads and not _leads_to_relative(paragraph, run[-1] + 1)
            opens = leads or _ends_subject(paragraph, run)
            acts = opens or _is_verb(paragraph, run[-1] + 1)
            cast.printed.append(Named(name, paragraph.starts[run[0]], name in cast.people, leads, opens, acts))
    return cast


def _leads_to_relative(paragraph: Paragraph, i: int) -> bool:
    """Tell 'Rivers's daughter', which is about the daughter, from 'Rivers's plan'."""
    return word_at(paragraph, i) in _POSSESSIVE and any(
        word_at(paragraph, j) in CLASS["family"] or word_at(paragraph, j) in CLASS["role"] for j in range(i + 1, i + 4)
    )


def _ends_subject(paragraph: Paragraph, run: Sequence[int]) -> bool:
    """Tell whether a name, or the phrase it ends, opens its sentence: the mayor's son, Tom; not Tom's son."""
    if word_at(paragraph, run[-1] + 1) in _POSSESSIVE:
        return False
    first, _ = paragraph.sentence_of(run[0])
    i = run[0]
    while i > first and run[0] - i < _LONGEST_PHRASE:
        word = paragraph.lower[i - 1]
        named = word in TITLES or word in CLASS["role"] or word in CLASS["determiner"] or word in _POSSESSIVE
        capital = paragraph.words[i - 1][0].isupper() and word not in _NO_PHRASE
        whose = paragraph.lower[i] in _POSSESSIVE
        if not (named or capital or whose or word in _WITHIN_PHRASE or word in CLASS["links"]):
            break
        i -= 1
    return i == first or i == first + 1 == run[0]


def _is_verb(paragraph: Paragraph, i: int) -> bool:
    word = word_at(paragraph, i)
    return word in CLASS["finite"] or word in CLASS["being"] or (len(word) > 4 and word.endswith("ed"))


def _file(cast: Cast, paragraph: Paragraph, run: Sequence[int]) -> None:
    parts, titles = split_titles([paragraph.words[i] for i in run])
    if not parts:
        return
    lower = [part.lower() for part in parts]
    name = join_name(parts)
    n_parts = sum(part != "." for part in parts)
    office = [*_office_before(paragraph, run[0]), *titles]
    _file_short_form(cast, paragraph, run[-1] + 1, name)
    if name in cast.firms or any(word in ORGANISATION for word in lower):
        for word in set(lower):
            _keep(cast.organisations[word], name)
    elif n_parts == 1:
        _file_office(cast, office, name)
        if sex := next((s for s in map(_sex_of, titles) if s), None):
            cast.titled.setdefault(name, sex)
    elif n_parts <= _LONGEST_NAME and not all(word in _PLACE for word in lower):
        _file_person(cast, parts, name, office)
        _file_office(cast, office, name)
        _file_office(cast, _office_after(paragraph, run[-1] + 1), name)


def _file_person(cast: Cast, parts: tuple[str, ...], name: str, office: Sequence[str]) -> None:
    if name not in cast.people:
        cast.people[name] = parts
        surname = next((part for part in reversed(parts) if part.lower() not in SUFFIXES and part != "."), parts[-1])
        _keep(cast.by_part[parts[0]], name)
        _keep(cast.by_part[surname], name)
    sex = GENDERS.get(parts[0].lower()) or next((s for s in map(_sex_of, office) if s), None)
    if sex:
        cast.sex.setdefault(name, sex)


def _file_firm(cast: Cast, paragraph: Paragraph, run: Sequence[int]) -> None:
    """Keep Fjordlax AS, a company by its legal form, and lender Lumba Credit, one by what it is called."""
    parts, _ = split_titles([paragraph.words[i] for i in run])
    if not parts or (parts[-1] == "." and len(parts) == 1):
        return
    bare = parts[:-1] if parts[-1] == "." else parts
    legal = len(bare) > 1 and bare[-1] in LEGAL_FORMS
    called = word_at(paragraph, run[0] - 1) in CLASS["firm_noun"]
    if len(cast.firms) >= _MOST or not (legal or (called and word_at(paragraph, run[-1] + 1) not in _POSSESSIVE)):
        return
    name = join_name(parts)
    cast.firms.setdefault(name, paragraph.starts[run[0]])
    if legal and len(bare) > 2:
        cast.short_forms.setdefault(join_name(bare[:-1]), name)


def _file_single(cast: Cast, paragraph: Paragraph, run: Sequence[int]) -> None:
    """Keep as a person who has one name only, once introduced: her son Tom; the mayor's son, Tom; Tom, 12,."""
    parts, titles = split_titles([paragraph.words[i] for i in run])
    if len(parts) != 1 or parts[0] in cast.firms or parts[0].lower() in _PLACE | ORGANISATION:
        return
    name, before = parts[0], run[0] - 1
    holders = cast.by_part.get(name, ())
    if name in cast.titled and len(holders) < 2:
        cast.sex.setdefault(holders[0] if holders else name, cast.titled[name])
    if name in cast.by_part or word_at(paragraph, run[-1] + 1) in _POSSESSIVE:
        return
    comma = before > 0 and paragraph.words[before] == ","
    word = paragraph.lower[before - 1] if comma else word_at(paragraph, before)
    closed = word_at(paragraph, run[-1] + 1) in (",", ".", "and", ")")
    introduced = word in CLASS["family"] and (closed or not comma)
    called = word in CLASS["role"] and not comma
    if introduced or called or name in cast.titled or _is_aged(paragraph, run[-1] + 1):
        _file_person(cast, parts, name, [*titles, word] if introduced else titles)


def _is_aged(paragraph: Paragraph, i: int) -> bool:
    """Tell ', 12,' after a name."""
    age = word_at(paragraph, i + 1)
    return (
        word_at(paragraph, i) == ","
        and age.isascii()
        and age.isdigit()
        and len(age) <= _LONGEST_AGE
        and word_at(paragraph, i + 2) in (",", ".", ")")
    )


def _keep(names: list[str], name: str) -> None:
    if len(names) < _MOST and name not in names:
        names.append(name)


def _sex_of(title: str) -> str | None:
    if title in CLASS["title_f"] or title.endswith("woman"):
        return "f"
    return "m" if title in CLASS["title_m"] or title.endswith("man") else None


def _office_before(paragraph: Paragraph, first: int) -> list[str]:
    """Give the office in small letters right before a name: the bank's chief executive Tim Rivers."""
    i = first
    while (
        i > 0
        and first - i < _LONGEST_OFFICE
        and (paragraph.lower[i - 1] in TITLES or paragraph.words[i - 1] in CLASS["role"])
    ):
        i -= 1
    return list(paragraph.lower[i:first])


def _office_after(paragraph: Paragraph, i: int) -> list[str]:
    """Give the office in ', the Chinese president,' after a name."""
    if i + 2 >= len(paragraph) or paragraph.words[i] != ",":
        return []
    words: list[str] = []
    for word in paragraph.lower[i + 1 : i + 2 + _LONGEST_OFFICE]:
        if word in _ENDS_OFFICE:
            break
        if word in _POSSESSIVE:
            # Jane Rivers, the museum's curator
            words.clear()
            continue
        if word not in CLASS["determiner"]:
            words.append(word)
    return words


def _file_office(cast: Cast, words: Sequence[str], name: str) -> None:
    if words and (words[-1] in TITLES or words[-1] in _OFFICES or words[-1] in CLASS["role"]):
        holders = cast.offices[words[-1]]
        entry = (frozenset(words), name)
        if len(holders) < _MOST and entry not in holders:
            holders.append(entry)


def _file_short_form(cast: Cast, paragraph: Paragraph, i: int, name: str) -> None:
    """Keep World Health Organization (WHO): what stands in brackets after a name is its short form."""
    if i + 2 < len(paragraph) and paragraph.words[i] == "(" and paragraph.words[i + 2] == ")":
        short = paragraph.words[i + 1]
        if short.isupper() and 1 < len(short) <= _LONGEST_ACRONYM and short[0] == name[0]:
            cast.short_forms.setdefault(short, name)
