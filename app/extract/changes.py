"""What is a new revision of a story, and what is noise."""

import re
from enum import StrEnum

from app.digest import digest_text
from app.extract.dates.relative import is_age
from app.news import PARAGRAPH_BREAK, Facts, Reading

_LONGEST_NAME = 200  # code points; whoever is named at greater length, or without a letter, is kept as nobody
_HAS_LETTER = re.compile(r"[^\W_]")


class Change(StrEnum):
    """How a story differs from the one filed before. The words are part of the API: never rename one."""

    NONE = "none"
    HEADLINE = "headline"
    BODY = "body"
    QUOTES = "quotes"
    """The same words, but others are said to have said them, or they were put in quotation marks."""


def compare_readings(old: Reading, new: Reading) -> Change:
    """Say what changed. Case, punctuation and spacing are noise; a word, a number or a speaker is not.

    Noise that comes and goes with the page (what is most read, how many comments there are) was cut off with the rest
    around the story; how long ago it was updated may stand among its paragraphs, and is passed over here.
    """
    if _digest_story(old.body) != _digest_story(new.body):
        return Change.BODY
    if digest_text(old.facts.headline) != digest_text(new.facts.headline):
        return Change.HEADLINE
    return Change.NONE if _list_said(old) == _list_said(new) else Change.QUOTES


def is_read_otherwise(old: Reading, new: Reading) -> bool:
    """Tell whether another version of the extractor makes something else of a story: other facts, or another form.

    Of two readings by the same version this is never said: what pages change beside the story is noise.
    """
    if old.extractor == new.extractor:
        return False
    return old.body != new.body or _list_facts(old.facts) != _list_facts(new.facts)


def _digest_story(body: str) -> bytes:
    return digest_text("\n".join(line for line in body.split(PARAGRAPH_BREAK) if not is_age(line)))


def _list_said(reading: Reading) -> list[tuple[str, bytes, bytes | None]]:
    return [
        (said.kind, digest_text(said.words.of(reading.body)), _digest_name(said.speaker)) for said in reading.quotes
    ]


def _digest_name(name: str | None) -> bytes | None:
    is_name = name is not None and len(name) <= _LONGEST_NAME and _HAS_LETTER.search(name)
    return digest_text(name or "") if is_name else None


def _list_facts(facts: Facts) -> tuple[object, ...]:
    return (
        facts.headline,
        facts.byline,
        facts.dateline,
        facts.source,
        facts.publisher,
        facts.published,
        facts.modified,
        facts.language,
        facts.canonical_url,
    )
