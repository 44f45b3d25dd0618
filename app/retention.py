"""Retention rules applied: articles that are older than they may be are taken down, one transaction each.

So nobody waits for more than one article, and whatever it is broken off by, it goes on where it was.
"""

import time
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Literal

import structlog

from app.archive.database import Sessions
from app.archive.retention import (
    FIRST,
    Rule,
    apply_rule,
    claim_rule,
    hold_rule,
    list_due,
    note_applied,
)

AT_ONCE = 100
LOOK_SECONDS = 60.0
SLICE_SECONDS = 0.5
"""For so long at a time a worker leaves its pages alone."""

Applied = Literal["taken_down", "passed_over", "failed"]
"""What became of an article that was too old: passed over is one that somebody else took down meanwhile, or changed."""

log = structlog.get_logger()


def take_down_old(sessions: Sessions, rule: Rule, clock: Callable[[], datetime]) -> Iterator[Applied]:
    """Take down all that is older than a rule lets it be, the oldest first; tell of each article.

    One that can't be taken down is logged and left for the next time: it keeps no other.
    """
    is_done, last = True, FIRST
    while True:
        now = clock()
        with sessions.begin() as session:
            hold_rule(session, rule, now)
            due = list_due(session, rule, now, AT_ONCE, last)
        for one in due:
            last = one
            try:
                with sessions.begin() as session:
                    tombstone = apply_rule(session, rule, one.id, now)
            except Exception:
                log.exception("an article was not taken down", article=str(one.id), rule=str(rule.id))
                is_done = False
                yield "failed"
                break  # whether the database is still there shows by asking for the next ones
            yield "taken_down" if tombstone else "passed_over"
        if not due:
            break
    with sessions.begin() as session:
        note_applied(session, rule, now, is_done=is_done)


def run_due(sessions: Sessions, clock: Callable[[], datetime]) -> Iterator[Applied]:
    """Apply all rules that are due and that nobody else is applying; tell of each article."""
    while True:
        with sessions.begin() as session:
            rule = claim_rule(session, clock())
        if rule is None:
            return
        yield from take_down_old(sessions, rule, clock)


class DueRules:
    """The rules that a worker applies beside its pages, a little at a time."""

    def __init__(self, sessions: Sessions, clock: Callable[[], datetime]) -> None:
        self._sessions = sessions
        self._clock = clock
        self._run: Iterator[Applied] | None = None
        self._look_at = 0.0

    @property
    def is_busy(self) -> bool:
        """Whether something is left of what was due at the last look."""
        return self._run is not None

    def run_some(self) -> None:
        """Apply what is due for half a second at most; the next call goes on. Look for it once a minute."""
        if self._run is None:
            if time.monotonic() < self._look_at:
                return
            self._look_at = time.monotonic() + LOOK_SECONDS
            self._run = run_due(self._sessions, self._clock)
        until = time.monotonic() + SLICE_SECONDS
        for _ in self._run:
            if time.monotonic() > until:
                return
        self._run = None
