"""What the rules alone make of an English article."""

from __future__ import annotations

from collections.abc import Sequence

from app.extract.quotes.attribution import list_claims
from app.extract.quotes.marks import Marked
from app.extract.quotes.scene import Claim
from app.extract.quotes.tokens import Paragraph
from app.extract.quotes.transcripts import list_turns


def read_rules(paragraphs: Sequence[Paragraph], marked: Sequence[Marked]) -> tuple[Claim, ...]:
    """Give the claims of the grammar of saying, and the turns of a transcript."""
    turns = list_turns(paragraphs)
    return (*list_claims(paragraphs, marked, skipped=turns.keys()), *turns.values())
