"""make bench-api: the CPU of a read, beside a raw ASGI function with a bare driver on the same database.

    python -m tests.benchmarks.api [--n 3000] [--data DIR] [--rounds 10] [--requests 200]

Both are run by uvicorn, each in a process of its own, on loopback. They are asked in turn, so that a busy moment of the
machine hits both; what counts is the CPU that each process has used by a request, not the clock.
"""

import argparse
import http.client
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import socket

import psutil
import psycopg

from app.embedded import run_postgres
from tests.benchmarks.search.load import fill

LIMIT = 1.6
"""Times the floor's CPU: what each read may cost."""
START_SECONDS = 60

SERVERS = {
    "floor": ["tests.benchmarks.api.floor:app"],
    "ours": ["--factory", "app.web.app:create_app_from_environment"],
}


def main() -> int:
    """Print what each read costs on both; give 1 where ours is beyond its limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--n", type=int, default=3_000, help="articles")
    parser.add_argument("--data", type=Path, default=Path(".clipfile"), help="folder for the archive")
    parser.add_argument("--rounds", type=int, default=10, help="how often each server has its turn at each read")
    parser.add_argument("--requests", type=int, default=200, help="requests a turn")
    options = parser.parse_args()
    folder = options.data / f"bench-search-{options.n}"
    with run_postgres(folder) as database:
        fill(database.url, folder, options.n)
        addresses = _choose_reads(database.url)
        with _serve("floor", database.url) as floor, _serve("ours", database.url) as ours:
            return _measure(floor, ours, addresses, options.rounds, options.requests)


def _choose_reads(url: str) -> dict[str, str]:
    """Give the addresses that are read: the newest of the largest source, and its newest article with 8 quotes."""
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        source = connection.execute(
            "SELECT source.id, name FROM source JOIN article ON source_id = source.id"
            " GROUP BY source.id, name ORDER BY count(*) DESC LIMIT 1"
        ).fetchone()
        article = connection.execute(
            "SELECT id FROM article ORDER BY abs(n_quotes - 8), sorted_at DESC, id LIMIT 1"
        ).fetchone()
    assert source is not None
    assert article is not None
    return {
        "20 newest of a source": f"/articles?source={source[1].replace(' ', '+')}",
        "an article with its quotes": f"/articles/{article[0]}",
    }


class _Server:
    """A process that answers, and one connection to it that stays open."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self._process = psutil.Process(process.pid)
        self._connection = http.client.HTTPConnection("127.0.0.1", port)

    def get(self, address: str) -> bytes:
        self._connection.request("GET", address, headers={"Accept": "application/json"})
        answer = self._connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{address}: {answer.status} {body[:300]!r}")
        return body

    def time_requests(self, address: str, n: int) -> float:
        """Give the CPU of a request in milliseconds; processes that the server started do not count."""
        before = self._process.cpu_times()
        for _ in range(n):
            self.get(address)
        after = self._process.cpu_times()
        return (after.user + after.system - before.user - before.system) * 1000 / n


@contextmanager
def _serve(name: str, database_url: str) -> Iterator[_Server]:
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "CLIPFILE_DATABASE_URL": database_url, "CLIPFILE_READERS": "1"}
    command = [sys.executable, "-m", "uvicorn", *SERVERS[name], "--port", str(port), "--no-access-log"]
    with subprocess.Popen([*command, "--log-level", "warning"], env=environment) as process:
        try:
            deadline = time.monotonic() + START_SECONDS
            while not _listens(port) and time.monotonic() < deadline:
                time.sleep(0.2)
            time.sleep(3)  # its readers start
            yield _Server(process, port)
        finally:
            process.terminate()


def _listens(port: int) -> bool:
    with socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _measure(floor: _Server, ours: _Server, addresses: dict[str, str], rounds: int, n: int) -> int:
    print(f"{'CPU of the server, ms a request':34}{'floor':>9}{'ours':>9}{'ratio':>9}{'limit':>9}")
    is_beyond = False
    for name, address in addresses.items():
        _compare(floor.get(address), ours.get(address))
        pairs = []
        for at in range(rounds + 1):
            pair = floor.time_requests(address, n), ours.time_requests(address, n)
            if at:  # the first round warms caches
                pairs.append(pair)
        ratio = statistics.median(ours_ms / floor_ms for floor_ms, ours_ms in pairs)
        floor_ms, ours_ms = (statistics.median(times) for times in zip(*pairs, strict=True))
        is_beyond |= ratio > LIMIT
        print(f"{name:34}{floor_ms:9.2f}{ours_ms:9.2f}{ratio:9.2f}{LIMIT:9.1f}{'  beyond' if ratio > LIMIT else ''}")
    return int(is_beyond)


def _compare(floor: bytes, ours: bytes) -> None:
    """Hold both to the same answer, but for the address of the next page."""
    answers = [json.loads(body) for body in (floor, ours)]
    for answer in answers:
        answer.pop("next", None)
    if answers[0] != answers[1]:
        raise RuntimeError(f"the floor does not answer as the service does: {floor[:300]!r}, {ours[:300]!r}")


if __name__ == "__main__":
    sys.exit(main())
