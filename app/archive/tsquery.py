"""A query's tree as PostgreSQL's tsquery."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from app.archive.query import All, Any, Not, Query, Words
from app.archive.vector import quote_lexeme
from app.archive.words import UNSTEMMED, Lexeme, read_asked_words

IN_NAMES = ("source", "place", "author", "speaker")


@dataclass(frozen=True, slots=True)
class Condition:
    """What articles must match."""

    exact: str
    """The tsquery."""
    loose: str | None
    """A tsquery that lets more through and that the index answers by itself; None if it would let everything through.

    Where words stand and in which part of the article, an index does not know: phrases and `body:` make PostgreSQL
    read the vector of each article that has the words.
    """


def write_condition(query: Query, stemmers: Collection[str]) -> Condition:
    """Write what texts of any of these stemmers' languages must match."""
    return Condition(_write(query, stemmers), None if _only_excludes(query) else _loosen(query, stemmers))


def list_phrases(words: Words, stemmers: Collection[str]) -> tuple[tuple[tuple[int, Lexeme], ...], ...]:
    """List the different ways in which words are read, each as lexemes with their positions."""
    if words.field in IN_NAMES:
        stemmers = (UNSTEMMED,)
    readings = {}
    for stemmer in sorted(stemmers):
        phrase = tuple(read_asked_words(words.text, stemmer))
        readings[tuple((position, lexeme.text) for position, lexeme in phrase)] = phrase
    return tuple(readings.values())


def list_asked(query: Query) -> Iterator[Words]:
    """List the words that a query asks for, leaving out those that it excludes."""
    if isinstance(query, Words):
        yield query
    elif isinstance(query, All | Any):
        for part in query.parts:
            yield from list_asked(part)


def _only_excludes(query: Query) -> bool:
    """Tell whether articles match that have none of the words, so that an index has nothing to begin with."""
    match query:
        case Words():
            return False
        case Not():
            return True
        case All():
            return all(_only_excludes(part) for part in query.parts)
        case Any():
            return any(_only_excludes(part) for part in query.parts)


def _write(query: Query, stemmers: Collection[str]) -> str:
    match query:
        case Words():
            return _any_of([_write_phrase(query, phrase) for phrase in list_phrases(query, stemmers)])
        case Not():
            return f"!{_write(query.part, stemmers)}"
        case All():
            return f"({' & '.join(_write(part, stemmers) for part in query.parts)})"
        case Any():
            return _any_of([_write(part, stemmers) for part in query.parts])


def _loosen(query: Query, stemmers: Collection[str]) -> str | None:
    match query:
        case Words():
            phrases = list_phrases(query, stemmers)
            return _any_of([f"({' & '.join(_write_lexeme(query, one) for _, one in phrase)})" for phrase in phrases])
        case Not():
            excluded = _write(query.part, stemmers)
            # What is looser than a phrase would exclude more than is to be excluded.
            return f"!{excluded}" if excluded == _loosen(query.part, stemmers) else None
        case All():
            parts = [part for one in query.parts if (part := _loosen(one, stemmers))]
            return f"({' & '.join(parts)})" if parts else None
        case Any():
            choices = [_loosen(one, stemmers) for one in query.parts]
            return None if None in choices else _any_of([choice for choice in choices if choice])


def _any_of(choices: list[str]) -> str:
    return choices[0] if len(choices) == 1 else f"({' | '.join(choices)})"


def _write_phrase(words: Words, phrase: tuple[tuple[int, Lexeme], ...]) -> str:
    last, text = 0, ""
    for position, lexeme in phrase:
        text += f" <{position - last}> " if text else ""
        text += _write_lexeme(words, lexeme, weight="D" if words.field == "body" else "")
        last = position
    return f"({text})"


def _write_lexeme(words: Words, lexeme: Lexeme, weight: str = "") -> str:
    text = lexeme.text
    if words.field in IN_NAMES:
        text = f"{words.field}:{text}"
    elif words.field == "headline":
        text = f"headline:{text}"
    how = ("*" if lexeme.begins else "") + weight
    return quote_lexeme(text) + (f":{how}" if how else "")
