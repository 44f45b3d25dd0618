"""Measure parse_dateline against hand-marked first lines: python tests/benchmarks/datelines.py --gold DIR.

DIR holds datelines.json: a list of {text, place, agency, date, story}, all null where a line has no dateline. Exit
status 2 where the file is missing, 1 below the floors.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from app.extract.datelines.dateline import split_dateline
from tests.benchmarks.floors import add_json_option, report

FIELDS = ("place", "agency", "date", "story")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True, help="the folder that holds datelines.json")
    add_json_option(parser)
    given = parser.parse_args()
    path = given.gold / "datelines.json"
    if not path.is_file():
        print(f"NOT MEASURED: there is no {path}", file=sys.stderr)
        return 2
    lines = json.loads(path.read_text(encoding="utf-8"))
    n_right = n_false = n_missed = 0
    for line in lines:
        dateline, story = split_dateline(line["text"])
        found = {"story": story} | {name: getattr(dateline, name, None) for name in FIELDS[:3]}
        has_one = any(line[name] for name in FIELDS[:3])
        n_false += dateline is not None and not has_one
        n_missed += dateline is None and has_one
        if all(found[name] == line[name] for name in FIELDS):
            n_right += 1
        else:
            wanted = {name: line[name] for name in FIELDS}
            print(f"WRONG {line['text'][:80]!r}\n  wanted {wanted}\n  found  {found}")
    share = n_right / len(lines)
    print(f"{len(lines)} lines: all fields right {share:.3f}, false {n_false}, missed {n_missed}")
    return report("public datelines", {"all fields right": share, "none false": float(n_false == 0)}, given.json)


if __name__ == "__main__":
    raise SystemExit(main())
