"""The names that a story gives: people with their offices, organisations, short forms."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.extract.quotes.capitals import word_at
from app.extract.quotes.lexicon import CLASS, FIRST_NAMES, SEX, LEGAL_FORMS, ORGANISATION, TITLES
from app.extract.quotes.offices import SUFFIXES, introduces, is_office, split_titles
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
_LONGEST_CALLING = 6
_ENDS_CALLING = frozenset({",", ".", "who", "said"})
_LEADS_TO_NICKNAME = frozenset(
    {"as", "by", "simply", "just", "only", "to", "fans", "his", "her", "initials", "the", '"', "“", "‘"}
)
_ARTICLE = re.compile(r"(?:al|el|as|ash|ad|ar|an|at|az)[-‑]")
_GIVEN = FIRST_NAMES | SEX.keys()
_OPEN = 3  # tokens of a short form in brackets
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
    led: bool
    """It opens, with an office or a given name to show that it is a person's: the coach, Tom Olsen."""
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
    """Any part of a name, in small letters and without its article (Sadr for al-Sadr) -> the full names that have it."""
    sex: dict[str, str] = field(default_factory=dict)
    """Name -> f or m, where a title or a given name tells."""
    offices: dict[str, list[tuple[frozenset[str], str]]] = field(default_factory=lambda: defaultdict(list))
    """Head word of an office -> all words of the office, and who holds it."""
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


def read_cast(paragraphs: Sequence[Paragraph]) -> Cast:
    """Collect the names of a story: capitalised runs, less the titles before them."""
    cast = Cast()
    runs = [(paragraph, run) for paragraph in paragraphs for run in list_runs(paragraph)]
    for paragraph in paragraphs:
        cast.paragraph_starts.append(paragraph.starts[0])
        _file_untold(cast, paragraph)
    for paragraph, run in runs:
        _file_firm(cast, paragraph, run)
    for paragraph, run in runs:
        _file(cast, paragraph, run)
    for paragraph, run in runs:
        _file_single(cast, paragraph, run)
        _file_topic(cast, paragraph, run)
        _file_known_as(cast, paragraph, run)
    for paragraph, run in runs:
        parts, titles = split_titles([paragraph.words[i] for i in run])
        if parts:
            holders = cast.by_part.get(parts[0], ()) if len(parts) == 1 else ()
            name = holders[0] if holders else join_name(parts)
            leads = paragraph.sentence_of(run[0])[0] >= run[0] - 1
            if not leads:
                cast.within.add(name)
            leads = leads and not _leads_to_relative(paragraph, run[-1] + 1)
            opens = leads or _ends_subject(paragraph, run)
            joined = run[0] > 1 and paragraph.lower[run[0] - 1] == "and" and paragraph.words[run[0] - 2][0].isupper()
            shown = bool(titles) or name in cast.sex or introduces(word_at(paragraph, run[0] - 1))
            led = leads or (opens and (shown or parts[0].lower() in _GIVEN))
            acts = opens or _is_verb(paragraph, run[-1] + 1)
            cast.printed.append(
                Named(name, paragraph.starts[run[0]], name in cast.people, leads, opens, led, joined, acts)
            )
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
    if _is_apposition(paragraph, first, run):
        return True
    i = run[0]
    while i > first and run[0] - i < _LONGEST_PHRASE:
        word = paragraph.lower[i - 1]
        named = introduces(paragraph.words[i - 1]) or word in CLASS["determiner"] or word in _POSSESSIVE
        capital = paragraph.words[i - 1][0].isupper() and word not in _NO_PHRASE
        whose = paragraph.lower[i] in _POSSESSIVE
        if not (named or capital or whose or word in _WITHIN_PHRASE or word in CLASS["links"]):
            break
        i -= 1
    return i == first or i == first + 1 == run[0]


def _is_apposition(paragraph: Paragraph, first: int, run: Sequence[int]) -> bool:
    """Tell whether a name between commas tells who the subject is: the mother of one of the boys, Luz Olsen, asked."""
    comma = run[0] - 1
    while comma > first and introduces(paragraph.words[comma]):
        comma -= 1
    closed = word_at(paragraph, run[-1] + 1) == ","
    if not closed or paragraph.words[comma] != "," or not first < comma <= first + _LONGEST_PHRASE:
        return False
    told = paragraph.words[first:comma]
    opens = word_at(paragraph, first) in CLASS["determiner"] or word_at(paragraph, first + 1) in _POSSESSIVE
    verb = any(_is_verb(paragraph, i) or paragraph.words[i] == "," for i in range(first, comma))
    return opens and not verb and any(introduces(word) or word.lower() in CLASS["family"] for word in told)


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
    elif n_parts <= _LONGEST_NAME and not all(word in _PLACE for word in lower) and not is_office(parts[-1]):
        _file_couple(cast, paragraph, run, parts)
        _file_person(cast, parts, name, office)
        _file_office(cast, office, name)
        _file_office(cast, _office_after(paragraph, run[-1] + 1), name)


def _file_person(cast: Cast, parts: tuple[str, ...], name: str, office: Sequence[str]) -> None:
    if name not in cast.people:
        cast.people[name] = parts
        surname = next((part for part in reversed(parts) if part.lower() not in SUFFIXES and part != "."), parts[-1])
        _keep(cast.by_part[parts[0]], name)
        _keep(cast.by_part[surname], name)
        for part in parts:
            _keep(cast.by_any[bare_part(part)], name)
    sex = SEX.get(parts[0].lower()) or next((s for s in map(_sex_of, office) if s), None)
    if sex:
        cast.sex.setdefault(name, sex)


def _file_couple(cast: Cast, paragraph: Paragraph, run: Sequence[int], parts: tuple[str, ...]) -> None:
    """Keep Bob Olsen too, of Bob and Carol Olsen."""
    i = run[0] - 2
    if i < 0 or paragraph.lower[i + 1] != "and" or parts[0].lower() not in _GIVEN:
        return
    alone = i == 0 or not paragraph.words[i - 1][0].isupper()
    if alone and paragraph.lower[i] in _GIVEN and paragraph.words[i][0].isupper():
        both = (paragraph.words[i], *parts[1:])
        _file_person(cast, both, join_name(both), ())


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


def _file_topic(cast: Cast, paragraph: Paragraph, run: Sequence[int]) -> None:
    """Keep Lumba Lithium as a company of Lumba Lithium shares, of its profit, of the chief executive of Lumba Lithium."""
    parts, _ = split_titles([paragraph.words[i] for i in run])
    i, before = run[-1] + 1, run[0] - 1
    name = join_name(parts)
    if not parts or name in cast.people or len(cast.topics) >= _MOST:
        return
    owned = word_at(paragraph, i) in _POSSESSIVE
    owns = owned and any(word_at(paragraph, j) in CLASS["of_firm"] for j in range(i + 1, i + 4))
    led = word_at(paragraph, before) in ("of", "at", "in") and (
        word_at(paragraph, before - 1) in CLASS["of_firm"] or word_at(paragraph, before - 1) in ("ceo", "executive")
    )
    if owns or led or word_at(paragraph, i) in ("shares", "stock"):
        cast.topics.setdefault(name, paragraph.starts[run[0]])


def _file_untold(cast: Cast, paragraph: Paragraph) -> None:
    """Keep what follows 'a' and 'an': the nouns by which nobody who was named before is meant later."""
    for i, word in enumerate(paragraph.lower):
        if word in ("a", "an", "another", "one"):
            for j in range(i + 1, min(i + 1 + _LONGEST_AGE, len(paragraph))):
                if not paragraph.words[j].isalpha() or paragraph.lower[j] in _NO_PHRASE:
                    break
                if introduces(paragraph.words[j]):
                    cast.told_of.add(paragraph.lower[j])


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
    told = _is_aged(paragraph, run[-1] + 1) or _is_person(paragraph, run[-1] + 1)
    if introduced or called or name in cast.titled or told:
        _file_person(cast, parts, name, [*titles, word] if introduced else titles)


def _file_known_as(cast: Cast, paragraph: Paragraph, run: Sequence[int]) -> None:
    """Keep what else somebody is called: Karl Olsen, popularly known as Kalle; Karl Olsen, nicknamed "Kalle"."""
    i = run[-1] + 1
    parts, _ = split_titles([paragraph.words[j] for j in run])
    name = join_name(parts)
    if name not in cast.people or word_at(paragraph, i) != ",":
        return
    words = [paragraph.lower[j] for j in range(i + 1, min(i + 1 + _LONGEST_CALLING, len(paragraph)))]
    called = next((n for n, word in enumerate(words) if word in CLASS["called"]), None)
    if called is None or any(word in _ENDS_CALLING for word in words[:called]):
        return
    j = i + 2 + called
    while word_at(paragraph, j) in _LEADS_TO_NICKNAME:
        j += 1
    if j < len(paragraph) and paragraph.words[j][0].isupper() and not word_at(paragraph, j + 1).istitle():
        _keep(cast.by_part[paragraph.words[j]], name)


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


def _is_person(paragraph: Paragraph, i: int) -> bool:
    """Tell ', a farmer in Lumba' after a name, and ', the port's director'."""
    if word_at(paragraph, i) != "," or word_at(paragraph, i + 1) not in ("a", "an", "the"):
        return False
    for j in range(i + 2, min(i + 2 + _LONGEST_OFFICE, len(paragraph) - 1)):
        after = paragraph.lower[j + 1]
        if (after == "," or after in _NO_PHRASE or after == "who") and introduces(paragraph.words[j]):
            return True
        if paragraph.words[j] == "," or paragraph.lower[j] in _NO_PHRASE:
            return False
    return False


def bare_part(part: str) -> str:
    """Give a part of a name as it is looked up: sadr for al-Sadr and Al-Sadr."""
    return _ARTICLE.sub("", part.lower())


def _keep(names: list[str], name: str) -> None:
    if len(names) < _MOST and name not in names:
        names.append(name)


def _sex_of(title: str) -> str | None:
    if title in CLASS["title_f"] or title.endswith("woman"):
        return "f"
    return "m" if title in CLASS["title_m"] or title.endswith("man") else None


def _office_before(paragraph: Paragraph, first: int) -> list[str]:
    """Give the office in small letters right before a name: the bank's chief executive Tim Rivers."""
    if _OPEN < first and paragraph.words[first - 1] == ")" and paragraph.words[first - _OPEN] == "(":
        # District Magistrate (DM) Jane Rivers
        short = paragraph.lower[first - 2]
        return [*_office_before(paragraph, first - _OPEN), short] if is_office(paragraph.words[first - 2]) else []
    i = _before_field(paragraph, first)
    if i < first and paragraph.lower[i - 1] in CLASS["office_over"]:
        # Minister of Transport Jane Rivers is the transport minister
        over = [word for word in paragraph.lower[i:first] if word in CLASS["field"]]
        return [*over, *_office_before(paragraph, i)]
    i = first
    while (
        i > 0
        and first - i < _LONGEST_OFFICE
        and (paragraph.lower[i - 1] in TITLES or paragraph.words[i - 1] in CLASS["role"])
    ):
        i -= 1
    return list(paragraph.lower[i:first])


def _before_field(paragraph: Paragraph, first: int) -> int:
    """Find the 'of' of Minister of Planning and Investment, where the name that comes next begins at `first`."""
    for i in range(first - 1, max(first - _LONGEST_OFFICE, 0), -1):
        word = paragraph.lower[i]
        if word in ("of", "for"):
            return i if i + 1 < first else first
        if word not in CLASS["field"] and word not in (",", "and"):
            break
    return first


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
    if words and introduces(words[-1]):
        _keep_office(cast, words[-1], frozenset(words), name)
        if len(words) > 1:
            # District Magistrate Jane Rivers is the DM
            initials = "".join(word[0] for word in words)
            _keep_office(cast, initials, frozenset({initials}), name)


def _keep_office(cast: Cast, head: str, words: frozenset[str], name: str) -> None:
    holders = cast.offices[head]
    if len(holders) < _MOST and (words, name) not in holders:
        holders.append((words, name))


def _file_short_form(cast: Cast, paragraph: Paragraph, i: int, name: str) -> None:
    """Keep World Health Organization (WHO): what stands in brackets after a name is its short form."""
    if i + 2 < len(paragraph) and paragraph.words[i] == "(" and paragraph.words[i + 2] == ")":
        short = paragraph.words[i + 1]
        alike = short[0] == name[0] or name.lower().split()[-1] in ORGANISATION
        if short.isupper() and 1 < len(short) <= _LONGEST_ACRONYM and alike and name not in cast.people:
            cast.short_forms.setdefault(short, name)
