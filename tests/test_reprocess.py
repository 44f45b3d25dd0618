"""clipfile reprocess: stored captures are read again by today's extractor, and what changed is told."""

import json
import re
import subprocess
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from app import ingest
from app.archive.articles import get_article
from app.archive.database import Sessions, make_engine, make_sessions, open_engine
from app.archive.revisions import list_revisions
from app.archive.speaker_counts import find_wrong_counts
from app.cli import app
from app.cli import reprocess as command
from app.extract.version import EXTRACTOR
from app.ingest import receive_page
from app.news import Page
from app.readers import Readers
from app.web.examples import PAGE, STORY
from tests.reading import SITE, read_as_before, read_nothing
from tests.running import CLIPFILE, IN_TIME_SECONDS, clean_environment
from tests.running import run as run_command

NOW = datetime(2024, 3, 5, 12, 0, tzinfo=UTC)


def file_as_before(sessions: Sessions, pages: Iterable[tuple[str, str, str, int]]) -> None:
    """File pages (text, media type, path, hour) as an older version did."""
    readers = Readers(1, seconds=20, memory_bytes=2048 * 1024 * 1024, read=read_as_before)
    with pytest.MonkeyPatch.context() as older:
        older.setattr(ingest, "EXTRACTOR", "clipfile/0")
        for at, (page, media_type, path, hour) in enumerate(pages):
            seen = Page(page.encode(), media_type, NOW + timedelta(hours=hour), url=f"{SITE}/{path}")
            receive_page(sessions, readers, seen, now=NOW + timedelta(days=1, seconds=at), time_is_told=True)
    readers.close()


@pytest.fixture
def archive(fresh_database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sessions]:
    """An archive that an older version has filed."""
    monkeypatch.setenv("CLIPFILE_DATABASE_URL", fresh_database_url)
    monkeypatch.setenv("CLIPFILE_READERS", "2")
    engine = make_engine(fresh_database_url)
    sessions = make_sessions(engine)
    pages = [
        (PAGE, "text/html", "short/pier-rebuilt", 0),
        (PAGE.replace("Sport", "Sports"), "text/html", "short/pier-rebuilt", 1),
        (PAGE.replace("12 million", "13 million"), "text/html", "nobody/pier-rebuilt", 0),
        (PAGE.replace("12 million", "15 million"), "text/html", "same/pier-rebuilt", 0),
        (PAGE.replace("12 million", "16 million"), "text/html", "section/one-pier", 0),
        (PAGE.replace("12 million", "17 million"), "text/html", "section/two-piers", 1),
        (STORY, "text/plain", "dump", 0),
    ]
    file_as_before(sessions, pages)
    yield sessions
    engine.dispose()


def run(*options: str) -> str:
    result = CliRunner().invoke(app, ["reprocess", *options], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return " ".join(result.output.split())


def articles(sessions: Sessions) -> dict[str, dict[str, Any]]:
    with sessions() as session:
        assert find_wrong_counts(session) == ()
        ids = session.execute(text("SELECT id FROM article")).scalars().all()
        told = [json.loads(get_article(session, id_).json) for id_ in ids]
    return {one["url"].removeprefix(f"{SITE}/"): one for one in told}


def count(sessions: Sessions, table: str) -> int:
    with sessions() as session:
        n: int = session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()  # noqa: S608 - our own names
        return n


def test_what_is_read_otherwise_is_filed_and_told(archive: Sessions) -> None:
    before = articles(archive)
    n_rows = [count(archive, table) for table in ("filing", "revision", "article")]
    dry = run("--dry-run")
    assert "7 captures read with" in dry
    assert "nothing written" in dry
    assert [count(archive, table) for table in ("filing", "revision", "article")] == n_rows
    told = run()
    figures = "2 body, 3 facts, 1 now an article, 1 unchanged"
    assert figures in dry
    assert figures in told
    now = articles(archive)
    assert len(now) == len(before) + 2  # the dump, and one of two stories that were taken for one

    short = now["short/pier-rebuilt"]
    assert (short["id"], short["revision"]) == (before["short/pier-rebuilt"]["id"], 2)
    assert "no berth would be lost" in short["body"]
    with archive() as session:
        revisions = [json.loads(one) for one in list_revisions(session, short["id"])]
    assert [(one["extractor"], one["change"], one["n_captures"]) for one in revisions] == [
        ("clipfile/0", None, 2), (short["provenance"]["extractor"], "body", 2),
    ]  # fmt: skip

    assert before["nobody/pier-rebuilt"]["authors"] == ["Nobody"]
    assert now["nobody/pier-rebuilt"]["authors"] == ["Ana Quist"]
    assert now["same/pier-rebuilt"] == before["same/pier-rebuilt"]
    assert "16 million" in now["section/one-pier"]["body"]
    assert "17 million" in now["section/two-piers"]["body"]


def test_what_is_done_is_passed_over(archive: Sessions) -> None:
    assert "0 captures" in run("--since", "2024-03-07")
    assert "0 captures" in run("--extractor-before", "clipfile/1")
    assert "0 captures" in run("--source", "Nobody at all")
    assert "6 captures" in run("--source", "ELLERY COURIER")
    n_rows = [count(archive, table) for table in ("filing", "revision", "article")]
    assert "1 capture read" in run("--extractor-before", "clipfile/0")
    assert "0 captures" in run()
    assert [count(archive, table) for table in ("filing", "revision", "article")] == [
        n_rows[0] + 1,
        n_rows[1] + 1,
        n_rows[2] + 1,
    ]


def test_a_page_that_is_no_article_any_more_leaves_its_article_as_it_is(
    archive: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = articles(archive)
    monkeypatch.setattr(command, "read_with", lambda _: read_nothing)
    assert "6 now rejected, 1 still rejected" in run()
    assert articles(archive) == before


@pytest.mark.slow
@pytest.mark.thorough
def test_killed_in_the_middle_it_goes_on_and_nothing_is_lost_or_doubled(fresh_database_url: str) -> None:
    n = 40
    with open_engine(fresh_database_url) as engine:
        sessions = make_sessions(engine)
        pages = [(PAGE.replace("12 million", f"{12 + at} million"), "text/html", f"short/{at}", 0) for at in range(n)]
        file_as_before(sessions, pages)
        process = subprocess.Popen([CLIPFILE, "reprocess"], env=clean_environment(database_url=fresh_database_url))
        give_up_at = time.monotonic() + IN_TIME_SECONDS
        while count(sessions, f"filing WHERE extractor = '{EXTRACTOR}'") < 5:
            assert time.monotonic() < give_up_at
            time.sleep(0.01)
        process.kill()
        process.wait()
        again = run_command("reprocess", database_url=fresh_database_url)
        told = re.match(r"(\d+) captures? read", again.stdout)
        assert told, again
        assert 0 < int(told[1]) <= n - 5
        each = "(SELECT count(*) AS n FROM filing GROUP BY capture_id) AS each WHERE n = 2"
        assert count(sessions, each) == count(sessions, "capture") == n
        assert count(sessions, "filing") == count(sessions, "revision") == 2 * n
        now = articles(sessions)
        assert len(now) == n
        assert all(one["revision"] == 2 and "no berth would be lost" in one["body"] for one in now.values())
        assert "0 captures" in run_command("reprocess", database_url=fresh_database_url).stdout
