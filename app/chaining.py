"""The log's entries chained, a couple of thousand to a transaction: all that wait, or now and then some of them."""

import time

from app.archive.database import Sessions
from app.archive.locks import Lock, lock
from app.archive.log import AT_ONCE, Head, chain_entries, find_head

LOOK_SECONDS = 2.0


def chain_all(sessions: Sessions) -> Head:
    """Chain all entries that wait, and give the newest."""
    while True:
        with sessions.begin() as session:
            lock(session, Lock.LOG)
            if chain_entries(session) < AT_ONCE:
                return find_head(session)


class WaitingEntries:
    """The entries that a worker chains beside its pages, a few at a time."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions
        self._look_at = 0.0

    def chain_some(self) -> None:
        """Chain some, at once where many wait; look for them every other second."""
        if time.monotonic() < self._look_at:
            return
        with self._sessions.begin() as session:
            are_more = chain_entries(session) == AT_ONCE
        self._look_at = time.monotonic() + (0 if are_more else LOOK_SECONDS)
