"""What is a new revision of a story, and what is noise."""

from dataclasses import dataclass
from enum import StrEnum

from app.digest import digest_text


class Change(StrEnum):
    """How a story differs from the one filed before."""

    NONE = "none"
    HEADLINE = "headline"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Story:
    """What readers would call the story: its headline and its text."""

    headline: str
    body: str


def compare_stories(old: Story, new: Story) -> Change:
    """Say what changed. Case, punctuation and spacing are noise; a word or a number is not."""
    if digest_text(old.body) != digest_text(new.body):
        return Change.BODY
    if digest_text(old.headline) != digest_text(new.headline):
        return Change.HEADLINE
    return Change.NONE
