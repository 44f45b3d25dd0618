"""Train the tagger of quotes: python -m training.quotes --data DIR [--out FILE].

DIR holds annotated articles in brat's standoff format, as PolNeAR keeps them: text/NAME.txt with
attributions/NAME_ANNOTATOR.ann, or these two under train/. The same articles give the same weights: they are read by
name, and all chance is seeded. Needs torch (pip install torch==2.13.0, its CPU build), or --without-network; numba
(uv sync --group train-quotes) makes minutes of hours.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from training.quotes.model import write_model
from training.quotes.recipe import train
from training.quotes.standoff import list_annotated

DEFAULT_OUT = Path("app/extract/models/quotes.npz")


def main() -> int:
    """Train, write the model and print its figures on articles that were held out; 2 where there are no articles."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder of annotated articles")
    parser.add_argument("--out", type=Path, default=DEFAULT_OUT)
    parser.add_argument("--without-network", action="store_true", help="fit the two passes alone: needs no torch")
    given = parser.parse_args()
    folder = given.data / "train" if (given.data / "train").is_dir() else given.data
    annotated = list_annotated(folder)
    if not annotated:
        print(f"NOT TRAINED: no annotated articles in {folder}", file=sys.stderr)
        return 2
    print(f"{len(annotated)} articles, {sum(len(one.attributions) for one in annotated)} attributions", flush=True)
    tagger = train(annotated, say=lambda line: print(line, flush=True), with_network=not given.without_network)
    write_model(given.out, tagger)
    print(f"{given.out}: {given.out.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
