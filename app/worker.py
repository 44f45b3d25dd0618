"""A worker: claims pages of jobs, reads and files them, and writes down what became of each.

Any number may run, on any machine that reaches the database. What one is killed over falls due again when its lease
ends; filing and outcome are one transaction, so a page is never filed twice, nor its outcome lost. Beside its
pages each chains the log and applies the rules of retention.
"""

import time
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from datetime import datetime
from functools import partial
from threading import Event

import structlog

from app.archive.claims import (
    Claim,
    claim_due,
    fail_claim,
    finish_claim,
    postpone_claim,
    release_claims,
    renew_claims,
)
from app.archive.database import UNREACHABLE, Session, Sessions, make_sessions, open_engine
from app.archive.receipts import Receipt
from app.chaining import WaitingEntries
from app.errors import ClaimLost, NotFound
from app.ingest import process_capture
from app.news import FAILURES
from app.readers import Readers, read_with
from app.retention import DueRules
from app.settings import Settings

MOST_READINGS = 3
"""How often a page is read that can't be read in time, or kills its reader, before that is its outcome."""
MOST_ATTEMPTS = 10
"""How often a page is claimed for whatever reason before it is given up."""
HELD_A_READER = 4
"""Claims held for each reader, so that none waits for the database; what is not begun is given back at the end."""
IDLE_SECONDS = 0.5
BACKOFF_SECONDS = 5.0
BACKOFF_FACTOR = 4
LONGEST_BACKOFF_SECONDS = 600.0

log = structlog.get_logger()


def work(settings: Settings, url: str, stop: Event, *, clock: Callable[[], datetime]) -> None:
    """Work on the database at `url`, with readers of our own, until `stop` is set."""
    readers = Readers(
        settings.readers,
        seconds=settings.reader_seconds,
        memory_bytes=settings.reader_memory_bytes,
        read=read_with(settings.quotes_model),
    )
    with open_engine(url, pool_size=settings.readers + 1) as engine:
        worker = Worker(
            make_sessions(engine),
            readers,
            n_at_once=settings.readers,
            lease_seconds=settings.lease_seconds,
            clock=clock,
        )
        worker.run(stop)
    readers.close()


class Worker:
    """Works until it is told to stop."""

    def __init__(
        self,
        sessions: Sessions,
        readers: Readers,
        *,
        n_at_once: int,
        lease_seconds: float,
        clock: Callable[[], datetime],
        backoff_seconds: float = BACKOFF_SECONDS,
    ) -> None:
        """Plan to read `n_at_once` pages at once; a killed worker's pages go to others after `lease_seconds`."""
        self._sessions = sessions
        self._readers = readers
        self._n_at_once = n_at_once
        self._lease_seconds = lease_seconds
        self._clock = clock
        self._backoff_seconds = backoff_seconds
        self._held: dict[Future[None], Claim] = {}
        self._log = WaitingEntries(sessions)
        self._retention = DueRules(sessions, clock)

    def run(self, stop: Event, *, until_idle: bool = False) -> None:
        """Work until `stop` is set, or until nothing is due; then finish what is begun and give the rest back."""
        renewed_at = time.monotonic()
        with ThreadPoolExecutor(self._n_at_once, "work") as pool:
            while not stop.is_set():
                try:
                    if time.monotonic() - renewed_at > self._lease_seconds / 3:
                        self._renew()
                        renewed_at = time.monotonic()
                    self._claim(pool)
                    self._log.chain_some()
                    self._retention.run_some()
                except UNREACHABLE as error:
                    log.warning("the database does not answer the worker", error=str(error))
                    stop.wait(self._backoff_seconds)
                if self._held:
                    self._wait()
                elif until_idle and not self._retention.is_busy:
                    return
                else:
                    stop.wait(IDLE_SECONDS)
            self._release()
            while self._held:
                with suppress(*UNREACHABLE):
                    self._renew()
                self._wait()

    def _claim(self, pool: ThreadPoolExecutor) -> None:
        n_free = self._n_at_once * HELD_A_READER - len(self._held)
        if n_free < self._n_at_once:
            return
        with self._sessions.begin() as session:
            claims = claim_due(session, n_free, lease_seconds=self._lease_seconds)
        for claim in claims:
            self._held[pool.submit(self._work, claim)] = claim

    def _renew(self) -> None:
        with self._sessions.begin() as session:
            renew_claims(session, tuple(self._held.values()), lease_seconds=self._lease_seconds)

    def _release(self) -> None:
        unbegun = [claim for future, claim in self._held.items() if future.cancel()]
        self._held = {future: claim for future, claim in self._held.items() if not future.cancelled()}
        with suppress(*UNREACHABLE), self._sessions.begin() as session:
            release_claims(session, unbegun)

    def _wait(self) -> None:
        done, _ = wait(self._held, timeout=min(IDLE_SECONDS, self._lease_seconds / 3), return_when=FIRST_COMPLETED)
        for future in done:
            del self._held[future]
            future.result()

    def _work(self, claim: Claim) -> None:
        """File a page; whatever goes wrong, its outcome says so, or it is tried again later."""
        if claim.n_attempts > MOST_ATTEMPTS:
            self._give_up(claim, "whoever had it was lost")
            return
        try:
            process_capture(
                self._sessions, self._readers, claim.capture_id, now=self._clock(), note=partial(self._note, claim)
            )
        except ClaimLost:
            return  # and nothing was filed: somebody else does it, or nobody is to
        except NotFound:
            self._settle(claim, partial(fail_claim, reason="page_gone", detail="the page is not kept any more"))
        except Exception as error:
            log.exception("a page was not filed", job=str(claim.job_id), position=claim.position)
            if claim.n_attempts == MOST_ATTEMPTS:
                self._give_up(claim, type(error).__name__)
            else:
                self._settle(claim, partial(postpone_claim, seconds=self._back_off(claim)))

    def _note(self, claim: Claim, session: Session, receipt: Receipt) -> None:
        if receipt.reason in FAILURES and claim.n_attempts < MOST_READINGS:
            postpone_claim(session, claim, seconds=self._back_off(claim))
        else:
            finish_claim(session, claim, receipt)

    def _give_up(self, claim: Claim, why: str) -> None:
        detail = f"it was tried {MOST_ATTEMPTS} times; at last: {why}"
        self._settle(claim, partial(fail_claim, reason="gave_up", detail=detail))

    def _settle(self, claim: Claim, how: Callable[[Session, Claim], None]) -> None:
        with suppress(ClaimLost, *UNREACHABLE), self._sessions.begin() as session:  # else the lease ends by itself
            how(session, claim)

    def _back_off(self, claim: Claim) -> float:
        seconds: float = self._backoff_seconds * BACKOFF_FACTOR ** (claim.n_attempts - 1)
        return min(seconds, LONGEST_BACKOFF_SECONDS)
