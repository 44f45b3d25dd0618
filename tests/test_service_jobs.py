"""Jobs as their users see them: real services and workers, which are killed."""

import json
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest

from app.web.examples import STORY
from tests.rounds import N_ROUNDS
from tests.running import CLIPFILE, IN_TIME_SECONDS, TEXT, Service, clean_environment, serve

NDJSON = {"Content-Type": "application/x-ndjson"}


def make_page(number: int) -> dict[str, Any]:
    return {
        "url": f"https://www.port-ellery.example/{number}.html",
        "text": STORY.replace("12 million", f"{12 + number} million"),
    }


def write_lines(numbers: range) -> bytes:
    return "".join(json.dumps(make_page(number)) + "\n" for number in numbers).encode()


def send(service: Service, body: bytes) -> str:
    answer = service.client.post("/ingest/batch", content=body, headers=NDJSON)
    assert answer.status_code == 202, answer.text
    return str(answer.headers["location"])


def wait_for(service: Service, address: str, n_done: int | None = None) -> dict[str, Any]:
    """Wait until a job is over, or has so many pages done."""
    give_up_at = time.monotonic() + 2 * IN_TIME_SECONDS
    while time.monotonic() < give_up_at:
        job: dict[str, Any] = service.client.get(address).json()
        if job["state"] == "finished" or (n_done and job["n_items"] - job["counts"]["waiting"] >= n_done):
            return job
        time.sleep(0.1)
    pytest.fail(f"the job is not over: {job}")


def list_all(service: Service, address: str | None) -> list[dict[str, Any]]:
    found = []
    while address:
        page = service.client.get(address).json()
        found += page["items"]
        address = page["next"]
    return found


@contextmanager
def run_worker(**variables: object) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [CLIPFILE, "worker", "--readers", "2"],
        env=clean_environment(**variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout
    assert "Working with 2 readers" in process.stdout.readline()
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


@pytest.mark.slow
def test_the_service_files_what_is_to_be_filed_later(made_data_dir: Path) -> None:
    with serve(made_data_dir, work_inside=True) as service:
        alone = service.client.post("/ingest", content=STORY, headers=TEXT | {"Prefer": "respond-async"})
        batch = send(service, write_lines(range(1, 6)))
        assert wait_for(service, alone.headers["location"])["counts"]["created"] == 1
        job = wait_for(service, batch)
        assert (job["counts"]["created"], job["seconds_left"]) == (5, 0)
        items = list_all(service, f"{batch}/items")
        assert {item["article_id"] for item in items} < {
            article["id"] for article in list_all(service, "/articles?limit=100")
        }
        started = psutil.Process(service.process.pid).children(recursive=True)
        service.process.send_signal(signal.SIGINT)
        assert service.wait() == 0
        assert "Traceback" not in service.rest()
        _, alive = psutil.wait_procs(started, timeout=10)
        assert not alive


@pytest.mark.slow
@pytest.mark.thorough
def test_a_worker_beside_the_service_is_replaced_and_ends_with_it(fresh_database_url: str, tmp_path: Path) -> None:
    with serve(tmp_path, database_url=fresh_database_url, work_inside=True, lease_seconds=1) as service:
        batch = send(service, write_lines(range(16)))
        wait_for(service, batch, n_done=3)
        (worker,) = find_worker(service)
        worker.kill()
        assert wait_for(service, batch)["counts"]["created"] == 16
        (other,) = find_worker(service)
        assert other.pid != worker.pid
        service.process.kill()
        psutil.wait_procs([other], timeout=20)
        assert not other.is_running()


def find_worker(service: Service) -> list[psutil.Process]:
    children = psutil.Process(service.process.pid).children()
    return [child for child in children if "app.beside" in child.cmdline()]


@pytest.mark.slow
def test_no_page_is_lost_or_doubled_when_workers_are_killed(fresh_database_url: str, tmp_path: Path) -> None:
    """Kill -9 in the middle, in CI three times over, two workers at once at the end."""
    n_kills = min(N_ROUNDS, 3)
    n_pages, lease = 24 + 12 * n_kills, {"database_url": fresh_database_url, "lease_seconds": 1}
    with serve(tmp_path, database_url=fresh_database_url) as service:
        batch = send(service, write_lines(range(n_pages)))
        for number in range(1, n_kills + 1):
            with run_worker(**lease) as worker:
                wait_for(service, batch, n_done=12 * number)
                worker.kill()
        with run_worker(**lease), run_worker(**lease):
            job = wait_for(service, batch)
        assert (job["counts"]["created"], job["n_items"]) == (n_pages, n_pages)
        items = list_all(service, f"{batch}/items?limit=100")
        assert [item["position"] for item in items] == list(range(1, n_pages + 1))
        assert len({item["capture_id"] for item in items}) == len({item["article_id"] for item in items}) == n_pages
        articles = list_all(service, "/articles?limit=100&fields=id,url")
        assert sorted(article["url"] for article in articles) == sorted(make_page(n)["url"] for n in range(n_pages))
        for item in items[::20]:
            revisions = service.client.get(f"/articles/{item['article_id']}/revisions").json()["items"]
            assert len(revisions) == 1


@pytest.mark.slow
@pytest.mark.thorough
def test_a_worker_that_is_told_to_stop_gives_its_pages_back(fresh_database_url: str, tmp_path: Path) -> None:
    with serve(tmp_path, database_url=fresh_database_url) as service:
        batch = send(service, write_lines(range(16)))
        with run_worker(database_url=fresh_database_url) as worker:
            wait_for(service, batch, n_done=3)
            worker.send_signal(signal.SIGTERM)
            assert worker.wait(IN_TIME_SECONDS) == 0
        items = list_all(service, f"{batch}/items?limit=100")
        assert any(item["outcome"] == "waiting" for item in items)
        assert all(item["n_attempts"] == (item["outcome"] == "created") for item in items)
        with run_worker(database_url=fresh_database_url):  # no lease is waited for
            assert wait_for(service, batch)["counts"]["created"] == 16


@pytest.mark.slow
def test_what_came_before_the_sender_was_gone_is_filed(fresh_database_url: str, tmp_path: Path) -> None:
    lines = write_lines(range(150)).splitlines(keepends=True)

    class GoneError(Exception):
        pass

    def send_some() -> Iterator[bytes]:
        yield from lines[:120]
        time.sleep(1)
        raise GoneError

    with serve(tmp_path, database_url=fresh_database_url) as service:
        key = {"Idempotency-Key": "one"}
        with pytest.raises(GoneError):
            service.client.post("/ingest/batch", content=send_some(), headers=NDJSON | key)
        give_up_at = time.monotonic() + IN_TIME_SECONDS
        while (
            again := service.client.post("/ingest/batch", content=b"".join(lines), headers=NDJSON | key)
        ).status_code == 409:  # the service has not seen yet that it is gone
            assert time.monotonic() < give_up_at
            time.sleep(0.1)
        assert again.status_code == 202
        job = again.json()
        assert (job["n_items"], job["counts"]["waiting"], job["problem"]) == (150, 150, None)
