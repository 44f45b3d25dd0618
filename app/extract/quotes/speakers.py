"""From a mention to the fullest name the story gives: Xi, he, the Chinese president -> Xi Jinping."""

from __future__ import annotations

from collections.abc import Sequence

from app.extract.quotes.cast import Cast
from app.extract.quotes.definites import name_definite, name_office
from app.extract.quotes.fullest import find_fullest, name_parts
from app.extract.quotes.heads import begin_mention, find_given_name, find_head, find_name, names_two, opens_name
from app.extract.quotes.lexicon import CLASS
from app.extract.quotes.offices import is_office, split_titles
from app.extract.quotes.phrases import Range, find_subject, has_verb
from app.extract.quotes.pronouns import name_pronoun
from app.extract.quotes.runs import join_name
from app.extract.quotes.tokens import Paragraph
from app.extract.quotes.told import Told

_POSSESSED = frozenset({"his", "her", "their", "its", "our", "my", "your", "whose"})
_INDEFINITE = frozenset(
    {"a", "an", "one", "some", "many", "several", "another", "any", "no", "each", "every", "most", "other"}
)
_WOMEN, _MEN = frozenset({"mrs", "ms", "miss", "mme", "señora", "frau"}), frozenset({"mr", "monsieur", "herr", "señor"})
_DOCUMENTS = frozenset(
    {"report", "study", "survey", "statement", "analysis", "poll", "review", "paper", "memo", "letter", "audit"}
)
_SERVICES = frozenset({"service", "office", "centre", "center"})
_WHO = frozenset({"who", "Who"})
_SUBJECT_OF = {"him": "he", "her": "she"}


def _sex_of_address(word: str) -> str | None:
    return "f" if word in _WOMEN else "m" if word in _MEN else None


def _speaks_for(lower: Sequence[str], link: str) -> bool:
    """Tell what speaks for a body: a report by the Harbour Board, the press service of the Harbour Ministry."""
    if link in ("by", "from"):
        return lower[-1] in _DOCUMENTS
    return link == "of" and len(lower) > 1 and lower[-1] in _SERVICES and lower[-2] in CLASS["mouthpiece"]


def _is_second(paragraph: Paragraph, first: int) -> bool:
    """Tell whether somebody else speaks too: Karl Olsen, an innkeeper, and his wife Brita."""
    low = paragraph.sentence_of(first)[0]
    if first - 1 <= low or paragraph.lower[first - 1] != "and" or has_verb(paragraph, low, first - 1):
        return False
    return paragraph.words[first - 2] != "," or paragraph.lower[first] in _POSSESSED


def _has_second(paragraph: Paragraph, first: int, end: int) -> bool:
    """Tell whether a mention names two: Karl Olsen, an innkeeper, and his wife Brita."""
    lower = paragraph.lower
    return any(lower[i] == "and" and lower[i + 1] in _POSSESSED for i in range(first + 1, end - 1))


class Resolver:
    """Names the speakers of one story, mention by mention in reading order."""

    def __init__(self, cast: Cast) -> None:
        self._told = Told(cast)

    def name_speaker(self, paragraph: Paragraph, inside: Sequence[int], mention: Range) -> str | None:
        """Give the fullest name for a mention (a token range), or None where the story names nobody.

        Call it in the order of the mentions: he and she look back at who spoke before.
        """
        first, end = begin_mention(paragraph, *mention), mention[1]
        start = paragraph.starts[first]
        word = paragraph.lower[first]
        word = _SUBJECT_OF.get(word, word)
        if end - first == 1 and word in CLASS["pronoun"]:
            name = name_pronoun(self._told, start, word, paragraph) if word in CLASS["person"] else None
            if name:
                name = find_fullest(self._told, name)
                self._told.remember(start, name, person=True)
            return name
        if word in CLASS["relative"] and (end - first == 1 or paragraph.words[first] in _WHO):
            last = first - 1 if first > 0 and paragraph.words[first - 1] == "," else first
            low = paragraph.sentence_of(first)[0]
            before = find_subject(paragraph, inside, low, last) or find_subject(paragraph, inside, low, first)
            return self.name_speaker(paragraph, inside, before) if before else None
        if _is_second(paragraph, first) or _has_second(paragraph, first, end):
            self._told.remember(start, None, person=False)
            return None
        name, person = self._name_phrase(paragraph, first, end)
        comma = next((i for i in range(first, end - 1) if paragraph.words[i] == ","), None)
        if name is None and comma is not None and opens_name(paragraph, comma + 1, end):
            # the union's lawyer, Peter Oduya
            name, person = self._name_phrase(paragraph, comma + 1, end)
        if name is None and person and (given := find_given_name(paragraph, first, end)):
            name, person = self._name_phrase(paragraph, *given)
        self._told.remember(start, name, person=person)
        return name

    def name_label(self, paragraph: Paragraph, mention: Range) -> str | None:
        """Name the speaker of a transcript's turn: RIVERS is who the story calls Jane Rivers; MODERATOR is nobody."""
        words = [word.title() if word.isupper() else word for word in paragraph.words[slice(*mention)]]
        parts, _ = split_titles(words)
        if not parts:
            return None
        holders = self._told.cast.by_part.get(parts[-1], ())
        if len(holders) == 1:
            return holders[0]
        return join_name(parts) if len(parts) > 1 else None

    def _name_phrase(self, paragraph: Paragraph, first: int, end: int) -> tuple[str | None, bool]:
        """Name a noun phrase; tell also whether it is one person, named or not."""
        (first, stop), possessed = find_head(paragraph, first, end)
        words, lower = paragraph.words[first:stop], paragraph.lower[first:stop]
        if not words or names_two(paragraph, first, stop):
            return None, False
        if stop + 1 < end and _speaks_for(lower, paragraph.lower[stop]):
            return self._name_phrase(paragraph, stop + 1, end)
        parts = find_name(words)
        if parts:
            address = next((sex for word in lower if (sex := _sex_of_address(word))), None)
            return name_parts(self._told, paragraph.starts[first], parts, address)
        if possessed or lower[0] in _INDEFINITE or lower[0] in _POSSESSED:
            self._told.unnamed.add(lower[-1])
            return None, not lower[-1].endswith("s")
        if lower[0] in ("the", "this", "that"):
            return name_definite(self._told, paragraph.starts[first], words, paragraph.lower[stop:end])
        titled = words[0][0].isupper() and all(is_office(word) or word == "." for word in words)
        return (name_office(self._told, lower) if titled else None), not lower[-1].endswith("s")
