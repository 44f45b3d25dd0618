"""Reads the names of a story: capitalised runs, less the titles before them."""

from __future__ import annotations

from collections.abc import Sequence

from app.extract.quotes.capitals import word_at
from app.extract.quotes.cast import Cast, bare_part, keep_name
from app.extract.quotes.firms import file_firm, file_topic
from app.extract.quotes.held import file_office, office_after, office_before
from app.extract.quotes.lexicon import CLASS, FIRST_NAMES, ORGANISATION, SEX
from app.extract.quotes.offices import SUFFIXES, introduces, is_office
from app.extract.quotes.runs import Run, join_name, list_runs, read_run
from app.extract.quotes.subjects import file_printed
from app.extract.quotes.tokens import POSSESSIVE, Paragraph

_PLACE = CLASS["place"]
_ENDS_CALLING = frozenset({",", ".", "who", "said"})
_LEADS_TO_NICKNAME = frozenset(
    {"as", "by", "simply", "just", "only", "to", "his", "her", "initials", "the", '"', "“", "‘"}
)
_NO_PHRASE = CLASS["preposition"] | CLASS["boundary"]
_GIVEN = FIRST_NAMES | SEX.keys()
_LEAST_SMALL = 3  # one word in three begins small
_LONGEST_NAME = 5
_LONGEST_ROLE = 6
_LONGEST_AGE = 3
_LONGEST_ACRONYM = 5
_LONGEST_CALLING = 6
_LONGEST_UNTOLD = 3


def read_cast(paragraphs: Sequence[Paragraph]) -> Cast:
    """Collect the names of a story."""
    cast = Cast()
    runs = [(paragraph, read_run(paragraph, run)) for paragraph in paragraphs for run in list_runs(paragraph)]
    for paragraph in paragraphs:
        cast.paragraph_starts.append(paragraph.starts[0])
        _file_untold(cast, paragraph)
    for paragraph, run in runs:
        file_firm(cast, paragraph, run)
    for paragraph, run in runs:
        _file(cast, paragraph, run)
    for paragraph, run in runs:
        _file_single(cast, paragraph, run)
        file_topic(cast, paragraph, run)
        _file_known_as(cast, paragraph, run)
    for paragraph, run in runs:
        file_printed(cast, paragraph, run)
    return cast


def _file(cast: Cast, paragraph: Paragraph, run: Run) -> None:
    parts, titles = run.parts, run.titles
    if not parts:
        return
    lower = [part.lower() for part in parts]
    name = join_name(parts)
    n_parts = sum(part != "." for part in parts)
    office = [*office_before(paragraph, run.first), *titles]
    _file_short_form(cast, paragraph, run.last + 1, name)
    if name in cast.firms or any(word in ORGANISATION for word in lower):
        for word in set(lower):
            keep_name(cast.organisations[word], name)
    elif n_parts == 1:
        file_office(cast, office, name)
        if sex := next((s for s in map(_sex_of, titles) if s), None):
            cast.titled.setdefault(name, sex)
    elif n_parts <= _LONGEST_NAME and not all(word in _PLACE for word in lower) and not is_office(parts[-1]):
        _file_couple(cast, paragraph, run, parts)
        _file_person(cast, parts, name, office)
        if office and not _is_headline(paragraph, run):
            cast.holders.add(name)
        file_office(cast, office, name)
        file_office(cast, office_after(paragraph, run.last + 1), name)


def _is_headline(paragraph: Paragraph, run: Run) -> bool:
    """Tell a sentence in which nearly All Words Have Capitals."""
    words = paragraph.words[slice(*paragraph.sentence_of(run.first))]
    small = sum(word[0].islower() for word in words)
    return small * _LEAST_SMALL < sum(word[0].isalpha() for word in words)


def _file_person(cast: Cast, parts: tuple[str, ...], name: str, office: Sequence[str]) -> None:
    if name not in cast.people:
        cast.people[name] = parts
        surname = next((part for part in reversed(parts) if part.lower() not in SUFFIXES and part != "."), parts[-1])
        keep_name(cast.by_part[parts[0]], name)
        keep_name(cast.by_part[surname], name)
        for part in parts:
            keep_name(cast.by_any[bare_part(part)], name)
    sex = SEX.get(parts[0].lower()) or next((s for s in map(_sex_of, office) if s), None)
    if sex:
        cast.sex.setdefault(name, sex)


def _file_couple(cast: Cast, paragraph: Paragraph, run: Run, parts: tuple[str, ...]) -> None:
    """Keep Bob Olsen too, of Bob and Carol Olsen."""
    i = run.first - 2
    if i < 0 or paragraph.lower[i + 1] != "and" or parts[0].lower() not in _GIVEN:
        return
    alone = i == 0 or not paragraph.words[i - 1][0].isupper()
    if alone and paragraph.lower[i] in _GIVEN and paragraph.words[i][0].isupper():
        both = (paragraph.words[i], *parts[1:])
        _file_person(cast, both, join_name(both), ())


def _file_single(cast: Cast, paragraph: Paragraph, run: Run) -> None:
    """Keep as a person who has one name only, once introduced: her son Tom; the mayor's son, Tom; Tom, 12,."""
    parts, titles = run.parts, run.titles
    if len(parts) != 1 or parts[0] in cast.firms or parts[0].lower() in _PLACE | ORGANISATION:
        return
    name, before = parts[0], run.first - 1
    holders = cast.by_part.get(name, ())
    if name in cast.titled and len(holders) < 2:
        cast.sex.setdefault(holders[0] if holders else name, cast.titled[name])
    if name in cast.by_part or word_at(paragraph, run.last + 1) in POSSESSIVE:
        return
    comma = before > 0 and paragraph.words[before] == ","
    word = paragraph.lower[before - 1] if comma else word_at(paragraph, before)
    closed = word_at(paragraph, run.last + 1) in (",", ".", "and", ")")
    introduced = word in CLASS["family"] and (closed or not comma)
    called = word in CLASS["role"] and not comma
    told = _is_aged(paragraph, run.last + 1) or _is_person(paragraph, run.last + 1)
    if introduced or called or name in cast.titled or told:
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


def _is_person(paragraph: Paragraph, i: int) -> bool:
    """Tell ', a farmer in Lumba' after a name, and ', the port's director'."""
    if word_at(paragraph, i) != "," or word_at(paragraph, i + 1) not in ("a", "an", "the"):
        return False
    for j in range(i + 2, min(i + 2 + _LONGEST_ROLE, len(paragraph) - 1)):
        after = paragraph.lower[j + 1]
        if (after == "," or after in _NO_PHRASE or after == "who") and introduces(paragraph.words[j]):
            return True
        if paragraph.words[j] == "," or paragraph.lower[j] in _NO_PHRASE:
            return False
    return False


def _file_known_as(cast: Cast, paragraph: Paragraph, run: Run) -> None:
    """Keep what else somebody is called: Karl Olsen, popularly known as Kalle; Karl Olsen, nicknamed "Kalle"."""
    i = run.last + 1
    parts = run.parts
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
        keep_name(cast.by_part[paragraph.words[j]], name)


def _file_untold(cast: Cast, paragraph: Paragraph) -> None:
    """Keep what follows 'a' and 'an': the nouns by which nobody who was named before is meant later."""
    for i, word in enumerate(paragraph.lower):
        if word in ("a", "an", "another", "one"):
            for j in range(i + 1, min(i + 1 + _LONGEST_UNTOLD, len(paragraph))):
                if not paragraph.words[j].isalpha() or paragraph.lower[j] in _NO_PHRASE:
                    break
                if introduces(paragraph.words[j]):
                    cast.told_of.add(paragraph.lower[j])


def _file_short_form(cast: Cast, paragraph: Paragraph, i: int, name: str) -> None:
    """Keep World Health Organization (WHO): what stands in brackets after a name is its short form."""
    if i + 2 < len(paragraph) and paragraph.words[i] == "(" and paragraph.words[i + 2] == ")":
        short = paragraph.words[i + 1]
        alike = short[0] == name[0] or name.lower().split()[-1] in ORGANISATION
        if short.isupper() and 1 < len(short) <= _LONGEST_ACRONYM and alike and name not in cast.people:
            cast.short_forms.setdefault(short, name)


def _sex_of(title: str) -> str | None:
    if title in CLASS["title_f"] or title.endswith("woman"):
        return "f"
    return "m" if title in CLASS["title_m"] or title.endswith("man") else None
