"""Who said what, measured on PolNeAR's dev part with the gold's own scorer, beside rules alone and a plain baseline.

    python -m tests.benchmarks.quotes --gold DIR [--model FILE]

DIR holds evaluate.py, polnear.py, heads_dev.json and the articles: as data/, or as polnear-train-dev.tar.xz, which is
then unpacked into a temporary folder. Exit status 2 without them; 1 where a figure lies below its floor. CPU is that of
the same articles read one after the other by each reader, interleaved, so that a busy machine troubles all alike.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from app.extract.quotes import Model, find_quotes, rules_alone, shipped
from app.extract.quotes.tagger import Tagger, parse_tagger
from app.news import Quote, Span
from tests.benchmarks import nearest_said

# Floors may only rise: F1 of 100 for spans found, and for those with the right speaker.
FLOORS = {
    ("speech", "span"): 85.5,
    ("speech", "speaker"): 80.5,
    ("quoted", "span"): 90.5,
    ("quoted", "speaker"): 86.0,
    ("indirect", "span"): 80.5,
    ("indirect", "speaker"): 75.5,
}
CPU_CEILING_MS = 40.0
TENTHS = range(2, 10)
_KEYS = {"span": "relax", "speaker": "attr"}
KINDS = ("speech", "quoted", "indirect")
Attributions = list[dict[str, Any]]
_MARKS = "“”\"„«»'‘’`"


@contextmanager
def _articles(gold: Path) -> Iterator[Path]:
    if (gold / "data" / "dev" / "text").is_dir():
        yield gold / "data"
        return
    packed = gold / "polnear-train-dev.tar.xz"
    if not packed.is_file() or not (gold / "evaluate.py").is_file():
        print(f"no gold data in {gold}: nothing was measured", file=sys.stderr)
        raise SystemExit(2)
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(packed) as archive:
            archive.extractall(folder, filter="data")
        yield Path(folder) / "data"


def predict(text: str, model: Model = shipped) -> Attributions:
    """Find quotes, in the scorer's form."""
    return attribute(text, find_quotes(text, "en", model))


def attribute(text: str, quotes: Iterable[Quote]) -> Attributions:
    """Give quotes in the scorer's form: those with one cue and mention are one attribution with several contents."""
    found: dict[object, dict[str, Any]] = {}
    for quote in quotes:
        key = (quote.cue, quote.mention) if quote.cue else quote.words
        item = found.setdefault(key, {"content": [], "cue": _pair(quote.cue), "source": _pair(quote.mention)})
        item["content"].append(_with_marks(text, quote))
    return list(found.values())


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _with_marks(text: str, quote: Quote) -> list[int]:
    """PolNeAR counts the marks of a direct quote to its content, and the scorer knows quoted words by them."""
    start, end = quote.words.start, quote.words.end
    while start > 0 and text[start - 1] in _MARKS:
        start -= 1
    while end < len(text) and text[end] in _MARKS + ",":
        end += 1
    return [start, end]


def _score(gold: Path, data: Path, found: Mapping[str, Attributions]) -> dict[str, dict[str, float]]:
    with tempfile.TemporaryDirectory() as folder:
        predictions = Path(folder) / "predictions.json"
        predictions.write_text(json.dumps({"docs": found}))
        command = [sys.executable, str(gold / "evaluate.py"), "--split", "dev", "--json", str(predictions)]
        scored = subprocess.run(
            command, env={**os.environ, "POLNEAR": str(data)}, capture_output=True, text=True, check=True
        ).stdout
    figures: dict[str, dict[str, float]] = json.loads(scored[scored.index("{") : scored.rindex("}") + 1])
    return figures


def _split_by_confidence(texts: Mapping[str, str], model: Model) -> dict[int, dict[str, Attributions]]:
    """Give, by tenths of confidence, what each article has of it."""
    quotes = {article: find_quotes(text, "en", model) for article, text in texts.items()}
    return {
        tenth: {
            article: attribute(text, [quote for quote in quotes[article] if int(10 * quote.confidence + 1e-9) == tenth])
            for article, text in texts.items()
        }
        for tenth in TENTHS
    }


def _write(figures: Mapping[str, Mapping[str, float]], kind: str) -> str:
    return " / ".join(f"{figures[f'{kind}.{what}'][part]:.1f}" for what in _KEYS.values() for part in "PRF")


def main() -> int:
    """Measure, print a table and tell whether the floors hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--model", type=Path, help="measure another model than the shipped one")
    given = parser.parse_args()
    tagger = parse_tagger(given.model.read_bytes()) if given.model else shipped()

    def model() -> Tagger:
        return tagger

    readers: dict[str, Callable[[str], Attributions]] = {
        "marks and said": nearest_said.predict,
        "rules alone": partial(predict, model=rules_alone),
        "with the model": partial(predict, model=model),
    }
    with _articles(given.gold) as data:
        texts = {path.stem: path.read_bytes().decode() for path in sorted((data / "dev" / "text").glob("*.txt"))}
        found: dict[str, dict[str, Attributions]] = {name: {} for name in readers}
        cpu = dict.fromkeys(readers, 0.0)
        for article, text in texts.items():
            for name, read in readers.items():
                before = time.process_time()
                found[name][article] = read(text)
                cpu[name] += time.process_time() - before
        scores = {name: _score(given.gold, data, told) for name, told in found.items()}
        by_tenth = {tenth: _score(given.gold, data, told) for tenth, told in _split_by_confidence(texts, model).items()}
    print(f"{'':16}" + "".join(f"{kind + ': span P/R/F, speaker P/R/F':>44}" for kind in KINDS) + "   CPU ms")
    for name, figures in scores.items():
        cells = "".join(f"{_write(figures, kind):>44}" for kind in KINDS)
        print(f"{name:16}{cells}   {1000 * cpu[name] / len(texts):.1f}")
    print("confidence, how many have it, and of a hundred of these how many have the right words and speaker:")
    for tenth, figures in by_tenth.items():
        print(f"  {tenth / 10}  {figures['speech.attr']['np']:4}  {figures['speech.attr']['P']:5.1f}")
    ours = scores["with the model"]
    measured = {(kind, what): ours[f"{kind}.{key}"]["F"] for kind in KINDS for what, key in _KEYS.items()}
    below = [f"{' '.join(name)} {measured[name]} < {floor}" for name, floor in FLOORS.items() if measured[name] < floor]
    if 1000 * cpu["with the model"] / len(texts) > CPU_CEILING_MS:
        below.append("too slow")
    print("\n".join(["below the floor:", *below]) if below else "all floors hold")
    return 1 if below else 0


if __name__ == "__main__":
    raise SystemExit(main())
