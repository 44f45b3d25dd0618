"""make bench, bench-extraction, bench-quotes: the benchmarks of a suite, one after the other.

    python -m tests.benchmarks [extraction|quotes] [--gold DIR] [--json DIR]

Those on public data run where --gold names their folder (docs/benchmarks.md); --json takes the figures of each, one
file a benchmark. The exit code is the worst of them: 1 below a floor, 2 where data is missing.
"""

import argparse
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple


class Benchmark(NamedTuple):
    """A module to run, and the part of the public data's folder that it reads; None: it reads our own pages."""

    module: str
    part: str | None = None


SUITES = {
    "extraction": (
        Benchmark("seeds"),
        Benchmark("own"),
        Benchmark("extraction", "extraction"),
        Benchmark("facts.headlines", "extraction"),
        Benchmark("facts.dates", "extraction"),
        Benchmark("datelines", "."),
    ),
    "quotes": (Benchmark("wire"), Benchmark("quotes", "quotes")),
}


def main() -> int:
    """Run them; give the worst exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("suite", nargs="?", choices=SUITES, help="one suite alone")
    parser.add_argument("--gold", type=Path, help="folder of the public data sets")
    parser.add_argument("--json", type=Path, help="folder for the figures")
    given = parser.parse_args()
    worst = 0
    for benchmark in (one for name, suite in SUITES.items() if given.suite in (None, name) for one in suite):
        if benchmark.part is not None and given.gold is None:
            print(f"\n{benchmark.module}: left out, as GOLD names no folder of public data", flush=True)
            continue
        command = [sys.executable, "-m", f"tests.benchmarks.{benchmark.module}"]
        if benchmark.part is not None:
            command += ["--gold", str(given.gold / benchmark.part)]
        if given.json is not None:
            given.json.mkdir(parents=True, exist_ok=True)
            command += ["--json", str(given.json / f"{benchmark.module}.json")]
        print("\n" + " ".join(command[2:]), flush=True)
        worst = max(worst, subprocess.run(command, check=False).returncode)
    return worst


if __name__ == "__main__":
    sys.exit(main())
