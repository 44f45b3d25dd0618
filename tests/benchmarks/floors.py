"""What quality has reached and may not fall below: floors.json, benchmark -> figure -> floor. Floors only rise."""

import argparse
import json
from collections.abc import Mapping
from pathlib import Path

_FILE = Path(__file__).with_name("floors.json")


def read_floors(benchmark: str) -> dict[str, float]:
    """Read the floors of one benchmark's figures."""
    floors: dict[str, float] = json.loads(_FILE.read_text("utf-8"))[benchmark]
    return floors


def list_below(benchmark: str, figures: Mapping[str, float]) -> tuple[str, ...]:
    """List the figures that lie below their floors, in words."""
    floors = read_floors(benchmark)
    return tuple(f"{name} is {figures[name]:.3f}, below {floor:.3f}" for name, floor in floors.items()
                 if figures[name] < floor)  # fmt: skip


def add_json_option(parser: argparse.ArgumentParser) -> None:
    """Add the option that report() is given."""
    parser.add_argument("--json", type=Path, help="write the figures to this file")


def report(benchmark: str, figures: Mapping[str, float], json_file: Path | None, more: object = None) -> int:
    """Write the figures where they are wanted, print those below their floors, and give the exit code: 1 if any are.

    `more` is what else the file is to hold: what peers reached, say.
    """
    if json_file is not None:
        written = {"figures": dict(figures)} | ({"more": more} if more is not None else {})
        json_file.write_text(json.dumps(written, indent=1, ensure_ascii=False) + "\n", "utf-8")
    below = list_below(benchmark, figures)
    for line in below:
        print(f"BELOW ITS FLOOR: {line}")
    return 1 if below else 0
