"""Servers of other versions, whose roles may little, and that are reached by TLS: from one to the other."""

import os
import pwd
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from app.archive.database import open_engine
from app.archive.schema import find_schema_drift
from app.backup import open_backup
from tests.backup.archives import back_up, bring_back, digest_tables, tell_nobody

BINARIES = Path("/usr/lib/postgresql/15/bin")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not BINARIES.exists(), reason="there is no PostgreSQL 15 in the place where Debian has it"),
]


@dataclass
class OldServer:
    """A PostgreSQL 15 with a role `desk` that is no superuser."""

    folder: Path
    port: int

    def make_database(self, name: str) -> str:
        """Make a database of the role's own, and give its URL."""
        for statement in (f"CREATE DATABASE {name} OWNER desk",):
            address = f"host={self.folder} port={self.port} user=postgres dbname=postgres"
            subprocess.run([BINARIES / "psql", "-Xqc", statement, address], check=True)
        return f"postgresql://desk:secret@/{name}?host={self.folder}&port={self.port}"


@pytest.fixture(scope="module")
def old_server() -> Iterator[OldServer]:
    with TemporaryDirectory(prefix="clipfile-15-", dir="/tmp") as name, socket.socket() as free:
        folder = Path(name)
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        account = {}
        if os.geteuid() == 0:  # whom PostgreSQL refuses
            nobody = pwd.getpwnam("nobody")
            os.chown(folder, nobody.pw_uid, nobody.pw_gid)
            account = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}

        def run(*command: str | Path) -> None:
            subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL, **account)  # type: ignore[call-overload]

        pgdata = folder / "data"
        run(BINARIES / "initdb", "-D", pgdata, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--no-sync")
        key = ("-keyout", pgdata / "server.key", "-out", pgdata / "server.crt", "-subj", "/CN=localhost", "-days", "2")
        run("openssl", "req", "-new", "-x509", "-nodes", "-newkey", "rsa:2048", *key)
        (pgdata / "server.key").chmod(0o600)
        (pgdata / "pg_hba.conf").write_text(
            "local all postgres trust\nlocal all all scram-sha-256\nhostssl all all all scram-sha-256\n"
        )
        options = f"-p {port} -h 127.0.0.1 -k {folder} -F -l"  # without fsync, with TLS
        run(BINARIES / "pg_ctl", "-D", pgdata, "-o", options, "-l", folder / "log", "--wait", "start")
        try:
            role = "CREATE ROLE desk LOGIN PASSWORD 'secret'"
            run(BINARIES / "psql", "-Xqc", role, f"host={folder} port={port} user=postgres dbname=postgres")
            yield OldServer(folder, port)
        finally:
            run(BINARIES / "pg_ctl", "-D", pgdata, "--wait", "--mode=immediate", "stop")


def test_from_the_embedded_server_to_an_older_one_and_back(
    tmp_path: Path, kept: str, backup_file: Path, old_server: OldServer, bare_database_url: str
) -> None:
    url = old_server.make_database("moved")
    bring_back(backup_file, url)
    assert digest_tables(url) == digest_tables(kept)
    with open_engine(url) as engine:
        assert find_schema_drift(engine) is None
    contents = back_up(url, tmp_path / "old.backup").contents
    assert (contents.server, contents.dumped_by) == (15, 18)
    bring_back(tmp_path / "old.backup", bare_database_url)
    assert digest_tables(bare_database_url) == digest_tables(kept)


def test_what_is_reached_by_tls_is_read_and_written_by_programs_that_know_it(
    tmp_path: Path,
    kept: str,
    old_server: OldServer,
    bare_database_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", str(BINARIES), prepend=os.pathsep)
    file, socket_url = tmp_path / "tls.backup", old_server.make_database("by_socket")
    back_up(kept, tmp_path / "kept.backup")
    bring_back(tmp_path / "kept.backup", socket_url)
    over_network = socket_url.replace(f"@/by_socket?host={old_server.folder}&port={old_server.port}", "")
    url = f"{over_network}@127.0.0.1:{old_server.port}/by_socket?sslmode=require"
    assert back_up(url, file).contents.dumped_by == 15
    target = f"{over_network}@127.0.0.1:{old_server.port}/by_network?sslmode=require"
    old_server.make_database("by_network")
    bring_back(file, target)
    bring_back(file, bare_database_url)  # what pg_dump 15 wrote, on 18
    for restored in (target, bare_database_url):
        assert digest_tables(restored) == digest_tables(kept)
    with open_backup(file, tell_nobody) as (backup, _):
        assert backup.contents.server == 15
