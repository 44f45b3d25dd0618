"""make bench: every benchmark, one after the other. Those on public data sets run where --gold names their folder."""

import argparse
import subprocess
import sys
from pathlib import Path

ON_OWN_PAGES = ("tests.benchmarks.seeds",)
ON_PUBLIC_DATA = {  # and the part of the folder that each reads
    "tests.benchmarks.extraction": "extraction",
    "tests.benchmarks.datelines": ".",
    "tests.benchmarks.quotes": "quotes",
}


def main() -> int:
    """Run them; give the worst exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, help="folder of the public data sets (docs/benchmarks.md)")
    gold: Path | None = parser.parse_args().gold
    runs = [[module] for module in ON_OWN_PAGES]
    if gold is None:
        print("Without GOLD=folder the benchmarks on public data sets are left out.")
    else:
        runs += [[module, "--gold", str(gold / part)] for module, part in ON_PUBLIC_DATA.items()]
    worst = 0
    for run in runs:
        print("\n" + " ".join(run), flush=True)
        worst = max(worst, subprocess.run([sys.executable, "-m", *run], check=False).returncode)
    return worst


if __name__ == "__main__":
    sys.exit(main())
