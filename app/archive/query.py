"""The language of `q`, read into a tree.

query  =  all ("OR" all)*
all    =  one+                           every one of them must hold; AND may stand between them
one    =  ["-"] (word | "phrase" | field:value | "(" query ")")
value  =  word | "phrase" | "(" query ")"
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from app.archive.words import UNSTEMMED, read_words
from app.errors import BadQuery

Field = Literal["headline", "body", "speaker", "place", "source", "author"]

LONGEST_QUERY = 1000  # code points
MOST_WORDS = 64
DEEPEST = 16

_FIELDS: tuple[Field, ...] = get_args(Field)


@dataclass(frozen=True, slots=True)
class Words:
    """Words that must stand side by side in the order given; one word mostly."""

    text: str
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Not:
    """What must not hold."""

    part: "Query"


@dataclass(frozen=True, slots=True)
class All:
    """Parts that must all hold."""

    parts: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Any:
    """Parts of which one must hold."""

    parts: tuple["Query", ...]


Query: TypeAlias = Words | Not | All | Any

_SPACE = re.compile(r"\s*")
_PHRASE = re.compile(r'["“”„]([^"“”„]*)(["“”„]?)')
_FIELD = re.compile(r"([A-Za-z]+):")
_BARE = re.compile(r'[^\s"“”„()]+')
_KEYWORD = re.compile(r"(OR|AND|NOT)(?=[\s()\"“”„]|$)")


def parse_query(text: str) -> Query:
    """Read what a user typed; raise BadQuery, which tells where it goes wrong."""
    if len(text) > LONGEST_QUERY:
        raise BadQuery(f"a query has {LONGEST_QUERY} characters at most", LONGEST_QUERY, text)
    reader = _Reader(text)
    query = reader.read_any(None, 0)
    if reader.peek() == ")":
        raise reader.complain("this bracket was never opened")
    if query is None:
        raise BadQuery("there is no word to look for", 0, text)
    return query


def list_fields(query: Query) -> Iterator[Field]:
    """List the fields that are asked for."""
    match query:
        case Words():
            if query.field:
                yield query.field
        case Not():
            yield from list_fields(query.part)
        case All() | Any():
            for part in query.parts:
                yield from list_fields(part)


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._n_words = 0

    def complain(self, reason: str, at: int | None = None) -> BadQuery:
        return BadQuery(reason, self._at if at is None else at, self._text)

    def peek(self) -> str:
        """Pass over white space and give the next character, empty at the end."""
        space = _SPACE.match(self._text, self._at)
        self._at = space.end() if space else self._at
        return self._text[self._at : self._at + 1]

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        match = pattern.match(self._text, self._at)
        if match:
            self._at = match.end()
        return match

    def read_any(self, field: Field | None, depth: int) -> Query | None:
        """Read up to the end or a closing bracket; None where there is no word."""
        parts = [self._read_all(field, depth)]
        while self.peek() and self._text.startswith("OR", self._at) and _KEYWORD.match(self._text, self._at):
            at = self._at
            if parts[-1] is None:
                raise self.complain("nothing stands before this OR", at)
            self._at += 2
            parts.append(self._read_all(field, depth))
            if parts[-1] is None:
                raise self.complain("nothing stands after this OR", at)
        found = tuple(part for part in parts if part)
        return Any(found) if len(found) > 1 else found[0] if found else None

    def _read_all(self, field: Field | None, depth: int) -> Query | None:
        parts: list[Query] = []
        while (char := self.peek()) and char != ")":
            keyword = _KEYWORD.match(self._text, self._at)
            if keyword and keyword[1] == "OR":
                break
            if keyword and keyword[1] == "AND":
                if not parts:
                    raise self.complain("nothing stands before this AND")
                at, self._at = self._at, keyword.end()
                following = _KEYWORD.match(self._text, self._at) if self.peek() not in ("", ")") else keyword
                if following and following[1] != "NOT":
                    raise self.complain("nothing stands after this AND", at)
                continue
            part = self._read_one(field, depth)
            if part:
                parts.append(part)
        return All(tuple(parts)) if len(parts) > 1 else parts[0] if parts else None

    def _read_one(self, field: Field | None, depth: int) -> Query | None:
        at = self._at
        keyword = _KEYWORD.match(self._text, at)
        if keyword:  # NOT: the others are read before
            self._at = keyword.end()
            if self.peek() in ("", ")"):
                raise self.complain("nothing stands after this NOT", at)
        elif re.match(r"-[^\s\-)]", self._text[at : at + 2]):
            self._at += 1
        else:
            return self._read_part(field, depth)
        part = self._read_part(field, depth)
        return Not(part) if part else None

    def _read_part(self, field: Field | None, depth: int) -> Query | None:
        named = _FIELD.match(self._text, self._at)
        if not named:
            return self._read_value(field, depth)
        name = next((known for known in _FIELDS if known == named[1].lower()), None)
        if name is None:
            raise self.complain(
                f"there is no field {named[1]!r}: there are {', '.join(_FIELDS)};"
                " put a colon that is meant as one in quotation marks"
            )
        if field is not None:
            raise self.complain("a field can't stand within another one")
        at, self._at = self._at, named.end()
        value = self._read_value(name, depth) if self._text[self._at : self._at + 1].strip() else None
        if value is None:
            raise self.complain(f"nothing stands after {name}:", at)
        return value

    def _read_value(self, field: Field | None, depth: int) -> Query | None:
        at = self._at
        if self._text[at] == "(":
            return self._read_bracket(field, depth)
        if phrase := self._take(_PHRASE):
            if not phrase[2]:
                raise self.complain("this quotation mark is never closed", at)
            words = self._words(phrase[1], field, at)
            if words is None:
                raise self.complain("there is no word between these quotation marks", at)
            return words
        bare = self._take(_BARE)
        if bare is None:  # a closing bracket after `field:` or `-`
            return None
        if bare[0].endswith("*") and len(bare[0]) > 1:
            raise self.complain(
                "words are found in all their forms, but not by their beginnings: leave the * out", bare.end() - 1
            )
        return self._words(bare[0], field, at)

    def _read_bracket(self, field: Field | None, depth: int) -> Query:
        at = self._at
        if depth == DEEPEST:
            raise self.complain(f"brackets can be {DEEPEST} deep")
        self._at += 1
        inner = self.read_any(field, depth + 1)
        if self.peek() != ")":
            raise self.complain("this bracket is never closed", at)
        self._at += 1
        if inner is None:
            raise self.complain("there is no word in these brackets", at)
        return inner

    def _words(self, text: str, field: Field | None, at: int) -> Words | None:
        n = sum(1 for _ in read_words(text, UNSTEMMED))
        self._n_words += n
        if self._n_words > MOST_WORDS:
            raise self.complain(f"a query has {MOST_WORDS} words at most", at)
        return Words(text, field) if n else None
