"""A backup, and what comes of it: the same archive, or nothing."""

import hashlib
import random
import subprocess
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import text
from typer.testing import CliRunner

from app.archive import migrating
from app.archive.articles import list_articles
from app.archive.backups import Address
from app.archive.database import make_sessions, open_connection, open_engine
from app.archive.lists import Paging
from app.archive.quotes import list_quotes
from app.archive.schema import find_schema_drift, upgrade
from app.backup import open_backup, take_backup
from app.backup.file import LINE, seal
from app.backup.programs import find_programs
from app.cli import app
from app.embedded import find_binaries
from app.errors import BadRequest, Busy, ClipfileError, Conflict, SetupError
from tests.archive.conftest import file_reading, make_reading
from tests.backup.archives import back_up, bring_back, digest_tables, fill, list_tables, tell_nobody


def run_sql(url: str, statement: str) -> None:
    with open_engine(url) as engine, open_connection(engine) as connection:
        connection.execute(text(statement))
        connection.commit()


def test_all_is_as_it_was(kept: str, backup_file: Path, bare_database_url: str) -> None:
    restored = bring_back(backup_file, bare_database_url)
    assert digest_tables(bare_database_url) == digest_tables(kept)
    assert (restored.n_rows["article"], restored.n_rows["revision"], restored.migrations) == (4, 5, ())
    with open_engine(bare_database_url) as engine:
        assert find_schema_drift(engine) is None
        with make_sessions(engine).begin() as session:
            assert len(list_quotes(session, {"speaker": "joao pinto"}, Paging()).items) == 2
            assert len(list_articles(session, {"q": "港口"}, Paging()).items) == 1
            file_reading(session, make_reading("A new one.", url="https://a.example/new"))  # numbers go on
            assert len(list_articles(session, {}, Paging()).items) == 5


def test_an_archive_without_rows_makes_room(kept: str, backup_file: Path, fresh_database_url: str) -> None:
    bring_back(backup_file, fresh_database_url)
    assert digest_tables(fresh_database_url) == digest_tables(kept)


def test_a_backup_of_an_earlier_version_is_brought_up_to_date(
    tmp_path: Path, fresh_database_url: str, bare_database_url: str
) -> None:
    fill(fresh_database_url)
    with open_engine(fresh_database_url) as engine, open_connection(engine) as connection:
        command.downgrade(migrating.configure(connection), "0008")
        connection.commit()
    taken = back_up(fresh_database_url, tmp_path / "old.backup")
    assert (taken.contents.schema, taken.contents.log) == ("0008", None)
    restored = bring_back(tmp_path / "old.backup", bare_database_url)
    assert restored.migrations[0] == "0009"
    with open_engine(bare_database_url) as engine:
        assert find_schema_drift(engine) is None


def test_a_backup_of_a_later_version_is_refused(tmp_path: Path, backup_file: Path, bare_database_url: str) -> None:
    later = reseal(backup_file, tmp_path / "later.backup", schema="9999")
    with pytest.raises(BadRequest, match=r"schema 9999, .* update Clipfile"):
        bring_back(later, bare_database_url)
    assert list_tables(bare_database_url) == []


def reseal(path: Path, changed: Path, dump: bytes | None = None, **contents: str) -> Path:
    """Write a backup with another dump or with other contents, as if it had been made like that."""
    with open_backup(path, tell_nobody) as (backup, _):
        whole = path.read_bytes().rpartition(LINE)[0]
        changed.write_bytes(whole if dump is None else dump)
        with changed.open("r+b") as file:
            seal(file, replace(backup.contents, **contents), tell_nobody)  # type: ignore[arg-type] # they are texts
    return changed


def test_its_digest_is_that_of_sha256sum(backup_file: Path) -> None:
    whole = backup_file.read_bytes()
    with open_backup(backup_file, tell_nobody) as (backup, _):
        assert backup.sha256 == hashlib.sha256(whole).hexdigest()
        assert backup.n_bytes == len(whole)
    assert whole.endswith(hashlib.sha256(whole[:-65]).hexdigest().encode() + b"\n")
    assert backup_file.stat().st_mode & 0o077 == 0


def test_pg_restore_takes_the_file_as_it_is(backup_file: Path, bare_database_url: str, kept: str) -> None:
    address = bare_database_url.replace("+psycopg", "")
    options = ["--schema=public", "--no-owner", "--jobs=2", "--exit-on-error", f"--dbname={address}"]
    subprocess.run([find_binaries() / "pg_restore", *options, backup_file], check=True)
    assert digest_tables(bare_database_url) == digest_tables(kept)


@pytest.mark.parametrize("n_bytes", [0, 3, 1000, -1, -40, -66, -5000])
def test_a_file_that_was_cut_off_is_known(tmp_path: Path, backup_file: Path, n_bytes: int) -> None:
    cut = tmp_path / "cut.backup"
    cut.write_bytes(backup_file.read_bytes()[:n_bytes])
    with pytest.raises(BadRequest, match=r"cut off|no backup"), open_backup(cut, tell_nobody):
        pass


def test_one_wrong_bit_is_known(tmp_path: Path, backup_file: Path) -> None:
    whole, chance = backup_file.read_bytes(), random.Random(1)
    damaged = tmp_path / "damaged.backup"
    for position in (0, len(whole) - 1, len(whole) - 200, *(chance.randrange(len(whole)) for _ in range(50))):
        changed = bytearray(whole)
        changed[position] ^= 1 << chance.randrange(8)
        damaged.write_bytes(changed)
        with pytest.raises(BadRequest, match=r"damaged|cut off|no backup"), open_backup(damaged, tell_nobody):
            pass


@pytest.mark.parametrize("content", [b"", b"<html><p>No backup.</p></html>", b"\x1f\x8b" + bytes(100), LINE * 3])
def test_a_file_of_another_kind_is_refused(tmp_path: Path, content: bytes) -> None:
    other = tmp_path / "other"
    other.write_bytes(content)
    with pytest.raises(BadRequest, match="is no backup by"), open_backup(other, tell_nobody):
        pass
    with pytest.raises(BadRequest, match="can't read"), open_backup(tmp_path, tell_nobody):
        pass


def test_a_dump_that_does_not_load_leaves_nothing(tmp_path: Path, backup_file: Path, bare_database_url: str) -> None:
    dump = bytearray(backup_file.read_bytes().rpartition(LINE)[0])
    dump[-400:-300] = bytes(100)  # within the rows of the last table
    with pytest.raises(SetupError, match="pg_restore gave up: "):
        bring_back(reseal(backup_file, tmp_path / "bad.backup", bytes(dump)), bare_database_url)
    assert list_tables(bare_database_url) == []
    bring_back(backup_file, bare_database_url)


def test_what_is_in_the_way_is_named_and_nothing_is_left(backup_file: Path, bare_database_url: str) -> None:
    run_sql(bare_database_url, "CREATE TABLE wording (id int)")
    before = digest_tables(bare_database_url)
    with pytest.raises(SetupError, match='psql gave up: relation "wording" already exists'):
        bring_back(backup_file, bare_database_url)
    assert digest_tables(bare_database_url) == before


def test_an_archive_that_is_not_empty_is_left_alone(backup_file: Path, fresh_database_url: str) -> None:
    fill(fresh_database_url)
    before = digest_tables(fresh_database_url)
    with pytest.raises(Conflict, match="not empty"):
        bring_back(backup_file, fresh_database_url)
    assert digest_tables(fresh_database_url) == before


def test_a_database_that_is_in_use_is_left_alone(backup_file: Path, fresh_database_url: str) -> None:
    with (
        open_engine(fresh_database_url) as engine,
        closing(engine.connect()),
        pytest.raises(Conflict, match="stop the service"),
    ):
        bring_back(backup_file, fresh_database_url)
    with open_engine(fresh_database_url) as engine:
        assert upgrade(engine) == ()


def test_tables_elsewhere_than_they_are_looked_for_are_refused(
    tmp_path: Path, backup_file: Path, bare_database_url: str
) -> None:
    elsewhere = reseal(backup_file, tmp_path / "elsewhere.backup", namespace="desk")
    with pytest.raises(Conflict, match="are in the schema 'desk'"):
        bring_back(elsewhere, bare_database_url)


def test_where_there_is_no_archive_there_is_no_backup(tmp_path: Path, bare_database_url: str) -> None:
    with pytest.raises(Conflict, match="no archive in this database"):
        back_up(bare_database_url, tmp_path / "none.backup")
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_process_left_behind_is_no_hindrance(tmp_path: Path, kept: str) -> None:
    path = tmp_path / "a.backup"
    path.with_name("a.backup.part").write_bytes(bytes(10_000_000))
    assert back_up(kept, path).n_bytes == path.stat().st_size < 1_000_000
    assert list(tmp_path.iterdir()) == [path]


def test_two_at_once_do_not_write_into_one_file(tmp_path: Path, kept: str) -> None:
    path = tmp_path / "a.backup"
    refused = list[ClipfileError]()

    def begin_another(work: str, done: int, total: int | None) -> None:
        tell_nobody(work, done, total)
        if not refused:
            with pytest.raises(Busy) as error:
                back_up(kept, path)
            refused.append(error.value)

    take_backup(kept, path, begin_another)
    assert refused
    with open_backup(path, tell_nobody):
        pass


def test_the_programs_that_fit_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = Address("host=a.example", "", is_encrypted=False, major=18)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_programs(plain, at_least=18) == find_binaries()
    with pytest.raises(SetupError, match=r"99 or newer, and none are on the PATH: install postgresql-client-99"):
        find_programs(replace(plain, major=99), at_least=99)
    with pytest.raises(SetupError, match=r"of PostgreSQL 18 or newer that know TLS, and none"):
        find_programs(replace(plain, is_encrypted=True), at_least=18)
    for name in ("pg_dump", "pg_restore", "psql"):
        program = tmp_path / name
        program.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 98.1 (Debian)'\n")
        program.chmod(0o755)
    assert find_programs(replace(plain, is_encrypted=True), at_least=18) == tmp_path
    with pytest.raises(SetupError, match=r"those of 98 are on the PATH"):
        find_programs(replace(plain, major=99), at_least=99)


def test_files_are_looked_at_before_anything_is_begun(
    tmp_path: Path, backup_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLIPFILE_DATA_DIR", str(tmp_path / "never"))
    whole = CliRunner().invoke(app, ["restore", str(backup_file), "--dry-run"], catch_exceptions=False)
    assert "5 captures, 4 articles, 5 revisions" in whole.output
    damaged = tmp_path / "damaged.backup"
    damaged.write_bytes(backup_file.read_bytes()[:5000])
    for arguments, says in (
        (["restore", str(damaged)], "is cut off"),
        (["restore", str(damaged), "--dry-run"], "is cut off"),
        (["restore", str(tmp_path / "none")], "can't read .*: No such file"),
        (["backup", str(damaged)], "is there already"),
    ):
        with pytest.raises(BadRequest, match=says):
            CliRunner().invoke(app, arguments, catch_exceptions=False)
    assert not (tmp_path / "never").exists()


def test_a_file_is_replaced_where_that_is_said(tmp_path: Path, kept: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLIPFILE_DATABASE_URL", kept)
    path = tmp_path / "a.backup"
    path.write_bytes(b"an earlier one")
    CliRunner().invoke(app, ["backup", str(path), "--overwrite"], catch_exceptions=False)
    with open_backup(path, tell_nobody) as (backup, _):
        assert backup.contents.n_rows["revision"] == 5
    with pytest.raises(SetupError, match=r"can't write .*: No such file"):
        CliRunner().invoke(app, ["backup", str(tmp_path / "no" / "folder")], catch_exceptions=False)
