"""What became of the pages of files, one by one and counted."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

Word = Literal["created", "new_revision", "unchanged", "rejected", "passed_over", "broken", "failed"]
WORDS: tuple[Word, ...] = ("created", "new_revision", "unchanged", "rejected", "passed_over", "broken", "failed")
"""The last three: there is nothing to file; a part of a file can't be read; a page could not be handed over."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one page, or of a part of a file that gives none."""

    outcome: Word
    reason: str | None = None
    detail: str | None = None
    article_id: str | None = None
    is_known: bool = False
    """Whether it was here before this run, so that it was not read again."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The same with where it stood."""

    file: str
    place: str
    url: str | None
    taken: Taken


@dataclass
class Tally:
    """Outcomes, counted."""

    n: Counter[Word] = field(default_factory=Counter)
    n_by_reason: Counter[tuple[Word, str]] = field(default_factory=Counter)
    n_known: Counter[Word] = field(default_factory=Counter)

    def add(self, taken: Taken) -> None:
        """Count one more."""
        self.n[taken.outcome] += 1
        self.n_known[taken.outcome] += taken.is_known
        if taken.reason:
            self.n_by_reason[taken.outcome, taken.reason] += 1

    @property
    def n_pages(self) -> int:
        """How many pages there were; what was passed over or broken is none."""
        return self.n.total() - self.n["passed_over"] - self.n["broken"]

    def list_reasons(self, outcome: Word) -> tuple[tuple[str, int], ...]:
        """List the reasons for an outcome and how often each was given, the most frequent first."""
        return tuple((reason, n) for (word, reason), n in self.n_by_reason.most_common() if word == outcome)
