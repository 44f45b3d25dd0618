"""Chinese: no capital shows a name, and no space ends it; family names, offices, and what follows a name do."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.extract.quotes.lexicon import CUE_VERBS, FOREIGN

_SURNAMES, _COMPOUND = FOREIGN["zh", "surname"], FOREIGN["zh", "compound_surname"]
_TITLES, _PRONOUNS = FOREIGN["zh", "title"], FOREIGN["zh", "pronoun"]
_NOT_NAMES, _NOT_LAST = FOREIGN["zh", "not_name"], FOREIGN["zh", "not_last"]
_BEFORE_NAME = "".join(FOREIGN["zh", "before_name"])
_AFTER_NAME = "".join(FOREIGN["zh", "after_name"])
_BODY = "|".join(sorted(FOREIGN["zh", "body"], key=len, reverse=True))
_UNNAMED = re.compile("|".join(FOREIGN["zh", "unnamed"]))
_CUES = "|".join(sorted(CUE_VERBS["zh"], key=len, reverse=True))
_HAN = "\u3400-\u9fff"
_FOREIGN_NAME = re.compile(rf"[{_HAN}]{{1,6}}(?:[·•・][{_HAN}]{{1,6}})+")
_ENDS_NAME = re.compile(rf"$|[^{_HAN}]|[{_AFTER_NAME}]|{_CUES}")
_CUE = re.compile(_CUES)
_SMALL = FOREIGN["zh", "small"]
_BODY_NAME = re.compile(rf"[{_HAN}]{{1,14}}?(?:{_BODY})")
_LONGEST_TITLE = 6
_MOST = 100  # names: a directory is no story, and look-ups stay short
_ANY_TITLE = re.compile("|".join(sorted(_TITLES, key=len, reverse=True)))


@dataclass(slots=True)
class Cast:
    """The people of a story, by full name, and by what else they are called."""

    names: dict[str, str] = field(default_factory=dict)
    """A name, or the last part of a foreign one -> the full name."""
    offices: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def read_cast(clauses: Sequence[str]) -> Cast:
    """Collect the people that clauses, without what stands in marks, name."""
    cast = Cast()
    for clause in clauses:
        for start, name in _list_names(clause):
            if len(cast.names) >= _MOST:
                return cast
            cast.names.setdefault(name, name)
            if "·" in name:
                cast.names.setdefault(name.rpartition("·")[2], name)
            if title := _find_title(clause[:start]):
                cast.offices[title].add(name)
    return cast


def _list_names(clause: str) -> Iterator[tuple[int, str]]:
    for found in _FOREIGN_NAME.finditer(clause):
        name, start = re.sub("[•・]", "·", found[0]), found.start()
        first, _, rest = name.partition("·")
        cut = max((first.rfind(title) + len(title) for title in _TITLES if title in first), default=0)
        last = rest.rpartition("·")[2]
        ended = _ENDS_NAME.search(last, 1)
        stop = len(name) - len(last) + (ended.start() if ended else len(last))
        yield start + cut, name[cut:stop]
    for i in range(len(clause)):
        family = 2 if clause[i : i + 2] in _COMPOUND else 1 if clause[i] in _SURNAMES else 0
        if family and _may_stand_before(clause[:i]):
            for given in (2, 1):
                name = clause[i : i + family + given]
                runs_on = given > 1 and (name[-1] in _SMALL or _CUE.match(clause, i + family + 1))
                if runs_on or len(name) < family + given or not _is_name(name):
                    continue
                if _ENDS_NAME.match(clause, i + len(name)):
                    yield i, name
                    break


def _may_stand_before(before: str) -> bool:
    """Tell whether a name may begin after this: at the start, after an office, or what ends one."""
    last = before[-1:]
    return not last or last in _BEFORE_NAME or not "\u3400" <= last <= "\u9fff" or _find_title(before) is not None


def _is_name(name: str) -> bool:
    known = name in _NOT_NAMES or any(word in name for word in _NOT_NAMES if len(word) > 1)
    return not known and name[-1] not in _NOT_LAST and re.fullmatch(f"[{_HAN}]+", name) is not None


def _find_title(before: str) -> str | None:
    """Find the office that ends what stands before a name: 外交部发言人."""
    longest = range(min(_LONGEST_TITLE, len(before)), 0, -1)
    return next((before[-n:] for n in longest if before[-n:] in _TITLES), None)


@dataclass(slots=True)
class Speakers:
    """Names who speaks at each verb of saying, in the order of the text."""

    cast: Cast
    last: str | None = None

    def name_subject(self, clauses: Sequence[str], between: Sequence[str] = ()) -> str | None:
        """Name the subject of a verb of saying.

        `clauses`: those of its sentence up to it, the last one its own; `between`: those of the paragraph since
        somebody spoke, where he and she may be whom they name.
        """
        self.last = next((named for each in reversed(between) if (named := self._find_named(each))), self.last)
        for clause in reversed(clauses):
            found = self._find(clause)
            if found is not None:
                self.last = found or None
                return self.last
        return self.last

    def _find_named(self, clause: str) -> str | None:
        named = [(clause.rfind(name), len(name), full) for name, full in self.cast.names.items() if name in clause]
        return max(named)[2] if named else None

    def _find(self, clause: str) -> str | None:
        """Give the name, nothing for somebody who is not named, or None where the clause has no subject."""
        if named := self._find_named(clause):
            return named
        if any(pronoun in clause[:2] or clause.endswith(pronoun) for pronoun in _PRONOUNS):
            return self.last or ""
        if _UNNAMED.search(clause):
            return ""
        title = _ANY_TITLE.search(clause)
        if title:
            holders = self.cast.offices.get(title[0], set())
            return next(iter(holders)) if len(holders) == 1 and title.start() == 0 else ""
        body = _BODY_NAME.match(clause)
        if body:
            return body[0] if body.end() - body.start() > 2 else ""
        return None
