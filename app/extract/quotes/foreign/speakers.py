"""From a mention to the fullest name the story gives: la ministre, elle, Delacourt -> Armelle Delacourt."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.extract.quotes.foreign.cast import Cast, Person, Printed, find_person, split_name
from app.extract.quotes.foreign.text import Text
from app.extract.quotes.phrases import Range

_NEAR = 2
_MOST_LOOKED_AT = 60
_Place = tuple[int, int]


@dataclass(slots=True)
class Speakers:
    """Names the speakers of one story in the order of the text."""

    cast: Cast
    last: Person | None = None
    last_place: _Place = (-9, 0)
    """Where somebody spoke last; who it was is None where nobody is named."""

    def name_mention(self, text: Text, mention: Range) -> str | None:
        """Give the fullest name for a mention, or None where the story names nobody."""
        place = (text.number, mention[0])
        low = text.low(mention[0])
        if mention[1] - mention[0] == 1 and low in text.words.pronouns:
            person = self._find_meant(place, _sex_of_pronoun(text, low)) if low not in text.words.they else None
            return self._spoke(place, person)
        names = [name for name in text.list_names(*mention) if not _is_of(text, mention, name)]
        for name in reversed(names):
            if person := find_person(self.cast, split_name(text, name)):
                return self._spoke(place, person)
        noun = text.words.code == "de" and all(end - first == 1 for first, end in names)
        if names and not noun:
            self._spoke(place, None)
            known = text.words.code != "ru" or any(text.words.is_body(text.low(i)) for i in range(*names[0]))
            return _name_body(text, names[0]) if known else None
        if acronym := _find_acronym(text, mention):
            self._spoke(place, None)
            return acronym
        return self._name_office(text, mention, place)

    def find_named(self, text: Text, first: int, end: int) -> Range | None:
        """Find the last person who is named in tokens [first, end)."""
        runs = [run for run in text.list_names(first, end) if find_person(self.cast, split_name(text, run))]
        return runs[-1] if runs else None

    def name_nobody(self, text: Text, at: int) -> str | None:
        """Name who goes on where the text names no subject: agregó, ha aggiunto."""
        person = self._find_meant((text.number, at), None)
        return self._spoke((text.number, at), person)

    def name_topic(self, text: Text, at: int) -> str | None:
        """Name whom the sentences right before a place are about."""
        near = self._last_printed((text.number, at), None, near=0)
        return self._spoke((text.number, at), near.person) if near and near.leads else None

    def _spoke(self, place: _Place, person: Person | None) -> str | None:
        self.last, self.last_place = person, place
        return person.name if person else None

    def _name_office(self, text: Text, mention: Range, place: _Place) -> str | None:
        low = [text.low(i) for i in range(*mention)]
        definite = low[0] in text.words.definite_m | text.words.definite_f | text.words.definite
        if low[0] in text.words.indefinite or (not definite and text.words.code not in ("ru", "de")):
            return self._spoke(place, None)
        heads = [word for word in _until_preposition(text, low[int(definite) :]) if word not in text.words.auxiliary]
        holders = [person for head in heads for person in self._list_holders(text, head)]
        if holders:
            most = max(holders.count(person) for person in holders)
            best = list({person.name: person for person in holders if holders.count(person) == most}.values())
            return self._spoke(place, best[0] if len(best) == 1 else self._nearest(place, best))
        if any(text.words.is_body(word) for word in heads) or not (definite or _is_known_office(text, heads)):
            return self._spoke(place, None)
        sex = "f" if low[0] in text.words.definite_f else "m" if low[0] in text.words.definite_m else None
        plural = low[0] in text.words.definite and low[0] not in ("l", "su", "sa", "son")
        return self._spoke(place, None if plural else self._find_meant(place, sex))

    def _list_holders(self, text: Text, head: str) -> Sequence[Person]:
        """Give who is called so; in German a Ministerin may be the Wissenschaftsministerin."""
        found = self.cast.offices.get(head, ())
        if found or text.words.code != "de" or len(head) < len("chef"):
            return found
        return [person for office, people in self.cast.offices.items() if office.endswith(head) for person in people]

    def _nearest(self, place: _Place, people: list[Person]) -> Person | None:
        return next((printed.person for printed in self._before(place) if printed.person in people), None)

    def _before(self, place: _Place) -> Iterator[Printed]:
        """Give where people are named before a place, the nearest first, and not more than some dozens."""
        end = bisect_left(self.cast.printed, place, key=lambda printed: printed.place)
        return reversed(self.cast.printed[max(end - _MOST_LOOKED_AT, 0) : end])

    def _find_meant(self, place: _Place, sex: str | None) -> Person | None:
        """He, she or the same: who spoke last, or whom a sentence since then opened with."""
        printed = self._last_printed(place, sex, near=_NEAR)
        spoke_near = place[0] - self.last_place[0] <= _NEAR
        if not spoke_near:
            return printed.person if printed else None
        if printed and printed.place > self.last_place and (printed.leads or self.last is None):
            return printed.person
        if self.last and sex and self.last.sex not in (None, sex):
            return printed.person if printed else None
        return self.last

    def _last_printed(self, place: _Place, sex: str | None, near: int) -> Printed | None:
        for printed in self._before(place):
            fits = sex is None or printed.person.sex in (None, sex)
            if place[0] - printed.place[0] <= near and fits and printed.person.known:
                return printed
        return None


def _sex_of_pronoun(text: Text, pronoun: str) -> str | None:
    return "m" if pronoun in text.words.he else "f" if pronoun in text.words.she else None


def _is_of(text: Text, mention: Range, name: Range) -> bool:
    """Tell whether a name is whose office it is: the lawyer of Jean Duval."""
    before = name[0] - 1
    if before < mention[0]:
        return "'" in text.paragraph.words[name[0]] or "’" in text.paragraph.words[name[0]]
    if before == mention[0] and text.low(before) in text.words.articles:
        return False
    while before > mention[0] and text.low(before) in text.words.articles - text.words.of:
        before -= 1
    return text.low(before) in text.words.of | text.words.preposition or text.paragraph.words[before] in "'’"


def _name_body(text: Text, name: Range) -> str | None:
    """Give a body's name as it is printed; one word alone is none that is sure."""
    words = [text.bare(i) for i in range(*name)]
    return " ".join(words) if len(words) > 1 else None


def _find_acronym(text: Text, mention: Range) -> str | None:
    """Give the acronym that a mention ends with: la CGT, l'OMS."""
    word = text.bare(mention[1] - 1)
    return word if word.isupper() and 1 < len(word) <= 6 and word.isalpha() else None


def _until_preposition(text: Text, low: list[str]) -> list[str]:
    stop = next((i for i, word in enumerate(low) if i > 0 and word in text.words.preposition | text.words.of), len(low))
    return [word for word in low[:stop] if word.isalpha() and word not in text.words.articles]


def _is_known_office(text: Text, heads: list[str]) -> bool:
    return any(head in text.words.title for head in heads)
