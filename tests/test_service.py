"""The service as its users run it: a command, real processes, signals."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2 as httpx
import psutil
import pytest

from app.web.examples import STORY
from tests.conftest import clone_database

CLIPFILE = str(Path(sys.executable).with_name("clipfile"))
TEXT = {"Content-Type": "text/plain"}
IN_TIME_SECONDS = 60  # for a start; these machines may be busy


def clean_environment(**variables: object) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("CLIPFILE_")}
    return (
        ours | {"CLIPFILE_READERS": "2"} | {f"CLIPFILE_{name.upper()}": str(value) for name, value in variables.items()}
    )


@dataclass
class Service:
    process: subprocess.Popen[str]
    client: httpx.Client
    said: list[str]

    def post(self, page: str, **query: str) -> httpx.Response:
        return self.client.post("/ingest", content=page.encode(), headers=TEXT, params=query)

    def rest(self) -> str:
        """Give all that the service said after it had started; waits for its end."""
        assert self.process.stdout
        return self.process.stdout.read()

    def wait(self) -> int:
        """Wait until the service has ended, and give its exit code."""
        return self.process.wait(IN_TIME_SECONDS)


@contextmanager
def serve(data_dir: Path, *options: str, **variables: object) -> Iterator[Service]:
    """Run `clipfile serve` on a free port, until the block ends or ends it itself."""
    command = [CLIPFILE, "serve", "--port", "0", *options]
    environment = clean_environment(data_dir=data_dir, **variables)
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    )
    assert process.stdout
    said = []
    for line in process.stdout:
        said.append(line)
        if address := re.search(r"Serving on (http://\S+),", line):
            break
    else:
        pytest.fail("the service did not start: " + "".join(said))
    with httpx.Client(base_url=address[1], timeout=IN_TIME_SECONDS) as client:
        try:
            yield Service(process, client, said)
        finally:
            process.kill()
            process.wait()
            process.stdout.close()


def run(*arguments: str, **variables: object) -> subprocess.CompletedProcess[str]:
    environment = clean_environment(**variables)
    command = [CLIPFILE, *arguments]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=IN_TIME_SECONDS, check=False
    )


def descendants(process: subprocess.Popen[str]) -> list[psutil.Process]:
    return psutil.Process(process.pid).children(recursive=True)


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
    """Kill -9 in the middle of 120 posts; what was answered 2xx must be there, whole, after a restart."""
    stories = [STORY.replace("12 million", f"{12 + number} million") for number in range(120)]
    answered: dict[int, dict[str, Any]] = {}

    with serve(tmp_path) as service:

        def post(number: int) -> None:
            try:
                answer = service.post(stories[number], url=f"https://www.port-ellery.example/{number}.html")
            except httpx.TransportError:
                return
            assert answer.status_code == 201, answer.text
            answered[number] = answer.json()
            if len(answered) == 40:
                service.process.kill()

        with ThreadPoolExecutor(8) as senders:
            list(senders.map(post, range(len(stories))))
        service.wait()
        left = [
            process for process in psutil.process_iter(["cmdline"]) if str(tmp_path) in str(process.info["cmdline"])
        ]
        psutil.wait_procs(left, timeout=20)

    assert 40 <= len(answered) < len(stories)
    with serve(tmp_path) as service:
        for number, receipt in answered.items():
            again = service.client.get(f"/articles/{receipt['article']['id']}")
            assert again.json() == receipt["article"]
            assert service.client.get(f"/articles/{receipt['article']['id']}/raw").text == stories[number]

        def post_again(number: int) -> str:
            answer = service.post(stories[number], url=f"https://www.port-ellery.example/{number}.html")
            return str(answer.json()["outcome"])

        with ThreadPoolExecutor(8) as senders:
            outcomes = senders.map(post_again, range(len(stories)))
        for number, outcome in enumerate(outcomes):
            assert outcome in (("unchanged",) if number in answered else ("created", "unchanged"))
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


def assert_one_line(result: subprocess.CompletedProcess[str], *says: str) -> None:
    assert result.returncode == 1, result
    assert re.fullmatch(r"clipfile: [^\n]+\n", result.stderr), result.stderr
    for words in says:
        assert words in result.stderr


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
def test_database_commands(server_url: str, worker_id: str) -> None:
    with clone_database(server_url, f"bare_{worker_id}", template="template1") as url:
        assert "0001" in run("db", "upgrade", database_url=url).stdout
        assert run("db", "check", database_url=url).returncode == 0
        doctor = run("doctor", database_url=url)
        assert (doctor.returncode, "as it should be" in doctor.stdout) == (0, True), doctor


@pytest.mark.slow
def test_the_schema_that_migrations_make_is_the_one_that_is_meant() -> None:
    assert "as it should be" in run("db", "check", "--scratch").stdout
