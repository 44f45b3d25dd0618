"""Phrases that say who quoted whom: Yang quoted Xi as saying; Xi was quoted by Yang; Yang reported, citing Xi."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.extract.quotes.lexicon import CLASS, CUE_VERBS, TITLES
from app.extract.quotes.phrases import Range, find_inverted, find_subject
from app.extract.quotes.scene import Scene

QUOTES = frozenset({"quoted", "quotes", "quoting", "cited", "cites", "citing"})
_SKIPPED = CLASS["auxiliary"] | CLASS["adverb"]
_SAYING = frozenset(verb for verb in CUE_VERBS["en"] if verb.endswith("ing"))
_BY = frozenset({"by", "in", "on"})
_SOURCES = frozenset({"sources", "source", "officials", "official", "witnesses", "people", "media", "reports", "one"})


@dataclass(frozen=True, slots=True)
class Relay:
    """Who said words, by which cue, and who passed them on."""

    span: Range
    """All of the phrase but the words and who passed them on."""
    mention: Range
    cue: Range
    via: Range | None
    loose: bool = False
    """The phrase hangs on a clause that has the words: who speaks there passes them on."""


def find_relays(scene: Scene, first: int, end: int) -> Iterator[Relay]:
    """Find these phrases in a sentence, tokens [first, end)."""
    lower, inside = scene.paragraph.lower, scene.marked.inside
    for i in range(first, end):
        if lower[i] in QUOTES and inside[i] < 0:
            before = i
            while before > first and lower[before - 1] in _SKIPPED:
                before -= 1
            passive = before > first and lower[before - 1] in CLASS["being"]
            relay = (
                _read_passive(scene, first, i, before - 1, end)
                if passive
                else _read_active(scene, first, i, before, end)
            )
            if relay:
                yield relay


def _read_passive(scene: Scene, first: int, i: int, before: int, end: int) -> Relay | None:
    """Read 'Xi was quoted as saying by Yang' and 'Xi was quoted by Yang as saying'."""
    while before > first and scene.paragraph.lower[before - 1] in _SKIPPED:
        before -= 1
    mention = find_subject(scene.paragraph, scene.marked.inside, first, before)
    if mention is None:
        return None
    via, at = read_by(scene, i + 1, end)
    said = _read_as_saying(scene, at, end)
    if said is None:
        return Relay((mention[0], at), mention, (i, i + 1), via) if via else None
    if via is None:
        via, at = read_by(scene, said[1], end)
    return Relay((mention[0], max(said[1], at)), mention, said, via)


def _read_active(scene: Scene, first: int, i: int, before: int, end: int) -> Relay | None:
    mention = find_inverted(scene.paragraph, scene.marked.inside, i + 1, end, marked=True) or _find_object(scene, i + 1)
    if mention is None:
        return None
    said = _read_as_saying(scene, mention[1], end)
    participle = scene.paragraph.lower[i].endswith("ing")
    relative = before > first and scene.paragraph.lower[before - 1] in CLASS["relative"]
    if participle or relative:
        hangs_on = said is not None or _is_source(scene, mention)
        start = before - 1 if relative else i
        return (
            Relay((start, said[1] if said else mention[1]), mention, said or (i, i + 1), None, loose=True)
            if hangs_on
            else None
        )
    via = find_subject(scene.paragraph, scene.marked.inside, first, before)
    return Relay((i, said[1]), mention, said, via) if said and via else None


def _find_object(scene: Scene, i: int) -> Range | None:
    return (i, i + 1) if i < len(scene.paragraph) and scene.paragraph.lower[i] in ("him", "her", "them") else None


def _read_as_saying(scene: Scene, at: int, end: int) -> Range | None:
    lower = scene.paragraph.lower
    return (at + 1, at + 2) if at + 1 < end and lower[at] == "as" and lower[at + 1] in _SAYING else None


def read_by(scene: Scene, at: int, end: int) -> tuple[Range | None, int]:
    """Read 'by the Observer': who it is, and the token after it."""
    if at + 1 >= end or scene.paragraph.lower[at] not in _BY:
        return None, at
    via = find_inverted(scene.paragraph, scene.marked.inside, at + 1, end, marked=True)
    return (via, via[1]) if via else (None, at)


def _is_source(scene: Scene, mention: Range) -> bool:
    """Tell whom one cites from what: citing Yang, citing two officials; not citing a lack of funds."""
    words, lower = scene.paragraph.words, scene.paragraph.lower
    named = all(word[0].isupper() or word.lower() in CLASS["particle"] for word in words[slice(*mention)])
    kinds = _SOURCES | TITLES | CLASS["role"] | CLASS["forum"]
    return named or any(word in kinds for word in lower[slice(*mention)])
