"""What is known of a language: its verbs of saying, and the small words that a noun phrase begins and ends with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from app.extract.quotes.lexicon import CUE_VERBS, FIRST_NAMES, FOREIGN, ORGANISATION

_ITALIAN = ("dell", "all", "nell", "dall", "sull", "quest", "un")
ELISIONS = frozenset({*"ldsnmtjc", "qu", *_ITALIAN})
STOPS = frozenset(".!?…;") | {"...", "...."}
DASHES = frozenset("—–-―") | {"--"}
PAUSES = frozenset(",:()") | DASHES


@dataclass(frozen=True, slots=True)
class Words:
    """Function words of one language, in small letters."""

    code: str
    verbs: frozenset[str]
    he: frozenset[str]
    she: frozenset[str]
    they: frozenset[str]
    definite_m: frozenset[str]
    definite_f: frozenset[str]
    definite: frozenset[str]
    indefinite: frozenset[str]
    preposition: frozenset[str]
    of: frozenset[str]
    auxiliary: frozenset[str]
    """What may stand between a verb of saying and its subject, or before it: auxiliaries, clitics, adverbs."""
    time: frozenset[str]
    listener: frozenset[str]
    not_name: frozenset[str]
    """What has a capital only where it opens a sentence."""
    body: frozenset[str]
    """What bodies are called: police, ministry."""
    title: frozenset[str]
    given: frozenset[str]
    """Given names in letters other than Latin."""

    @property
    def articles(self) -> frozenset[str]:
        """All that a noun phrase may open with."""
        return self.definite_m | self.definite_f | self.definite | self.indefinite

    @property
    def pronouns(self) -> frozenset[str]:
        """The pronouns of a third person, and those who can be nobody in particular."""
        return self.he | self.she | self.they

    def is_given_name(self, word: str) -> bool:
        """Tell whether a word is known as a given name, or one of two with a hyphen: Karl-Heinz."""
        return word.lower() in self.given or any(part in FIRST_NAMES for part in word.lower().split("-"))

    def is_body(self, word: str) -> bool:
        """Tell whether a word, in small letters, says that a body is named."""
        return word in self.body or word in ORGANISATION


@cache
def get_words(code: str) -> Words:
    """Give the words of a language by its ISO 639-1 code; the classes that are not listed for it are empty."""
    classes = [name for name in Words.__slots__ if name not in ("code", "verbs")]
    return Words(code, frozenset(CUE_VERBS[code]), **{name: FOREIGN[code, name] for name in classes})
