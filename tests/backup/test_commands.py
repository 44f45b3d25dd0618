"""`clipfile backup` and `clipfile restore` as their users run them: beside a service, into an empty server, killed."""

import subprocess
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import Any

import psutil
import pytest
from sqlalchemy import text

from app.archive.database import make_sessions, open_connection, open_engine
from app.archive.speaker_counts import find_wrong_counts
from app.embedded import run_postgres
from app.web.examples import STORY
from tests.backup.archives import back_up, digest_tables, list_tables
from tests.conftest import clone_database
from tests.faults.sending import Senders, address_of, write_story
from tests.running import (
    CLIPFILE,
    IN_TIME_SECONDS,
    TEXT,
    Service,
    assert_one_line,
    clean_environment,
    descendants,
    run,
    serve,
)

pytestmark = pytest.mark.slow

ASKED = (
    "/articles?total=true",
    "/articles?q=pier&highlight=true",
    "/articles?source=xinhua&sort=published_at",
    "/articles/facets?by=source,speaker,language",
    "/quotes?speaker=Oduya",
    "/speakers?limit=100",
    "/captures?limit=100",
)


def ask(service: Service) -> list[Any]:
    return [service.client.get(address).json() for address in ASKED]


def make_history(service: Service, data_dir: Path) -> None:
    """Have a takedown, speakers merged and a page that waits, beside the seed pages."""
    lost = service.post(write_story(1), url=address_of(1)).json()["article"]["id"]
    service.post(STORY, url=address_of(0)).raise_for_status()
    service.client.request("DELETE", f"/articles/{lost}", json={"reason": "asked for"}).raise_for_status()
    merged = run("speakers", "merge", "Marta Oduya", "Joao Pinto", "--reason", "a test", data_dir=data_dir)
    assert merged.returncode == 0, merged.stderr
    waiting = service.client.post(
        "/ingest", content=write_story(2), headers=TEXT | {"Prefer": "respond-async"}, params={"url": address_of(2)}
    )
    assert waiting.status_code == 202


@pytest.mark.thorough
def test_an_archive_comes_back_in_an_empty_server(tmp_path: Path, server_url: str, worker_id: str) -> None:
    file, one, other = tmp_path / "a.backup", tmp_path / "one", tmp_path / "other"
    with serve(one, "--seed", work_inside=False) as service:
        make_history(service, one)
        made = run("backup", str(file), data_dir=one)
        assert made.returncode == 0, made.stderr
        answers = ask(service)
        with run_postgres(one) as server:  # that of the service
            tables = digest_tables(server.url)
        assert_one_line(run("restore", str(file), data_dir=one), "somebody uses this database")
    assert f"{tables['capture'][0]} captures, {tables['article'][0]} articles" in made.stdout
    for name in ("speaker_change", "takedown", "taken_digest", "job_item", "quote", "signature", "site_reference"):
        assert tables[name][0], f"nothing of {name} is put to the test"

    restored = run("restore", str(file), data_dir=other)
    assert restored.returncode == 0, restored.stderr
    assert "in each as many as the backup has" in restored.stdout
    with run_postgres(other) as server:
        assert digest_tables(server.url) == tables
    checked = run("check", "--all", data_dir=other)
    assert checked.returncode == 0, checked.stdout
    with serve(other, work_inside=False) as service:
        assert service.said[0].startswith("Serving"), "there was nothing to bring up to date"
        assert ask(service) == answers
        assert service.post(STORY, url=address_of(0)).json()["outcome"] == "unchanged"
        assert service.post(write_story(1), url=address_of(1)).json()["reason"] == "taken_down"
        assert service.post(write_story(3), url=address_of(3)).json()["outcome"] == "created"

    with clone_database(server_url, f"moved_{worker_id}") as url:
        assert run("restore", str(file), database_url=url).returncode == 0
        assert digest_tables(url) == tables


@pytest.mark.thorough
def test_a_backup_is_of_one_moment_while_pages_come_in(tmp_path: Path, server_url: str, worker_id: str) -> None:
    senders, stop, file = Senders(), Event(), tmp_path / "busy.backup"
    with serve(tmp_path / "data") as service, ThreadPoolExecutor() as threads:
        senders.start(threads, stop, str(service.client.base_url))
        try:
            give_up_at = time.monotonic() + IN_TIME_SECONDS
            while len(senders.answered) < 20:
                assert time.monotonic() < give_up_at
                time.sleep(0.05)
            before = dict(senders.answered)
            made = run("backup", str(file), data_dir=tmp_path / "data")
            assert made.returncode == 0, made.stderr
            assert len(senders.answered) > len(before)
        finally:
            stop.set()
    with clone_database(server_url, f"busy_{worker_id}") as url:
        restored = run("restore", str(file), database_url=url)
        assert restored.returncode == 0, restored.stderr
        with open_engine(url) as engine, make_sessions(engine).begin() as session:
            assert find_wrong_counts(session) == ()
        tables = digest_tables(url)
        assert tables["capture"][0] == tables["filing"][0] >= len(before)
        with serve(tmp_path / "unused", database_url=url) as service:
            for receipt in before.values():
                article = receipt["article"]
                assert service.client.get(f"/articles/{article['id']}").json() == article


@pytest.fixture(scope="module")
def large(kept: str) -> str:
    """An archive that takes a second to be dumped, however quiet the machine."""
    with open_engine(kept) as engine, open_connection(engine) as connection:
        connection.execute(
            text(
                """
                INSERT INTO raw_page (digest, n_bytes, codec, packed)
                SELECT sha256(n::text::bytea), 1, 'zstd', (
                    SELECT string_agg(sha256(format('%s/%s', n, part)::bytea), '') FROM generate_series(1, 20) AS part
                ) FROM generate_series(1, 40000) AS n
                """
            )
        )
        connection.commit()
    return kept


def start(*arguments: str, **variables: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [CLIPFILE, *arguments],
        env=clean_environment(**variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def find_program(process: subprocess.Popen[str], name: str) -> psutil.Process:
    """Wait for one of PostgreSQL's programs below a command."""
    while process.poll() is None:
        for child in descendants(process):
            with suppress(psutil.NoSuchProcess):
                if child.name() == name and len(child.cmdline()) > 2:  # not merely asked for its version
                    return child
        time.sleep(0.01)
    pytest.fail(f"{name} was never there: {process.communicate()}")


@pytest.mark.parametrize(
    ("end", "code", "says"),
    [
        pytest.param(psutil.Process.terminate, 130, "Broken off: no backup was made.", id="a plain kill"),
        pytest.param(lambda process: process.children()[0].kill(), 1, "pg_dump gave up", id="pg_dump"),
    ],
)
def test_a_backup_that_is_broken_off_leaves_nothing(
    tmp_path: Path, large: str, end: Callable[[psutil.Process], None], code: int, says: str
) -> None:
    process = start("backup", str(tmp_path / "a.backup"), database_url=large)
    find_program(process, "pg_dump")
    end(psutil.Process(process.pid))
    _, said = process.communicate(timeout=IN_TIME_SECONDS)
    assert (process.returncode, says in said) == (code, True), said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.thorough
def test_a_backup_whose_process_is_killed_is_no_backup(tmp_path: Path, large: str) -> None:
    path = tmp_path / "a.backup"
    process = start("backup", str(path), database_url=large)
    find_program(process, "pg_dump")
    process.kill()
    process.communicate()
    assert not path.exists()
    give_up_at = time.monotonic() + IN_TIME_SECONDS
    while (again := run("backup", str(path), database_url=large)).returncode:  # pg_dump may live a moment longer
        assert_one_line(again, "another process is writing")
        assert time.monotonic() < give_up_at
    assert run("restore", str(path), "--dry-run").returncode == 0


@pytest.mark.thorough
def test_a_restore_that_is_killed_leaves_nothing(tmp_path: Path, large: str, bare_database_url: str) -> None:
    file = tmp_path / "large.backup"
    back_up(large, file)
    process = start("restore", str(file), database_url=bare_database_url)
    find_program(process, "psql")
    process.kill()
    process.communicate()
    time.sleep(1)  # for the server to notice
    assert list_tables(bare_database_url) == []
    restored = run("restore", str(file), database_url=bare_database_url)
    assert restored.returncode == 0, restored.stderr
