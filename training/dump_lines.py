"""Fit the classifier of a dump's lines: python -m training.dump_lines --pages DIR [--gold DIR] [--out FILE].

DIR of --pages holds HTML pages of any kind, with their body in <page>.json or labelled by what our own HTML extraction
keeps; DIR of --gold holds public pages whose body people marked (ground-truth.json, html/*.html.gz). The project's
short stories in many languages, and front pages of their headlines, are always in the fit. Figures are of pages that
were held out, whole sites together. The same pages and seed give the same file, to the byte.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import HistGradientBoostingClassifier

from app.extract.dumps.dump import cut_story
from app.extract.dumps.looks import LOOKS
from app.extract.dumps.model import parse_forest
from app.extract.dumps.neighbours import FEATURES
from training.dump_pages import Dump, list_dumps, list_fronts, list_gold, list_pages, list_stories

SEED = 2013
N_FOLDS = 5
N_TREES = 120
_WORDS = LOOKS.index("words")
_WORD = re.compile(r"\w+")
_DIGITS = 6
"""Significant digits of thresholds and values: enough to tell any two lines apart, and the file stays small."""


def main() -> int:
    """Fit, measure by cross-validation and write the model; 2 where there are no pages."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--pages", type=Path, action="append", default=[], help="a folder of HTML pages")
    arguments.add_argument("--gold", type=Path, help="a folder of pages with their bodies")
    arguments.add_argument("--out", type=Path, default=Path("app/extract/models/dump-lines.json"))
    arguments.add_argument("--no-figures", action="store_true", help="fit alone, without cross-validation")
    arguments.add_argument("--trees", type=int, default=N_TREES, help=f"how many trees are fitted; {N_TREES}")
    given = arguments.parse_args()
    pages = [page for folder in given.pages for page in list_pages(folder)]
    pages += list_gold(given.gold) if given.gold else []
    if not pages:
        print("NOT FITTED: no pages. Name a folder of HTML pages with --pages.", file=sys.stderr)
        return 2
    pages += [*list_stories(), *list_fronts()]
    dumps = list_dumps(pages)
    n_sites = len({page.site for page in pages})
    print(f"{len(pages)} pages of {n_sites} sites, {len(dumps)} dumps, {sum(len(d.printed) for d in dumps)} lines")
    if not given.no_figures:
        print(f"{N_FOLDS}-fold by site     F1  precision  recall  exact")
        for name, row in validate(dumps).items():
            print("{:18} {:.4f}     {:.4f}  {:.4f}  {:.3f}".format(name, *row))
    given.out.write_text(fit(dumps, n_trees=given.trees), encoding="utf-8")
    print(f"{given.out}: {given.out.stat().st_size / 1000:.0f} kB")
    return 0


def fit(dumps: Sequence[Dump], *, n_trees: int = N_TREES) -> str:
    """Fit boosted trees to the dumps' lines and give the model file's text, as app.extract.dumps.model reads it."""
    looks = np.vstack([dump.looks for dump in dumps])
    labels = np.concatenate([dump.labels >= 0.5 for dump in dumps])
    weights = np.concatenate([_weigh_lines(dump) for dump in dumps])
    boosting = HistGradientBoostingClassifier(
        max_iter=n_trees,
        learning_rate=0.08,
        max_leaf_nodes=15,
        max_depth=6,
        min_samples_leaf=min(60, max(2, len(labels) // 50)),
        l2_regularization=5.0,
        max_features=0.3,
        max_bins=100,
        early_stopping=False,
        random_state=SEED,
    ).fit(looks, labels, sample_weight=weights / weights.mean())
    return _write_forest(boosting)


def _weigh_lines(dump: Dump) -> npt.NDArray[np.float64]:
    """Weigh lines by their words, as figures count them, and each page alike, however long its story."""
    words = dump.looks[:, _WORDS].astype(np.float64)
    n_story = max(30.0, float(words[dump.labels >= 0.5].sum()))
    weights: npt.NDArray[np.float64] = ((words + 2.0) / n_story) ** 0.75
    return weights


def _write_forest(boosting: HistGradientBoostingClassifier) -> str:
    trees = []
    depth = 0
    for (predictor,) in boosting._predictors:  # noqa: SLF001 - scikit-learn shows these trees nowhere else
        nodes = predictor.nodes
        at = np.arange(len(nodes))
        leaf = nodes["is_leaf"].astype(bool)
        depth = max(depth, int(nodes["depth"].max()))
        trees.append(
            {
                "feature": np.where(leaf, 0, nodes["feature_idx"]).tolist(),
                "threshold": [_round(value) for value in np.where(leaf, 0.0, nodes["num_threshold"])],
                "left": np.where(leaf, at, nodes["left"]).tolist(),
                "right": np.where(leaf, at, nodes["right"]).tolist(),
                "value": [_round(value) for value in np.where(leaf, nodes["value"], 0.0)],
            }
        )
    base = float(np.ravel(boosting._baseline_prediction)[0])  # noqa: SLF001 - as above
    head = {"features": FEATURES, "base": _round(base), "depth": depth}
    rows = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in trees)
    return f'{json.dumps(head)[:-1]}, "trees": [\n{rows}\n]}}\n'


def _round(value: float) -> float:
    return float(f"{value:.{_DIGITS}g}")


def validate(dumps: Sequence[Dump]) -> dict[str, tuple[float, float, float, float]]:
    """Measure F1, precision, recall and exactness of bodies, on pages of sites that were held out.

    Of public pages by rendering, of the project's own in one row.
    """
    scores: dict[str, list[tuple[float, float, float]]] = {}
    for held_out, others in _list_folds(dumps):
        forest = parse_forest(fit(others))
        for dump in held_out:
            body = cut_story(dump.printed, dump.looks, forest.rate(dump.looks)).body
            scores.setdefault(dump.rendering if dump.page.is_public else "(own pages)", []).append(
                _score(body, dump.page.body)
            )
    figures = {}
    for name, rows in scores.items():
        precision, recall, exact = (sum(column) / len(rows) for column in zip(*rows, strict=True))
        figures[name] = (2 * precision * recall / max(precision + recall, 1e-9), precision, recall, exact)
    return figures


def _list_folds(dumps: Sequence[Dump]) -> Iterator[tuple[list[Dump], list[Dump]]]:
    """Yield (held out, others), whole sites together."""
    sites = sorted({dump.page.site for dump in dumps})
    random.Random(SEED).shuffle(sites)  # noqa: S311 - a split, no secret
    fold = {site: at % N_FOLDS for at, site in enumerate(sites)}
    for at in range(min(N_FOLDS, len(sites))):
        yield [d for d in dumps if fold[d.page.site] == at], [d for d in dumps if fold[d.page.site] != at]


def _score(found: str, true: str) -> tuple[float, float, float]:
    """Give precision, recall and exactness of a body by its shingles of four words."""
    ours, theirs = _shingle(found), _shingle(true)
    n_shared = (ours & theirs).total()
    if ours == theirs:
        return 1.0, 1.0, 1.0
    return n_shared / max(ours.total(), 1), n_shared / max(theirs.total(), 1), 0.0


def _shingle(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3))) if words else Counter()


if __name__ == "__main__":
    sys.exit(main())
