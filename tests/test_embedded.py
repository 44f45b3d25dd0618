"""The embedded PostgreSQL, with real servers that are killed for good."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import psycopg
import pytest
from sqlalchemy import create_engine, text

from app import embedded
from app.embedded import binaries, server
from app.embedded.child import find_last_words
from app.embedded.pgdata import find_short_path, open_folder, try_lock
from app.errors import EmbeddedPostgresError

AS_ROOT = os.geteuid() == 0
needs_root = pytest.mark.skipif(not AS_ROOT, reason="only root changes its user")

# What stands for our service: it prints the postmaster's pid (0 where it attached) and the URL, stops at end of input.
OWNER = """
import sys
from pathlib import Path
from app import embedded
from app.embedded import child
child.HAS_PDEATHSIG = sys.argv[2] == "kernel" and child.HAS_PDEATHSIG
with embedded.run_postgres(Path(sys.argv[1])) as server:
    print(server.process.pid if server.process else 0, server.url, flush=True)
    sys.stdin.read()
"""

# Where we are root, a user who isn't: imports first, as the interpreter's own home may be closed to others.
PLAIN_USER = """
import os, pwd, sys
from pathlib import Path
import psycopg
from app import embedded
from app.errors import EmbeddedPostgresError
if os.geteuid() == 0:
    nobody = pwd.getpwnam("nobody")
    os.setgroups([])
    os.setgid(nobody.pw_gid)
    os.setuid(nobody.pw_uid)
try:
    if not os.access(embedded.find_binaries() / "postgres", os.X_OK):
        raise PermissionError
except (PermissionError, EmbeddedPostgresError):
    sys.exit("unreachable")
try:
    with embedded.run_postgres(Path(sys.argv[1]), durable=False) as server:
        with psycopg.connect(server.url.replace("+psycopg", "")) as connection:
            print(connection.execute("SELECT 6 * 7").fetchone()[0])
except EmbeddedPostgresError as error:
    print(error)
"""


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "clipfile"


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder to which every user can walk; pytest's own are closed to all but us."""
    folder = Path(tempfile.mkdtemp(prefix="clipfile-test-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def start_owner() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start processes that own or attach; what is left of them is ended with the test."""
    owners: list[subprocess.Popen[str]] = []

    def start(data_dir: Path, ended_by: str = "kernel") -> subprocess.Popen[str]:
        command = [sys.executable, "-c", OWNER, str(data_dir), ended_by]
        owners.append(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))
        return owners[-1]

    yield start
    for owner in owners:
        owner.communicate()


def read_announcement(owner: subprocess.Popen[str]) -> tuple[int, str]:
    assert owner.stdout is not None
    pid, url = owner.stdout.readline().split()
    return int(pid), url


def run_sql(url: str, statement: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        cursor = connection.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []


def can_connect(url: str) -> bool:
    try:
        run_sql(url, "SELECT 1")
    except psycopg.OperationalError:
        return False
    return True


def wait_until(is_so: Callable[[], bool], seconds: float = 15) -> bool:
    give_up_at = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > give_up_at:
            return False
        time.sleep(0.02)
    return True


def has_server(data_dir: Path) -> bool:
    with open_folder(data_dir / "pgdata") as pgdata_fd:
        return not try_lock(pgdata_fd)


def kill_postmaster(running: embedded.Server) -> None:
    assert running.process is not None
    running.process.kill()
    running.process.wait()
    assert wait_until(lambda: not has_server(running.data_dir))


@pytest.mark.slow
def test_data_and_settings_outlive_a_restart(data_dir: Path) -> None:
    with embedded.run_postgres(data_dir) as first:
        run_sql(first.url, "CREATE TABLE kept AS SELECT 'Łódź' AS place")
        for setting, value in {
            "fsync": "on",
            "synchronous_commit": "on",
            "full_page_writes": "on",
            "data_checksums": "on",
            "server_encoding": "UTF8",
            "listen_addresses": "",
            "TimeZone": "UTC",
        }.items():
            assert run_sql(first.url, f"SHOW {setting}") == [(value,)], setting
    with embedded.run_postgres(data_dir, durable=False) as second:
        assert run_sql(second.url, "SELECT place FROM kept") == [("Łódź",)]
        assert run_sql(second.url, "SHOW fsync") == [("off",)]
    assert not has_server(data_dir)
    second.stop()


@pytest.mark.slow
def test_server_keeps_to_itself(data_dir: Path) -> None:
    with embedded.run_postgres(data_dir, durable=False) as running:
        assert running.process is not None
        postmaster = psutil.Process(running.process.pid)
        assert postmaster.ppid() == os.getpid()
        assert postmaster.net_connections("inet") == []
        assert os.getpgid(postmaster.pid) != os.getpgrp(), "Ctrl-C would reach the server before us"
        assert (data_dir / "pgdata").stat().st_mode & 0o777 == 0o700
        assert postmaster.uids().real != 0


@pytest.mark.slow
def test_letters_are_what_unicode_calls_letters(data_dir: Path) -> None:
    with embedded.run_postgres(data_dir, durable=False) as running:
        words = run_sql(running.url, "SELECT tsvector_to_array(to_tsvector('simple', '“Élan” — ŁÓDŹ，北京'))")
        assert words == [(["élan", "łódź", "北京"],)]


@pytest.mark.slow
def test_database_that_was_dropped_comes_back(made_data_dir: Path) -> None:
    with embedded.run_postgres(made_data_dir, durable=False) as first:
        run_sql(first.url.replace("/clipfile?", "/postgres?"), "DROP DATABASE clipfile")
    with embedded.run_postgres(made_data_dir, durable=False) as second:
        assert run_sql(second.url, "SELECT current_database()") == [("clipfile",)]


@pytest.mark.slow
def test_environment_has_no_say(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "PGHOST": "nowhere.invalid",
        "PGPORT": "1",
        "PGDATA": "/nowhere",
        "PGUSER": "stranger",
        "PGDATABASE": "elsewhere",
        "LC_ALL": "xx_XX.latin1",
        "LD_LIBRARY_PATH": "/nowhere",
        "TZ": "Asia/Kathmandu",
    }.items():
        monkeypatch.setenv(name, value)
    before = dict(os.environ)
    with embedded.run_postgres(data_dir, durable=False) as running:
        assert run_sql(running.url, "SELECT current_user, current_database()") == [("postgres", "clipfile")]
    assert dict(os.environ) == before


@pytest.mark.slow
def test_second_process_attaches_and_leaves_the_server_running(
    made_data_dir: Path, start_owner: Callable[..., subprocess.Popen[str]]
) -> None:
    with embedded.run_postgres(made_data_dir, durable=False) as running:
        other = start_owner(made_data_dir)
        assert read_announcement(other) == (0, running.url)
        other.communicate()
        assert other.returncode == 0
        assert run_sql(running.url, "SELECT 1") == [(1,)]


@pytest.mark.slow
def test_of_two_that_start_at_once_one_owns(data_dir: Path, start_owner: Callable[..., subprocess.Popen[str]]) -> None:
    announcements = [read_announcement(owner) for owner in (start_owner(data_dir), start_owner(data_dir))]
    pids, urls = zip(*announcements, strict=True)
    assert sorted(pid > 0 for pid in pids) == [False, True]
    assert len(set(urls)) == 1


@pytest.mark.slow
@pytest.mark.parametrize("ended_by", ["kernel", "watchdog"])
def test_killed_owner_leaves_no_server_and_loses_no_commit(
    made_data_dir: Path, start_owner: Callable[..., subprocess.Popen[str]], ended_by: str
) -> None:
    owner = start_owner(made_data_dir, ended_by)
    _, url = read_announcement(owner)
    assert has_server(made_data_dir)
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS n")
        connection.commit()
        connection.execute("INSERT INTO kept VALUES (2)")
        owner.kill()
        owner.wait()
        assert wait_until(lambda: not has_server(made_data_dir))
        connection.close()
    with embedded.run_postgres(made_data_dir) as running:
        assert run_sql(running.url, "SELECT n FROM kept") == [(1,)]


@pytest.mark.slow
def test_killed_postmaster_loses_no_commit(made_data_dir: Path) -> None:
    first = embedded.start_postgres(made_data_dir)
    run_sql(first.url, "CREATE TABLE kept AS SELECT 1 AS n")
    kill_postmaster(first)
    with embedded.run_postgres(made_data_dir) as second:
        assert run_sql(second.url, "SELECT n FROM kept") == [(1,)]


@pytest.mark.slow
def test_a_server_that_is_killed_is_started_again(
    made_data_dir: Path, start_owner: Callable[..., subprocess.Popen[str]]
) -> None:
    owner = start_owner(made_data_dir, "kernel")
    killed, url = read_announcement(owner)
    run_sql(url, "CREATE TABLE kept AS SELECT 1 AS n")
    psutil.Process(killed).kill()
    assert wait_until(lambda: can_connect(url), seconds=30)
    assert run_sql(url, "SELECT n FROM kept") == [(1,)]
    owner.kill()  # the new server was started by a thread: it ends all the same
    owner.wait()
    assert wait_until(lambda: not has_server(made_data_dir))


@pytest.mark.slow
def test_strangers_with_left_over_pids_are_passed_over(made_data_dir: Path) -> None:
    first = embedded.start_postgres(made_data_dir, durable=False)
    kill_postmaster(first)
    pgdata = made_data_dir / "pgdata"
    # Of the server's own user: PostgreSQL takes a pid that it may not signal for nobody's.
    strangers = [subprocess.Popen(["sleep", "60"], user=pgdata.stat().st_uid, cwd="/") for _ in range(2)]
    try:
        for name, stranger in zip(("postmaster.pid", ".s.PGSQL.5432.lock"), strangers, strict=True):
            lines = (pgdata / name).read_text().splitlines(keepends=True)
            (pgdata / name).write_text("".join([f"{stranger.pid}\n", *lines[1:]]))
        with embedded.run_postgres(made_data_dir, durable=False) as second:
            assert run_sql(second.url, "SELECT 1") == [(1,)]
        assert [stranger.poll() for stranger in strangers] == [None, None]
    finally:
        for stranger in strangers:
            stranger.kill()
            stranger.wait()


@pytest.mark.slow
@pytest.mark.parametrize(
    "content",
    [pytest.param("", id="empty"), pytest.param("not a number\n", id="nonsense", marks=pytest.mark.thorough)],
)
def test_broken_pid_file_is_thrown_away(made_data_dir: Path, content: str) -> None:
    kill_postmaster(embedded.start_postgres(made_data_dir, durable=False))
    (made_data_dir / "pgdata" / "postmaster.pid").write_text(content)
    with embedded.run_postgres(made_data_dir, durable=False) as running:
        assert run_sql(running.url, "SELECT 1") == [(1,)]


@pytest.mark.slow
def test_initdb_that_was_killed_half_way_is_made_anew(
    data_dir: Path, start_owner: Callable[..., subprocess.Popen[str]]
) -> None:
    owner = start_owner(data_dir)
    assert wait_until((data_dir / "pgdata.new" / "PG_VERSION").exists)
    owner.kill()
    owner.wait()
    assert not (data_dir / "pgdata").exists()
    (data_dir / "pgdata.new").mkdir(exist_ok=True)
    (data_dir / "pgdata.new" / "left over").touch()
    with embedded.run_postgres(data_dir, durable=False) as running:
        assert run_sql(running.url, "SELECT 1") == [(1,)]
    assert not (data_dir / "pgdata.new").exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        pytest.param("deep/" * 40 + "end", id="long", marks=pytest.mark.thorough),
        pytest.param("a,b:5 %41?é&c=d", id="odd characters"),
        pytest.param("tail\udcff", id="not UTF-8", marks=pytest.mark.skipif(sys.platform == "darwin", reason="APFS")),
    ],
)
def test_any_path_will_do(tmp_path: Path, public_folder: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(public_folder))
    with embedded.run_postgres(tmp_path / name, durable=False) as running:
        assert run_sql(running.url, "SELECT 1") == [(1,)]
        engine = create_engine(running.url)
        with engine.connect() as connection:
            assert connection.scalar(text("SELECT current_database()")) == "clipfile"
        engine.dispose()
        with embedded.run_postgres(tmp_path / name) as attached:
            assert attached.process is None
            assert attached.url == running.url


def test_short_path_is_not_taken_from_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    trap = tmp_path / f"clipfile-{os.geteuid()}"
    trap.mkdir()
    trap.chmod(0o777)
    pgdata = tmp_path / ("long" * 30)
    pgdata.mkdir()
    with pytest.raises(EmbeddedPostgresError, match="not ours alone"):
        find_short_path(pgdata)


@pytest.mark.slow
@needs_root
def test_root_keeps_data_and_binaries_below_a_closed_folder(
    tmp_path: Path, public_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    package = embedded.find_binaries().parents[1]
    for part in (package, package.with_name(f"{package.name}.libs")):
        shutil.copytree(part, closed / part.name, ignore=shutil.ignore_patterns("include"))
    monkeypatch.setattr(binaries, "find_binaries", lambda: closed / package.name / "pginstall" / "bin")
    monkeypatch.setattr(binaries, "COPIES", public_folder / "copies")
    for _ in range(2):
        with embedded.run_postgres(closed / "checkout" / ".clipfile", durable=False) as running:
            assert run_sql(running.url, "SELECT 1") == [(1,)]
    assert len(list((public_folder / "copies").iterdir())) == 1
    assert closed.stat().st_mode & 0o777 == 0o700
    assert closed.stat().st_uid == 0


@pytest.mark.slow
@pytest.mark.parametrize("mode", [0o700, 0o500], ids=["writable", "not writable"])
def test_plain_user(public_folder: Path, mode: int) -> None:
    home = public_folder / "home"
    home.mkdir()
    if AS_ROOT:
        nobody = pwd.getpwnam("nobody")
        os.chown(home, nobody.pw_uid, nobody.pw_gid)
    home.chmod(mode)
    command = [sys.executable, "-c", PLAIN_USER, str(home / ".clipfile")]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    if "unreachable" in finished.stderr:
        pytest.skip("the environment is closed to other users")
    if mode == 0o700:
        assert finished.stdout == "42\n", finished.stderr
    else:
        assert "Permission denied" in finished.stdout
        assert finished.stdout.count("\n") == 1
    assert finished.stderr == ""
    assert home.stat().st_mode & 0o777 == mode


def file_in_the_way(data_dir: Path) -> None:
    data_dir.write_text("not a folder")


def other_files(data_dir: Path) -> None:
    (data_dir / "pgdata").mkdir(parents=True)
    (data_dir / "pgdata" / "diary.txt").touch()
    if AS_ROOT:
        shutil.chown(data_dir / "pgdata", "nobody")


def other_major(data_dir: Path) -> None:
    embedded.start_postgres(data_dir, durable=False).stop()
    (data_dir / "pgdata" / "PG_VERSION").write_text("15\n")


def bad_configuration(data_dir: Path) -> None:
    embedded.start_postgres(data_dir, durable=False).stop()
    (data_dir / "pgdata" / "postgresql.conf").write_text("sharde_buffers = 1\n")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (file_in_the_way, "File exists"),
        (other_files, "no database: move it away"),
        (other_major, "made by PostgreSQL 15 and the binaries are of 18"),
        (bad_configuration, 'does not start: FATAL:  configuration file "/.*/postgresql.conf" contains errors'),
    ],
)
def test_error_is_one_line_that_says_what_to_do(data_dir: Path, spoil: Callable[[Path], None], says: str) -> None:
    spoil(data_dir)
    with pytest.raises(EmbeddedPostgresError, match=says) as caught:
        embedded.start_postgres(data_dir)
    assert "\n" not in str(caught.value)


@needs_root
def test_data_of_root_is_refused_in_one_line(data_dir: Path) -> None:
    (data_dir / "pgdata").mkdir(parents=True)
    with pytest.raises(EmbeddedPostgresError, match=r"belongs to root.*: chown"):
        embedded.start_postgres(data_dir)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\x7fELF of some other machine", "can't be run: Exec format error"),
        (
            b"#!/bin/sh\necho 'libz.so.1: cannot open shared object file' >&2; exit 127",
            "failed: libz.so.1: cannot open",
        ),
    ],
    ids=["wrong platform", "library is missing"],
)
def test_binaries_that_do_not_run(
    public_folder: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, says: str
) -> None:
    (public_folder / "postgres").write_bytes(content)
    (public_folder / "postgres").chmod(0o755)
    monkeypatch.setattr(binaries, "find_binaries", lambda: public_folder)
    with pytest.raises(EmbeddedPostgresError, match=says) as caught:
        embedded.start_postgres(data_dir)
    assert "\n" not in str(caught.value)


def test_folder_that_another_process_keeps_is_not_waited_for_for_ever(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "PATIENCE_S", 0.1)
    data_dir.mkdir()
    with open_folder(data_dir) as data_fd:
        assert try_lock(data_fd)
        with pytest.raises(EmbeddedPostgresError, match="locked for long: stop it"):
            embedded.start_postgres(data_dir)


@pytest.mark.slow
def test_long_log_is_turned_at_the_start(made_data_dir: Path) -> None:
    (made_data_dir / "postgres.log").write_bytes(b"x" * (server.LOG_LIMIT_BYTES + 1))
    with embedded.run_postgres(made_data_dir, durable=False):
        assert (made_data_dir / "postgres.log").stat().st_size < server.LOG_LIMIT_BYTES
    assert (made_data_dir / "postgres.log.1").stat().st_size == server.LOG_LIMIT_BYTES + 1


@pytest.mark.parametrize(
    ("output", "words"),
    [
        (b"", "it said nothing"),
        (b"one\ntwo\n", "two"),
        (
            b"2026-11-23 10:25:12.126 UTC [7] FATAL:  no space\n2026-11-23 10:25:12.137 UTC [7] LOG:  shut down\n",
            "FATAL:  no space",
        ),
        (b"initdb: error: could not write\ninitdb: removing contents\n", "initdb: error: could not write"),
    ],
    ids=["nothing", "last line", "fatal line", "error line"],
)
def test_last_words(output: bytes, words: str) -> None:
    assert find_last_words(output) == words


def test_stop_ends_a_server_that_does_not_listen(monkeypatch: pytest.MonkeyPatch, data_dir: Path) -> None:
    deaf = subprocess.Popen(["/bin/sh", "-c", "trap '' INT QUIT; echo; sleep 60"], stdout=subprocess.PIPE)
    assert deaf.stdout is not None
    deaf.stdout.readline()
    deaf.stdout.close()
    wait = deaf.wait
    monkeypatch.setattr(deaf, "wait", lambda timeout=None: wait(timeout and timeout / 100))
    embedded.Server("", data_dir, deaf).stop()
    assert deaf.returncode == -signal.SIGKILL
