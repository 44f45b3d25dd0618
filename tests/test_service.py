"""The service as its users run it: a command, real processes, signals."""

import os
import signal
import socket
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from app.web.examples import STORY
from tests.conftest import clone_database
from tests.running import assert_one_line, descendants, run, run_inside, serve


@pytest.mark.slow
@pytest.mark.parametrize(
    ("send", "how"),
    [
        # a terminal sends it to the whole group
        pytest.param(os.killpg, signal.SIGINT, id="Ctrl-C", marks=pytest.mark.thorough),
        pytest.param(os.kill, signal.SIGTERM, id="kill"),
    ],
)
def test_the_service_ends_with_all_that_it_started(
    made_data_dir: Path, send: Callable[[int, int], None], how: signal.Signals
) -> None:
    with serve(made_data_dir, work_inside=True) as service:
        assert service.post(STORY).status_code == 201
        started = descendants(service.process)
        assert any("postgres" in process.name() for process in started)
        send(service.process.pid, how)
        assert service.wait() == 0
        assert "Traceback" not in service.rest()
        _, alive = psutil.wait_procs(started, timeout=10)
        assert not alive
    log = (made_data_dir / "postgres.log").read_text()
    assert "database system is shut down" in log


@pytest.mark.slow
def test_the_archive_is_there_after_a_restart(tmp_path: Path) -> None:
    with serve(tmp_path, "--seed") as service:
        before = service.client.get("/articles?limit=100").json()["items"]
        service.process.send_signal(signal.SIGINT)
        service.wait()
    assert len(before) >= 10
    with serve(tmp_path, "--seed") as service:
        assert service.client.get("/articles?limit=100").json()["items"] == before
        assert not any("created" in line for line in service.said)


@pytest.mark.slow
@pytest.mark.thorough
def test_several_workers_share_a_database(made_data_dir: Path) -> None:
    with serve(made_data_dir, "--workers", "2") as service:
        assert service.post(STORY).status_code == 201
        answers = [service.client.get("/articles?source=xinhua", headers={"Connection": "close"}) for _ in range(10)]
        assert all(len(answer.json()["items"]) == 1 for answer in answers)
        for _ in range(4):  # whichever worker is asked
            counted = service.client.get("/metrics", headers={"Connection": "close"}).text
            assert 'clipfile_requests_total{operation="listArticles",status="200"} 10.0' in counted
            assert 'clipfile_pages_total{outcome="created",reason=""} 1.0' in counted
        started = descendants(service.process)
        service.process.send_signal(signal.SIGINT)
        service.wait()
        _, alive = psutil.wait_procs(started, timeout=20)
        assert not alive


def test_a_taken_port_is_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert_one_line(run("serve", "--port", str(port), data_dir=tmp_path), f"port {port}", "taken", "--port")


def test_a_folder_that_is_none_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert_one_line(run_inside("serve", "--port", "0", data_dir=tmp_path / "file" / "data"), "CLIPFILE_DATA_DIR")


@pytest.mark.parametrize(
    ("url", "says"),
    [
        pytest.param("nonsense", "postgresql://user:password@host:5432/name", id="no URL"),
        pytest.param("mysql://a@b/c", "mysql", id="another database"),
        pytest.param("postgresql://nobody:secret@127.0.0.1:9/none", "127.0.0.1", id="nobody there"),
    ],
)
def test_a_wrong_database_url_is_one_line(url: str, says: str) -> None:
    result = run_inside("serve", "--port", "0", database_url=url)
    assert_one_line(result, says)
    assert "secret" not in result.stderr


def test_a_wrong_setting_is_one_line() -> None:
    assert_one_line(run_inside("serve", "--port", "0", max_page_bytes="many"), "CLIPFILE_MAX_PAGE_BYTES", "many")


def test_an_open_address_is_refused_unless_told_otherwise() -> None:
    assert_one_line(run_inside("serve", "--host", "0.0.0.0", "--port", "0"), "CLIPFILE_ALLOW_OPEN")  # noqa: S104 - refused


def test_database_commands(server_url: str, worker_id: str) -> None:
    with clone_database(server_url, f"bare_{worker_id}", template="template1") as url:
        assert "0001" in run("db", "upgrade", database_url=url).stdout
        assert run_inside("db", "check", database_url=url).returncode == 0
        doctor = run_inside("doctor", database_url=url)
        assert (doctor.returncode, "as it should be" in doctor.stdout) == (0, True), doctor


@pytest.mark.slow
def test_the_schema_that_migrations_make_is_the_one_that_is_meant() -> None:
    assert "as it should be" in run_inside("db", "check", "--scratch").stdout
