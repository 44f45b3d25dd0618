"""Marks that are no marks of speech alone: a cue within them (« A, dit-elle. B. »), and dialogue after dashes."""

from __future__ import annotations

from itertools import pairwise

from app.extract.quotes.foreign.text import Text
from app.extract.quotes.foreign.words import DASHES, STOPS
from app.extract.quotes.marks import Marked, Stretch

_DIALOGUE = frozenset({"es", "pt", "ru", "fr", "it"})
_LONGEST_ASIDE = 16
_MOST_BEFORE_CUE = 6
_FEWEST_WORDS = 2


def part_marks(text: Text) -> Marked:
    """Give the marks of a paragraph, cut where a cue interrupts them, with dialogue as if it stood within marks."""
    spoken = _read_dialogue(text)
    covered = {i for stretch in spoken for i in range(stretch.outer_first, stretch.outer_end)}
    apart = [stretch for stretch in text.marked.stretches if stretch.first not in covered]
    stretches = sorted([*spoken, *apart], key=lambda stretch: stretch.first)
    parted = [piece for stretch in stretches for piece in _part(text, stretch)]
    if parted == list(text.marked.stretches):
        return text.marked
    inside = [-1] * len(text)
    for index, stretch in enumerate(parted):
        for i in range(stretch.outer_first, stretch.outer_end):
            inside[i] = index
    return Marked(parted, inside)


def _read_dialogue(text: Text) -> list[Stretch]:
    """Read '—Words —dijo Ana—. Words': dashes lead in words, a cue, and words again."""
    words = text.paragraph.words
    if text.words.code not in _DIALOGUE or words[0] not in DASHES:
        return []
    dashes = [i for i, word in enumerate(words) if word in DASHES]
    bounds = [*dashes, len(words)]
    if len(dashes) < _FEWEST_WORDS or not _begins_cue(text, bounds[1] + 1, bounds[2]):
        return []
    stretches: list[Stretch] = []
    for index, (opener, closer) in enumerate(pairwise(bounds)):
        if index % 2 == 0 and closer - opener > _FEWEST_WORDS:
            stretches.append(Stretch(opener + 1, closer, opener, closer if closer < len(words) else None))
    return stretches


def _begins_cue(text: Text, first: int, end: int) -> bool:
    """Tell whether a verb of saying stands at a place, with no more than small words before it."""
    for i in range(first, min(first + _MOST_BEFORE_CUE, end)):
        if text.is_cue(i):
            return True
        small = text.words.auxiliary | text.words.pronouns
        if text.low(i) not in small and text.paragraph.words[i] not in ("'", "’", "-", "-t-"):
            return False
    return False


def _part(text: Text, stretch: Stretch) -> list[Stretch]:
    words = text.paragraph.words
    pieces: list[Stretch] = []
    first, opener = stretch.first, stretch.opener
    i = first + 1
    while i < stretch.end:
        end = _find_aside_end(text, i, stretch.end) if words[i] in DASHES or words[i] == "," else None
        if end is None:
            i += 1
            continue
        pieces.append(Stretch(first, i, opener, None, stretch.continues and not pieces))
        while end < stretch.end and not words[end][0].isalnum() and words[end] not in "¿¡":
            end += 1
        first, opener = end, None
        i = end + 1
    if not pieces:
        return [stretch]
    if first < stretch.end:
        pieces.append(Stretch(first, stretch.end, None, stretch.closer))
    return pieces


def _find_aside_end(text: Text, at: int, end: int) -> int | None:
    """Find where 'a-t-il ajouté' or 'subraya la investigadora' after a comma or dash ends: at a stop, comma or dash."""
    dashed = text.paragraph.words[at] in DASHES
    if (text.words.code == "ru" and not dashed) or text.words.code == "de" or not _begins_cue(text, at + 1, end):
        return None
    cue = next(i for i in range(at + 1, end) if text.is_cue(i))
    if not _may_have_subject(text, cue + 1, end):
        return None
    for i in range(cue + 1, min(cue + _LONGEST_ASIDE, end)):
        word = text.paragraph.words[i]
        if not dashed and word == "," and text.low(i + 1) in text.words.title:
            # a réagi Bruno Fontvieille, président du comité
            continue
        if word in DASHES if dashed else word in STOPS or word == ",":
            return i
    return end if end - cue <= _LONGEST_ASIDE else None


def _may_have_subject(text: Text, i: int, end: int) -> bool:
    """Tell 'dice la abuela,' and 'dice,' from 'dice cosas'."""
    if i >= end or not text.paragraph.words[i][0].isalnum() or text.words.code == "ru":
        return True
    known = text.low(i) in text.words.articles | text.words.pronouns | text.words.time | text.words.auxiliary
    hangs = any(text.paragraph.words[j] in ("-", "-t-") for j in range(max(i - 4, 0), i + 1))
    return known or hangs or text.is_capital(i) or text.low(i) in text.words.preposition
