"""make bench-search: what users ask of an archive of N invented articles, over HTTP, one client at a time.

    python -m tests.benchmarks.search [--n 200000] [--data DIR] [--rounds 20] [--json FILE] [--only WORDS]

The archive is made in DIR once (minutes) and kept. Each question is asked in turn, in rounds, so that a busy moment of
the machine hits all of them; the limits are those that are aimed at on two quiet cores.
"""

import argparse
import http.client
import json
import math
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from app.embedded import run_postgres
from tests.benchmarks.search.cpu import list_family, read_cpu_ms
from tests.benchmarks.search.invent import World, describe_world
from tests.benchmarks.search.load import fill
from tests.benchmarks.search.rivals import RIVALS, Rival, time_calls

LIMIT_MS, LIMIT_OF_COUNTS_MS = 50, 300
N_PAGES = 5_000

Ask = Callable[[], Any]


def main() -> int:
    """Print each question's median and 95th percentile; give 1 where one is beyond its limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--n", type=int, default=200_000, help="articles")
    parser.add_argument("--data", type=Path, default=Path(".clipfile"), help="folder for the archives")
    parser.add_argument("--rounds", type=int, default=20, help="how often each question is asked")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    parser.add_argument("--only", default="", help="ask only what has this in its name, and no others")
    options = parser.parse_args()
    folder = options.data / f"bench-search-{options.n}"
    with run_postgres(folder) as server:
        fill(server.url, folder, options.n)
        with _serve(server.url) as client:
            database = int((folder / "pgdata" / "postmaster.pid").read_text().split()[0])
            questions = {name: one for name, one in _list_questions(client).items() if options.only in name}
            figures = _measure(questions, (client.pid, database), options.rounds)
    if not options.only:
        figures |= _measure_rivals(folder, options.n, options.rounds)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")
    return int(any(figure["p95"] > figure["limit"] for figure in figures.values() if "limit" in figure))


class _Client:
    """Asks a running service, one request after the other on one connection."""

    def __init__(self, host: str, port: int, pid: int) -> None:
        self.pid = pid
        self._connection = http.client.HTTPConnection(host, port)

    def get(self, address: str, said: Mapping[str, str] | None = None) -> bytes:
        """Get what is there, or what it answers to something that is said."""
        try:
            if said is None:
                self._connection.request("GET", address)
            else:
                headers = {"Content-Type": "application/json"}
                self._connection.request("POST", address, json.dumps(said), headers)
            answer = self._connection.getresponse()
        except http.client.RemoteDisconnected:  # it was idle for too long
            self._connection.close()
            return self.get(address, said)
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{address}: {answer.status} {body[:300]!r}")
        return body

    def ask(self, path: str, **params: object) -> Ask:
        address = f"{path}?{urlencode(params)}"
        return lambda: self.get(address)


@contextmanager
def _serve(url: str) -> Iterator[_Client]:
    environment = {**os.environ, "CLIPFILE_DATABASE_URL": url, "CLIPFILE_READERS": "1"}
    command = [str(Path(sys.executable).parent / "clipfile"), "serve", "--port", "0"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as service:
        try:
            said = service.stdout.readline() if service.stdout else ""
            found = re.search(r"http://([\d.]+):(\d+)", said)
            if not found:
                raise RuntimeError(f"the service does not start: {said}")
            client = _Client(found[1], int(found[2]), service.pid)
            client.get("/readyz")
            time.sleep(3)  # its readers start
            yield client
        finally:
            service.terminate()


def _list_questions(client: _Client) -> dict[str, tuple[Ask, float]]:
    of = describe_world(World())
    month = {"published_from": "2021-05", "published_to": "2021-05"}
    common, rare, phrase = {"q": of["common"]}, {"q": of["rare"]}, {"q": f'"{of["phrase"]}"'}
    middling = {"q": of["middling"]}
    who = "source,place,speaker,language,year"
    articles: dict[str, Mapping[str, str]] = {
        "20 newest": {},
        "20 newest of a source": {"source": of["source"]},
        "20 newest of a small source": {"source": of["small_source"]},
        "a word in nearly all": {"q": of["everywhere"]},
        "a common word": common,
        "a middling word": middling,
        "a rare word": rare,
        "an absent word": {"q": "qqq"},
        "a word of one month long ago": {"q": of["event"]},
        "a phrase": phrase,
        "common word, source and month": {**common, "source": of["source"], **month},
        "common word in headlines": {"q": f"headline:{of['common']}"},
        "two words, one not": {"q": f"{of['common']} {of['middling']} -{of['rare']}"},
        "common word by relevance": {**common, "sort": "relevance"},
        "rare word by relevance": {**rare, "sort": "relevance"},
        "phrase by relevance": {**phrase, "sort": "relevance"},
        "articles with a speaker": {"speaker": of["speaker"]},
        "total of a common word": {**common, "total": "true"},
        "total of a rare word": {**rare, "total": "true"},
        "total of a source": {"source": of["source"], "total": "true"},
        f"page {N_PAGES:,}": {"cursor": _turn_pages(client)},
    }
    questions: dict[str, tuple[Ask, float]] = {}
    for name, params in articles.items():
        questions[name] = client.ask("/articles", **params), LIMIT_MS
    quotes: dict[str, Mapping[str, str]] = {
        "quotes by speaker": {"speaker": of["speaker"]},
        "quotes by a common word": common,
        "quotes by a rare word": rare,
        "quotes by a common word and speaker": {**common, "speaker": of["speaker"]},
        "utterances": {"collapse": "utterance"},
    }
    for name, params in quotes.items():
        questions[name] = client.ask("/quotes", **params), LIMIT_MS
    dear: dict[str, Mapping[str, str]] = {  # many quotes must be looked into for these
        "quotes by a phrase": phrase,
        "quotes by a common word, by relevance": {**common, "sort": "relevance"},
    }
    for name, params in dear.items():
        questions[name] = client.ask("/quotes", **params), LIMIT_OF_COUNTS_MS
    newest = json.loads(client.get("/quotes?limit=1"))["items"][0]
    claim = {"words": newest["words"]}
    by_speaker = {**claim, "speaker": newest["speaker"]["name"]}
    questions["verify words"] = partial(client.get, "/verify", claim), LIMIT_MS
    questions["verify words and speaker"] = partial(client.get, "/verify", by_speaker), LIMIT_MS
    questions["speakers"] = client.ask("/speakers"), LIMIT_MS
    questions["speakers by name"] = client.ask("/speakers", q=of["speaker"][:3]), LIMIT_MS
    counts: dict[str, tuple[Mapping[str, str], int]] = {
        "a rare word": (rare, LIMIT_MS),
        "a middling word": (middling, LIMIT_OF_COUNTS_MS),
        "a common word": (common, LIMIT_OF_COUNTS_MS),
        "all articles": ({}, LIMIT_OF_COUNTS_MS),
    }
    for name, (params, limit) in counts.items():
        questions[f"facet source of {name}"] = client.ask("/articles/facets", by="source", **params), limit
        questions[f"five facets of {name}"] = client.ask("/articles/facets", by=who, **params), limit
        questions[f"timeline of {name}"] = client.ask("/articles/timeline", interval="month", **params), limit
    return questions


def _turn_pages(client: _Client) -> str:
    """Give the cursor of page 5,000 of 20 by turning the pages before it, five at a time, or as many as there are."""
    address, cursor = "/articles?limit=100&fields=id", ""
    for _ in range((N_PAGES - 1) // 5):
        following = json.loads(client.get(address))["next"]
        if following is None:
            break
        address = "/" + following.split("/", 3)[3]
        cursor = re.search(r"cursor=([^&]+)", following)[1]  # type: ignore[index] # ours has one
    return cursor


def _measure(
    questions: Mapping[str, tuple[Ask, float]], servers: tuple[int, int], rounds: int
) -> dict[str, dict[str, float]]:
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in questions}
    for at in range(rounds + 1):
        pids = [pid for server in servers for pid in list_family(server)]
        for name, (ask, _) in questions.items():
            cpu_before, started = read_cpu_ms(pids), time.perf_counter()
            ask()
            times = (time.perf_counter() - started) * 1000, read_cpu_ms(pids) - cpu_before
            if at:  # the first round warms caches
                taken[name].append(times)
    print(f"\n{'over HTTP, ms':40}{'p50':>9}{'p95':>9}{'CPU':>9}{'limit':>9}")
    return {name: _print(name, times, questions[name][1]) for name, times in taken.items()}


def _print(name: str, times: list[tuple[float, float]], limit: float | None = None) -> dict[str, float]:
    """Print median and 95th percentile by the clock, and the median of CPU, of service and database together."""
    clock, cpu = sorted(one for one, _ in times), sorted(one for _, one in times)
    p50, p95 = clock[len(clock) // 2], clock[math.ceil(len(clock) * 0.95) - 1]
    against = f"{limit:9.0f}{'  over' if p95 > limit else ''}" if limit else ""
    print(f"{name:40}{p50:9.1f}{p95:9.1f}{cpu[len(cpu) // 2]:9.1f}{against}")
    figures = {"p50": round(p50, 2), "p95": round(p95, 2), "cpu": round(cpu[len(cpu) // 2], 2)}
    return figures | ({"limit": limit} if limit else {})


def _measure_rivals(folder: Path, n: int, rounds: int) -> dict[str, dict[str, float]]:
    world = World()
    of, figures = describe_world(world), {}
    print(f"\n{'in process, ms':40}{'p50':>9}{'p95':>9}{'CPU':>9}")
    for make in RIVALS:
        rival: Rival = make(_make_folder(folder / "rivals"), world.invent_all(n))
        for name, words, options in (
            ("a common word", of["common"], {}),
            ("a rare word", of["rare"], {}),
            ("an absent word", "qqq", {}),
            ("a phrase", of["phrase"], {"phrase": True}),
            ("common word by relevance", of["common"], {"by_relevance": True}),
            ("phrase by relevance", of["phrase"], {"phrase": True, "by_relevance": True}),
        ):
            times = time_calls(partial(rival.find, words, **options), rounds)
            figures[f"{rival.name}: {name}"] = _print(f"{rival.name}: {name}", times)
    return figures


def _make_folder(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return folder


if __name__ == "__main__":
    sys.exit(main())
