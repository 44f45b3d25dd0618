"""make bench-check: what the log costs who files, how quickly it is chained, and how quickly an archive is checked.

    python -m tests.benchmarks.integrity [--n PAGES]

CPU is that of our process and of the database together, so that other work on the machine does not count.
"""

import argparse
import random
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.archive.checks.finding import Finding
from app.archive.database import Sessions, make_sessions, open_engine
from app.archive.schema import upgrade
from app.chaining import chain_all
from app.checking import Wanted, open_parts
from app.embedded import start_postgres
from app.extract.pipeline import read_page
from app.ingest import keep_page, process_capture
from app.news import Page, Reading
from app.readers import Readers
from app.web.examples import STORY

NOW = datetime(2024, 3, 5, tzinfo=UTC)
ROWS, ROUNDS = 2_000, 10
_INSERT = text("""
    WITH seen AS (
        INSERT INTO capture (id, digest, url, site, media_type, captured_at, received_at)
        SELECT gen_random_uuid(), digest, 'https://a.example/2024/03/' || gen_random_uuid(), 'a.example', 'text/plain',
            now(), now() FROM generate_series(1, :n), (SELECT digest FROM raw_page LIMIT 1) AS page RETURNING id
    ) INSERT INTO filing (capture_id, extractor, outcome, reason, filed_at, captured_at)
    SELECT id, 'test', 'rejected', 'listing', now(), now() FROM seen
""")


def cpu_seconds() -> float:
    """Give the CPU that our process, and the database below it, have used."""
    family = [psutil.Process(), *psutil.Process().children(recursive=True)]
    return sum(sum(process.cpu_times()[:2]) for process in family)


def take(work: Callable[[], object]) -> float:
    """Give the CPU seconds of some work."""
    before = cpu_seconds()
    work()
    return cpu_seconds() - before


def fill(sessions: Sessions, n: int) -> None:
    """File stories, each with words of its own, that are read once for all."""
    chance, readers = random.Random(7), Readers(1, seconds=1, memory_bytes=2**31)
    words = [chance.randbytes(chance.randint(1, 4)).hex() for _ in range(20_000)]
    read = read_page(Page(STORY.encode(), "text/plain", NOW))
    assert isinstance(read, Reading)
    for number in range(n):
        more = "\n\n" + " ".join(chance.choices(words, k=350)) + "."
        page = Page((STORY + more).encode(), "text/plain", NOW + timedelta(seconds=number))
        result = replace(read, clean=replace(read.clean, body=read.body + more))
        with sessions.begin() as session:
            capture_id = keep_page(session, page, now=page.captured_at)
        process_capture(sessions, readers, capture_id, now=page.captured_at, result=result)
    readers.close()


def insert(session: Session, *, logged: bool) -> None:
    """Insert captures and filings, with triggers that log them or without."""
    if not logged:
        session.execute(text("ALTER TABLE capture DISABLE TRIGGER log_capture"))
        session.execute(text("ALTER TABLE filing DISABLE TRIGGER log_filing"))
    session.execute(_INSERT, {"n": ROWS})


def measure_log(sessions: Sessions) -> None:
    """Print what triggers and chaining take, with and without by turns."""
    seconds = {True: 0.0, False: 0.0}
    for at in range(2 * ROUNDS):
        with sessions() as session:  # which is rolled back
            logged = at % 2 == 0
            seconds[logged] += take(lambda: insert(session, logged=logged))  # noqa: B023 - it runs at once
    with_log, without = (1e6 * seconds[logged] / ROWS / ROUNDS for logged in (True, False))
    print(f"capture and filing   {with_log:8.0f} µs logged, {without:.0f} not ({with_log / without:.2f} times)")
    for _ in range(ROUNDS):
        with sessions.begin() as session:
            session.execute(
                text("""
                    INSERT INTO log_pending (kind, subject, digest, made_at)
                    SELECT 'capture', gen_random_uuid(), sha256(n::text::bytea), now() FROM generate_series(1, :n) AS n
                """),
                {"n": ROWS},
            )
    chained = take(lambda: chain_all(sessions))
    print(f"chaining             {ROWS * ROUNDS / chained:8,.0f} entries a CPU second")


def measure_check(sessions: Sessions) -> None:
    """Print what each part of a check takes."""
    with open_parts(sessions, Wanted()) as parts:
        for part in parts:
            seconds = take(lambda: [step for step in part.steps if isinstance(step, Finding)])  # noqa: B023 - as above
            print(f"{part.n_all:8,} {part.unit:12}{part.n_all / seconds:8,.0f} a CPU second")


def main() -> None:
    """Measure on an embedded database of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--n", type=int, default=1_000, help="pages to file")
    n = parser.parse_args().n
    with tempfile.TemporaryDirectory() as folder:
        server = start_postgres(Path(folder), durable=False)
        try:
            with open_engine(server.url) as engine:
                upgrade(engine)
                sessions = make_sessions(engine)
                fill_seconds = take(lambda: fill(sessions, n))
                print(f"filing a page        {1e6 * fill_seconds / n:8.0f} µs, without reading it")
                measure_check(sessions)
                measure_log(sessions)
        finally:
            server.stop()


if __name__ == "__main__":
    main()
