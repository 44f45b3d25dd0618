"""Checking the archive: the log is chained, a snapshot is taken, and everything in it is looked at, part by part."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple, TypeAlias

from app.archive.checks import clusters, counts, filings, guards, logged, pages, search
from app.archive.checks.chain import check_chain, count_entries
from app.archive.checks.finding import UNREADABLE, Finding, Flaw, Rule, guard
from app.archive.checks.references import CONSTRAINTS, check_reference
from app.archive.checks.snapshot import open_check
from app.archive.checks.texts import Extraction, check_text, list_texts
from app.archive.checks.walk import count_pages, walk_pages
from app.archive.database import Session, Sessions
from app.archive.log import Head
from app.chaining import chain_all
from app.digest import name_digest
from app.extract.lines import count_words_of
from app.extract.source import aliases_of

RULES: tuple[Rule, ...] = (
    *guards.RULES,
    *logged.RULES,
    *pages.RULES,
    *filings.RULES,
    *counts.RULES,
    *clusters.RULES,
    *search.RULES,
)
MENDED_AT_ONCE = 100
EXTRACTION = Extraction(aliases_of, count_words_of)

Find: TypeAlias = Callable[[Session], Iterator[Finding]]
Steps: TypeAlias = Iterator[Finding | int]
"""What is found, and now and then how far it is."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be checked, beside what is checked in any case."""

    n_pages: int | None = None
    """Pages to unpack, with all that was read in them; None for every one."""
    start: bytes = b""
    """The digest behind which they begin: 32 bytes from chance choose them."""
    head: Head | None = None
    """A head that was published."""


class Part(NamedTuple):
    """A part of a check."""

    unit: str
    """What it is counted in."""
    n_all: int
    steps: Steps


@contextmanager
def open_parts(sessions: Sessions, wanted: Wanted) -> Iterator[Sequence[Part]]:
    """Open the parts of a check, to be gone through one after the other: all see the archive as it is now."""
    chain_all(sessions)
    with open_check(sessions) as session:
        yield list_parts(session, wanted)


def list_parts(session: Session, wanted: Wanted) -> Sequence[Part]:
    """List the parts of a check, as `open_parts`, of what a session sees."""
    n_pages = count_pages(session)
    n_pages = n_pages if wanted.n_pages is None else min(wanted.n_pages, n_pages)
    rules: list[tuple[str, Find]] = [(f"{rule.flaw.name} of {rule.table}", rule.find) for rule in RULES]
    rules += [(str(one.name), partial(check_reference, constraint=one)) for one in CONSTRAINTS]
    rules.append((counts.SPEAKER_COUNT.name, counts.check_speaker_counts))
    chain = guard(session, "the log", partial(check_chain, published=wanted.head))
    return (
        Part("rules", len(rules), _follow(session, rules)),
        Part("log entries", count_entries(session), chain),
        Part("pages", n_pages, _walk(session, n_pages, wanted.start)),
    )


def _follow(session: Session, rules: Sequence[tuple[str, Find]]) -> Steps:
    for n_done, (name, find) in enumerate(rules, 1):
        yield from guard(session, f"rule {name}", find)
        yield n_done


def _walk(session: Session, n_pages: int, start: bytes) -> Steps:
    n_done = 0
    for digests in walk_pages(session, n_pages, start):
        found = tuple(guard(session, f"{len(digests)} pages", partial(_look_at, digests=digests)))
        if any(finding.flaw is UNREADABLE for finding in found):  # to say which
            for digest in digests:
                yield from guard(session, f"page {name_digest(digest)}", partial(_look_at, digests=(digest,)))
        else:
            yield from found
        n_done += len(digests)
        yield n_done


def _look_at(session: Session, digests: Sequence[bytes]) -> Iterator[Finding]:
    """Look at pages, and at what was read in them; nothing is made of a text that is itself damaged."""
    yield from pages.check_bytes(session, digests)
    texts = []
    for kept in list_texts(session, digests):
        yield from (found := tuple(check_text(kept)))
        if not found:
            texts.append(kept)
    yield from counts.check_word_counts(session, texts, EXTRACTION)
    yield from search.check_vectors(session, texts, EXTRACTION)
    yield from search.check_wordings(session, texts)
    yield from clusters.check_signatures(session, texts)


class Mender:
    """Mends what can be made anew of the rest, as it is found."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions
        self._waiting: dict[Flaw, list[Any]] = {}
        self._seen = set[Flaw]()
        self.n_mended: dict[Flaw, int] = {}
        """How often each flaw was mended."""

    def take(self, finding: Finding) -> bool:
        """Mend a thing, soon; tell whether it can be."""
        self._seen.add(finding.flaw)
        if finding.flaw.mend is None or finding.flaw.may_be_trace_of in self._seen:
            return False
        waiting = self._waiting.setdefault(finding.flaw, [])
        waiting.append(finding.cure)
        if len(waiting) == MENDED_AT_ONCE:
            self._mend(finding.flaw)
        return True

    def finish(self) -> None:
        """Mend what waits yet."""
        for flaw in tuple(self._waiting):
            self._mend(flaw)

    def _mend(self, flaw: Flaw) -> None:
        cures = self._waiting.pop(flaw)
        assert flaw.mend  # noqa: S101 - it was taken
        with self._sessions.begin() as session:
            flaw.mend(session, cures)
        self.n_mended[flaw] = self.n_mended.get(flaw, 0) + len(cures)
