"""Exports as their users run them: real processes, clients that hang up, and more articles than memory should hold."""

import json
import re
import signal
import socket
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest
import zstandard
from sqlalchemy import Table, text

from app.archive import tables
from app.archive.database import make_sessions, open_engine
from tests.export.conftest import file_many
from tests.running import CLIPFILE, IN_TIME_SECONDS, Service, assert_one_line, clean_environment, run_inside, serve

N_MANY = 4_000
N_CHARS = 40_000
PAGE = b"<p>The pier was rebuilt twice.</p>" * 1_200
MIB = 1024 * 1024
N_BYTES = N_MANY * N_CHARS
"""What goes out at the least: 150 MiB."""

BODY = f"left(repeat('The pier was rebuilt twice. ', {N_CHARS // 20}), {N_CHARS})"
CHANGED: dict[str, dict[str, int | str]] = {
    "capture": {"id": 3, "url": "'https://www.port-ellery.example/' || nth", "digest": ":digest"},
    "revision": {"id": 2, "article_id": 1, "capture_id": 3, "body": BODY, "n_chars": str(N_CHARS)},
    "article": {"id": 1, "cluster_id": 1, "revision_id": 2, "identity": "sha256(nth::text::bytea)"},
    "filing": {"capture_id": 3, "article_id": 1, "revision_id": 2},
}
"""What is another value in a copy; a number is the kind of an id."""


def copy_rows(table: Table) -> str:
    """Write the statement that copies the one row of a table many times."""
    values = []
    for column in table.columns:
        changed = CHANGED[table.name].get(column.name, f"original.{column.name}")
        uuid = f"('01941f29-8f88-7000-800{changed}-' || lpad(to_hex(nth), 12, '0'))::uuid"
        values.append((column, uuid if isinstance(changed, int) else changed))
    names, taken = zip(*((column.name, value) for column, value in values if column.computed is None), strict=True)
    rows = f"(SELECT * FROM {table.name} LIMIT 1) AS original, generate_series(1, :n - 1) AS nth"  # noqa: S608 - ours
    return f"INSERT INTO {table.name} ({', '.join(names)}) SELECT {', '.join(taken)} FROM {rows}"  # noqa: S608 - ours


@pytest.fixture(scope="module")
def many_url(module_database_url: str) -> str:
    """An archive of thousands of long stories, whose pages are as long."""
    with open_engine(module_database_url) as engine:
        sessions = make_sessions(engine)
        file_many(sessions, 1)
        with sessions.begin() as session:
            session.execute(text("SET session_replication_role = replica"))
            packed = {"digest": sha256(PAGE).digest(), "n_bytes": len(PAGE), "packed": zstandard.compress(PAGE)}
            session.execute(text("INSERT INTO raw_page VALUES (:digest, :n_bytes, 'zstd', NULL, :packed)"), packed)
            for table in (tables.capture, tables.revision, tables.article, tables.filing):
                session.execute(text(copy_rows(table)), {"n": N_MANY, "digest": packed["digest"]})
    return module_database_url


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "most_mib"),
    [
        ("jsonl?compress=zstd", 50),
        ("parquet", 140),
        pytest.param("jsonl", 50, marks=pytest.mark.thorough),
        pytest.param("csv", 50, marks=pytest.mark.thorough),
        pytest.param("warc?compress=gzip", 50, marks=pytest.mark.thorough),
    ],
)
def test_memory_does_not_grow_with_what_is_exported(many_url: str, tmp_path: Path, name: str, most_mib: int) -> None:
    with serve(tmp_path, database_url=many_url) as service, ThreadPoolExecutor(1) as watcher:
        service.client.get("/articles?limit=1")
        process = psutil.Process(service.process.pid)
        before, is_over = process.memory_info().rss, [False]

        def watch() -> int:
            peak = before
            while not is_over[0]:
                peak = max(peak, process.memory_info().rss)
                time.sleep(0.01)
            return peak

        peak = watcher.submit(watch)
        with service.client.stream("GET", f"/articles.{name}") as answer:
            manifest = answer.links["describedby"]["url"]
            for _ in answer.iter_raw():
                pass
        is_over[0] = True
        told = service.client.get(manifest).json()
        assert (told["state"], told["n_articles"]) == ("complete", N_MANY)
        assert told["n_bytes"] > (N_BYTES if name != "parquet" else 0)
        assert (peak.result() - before) / MIB < most_mib


def ask_and_stall(service: Service, path: str) -> tuple[socket.socket, str]:
    """Ask for an export, and take no more than its headers; give the connection, and the manifest's address."""
    address = urlsplit(str(service.client.base_url))
    client = socket.create_connection((address.hostname, address.port or 80))
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    client.sendall(f"GET {path} HTTP/1.1\r\nHost: {address.netloc}\r\n\r\n".encode())
    received = b""
    while b"\r\n\r\n" not in received:
        received += client.recv(1024)
    head = received.decode("latin-1")
    assert head.startswith("HTTP/1.1 200"), head
    link = re.search(r"link: <([^>]+)>", head)
    assert link, head
    return client, link[1]


@pytest.mark.slow
def test_a_client_that_hangs_up_frees_its_turn_and_its_connection(many_url: str, tmp_path: Path) -> None:
    with serve(tmp_path, database_url=many_url, max_exports=1) as service, open_engine(many_url) as engine:
        client, manifest = ask_and_stall(service, "/articles.jsonl")
        assert service.client.get(manifest).json()["state"] == "running"
        refused = service.client.get("/articles.csv")
        assert (refused.status_code, "1 export is running" in refused.json()["detail"]) == (503, True)
        assert refused.headers["retry-after"]
        assert service.client.get("/articles?q=pier").status_code == 200
        client.close()
        until = time.monotonic() + IN_TIME_SECONDS
        while service.client.get(manifest).json()["state"] == "running":
            assert time.monotonic() < until
            time.sleep(0.1)
        assert service.client.get(manifest).json()["state"] == "broken"
        with engine.connect() as connection:
            busy = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in%'"
            assert connection.execute(text(busy)).scalar_one() == 0
        assert service.client.get("/articles.csv?source=Nobody").status_code == 200
        service.process.send_signal(signal.SIGINT)
        service.wait()
        assert "Traceback" not in service.rest()


@pytest.mark.slow
def test_an_export_that_the_service_does_not_outlive_is_broken(many_url: str, tmp_path: Path) -> None:
    with serve(tmp_path, database_url=many_url) as service:
        client, manifest = ask_and_stall(service, "/articles.jsonl")
        service.process.kill()
        service.wait()
        client.close()
    with serve(tmp_path, database_url=many_url) as service:
        assert service.client.get(manifest).json()["state"] == "broken"


def _take_ctrl_c() -> None:
    """Take Ctrl-C in a child, also of tests that were started in the background, where shells have it ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("how", "broken_off"),
    [
        pytest.param(
            signal.SIGINT,
            (130, "Broken off: the same command goes on where it was.\n"),
            marks=pytest.mark.thorough,
        ),
        (signal.SIGKILL, (-signal.SIGKILL, "")),
    ],
)
def test_the_command_goes_on_where_it_was_broken_off(
    many_url: str, tmp_path: Path, how: signal.Signals, broken_off: tuple[int, str]
) -> None:
    path = tmp_path / "articles.csv.zst"
    command = [CLIPFILE, "export", str(path), "--speaker", "Marta Oduya"]
    with subprocess.Popen(
        command,
        env=clean_environment(database_url=many_url),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_take_ctrl_c,  # noqa: PLW1509 - nothing but a signal's handler is set between fork and exec
    ) as process:
        checkpoint = tmp_path / "articles.csv.zst.part.json"
        until = time.monotonic() + IN_TIME_SECONDS
        while not checkpoint.exists():
            assert process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.01)
        process.send_signal(how)
        _, said = process.communicate(timeout=IN_TIME_SECONDS)
    assert (process.returncode, said) == broken_off
    assert not path.exists()
    resumed = run_inside("export", str(path), "--speaker", "marta  oduya", database_url=many_url)
    assert resumed.returncode == 1
    assert "left off with other filters" in resumed.stderr
    resumed = run_inside("export", str(path), "--speaker", "Marta Oduya", database_url=many_url)
    assert (resumed.returncode, f"{N_MANY:,} articles of 2 moments" in resumed.stdout) == (0, True), resumed
    manifest = json.loads((tmp_path / "articles.csv.zst.manifest.json").read_text("utf-8"))
    with zstandard.open(path, "rb") as unpacked:
        assert sha256(unpacked.read()).hexdigest() == manifest["sha256"]
    assert {file.name for file in tmp_path.iterdir()} == {path.name, f"{path.name}.manifest.json"}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["here.csv"], "--overwrite"),
        (["nowhere/articles.csv"], "No such file"),
        (["new.csv", "--q", '"pier'], "closed"),
    ],
    ids=["a file that is there", "no such folder", "a query that can't be read"],
)
def test_what_the_command_refuses_is_one_line_and_leaves_nothing(
    stocked_url: str, tmp_path: Path, arguments: list[str], says: str
) -> None:
    (tmp_path / "here.csv").write_text("kept")
    path, *options = arguments
    assert_one_line(run_inside("export", str(tmp_path / path), *options, database_url=stocked_url), says)
    assert [file.name for file in tmp_path.iterdir()] == ["here.csv"]
    assert (tmp_path / "here.csv").read_text() == "kept"


def test_the_command_replaces_a_file_where_it_may(stocked_url: str, tmp_path: Path) -> None:
    path = tmp_path / "articles.parquet"
    path.write_text("old")
    done = run_inside("export", str(path), "--overwrite", "--source", "reuters", database_url=stocked_url)
    assert (done.returncode, "3 articles of 1 moment" in done.stdout) == (0, True), done
    assert path.read_bytes().startswith(b"PAR1")
    assert json.loads((tmp_path / "articles.parquet.manifest.json").read_text("utf-8"))["query"] == {
        "source": "reuters"
    }
