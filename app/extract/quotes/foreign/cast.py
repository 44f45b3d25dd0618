"""The people a story names, with what they are called beside their name: la ministre de la Mer, Armelle Delacourt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.extract.quotes.foreign.text import Text
from app.extract.quotes.foreign.words import PAUSES
from app.extract.quotes.lexicon import CLASS, GENDERS
from app.extract.quotes.phrases import Range

_LONGEST_OFFICE = 10
_GERMAN_NAME = 2
_MEN_IN_A = frozenset(
    {"luca", "andrea", "nicola", "sacha", "sascha", "joshua", "elia", "никита", "лука", "фома", "илья"}
)


@dataclass(slots=True)
class Person:
    """Somebody with two names or more."""

    name: str
    parts: tuple[str, ...]
    sex: str | None = None
    known: bool = False
    """A given name or an office shows that it is a person."""


@dataclass(frozen=True, slots=True)
class Printed:
    """One place where a person is named."""

    place: tuple[int, int]
    """Paragraph and token."""
    person: Person
    leads: bool
    """The name, or the phrase that it ends, opens its sentence."""


@dataclass(slots=True)
class Cast:
    """Everyone a story names."""

    people: dict[str, Person] = field(default_factory=dict)
    by_part: dict[str, list[Person]] = field(default_factory=lambda: defaultdict(list))
    """Last or first part, in small letters -> who has it."""
    offices: dict[str, list[Person]] = field(default_factory=lambda: defaultdict(list))
    """A word that somebody is called by -> who is."""
    printed: list[Printed] = field(default_factory=list)
    """In the order of the text."""

    def holders(self, part: str) -> Sequence[Person]:
        """Give who has a part of a name; a Russian surname may stand in another case."""
        return self.by_part.get(part.lower(), []) or self.by_part.get(_stem(part.lower()), [])


def _stem(word: str) -> str:
    for ending in ("ого", "ому", "ой", "ым", "ом", "ем", "ую", "а", "у", "е", "ы", "ю", "я"):
        if word.endswith(ending) and len(word) - len(ending) >= len("аб") + 1 and "а" <= word[0] <= "я":
            return word[: -len(ending)]
    return word


def read_cast(texts: Sequence[Text]) -> Cast:
    """Collect people with their offices, then every place where one is named."""
    cast = Cast()
    runs = [(text, run) for text in texts for run in text.list_names(0, len(text))]
    for text, run in runs:
        parts = split_name(text, run)
        if len(parts) > 1 and _may_be_person(text, run, parts):
            _file(cast, text, parts)
    for text, run in runs:
        person = find_person(cast, split_name(text, run))
        if person:
            _file_office(cast, text, run, person)
            cast.printed.append(Printed((text.number, run[0]), person, _leads(text, run[0])))
    return cast


def _may_be_person(text: Text, run: Range, parts: Sequence[str]) -> bool:
    """Tell Elif Tanriverdi from nouns that German prints side by side: 31 Millionen Euro."""
    if text.words.code != "de" or len(parts) < run[1] - run[0] or any(map(text.words.is_given_name, parts[:-1])):
        return True
    first = run[0]
    opens = text.paragraph.sentence_of(first)[0] == first
    before = text.paragraph.words[first - 1]
    return opens or before in PAUSES or text.is_cue(first - 1) or text.low(first - 1) in text.words.title


def split_name(text: Text, run: Range) -> tuple[str, ...]:
    """Give the parts of a personal name, offices cut; empty where a body or a single common noun is named."""
    words = [text.bare(i) for i in range(*run)]
    lower = [word.lower() for word in words]
    if any(text.words.is_body(word) for word in lower):
        return ()
    cut = next((i for i, word in enumerate(words[:-1]) if text.words.is_given_name(word)), None)
    if cut is None:
        # the first of three may be an office that opens the sentence, in German anywhere: Kapitänin Elif Tanriverdi
        patronymic = text.words.code == "ru" and any(word.endswith(("вич", "вна")) for word in words)
        free = text.words.code in ("de", "ru") or text.paragraph.sentence_of(run[0])[0] >= run[0] - 1
        capitals = [i for i, word in enumerate(words) if word[0].isupper()]
        cut = capitals[-_GERMAN_NAME] if free and not patronymic and len(capitals) > _GERMAN_NAME else 0
    if words and words[-1].lower() in text.words.given and len(words) > 1:
        # жительница Самары Нина
        return (words[-1],)
    while cut < len(words) - 1 and lower[cut] in text.words.title:
        cut += 1
    parts = words[cut:]
    if text.words.code == "de" and len(parts) == _GERMAN_NAME and is_office(parts[0], text):
        parts = parts[1:]
    return tuple(parts)


_OFFICES = (
    "minister", "sprecher", "chef", "meister", "präsident", "leiter", "direktor", "führer", "trainer", "kommissar",
    "anwalt", "rat", "forscher", "wissenschaftler", "loge", "ist", "arzt", "wirt", "händler", "verkäufer", "lehrer",
    "beauftragter", "vorsitzender", "vorsitzende", "experte", "expertin", "ärztin", "anwältin", "rätin", "sekretär",
    "richter", "wart", "kanzler", "bäuerin", "pfleger", "fahrer", "besitzer", "gründer", "manager", "regisseur",
)  # fmt: skip


def is_office(word: str, text: Text) -> bool:
    """Tell a German noun of office from a given name, by how it ends."""
    lower = word.lower().removesuffix("in")
    return not text.words.is_given_name(word) and (lower.endswith(_OFFICES) or word.lower().endswith(_OFFICES))


def find_person(cast: Cast, parts: Sequence[str]) -> Person | None:
    """Find who is meant by parts of a name; None where nobody or several may be."""
    if not parts:
        return None
    name = " ".join(parts).replace(" .", ".")
    if name in cast.people:
        return cast.people[name]
    holders = [person for person in cast.holders(parts[-1]) if len(parts) == 1 or _agrees(person, parts)]
    return holders[0] if len(holders) == 1 else None


def _agrees(person: Person, parts: Sequence[str]) -> bool:
    return parts[0] in person.parts or _stem(parts[0].lower()) == _stem(person.parts[0].lower())


def _file(cast: Cast, text: Text, parts: tuple[str, ...]) -> None:
    name = " ".join(parts).replace(" .", ".")
    if name in cast.people or all(part.lower() in CLASS["place"] for part in parts) or find_person(cast, parts):
        return
    given = next((part for part in parts[:-1] if text.words.is_given_name(part)), None)
    sex = GENDERS.get(parts[0].lower()) or _sex_of_surname(parts[-1]) or _sex_of_given(text, parts[0].lower())
    person = Person(name, parts, sex, known=given is not None)
    cast.people[name] = person
    for part in {parts[0], parts[-1], " ".join(parts[1:]).split(" ")[0]}:
        for key in {part.lower(), _stem(part.lower())}:
            cast.by_part[key].append(person)


def _sex_of_given(text: Text, given: str) -> str | None:
    """Tell Bruno from Bruna where given names end so."""
    if text.words.code == "de" or given in _MEN_IN_A:
        return None
    return "f" if given.endswith(("a", "а")) else "m" if given.endswith("o") else None


def _sex_of_surname(surname: str) -> str | None:
    """Tell Лунина from Лунин."""
    if surname.endswith(("ова", "ева", "ёва", "ина", "ская", "цкая")):
        return "f"
    return "m" if surname.endswith(("ов", "ев", "ёв", "ин", "ский", "цкий")) else None


def _file_office(cast: Cast, text: Text, run: Range, person: Person) -> None:
    words, article = _read_office(text, run[1] - _length(person, text, run))
    for word in (*words, *_read_office_after(text, run[1])):
        if word not in text.words.body and person not in cast.offices[word]:
            cast.offices[word].append(person)
            person.known = True
    if person.sex is None and article:
        person.sex = "f" if article in text.words.definite_f else "m" if article in text.words.definite_m else None


def _length(person: Person, text: Text, run: Range) -> int:
    """Give how many tokens of a run are the name, not an office before it."""
    named = {part.lower() for part in person.parts}
    first = next((i for i in range(*run) if text.low(i) in named), run[0])
    return run[1] - first


def _read_office(text: Text, first: int) -> tuple[list[str], str | None]:
    """Give the words of the office before a name, up to its article and without what it is over."""
    i = first
    if text.low(i - 1) in text.words.of | text.words.preposition:
        return [], None
    if i > 0 and text.paragraph.words[i - 1] == ",":
        i -= 1
    end = i
    while i > 0 and end - i < _LONGEST_OFFICE and text.paragraph.sentence[i - 1] == text.paragraph.sentence[end - 1]:
        word = text.paragraph.words[i - 1]
        led_in = text.low(i - 1) in text.words.preposition - text.words.of - text.words.articles
        if word in PAUSES or led_in or text.is_marked(i - 1) or text.is_cue(i - 1) or text.is_acronym(i - 1):
            break
        i -= 1
        genitive = text.words.code == "de" and text.low(i) in text.words.of and i > 0 and text.is_capital(i - 1)
        if text.low(i) in text.words.articles and text.low(i - 1) not in text.words.of and not genitive:
            break
    article = text.low(i) if text.low(i) in text.words.articles else None
    if article is None and end == first - 1:
        # a comma before the name, and no article: the end of another clause
        return [], None
    return list(_heads(text, i, end)), article


def _read_office_after(text: Text, i: int) -> list[str]:
    """Give the words of ', présidente du comité' after a name."""
    if i + 1 >= len(text) or text.paragraph.words[i] != ",":
        return []
    ahead = range(i + 1, min(i + _LONGEST_OFFICE, len(text)))
    ends = (j for j in ahead if text.paragraph.words[j] in PAUSES or text.is_stop(j) or text.is_marked(j))
    stop = next(ends, None)
    return list(_heads(text, i + 1, min(stop or i + _LONGEST_OFFICE, len(text))))


def _heads(text: Text, first: int, end: int) -> Iterator[str]:
    """Give the words of a phrase that tell what somebody is, up to the first preposition: directora del Museo."""
    capital = text.words.code == "de"
    for i in range(first, end):
        low = text.low(i)
        if i > first and (low in text.words.preposition or low in text.words.of or text.is_cue(i)):
            return
        plain = (
            text.bare(i)[:1].isupper()
            if capital
            else text.bare(i)[:1].islower() or i == text.paragraph.sentence_of(i)[0]
        )
        if plain and len(low) > 2 and low.isalpha() and low not in text.words.articles | text.words.not_name:
            yield low


def _leads(text: Text, i: int) -> bool:
    """Tell whether a name opens its sentence, offices and commas aside; not where it is whose something is."""
    first = text.paragraph.sentence_of(i)[0]
    if i - first >= _LONGEST_OFFICE or text.low(i - 1) in text.words.preposition | text.words.of - text.words.articles:
        return False
    parted = (text.is_cue(j) or text.is_marked(j) or (text.is_pause(j) and text.low(j) != ",") for j in range(first, i))
    return not any(parted)
