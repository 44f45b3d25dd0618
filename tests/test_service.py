"""The service as its users run it: a command, real processes, signals."""

import os
import signal
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx2 as httpx
import psutil
import pytest

from app.web.examples import STORY
from tests.running import assert_one_line, descendants, run, serve


@pytest.mark.slow
@pytest.mark.parametrize(
    ("send", "how"),
    [
        pytest.param(os.killpg, signal.SIGINT, id="Ctrl-C"),  # a terminal sends it to the whole group
        pytest.param(os.kill, signal.SIGTERM, id="kill"),
    ],
)
def test_the_service_ends_with_all_that_it_started(
    tmp_path: Path, send: Callable[[int, int], None], how: signal.Signals
) -> None:
    with serve(tmp_path) as service:
        assert service.post(STORY).status_code == 201
        started = descendants(service.process)
        assert any("postgres" in process.name() for process in started)
        send(service.process.pid, how)
        assert service.wait() == 0
        assert "Traceback" not in service.rest()
        _, alive = psutil.wait_procs(started, timeout=10)
        assert not alive
    log = (tmp_path / "postgres.log").read_text()
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
def test_nothing_that_was_answered_is_lost_when_the_service_is_killed(tmp_path: Path) -> None:
    """Kill -9 in the middle of 200 posts; what was answered 2xx must be there, whole, after a restart."""
    stories = [STORY.replace("12 million", f"{12 + number} million") for number in range(200)]
    answered: dict[int, dict[str, Any]] = {}

    with serve(tmp_path) as service:

        def post(number: int) -> None:
            try:
                answer = service.post(stories[number], url=f"https://www.port-ellery.example/{number}.html")
            except httpx.TransportError:
                return
            assert answer.status_code == 201, answer.text
            answered[number] = answer.json()
            if len(answered) == 60:
                service.process.kill()

        with ThreadPoolExecutor(8) as senders:
            list(senders.map(post, range(len(stories))))
        service.wait()
        left = [
            process for process in psutil.process_iter(["cmdline"]) if str(tmp_path) in str(process.info["cmdline"])
        ]
        psutil.wait_procs(left, timeout=20)

    assert 60 <= len(answered) < len(stories)
    with serve(tmp_path) as service:
        for number, receipt in answered.items():
            again = service.client.get(f"/articles/{receipt['article']['id']}")
            assert again.json() == receipt["article"]
            assert service.client.get(f"/articles/{receipt['article']['id']}/raw").text == stories[number]
        for number, story in enumerate(stories):
            outcome = service.post(story, url=f"https://www.port-ellery.example/{number}.html").json()["outcome"]
            assert outcome == "unchanged" if number in answered else outcome in ("created", "unchanged")
        listed, address = 0, "/articles?limit=100"
        while address:
            page = service.client.get(address).json()
            listed, address = listed + len(page["items"]), page["next"]
        assert listed == len(stories)


@pytest.mark.slow
def test_the_same_page_from_many_at_once_is_one_article(tmp_path: Path) -> None:
    with serve(tmp_path) as service, ThreadPoolExecutor(16) as senders:
        answers = list(senders.map(service.post, [STORY] * 48))
        assert sorted(answer.status_code for answer in answers) == [200] * 47 + [201]
        assert len({answer.json()["capture_id"] for answer in answers}) == 1


@pytest.mark.slow
def test_several_workers_share_a_database(tmp_path: Path) -> None:
    with serve(tmp_path, "--workers", "2") as service:
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
    assert_one_line(run("serve", "--port", "0", data_dir=tmp_path / "file" / "data"), "CLIPFILE_DATA_DIR")


@pytest.mark.parametrize(
    ("url", "says"),
    [
        pytest.param("nonsense", "postgresql://user:password@host:5432/name", id="no URL"),
        pytest.param("mysql://a@b/c", "mysql", id="another database"),
        pytest.param("postgresql://nobody:secret@127.0.0.1:9/none", "127.0.0.1", id="nobody there"),
    ],
)
def test_a_wrong_database_url_is_one_line(url: str, says: str) -> None:
    result = run("serve", "--port", "0", database_url=url)
    assert_one_line(result, says)
    assert "secret" not in result.stderr


def test_a_wrong_setting_is_one_line() -> None:
    assert_one_line(run("serve", "--port", "0", max_page_bytes="many"), "CLIPFILE_MAX_PAGE_BYTES", "many")


def test_an_open_address_is_refused_unless_told_otherwise() -> None:
    assert_one_line(run("serve", "--host", "0.0.0.0", "--port", "0"), "CLIPFILE_ALLOW_OPEN")  # noqa: S104 - refused


@pytest.mark.slow
def test_database_commands(tmp_path: Path) -> None:
    assert "0001" in run("db", "upgrade", data_dir=tmp_path).stdout
    assert run("db", "check", data_dir=tmp_path).returncode == 0
    doctor = run("doctor", data_dir=tmp_path)
    assert (doctor.returncode, "as it should be" in doctor.stdout) == (0, True), doctor


@pytest.mark.slow
def test_the_schema_that_migrations_make_is_the_one_that_is_meant() -> None:
    assert "as it should be" in run("db", "check", "--scratch").stdout
