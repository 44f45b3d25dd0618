"""How well pages are read, and at what cost: make bench-extraction [GOLD=DIR], or

    python -m tests.benchmarks.extraction [--gold DIR] [--json FILE] [--rounds N]

DIR holds scrapinghub's article-extraction-benchmark: ground-truth.json ({page: {"articleBody": ...}}) and
html/<page>.html.gz. Every extractor reads every page in turn, and the least CPU time of N rounds counts.
"""

import argparse
import gzip
import json
import logging
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from app.extract.dumps.dump import clean_dump
from app.extract.pipeline import read_page
from app.news import Page, Reading
from tests.benchmarks.dumps import render_as_copied, render_as_text_browser
from tests.benchmarks.floors import add_json_option, report
from tests.benchmarks.peers import DUMP_PEER, PEERS, YARDSTICK, extract_from_dump
from tests.benchmarks.shingles import mean, score_text
from tests.benchmarks.stages import QUOTES, timed_stages

OURS = "Clipfile"
CAPTURED_AT = datetime(2026, 11, 1, tzinfo=UTC)
"""After every gold page was made: nobody noted when they were seen."""


def main() -> int:
    """Measure and print; 2 where the gold pages are not there."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--gold", type=Path, required=True)
    add_json_option(arguments)
    arguments.add_argument("--rounds", type=int, default=2)
    given = arguments.parse_args()
    truth_file = given.gold / "ground-truth.json"
    if not truth_file.is_file():
        print(f"NOT MEASURED: {truth_file} is not there. Give the folder of the gold pages.", file=sys.stderr)
        return 2
    logging.disable(logging.CRITICAL)
    truth = {name: page["articleBody"] for name, page in json.loads(truth_file.read_text(encoding="utf-8")).items()}
    pages = {name: gzip.decompress((given.gold / "html" / f"{name}.html.gz").read_bytes()) for name in truth}
    texts = {name: page.decode("utf-8", "replace") for name, page in pages.items()}
    figures = {"pages": measure_bodies({OURS: _read_body, **PEERS}, texts, truth, given.rounds)}
    for name, render in (("dumps, inscriptis", render_as_text_browser), ("dumps, as copied", render_as_copied)):
        dumps = {page: render(text) for page, text in texts.items()}
        figures[name] = measure_bodies({OURS: _cut_dump, DUMP_PEER: extract_from_dump}, dumps, truth, given.rounds)
    stages = measure_stages(pages, given.rounds)
    yardstick = figures["pages"][YARDSTICK]["cpu_ms"]
    figures["stages"] = {stage: {"cpu_ms": cost, "of trafilatura": cost / yardstick} for stage, cost in stages.items()}
    print(f"{len(truth)} pages")
    for title, table in figures.items():
        _print_table(title, table)
    reached = {
        f"{title}, {column}": table[OURS][column]
        for title, table in figures.items()
        if OURS in table
        for column in ("f1", "exact")
    }
    return report("public pages", reached, given.json, figures)


def measure_bodies(
    extractors: dict[str, Callable[[str], str]], pages: dict[str, str], truth: dict[str, str], rounds: int
) -> dict[str, dict[str, float]]:
    """Score each extractor's texts of all pages, and give its CPU milliseconds a page, parsing included."""
    found: dict[str, dict[str, str]] = {name: {} for name in extractors}
    least: dict[tuple[str, str], float] = {}
    for _ in range(rounds):
        for page, text in pages.items():
            for name, extract in extractors.items():
                started = time.process_time()
                found[name][page] = extract(text)
                spent = time.process_time() - started
                least[name, page] = min(spent, least.get((name, page), spent))
    return {
        name: mean([score_text(found[name][page], truth[page]) for page in pages])
        | {"cpu_ms": sum(least[name, page] for page in pages) * 1000 / len(pages)}
        for name in extractors
    }


def measure_stages(pages: dict[str, bytes], rounds: int) -> dict[str, float]:
    """Give the CPU milliseconds a page of each stage of a reading, and of the whole of it without quotes."""
    best: dict[str, float] = {}
    for _ in range(rounds):
        with timed_stages() as seconds:
            started = time.process_time()
            for raw in pages.values():
                read_page(Page(raw, "text/html", CAPTURED_AT))
            whole = time.process_time() - started
        round_ = defaultdict(float, seconds) | {"the whole, without quotes": whole - seconds[QUOTES]}
        if not best or sum(round_.values()) < sum(best.values()):
            best = dict(round_)
    return {stage: spent * 1000 / len(pages) for stage, spent in best.items()}


def _read_body(page: str) -> str:
    reading = read_page(Page(page.encode(), "text/html", CAPTURED_AT, charset="utf-8"))
    return reading.body if isinstance(reading, Reading) else ""


def _cut_dump(text: str) -> str:
    return clean_dump(text).body


def _print_table(title: str, table: dict[str, dict[str, float]]) -> None:
    columns = list(next(iter(table.values())))
    print(f"\n{title:28}" + "".join(f"{column:>15}" for column in columns))
    for name, row in table.items():
        print(f"{name:28}" + "".join(f"{row[column]:15.3f}" for column in columns))


if __name__ == "__main__":
    sys.exit(main())
