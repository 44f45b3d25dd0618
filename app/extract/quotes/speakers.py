"""From a mention to the fullest name the story gives: Xi, he, the Chinese president -> Xi Jinping."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from app.extract.quotes.bodies import kinds_of
from app.extract.quotes.capitals import is_shouted, word_at
from app.extract.quotes.heads import find_head, find_name, names_two
from app.extract.quotes.lexicon import CLASS, FIRST_NAMES, ORGANISATION, PLACES, SEX, TITLES
from app.extract.quotes.names import Cast, bare_part
from app.extract.quotes.offices import SUFFIXES, introduces, is_office, split_titles
from app.extract.quotes.phrases import Range, find_subject
from app.extract.quotes.runs import join_name
from app.extract.quotes.tokens import Paragraph

_POSSESSED = frozenset({"his", "her", "their", "its", "our", "my", "your", "whose"})
_INDEFINITE = frozenset(
    {"a", "an", "one", "some", "many", "several", "another", "any", "no", "each", "every", "most", "other"}
)
_WOMEN, _MEN = frozenset({"mrs", "ms", "miss", "mme", "señora", "frau"}), frozenset({"mr", "monsieur", "herr", "señor"})
_DOCUMENTS = frozenset(
    {"report", "study", "survey", "statement", "analysis", "poll", "review", "paper", "memo", "letter", "audit"}
)
_SUBJECT_OF = {"him": "he", "her": "she"}
_LEAD_IN = 2  # tokens: a word and its comma
_SHORT = 2  # words of 'the company'
_SAME_OFFICE = tuple(frozenset(kind) for kind in (("pope", "pontiff"), ("premier", "prime minister")))
_LONGEST_INITIALS = 3  # letters of a word in capitals that is no shout: RIA
_NEAR = 900
_REACH = 1500
_REMEMBERED = 20


@dataclass(frozen=True, slots=True)
class _Spoke:
    """Who spoke where; an unnamed person is remembered too, as 'he' may be that one."""

    start: int
    name: str | None
    person: bool


def _sex_of_address(word: str) -> str | None:
    return "f" if word in _WOMEN else "m" if word in _MEN else None


def _begin(paragraph: Paragraph, first: int, end: int) -> int:
    """Begin a mention behind what only leads in to it: Earlier, the minister; [in] Tainan, the minister; which Kim."""
    before = word_at(paragraph, first - 1)
    if end - first > 1 and paragraph.lower[first] == "which" and before in CLASS["preposition"]:
        first += 1
    while end - first > _LEAD_IN and paragraph.lower[first] in CLASS["leads_in"] and paragraph.words[first + 1] == ",":
        first += _LEAD_IN
    if first > 0 and paragraph.lower[first - 1] in CLASS["preposition"] - {"of", "by", "as", "to", "from"}:
        comma = next((i for i in range(first, end - 1) if paragraph.words[i] == ","), None)
        if comma is not None and paragraph.lower[comma + 1] in ("the", "a", "an"):
            return comma + 1
    return first


def _opens_name(paragraph: Paragraph, first: int, end: int) -> bool:
    """Tell whether nothing but an office stands before the name that opens here: former president Jane Rivers."""
    for i in range(first, end):
        word = paragraph.words[i]
        if word[0].isupper():
            return True
        if not introduces(word):
            return False
    return False


def _speaks_for_body(lower: Sequence[str]) -> bool:
    """Tell the press service, which speaks for the body whose it is."""
    return (
        len(lower) > 1 and lower[-1] in ("service", "office", "centre", "center") and lower[-2] in CLASS["mouthpiece"]
    )


def _is_plain_firm(lower: Sequence[str]) -> bool:
    """Tell the company, the Lumba-based Dutch company from the other company, the oil company."""
    return all(word in TITLES or not word.isalpha() or word in CLASS["based"] for word in lower)


def _is_epithet(lower: Sequence[str]) -> bool:
    """Tell whether a phrase may tell more of somebody named: the expert, the retired admiral, the 67-year-old."""
    head = lower[-1]
    once = any(word in CLASS["once"] for word in lower[1:-1])
    aged = any(word.endswith("year-old") or word == "old" for word in lower[1:])
    return head in CLASS["epithet"] or (len(lower) == _SHORT and head in CLASS["demonym"]) or (
        (once or aged) and (introduces(head) or head.endswith("old"))
    )


@dataclass(slots=True)
class Resolver:
    """Names the speakers of one story, mention by mention in reading order."""

    cast: Cast
    spoke: list[_Spoke] = field(default_factory=list)
    unnamed: set[str] = field(default_factory=set)
    """What speakers without a name were called: after 'a driver said', the driver is nobody's name."""

    def name_speaker(self, paragraph: Paragraph, inside: Sequence[int], mention: Range) -> str | None:
        """Give the fullest name for a mention (a token range), or None where the story names nobody.

        Call it in the order of the mentions: he and she look back at who spoke before.
        """
        first, end = _begin(paragraph, *mention), mention[1]
        start = paragraph.starts[first]
        word = paragraph.lower[first]
        word = _SUBJECT_OF.get(word, word)
        if end - first == 1 and word in CLASS["pronoun"]:
            name = self._name_pronoun(start, word, paragraph) if word in CLASS["person"] else None
            if name:
                self._remember(start, name, person=True)
            return name
        if end - first == 1 and word in CLASS["relative"]:
            last = first - 1 if first > 0 and paragraph.words[first - 1] == "," else first
            before = find_subject(paragraph, inside, paragraph.sentence_of(first)[0], last)
            return self.name_speaker(paragraph, inside, before) if before else None
        name, person = self._name_phrase(paragraph, first, end)
        comma = next((i for i in range(first, end - 1) if paragraph.words[i] == ","), None)
        if name is None and comma is not None and _opens_name(paragraph, comma + 1, end):
            # the union's lawyer, Peter Oduya
            name, person = self._name_phrase(paragraph, comma + 1, end)
        self._remember(start, name, person=person)
        return name

    def name_label(self, paragraph: Paragraph, mention: Range) -> str | None:
        """Name the speaker of a transcript's turn: RIVERS is who the story calls Jane Rivers; MODERATOR is nobody."""
        words = [word.title() if word.isupper() else word for word in paragraph.words[slice(*mention)]]
        parts, _ = split_titles(words)
        if not parts:
            return None
        holders = self.cast.by_part.get(parts[-1], ())
        if len(holders) == 1:
            return holders[0]
        return join_name(parts) if len(parts) > 1 else None

    def _remember(self, start: int, name: str | None, *, person: bool) -> None:
        self.spoke.append(_Spoke(start, name, person))
        del self.spoke[:-_REMEMBERED]

    def _name_phrase(self, paragraph: Paragraph, first: int, end: int) -> tuple[str | None, bool]:
        """Name a noun phrase; tell also whether it is one person, named or not."""
        (first, stop), possessed = find_head(paragraph, first, end)
        words, lower = paragraph.words[first:stop], paragraph.lower[first:stop]
        if not words or names_two(paragraph, first, stop):
            return None, False
        if stop + 1 < end and lower[-1] in _DOCUMENTS and paragraph.lower[stop] in ("by", "from"):
            # a report by the Harbour Board speaks for the board
            return self._name_phrase(paragraph, stop + 1, end)
        parts = find_name(words)
        if parts:
            address = next((sex for word in lower if (sex := _sex_of_address(word))), None)
            return self._name_parts(paragraph.starts[first], parts, address)
        if possessed or lower[0] in _INDEFINITE or lower[0] in _POSSESSED:
            self.unnamed.add(lower[-1])
            return None, not lower[-1].endswith("s")
        if lower[0] in ("the", "this", "that"):
            if _speaks_for_body(lower) and stop + 1 < end and paragraph.lower[stop] == "of":
                return self._name_phrase(paragraph, stop + 1, end)
            return self._name_definite(paragraph.starts[first], words, lower, whole=stop == end)
        titled = words[0][0].isupper() and all(is_office(word) or word == "." for word in words)
        return (self._name_office(lower) if titled else None), not lower[-1].endswith("s")

    def _name_definite(
        self, start: int, words: Sequence[str], lower: Sequence[str], *, whole: bool
    ) -> tuple[str | None, bool]:
        """Name 'the president', 'the company', 'the Swiss striker'."""
        head = lower[-1]
        if head in CLASS["firm"] and head not in self.unnamed and _is_plain_firm(lower[1:-1]):
            known = self.cast.firms or self.cast.topics
            named = self._name_firm(start) if known else self._name_office(lower[1:]) if len(lower) == _SHORT else None
            return (named if whole else None), False
        proper = {word.lower() for word in words[1:-1] if word[0].isupper()} - TITLES - CLASS["place"] - PLACES
        named = self._name_office(lower[1:], proper) or self._name_same_office(lower[1:])
        if named is None and (_is_epithet(lower) or (not whole and head in CLASS["family"])):
            named = self._name_last(start, head)
            return named, True
        return named, not (head.endswith("s") or self._is_body(named or head))

    def _name_same_office(self, lower: Sequence[str]) -> str | None:
        """Name who is called by another word for an office: the pontiff, the head of state."""
        held = {
            name
            for kind in _SAME_OFFICE
            if lower and lower[-1] in kind
            for word in kind
            for _, name in self.cast.offices.get(word, ())
        }
        names = {self._full_of(name) for name in held}
        return names.pop() if len(names) == 1 and lower[-1] not in self.unnamed else None

    def _name_last(self, start: int, head: str) -> str | None:
        """Name who spoke right before, where the story has turned to nobody else: the striker said.

        Not where it has told of somebody without a name by this word.
        """
        if head in self.unnamed or head in self.cast.told_of or head in self.cast.offices:
            return None
        last = self.spoke[-1] if self.spoke else None
        if last is None:
            people = {named.name for named in self.cast.printed[: self._before(start)] if named.person}
            return people.pop() if len(people) == 1 else None
        if not last.person or last.name not in self.cast.people or start - last.start > _NEAR:
            return None
        wanted = "f" if head in CLASS["title_f"] else "m" if head in CLASS["title_m"] else None
        if wanted and (self._find_sex(last.name) or wanted) != wanted:
            return None
        since = self.cast.printed[self._before(last.start + 1) : self._before(start)]
        turned = any(named.person and named.name != last.name for named in since)
        return None if turned else last.name

    def _name_parts(self, start: int, parts: Sequence[str], titled: str | None) -> tuple[str | None, bool]:
        """Give the fullest name for its parts; `titled`: f or m where Mrs. or Mr. stands before them."""
        name = join_name(parts)
        if len(parts) == 1 and (is_shouted(name) or self._is_common(name)):
            return None, False
        if len(parts) > 1 and all(part.isupper() and len(part) > _LONGEST_INITIALS for part in parts):
            return None, False
        if name in self.cast.short_forms:
            return self.cast.short_forms[name], False
        if len(parts) > 1:
            fullest = self._fullest(parts, name)
            if fullest in self.cast.people:
                return fullest, True
            return name, parts[-1][0].isupper() and name not in self._organisations(parts)
        holders = self._find_holders(name, titled)
        if holders:
            spoken = [spoke.name for spoke in self.spoke if spoke.name in holders]
            return spoken[-1] if spoken else self._nearest(start, holders), True
        body = name.lower() in ORGANISATION
        known = self._name_office([name.lower()]) if body else name
        return known, name.lower() in SEX and name.lower() not in CLASS["place"]

    def _find_holders(self, name: str, titled: str | None) -> Sequence[str]:
        """Give who may be meant by one part of a name: first or last, or else one that only one person has."""
        holders = [
            holder
            for holder in self.cast.by_part.get(name, ())
            if titled is None or (self._find_sex(holder) or titled) == titled
        ]
        if holders:
            return holders
        bare = bare_part(name)
        within = [full for full in self.cast.by_any.get(bare, ()) if bare in map(bare_part, self.cast.people[full][1:])]
        return within if len(within) == 1 and not name.isupper() else ()

    def _is_common(self, word: str) -> bool:
        """Tell 'Police said', 'Officials said' from a name: a plural that has its capital from the sentence's start."""
        plural = word.endswith(("s", "ing")) or word.lower() in CLASS["collective"]
        return plural and not word.isupper() and word not in self.cast.within and word not in self.cast.by_part

    def _is_body(self, name: str) -> bool:
        """Tell the ministry, or its name, from a person."""
        last = name.rsplit(maxsplit=1)[-1].lower()
        return name not in self.cast.people and (last in ORGANISATION or last in self.cast.organisations)

    def _organisations(self, parts: Sequence[str]) -> Sequence[str]:
        return self.cast.organisations.get(parts[-1].lower(), ())

    def _fullest(self, parts: Sequence[str], name: str) -> str:
        """John Rivers -> John D. Rivers, López Obrador -> Andrés López Obrador, where the story prints that too."""
        known = parts[0].lower() in FIRST_NAMES - CLASS["surname_opens"]
        wanted = [bare_part(part) for part in parts if part.lower() not in SUFFIXES and part != "."]
        longer = []
        for full in self.cast.by_any.get(wanted[-1], ()):
            if full == name:
                # who is named in full later on was not introduced by it
                known = True
            same = [bare_part(part) for part in self.cast.people[full] if part.lower() not in SUFFIXES and part != "."]
            ends = same[-len(wanted) :] == wanted and (not known or len(same) == len(wanted))
            if len(full) > len(name) and (ends or (same[0], same[-1]) == (wanted[0], wanted[-1])):
                longer.append(full)
        return longer[0] if len(longer) == 1 else name

    def _nearest(self, start: int, holders: Sequence[str]) -> str:
        """Of two with one surname, the one named last before this place."""
        if len(holders) == 1:
            return holders[0]
        for named in reversed(self.cast.printed[: self._before(start)][-200:]):
            if named.name in holders:
                return named.name
        return holders[0]

    def _before(self, start: int) -> int:
        return bisect_left(self.cast.printed, start, key=lambda named: named.start)

    def _name_office(self, words: Sequence[str], proper: Collection[str] = ()) -> str | None:
        """Name who holds an office, or the organisation: only where the story leaves no choice.

        `proper`: words that narrow it to somebody's in particular, as the League's leader is not any leader.
        """
        words = [word.rstrip(".") for word in words if word not in CLASS["adverb"]]
        if not words:
            return None
        wanted, head = set(words), words[-1]
        roles = self.cast.offices.get(head, ())
        exact = {name for office, name in roles if wanted <= office}
        held = exact or {name for office, name in roles if office <= wanted and office.issuperset(proper)}
        names = {self._full_of(name) for name in held}
        if len(names) == 1 and not (head in CLASS["role"] and head in self.unnamed):
            return names.pop()
        if head in self.unnamed:
            return None
        same_kind = (name for name in self.cast.organisations.get(head, ()) if head in kinds_of(name))
        found = [name for name in same_kind if wanted <= set(name.lower().split())]
        longest = max(found, key=len, default=None)
        return longest if longest and all(set(name.split()) <= set(longest.split()) for name in found) else None

    def _name_firm(self, start: int) -> str | None:
        """Name 'the company': the only one that was named before."""
        firms = self.cast.firms or self.cast.topics
        named = {self.cast.short_forms.get(name, name) for name, first in firms.items() if first < start}
        return named.pop() if len(named) == 1 else None

    def _full_of(self, name: str) -> str:
        holders = self.cast.by_part.get(name, ())
        return holders[0] if len(holders) == 1 else name

    def _name_pronoun(self, start: int, pronoun: str, paragraph: Paragraph) -> str | None:
        """He or she is who spoke last, unless the sentences since then turned to somebody else."""
        wanted = "f" if pronoun == "she" else "m"

        def fits(name: str) -> bool:
            return (self._find_sex(name) or wanted) == wanted

        last = next((s for s in reversed(self.spoke) if s.person and (s.name is None or fits(s.name))), None)
        since = max(last.start if last else 0, start - _REACH)
        position = self._before(start)
        sentence = paragraph.starts[paragraph.sentence_of(bisect_left(paragraph.starts, start))[0]]
        turned = [
            named for named in self.cast.printed[max(0, position - 50) : position]
            if named.start > since and named.person and fits(named.name)
            and (named.leads or (named.led and named.start < sentence))
        ]  # fmt: skip
        if len(turned) > 1 and turned[-1].joined and turned[-1].name != turned[-2].name:
            return None
        if turned and turned[-1].name != (last.name if last else None):
            same_paragraph = turned[-1].start >= paragraph.starts[0]
            only_one = len({named.name for named in turned} | ({last.name} if last else set())) == 1
            if same_paragraph or only_one:
                return turned[-1].name
            return self._name_topic(start, paragraph, fits, last)
        topic = self._name_topic(start, paragraph, fits, last)
        if topic or last is None:
            return topic
        return last.name if start - last.start <= _REACH else None

    def _name_topic(
        self, start: int, paragraph: Paragraph, fits: Callable[[str], bool], last: _Spoke | None
    ) -> str | None:
        """Name the one person whom the paragraph before is about, where nobody who may be meant spoke since."""
        starts = self.cast.paragraph_starts
        since = starts[max(bisect_left(starts, paragraph.starts[0]) - 1, 0)]
        if last is not None and last.start >= since:
            return None
        position = self._before(start)
        told = start - _REACH if last is None else max(last.start, start - _REACH)
        near = [
            named for named in self.cast.printed[max(0, position - 50) : position]
            if named.start >= since and named.person and fits(named.name)
        ]  # fmt: skip
        names = {named.name for named in near}
        if len(names) != 1:
            return None
        name = names.pop()
        # who spoke before weighs less where the story has turned to somebody since, or may not be meant at all
        turned = any(named.name == name and named.leads for named in self.cast.printed[self._before(told) : position])
        vague = last is None or turned or (last.name is not None and self._find_sex(last.name) is None)
        is_topic = any(named.acts if vague else named.opens for named in near)
        return name if is_topic and self._find_sex(name) else None

    def _find_sex(self, name: str) -> str | None:
        return self.cast.sex.get(name) or SEX.get(name.lower())
