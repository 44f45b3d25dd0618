"""Who speaks in Chinese news, where no capital shows a name: family names, offices, and he and she."""

from __future__ import annotations

from collections.abc import Sequence

from app.extract.quotes.lexicon import FOREIGN
from app.extract.quotes.marked_speech import cue_at, find_left
from app.extract.quotes.marks import Marked
from app.extract.quotes.tokens import Paragraph

_TITLES, _PRONOUNS, _ADVERBS = FOREIGN["zh", "title"], FOREIGN["zh", "pronoun"], FOREIGN["zh", "adverb"]
_SURNAMES, _COMPOUND = FOREIGN["zh", "surname"], FOREIGN["zh", "compound_surname"]
_NOT_NAMES, _NOT_LAST = FOREIGN["zh", "not_name"], FOREIGN["zh", "not_last"]
_OF = "的"


def list_spoken_han(paragraphs: Sequence[Paragraph], marked: Sequence[Marked]) -> dict[tuple[int, int], str | None]:
    """Name who speaks at each verb of saying outside of marks: (paragraph, where the mention ends) -> name.

    他 and 她 are who spoke last, whether or not those words were marked; after somebody without a name, nobody.
    """
    names: dict[tuple[int, int], str | None] = {}
    last: str | None = None
    for number, (paragraph, marks) in enumerate(zip(paragraphs, marked, strict=True)):
        i = 0
        while i < len(paragraph):
            cue = cue_at(paragraph, i, "zh") if marks.inside[i] < 0 else None
            mention = find_left(paragraph, marks.inside, i) if cue else None
            if mention:
                text = "".join(paragraph.words[slice(*mention)])
                last = last if _is_pronoun(text) else find_name_han(text)
                names[number, mention[1]] = last
            i = cue[1] if cue else i + 1
    return names


def find_name_han(text: str) -> str | None:
    """Find the personal name that ends a mention, less what stands before it: 外交部发言人林海 -> 林海.

    A name is a listed family name and one or two characters more, and it is all that is left after an office or 的.
    """
    text = _cut_adverbs(text)
    ends = [text.rfind(title) + len(title) for title in (*_TITLES, _OF) if title in text]
    name = text[max(ends, default=0) :]
    if name in _NOT_NAMES or name[-1:] in _NOT_LAST:
        return None
    family = 2 if name[:2] in _COMPOUND else 1 if name[:1] in _SURNAMES else 0
    return name if family and 1 <= len(name) - family <= 2 else None


def _is_pronoun(text: str) -> bool:
    return _cut_adverbs(text) in _PRONOUNS


def _cut_adverbs(text: str) -> str:
    """Cut 还, 则 and the like before the verb: 她还说, 林海则表示."""
    while text and (adverb := next((word for word in _ADVERBS if text.endswith(word)), None)):
        text = text[: -len(adverb)]
    return text
