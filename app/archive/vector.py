"""What an article is found by, as the text of a tsvector."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Literal

from app.archive.words import UNSTEMMED, choose_stemmer, read_lexemes

NameField = Literal["source", "place", "author", "speaker"]

MOST_BYTES = 900_000  # PostgreSQL takes a tsvector of 1,048,575: the words of 3 million letters, and no page has them
LAST_POSITION = 16_383  # PostgreSQL's own limits: what stands further on is found as a word, but not in a phrase
MOST_POSITIONS = 255
APART = 10  # positions between two texts, so that no phrase reaches from one into the other


def write_vector(headline: str, body: str, language: str | None, names: Mapping[NameField, Iterable[str]]) -> str:
    """Write the tsvector of an article: headline (weight A) and body, and the words of names under their fields.

    The headline's words stand there a second time as `headline:word`, so that the index alone can tell them from the
    body's; and so do names, as `speaker:word`. A text that is too long for a tsvector is found by its beginning.
    """
    vector = _Vector()
    for field, values in names.items():
        for name in values:
            vector.add(name, UNSTEMMED, prefix=f"{field}:")
    stemmer = choose_stemmer(language)
    vector.add(headline, stemmer, prefix="headline:")
    vector.add(headline, stemmer, weight="A")
    vector.add(body, stemmer)
    return vector.write()


def write_words(text: str, language: str | None) -> str:
    """Write the tsvector of the words of a quote, in the language of its article."""
    vector = _Vector()
    vector.add(text, choose_stemmer(language))
    return vector.write()


class _Vector:
    def __init__(self) -> None:
        self._places = defaultdict[str, list[str]](list)
        self._position = 0
        self._n_bytes = 0

    def add(self, text: str, stemmer: str, *, prefix: str = "", weight: str = "") -> None:
        places, at, n_bytes = self._places, self._position, self._n_bytes
        for lexeme in read_lexemes(text, stemmer):
            at += 1
            found = places[prefix + lexeme]
            if not found:
                n_bytes += len(prefix) + 4 * len(lexeme) + 4  # at most 4 bytes a code point
            elif at > LAST_POSITION or len(found) >= MOST_POSITIONS:
                continue
            found.append(f"{min(at, LAST_POSITION)}{weight}")
            n_bytes += 2
            if n_bytes > MOST_BYTES:
                break
        self._position, self._n_bytes = at + APART, n_bytes

    def write(self) -> str:
        return " ".join(f"{quote_lexeme(lexeme)}:{','.join(at)}" for lexeme, at in self._places.items() if at)


def quote_lexeme(lexeme: str) -> str:
    """Write a lexeme as it stands in a tsvector or tsquery."""
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"
