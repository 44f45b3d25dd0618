"""The names that a story gives: people with their offices, organisations, short forms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.extract.quotes.lexicon import CLASS, GENDERS, TITLES
from app.extract.quotes.tokens import Paragraph

_NOT_NAME = CLASS["capital_not_name"]
_ORGANISATION, _PLACE, _PARTICLE = CLASS["organisation"], CLASS["place"], CLASS["particle"]
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_ENDS_OFFICE = frozenset({"of", "for", "at", "in", ",", ".", "who", "and"})
_LONGEST_NAME = 5
_LONGEST_OFFICE = 6
_LONGEST_RUN = 12
_LONGEST_ACRONYM = 5
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
    short_forms: dict[str, str] = field(default_factory=dict)
    """WHO -> World Health Organization, where the story says so."""
    within: set[str] = field(default_factory=set)
    """The names that are printed within a sentence too, where a capital means something."""
    printed: list[Named] = field(default_factory=list)
    """Every name in reading order; a surname alone counts as the person."""


def read_cast(paragraphs: Sequence[Paragraph]) -> Cast:
    """Collect the names of a story: capitalised runs, less the titles before them."""
    cast = Cast()
    runs = [(paragraph, run) for paragraph in paragraphs for run in _list_runs(paragraph)]
    for paragraph, run in runs:
        _file(cast, paragraph, run)
    for paragraph, run in runs:
        parts, _ = split_titles([paragraph.words[i] for i in run])
        if parts:
            holders = cast.by_part.get(parts[0], ()) if len(parts) == 1 else ()
            name = holders[0] if holders else join_name(parts)
            leads = paragraph.sentence_of(run[0])[0] >= run[0] - 1
            if not leads:
                cast.within.add(name)
            cast.printed.append(Named(name, paragraph.starts[run[0]], name in cast.people, leads))
    return cast


def split_titles(words: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Divide a capitalised run into the name's parts and the words of office before it.

    Chinese State Councilor Yang Jiechi -> (Yang, Jiechi), (chinese, state, councilor)
    """
    lower = [word.lower().rstrip(".") for word in words]
    last_title = max((i for i, word in enumerate(lower) if word in TITLES), default=-1)
    rest = [word for word in lower[last_title + 1 :] if word and word not in _SUFFIXES]
    personal = bool(rest) and "of" not in lower and not any(word in _ORGANISATION for word in rest)
    cut = last_title + 1 if personal else 0
    while cut < len(words) and _leads_in(lower, cut):
        cut += 1
    return tuple(words[cut:]), tuple(word for word in lower[:cut] if word and word not in _NOT_NAME)


def _leads_in(lower: Sequence[str], i: int) -> bool:
    """Tell a title from the first word of Foreign Ministry, State Department, House Committee."""
    of_organisation = i + 1 < len(lower) and (lower[-1] in _ORGANISATION or "of" in lower)
    return not lower[i] or lower[i] in _NOT_NAME or (lower[i] in TITLES and not of_organisation)


def join_name(parts: Sequence[str]) -> str:
    """Give a name as it is printed: John D. Rivers."""
    return " ".join(parts).replace(" .", ".")


def is_shouted(word: str) -> bool:
    """Tell whether a word is printed in capitals for emphasis: an acronym has five letters at most."""
    return len(word) > _LONGEST_ACRONYM and word.isupper()


def _list_runs(paragraph: Paragraph) -> Iterator[list[int]]:
    """Give the capitalised runs of a paragraph: token indexes, particles and initials' stops included."""
    run: list[int] = []
    for i, word in enumerate(paragraph.words):
        capital = word[0].isupper() and not is_shouted(word)
        joined = bool(run) and i == run[-1] + 1 and paragraph.sentence[i] == paragraph.sentence[run[-1]]
        if run and (not joined or len(run) >= _LONGEST_RUN or not (capital or _is_link(paragraph, i))):
            yield run
            run = []
        if capital or run:
            run.append(i)
    if run:
        yield run


def _is_link(paragraph: Paragraph, i: int) -> bool:
    """Tell whether token i joins two parts of a name: a particle, an initial's stop, the of in Bank of Lumba."""
    following = i + 1 < len(paragraph) and paragraph.words[i + 1][0].isupper()
    within = following and paragraph.sentence[i + 1] == paragraph.sentence[i]
    return within and (paragraph.words[i] == "." or paragraph.lower[i] in _PARTICLE or names_body(paragraph, i))


def names_body(paragraph: Paragraph, i: int) -> bool:
    """Tell whether token i is the 'of' in Ministry of Water, University of Lumba."""
    return (
        0 < i < len(paragraph) - 1
        and paragraph.lower[i] == "of"
        and paragraph.lower[i - 1] in _ORGANISATION
        and paragraph.words[i - 1][0].isupper()
        and paragraph.words[i + 1][0].isupper()
    )


def _file(cast: Cast, paragraph: Paragraph, run: Sequence[int]) -> None:
    parts, titles = split_titles([paragraph.words[i] for i in run])
    if not parts:
        return
    lower = [part.lower() for part in parts]
    name = join_name(parts)
    n_parts = sum(part != "." for part in parts)
    office = [*_office_before(paragraph, run[0]), *titles]
    _file_short_form(cast, paragraph, run[-1] + 1, name)
    if any(word in _ORGANISATION for word in lower):
        for word in set(lower):
            _keep(cast.organisations[word], name)
    elif n_parts == 1:
        _file_office(cast, office, name)
    elif n_parts <= _LONGEST_NAME and not all(word in _PLACE for word in lower):
        _file_person(cast, parts, name, office)
        _file_office(cast, office, name)
        _file_office(cast, _office_after(paragraph, run[-1] + 1), name)


def _file_person(cast: Cast, parts: tuple[str, ...], name: str, office: Sequence[str]) -> None:
    if name not in cast.people:
        cast.people[name] = parts
        surname = next((part for part in reversed(parts) if part.lower() not in _SUFFIXES and part != "."), parts[-1])
        _keep(cast.by_part[parts[0]], name)
        _keep(cast.by_part[surname], name)
    sex = GENDERS.get(parts[0].lower()) or next((s for s in map(_sex_of, office) if s), None)
    if sex:
        cast.sex.setdefault(name, sex)


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
    while i > 0 and first - i < _LONGEST_OFFICE and paragraph.lower[i - 1] in TITLES:
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
        if word not in CLASS["determiner"]:
            words.append(word)
    return words


def _file_office(cast: Cast, words: Sequence[str], name: str) -> None:
    if words and words[-1] in TITLES:
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
