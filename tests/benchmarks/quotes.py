"""Who said what, measured on PolNeAR's dev part with the gold's own scorer.

    python tests/benchmarks/quotes.py --gold DIR

DIR holds evaluate.py, polnear.py, heads_dev.json and the articles: as data/, or as polnear-train-dev.tar.xz, which is
then unpacked into a temporary folder. Exit status 2 without them; 1 where a figure lies below its floor.
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
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.extract.quotes import find_quotes
from app.news import Quote, Span

# Floors may only rise. Shares of 100; precision and recall of speech spans, right speaker, CPU ms an article.
FLOORS = {"span": 73.0, "speaker": 70.0}
CPU_CEILING_MS = 10.0
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


def predict(text: str) -> list[dict[str, Any]]:
    """Give quotes in the scorer's form: those with one cue and mention are one attribution with several contents."""
    found: dict[object, dict[str, Any]] = {}
    for quote in find_quotes(text, "en"):
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


def main() -> int:
    """Measure, print the scorer's table and tell whether the floors hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    gold: Path = parser.parse_args().gold
    with _articles(gold) as data, tempfile.TemporaryDirectory() as folder:
        texts = {path.stem: path.read_bytes().decode() for path in sorted((data / "dev" / "text").glob("*.txt"))}
        before = time.process_time()
        docs = {name: predict(text) for name, text in texts.items()}
        cpu = time.process_time() - before
        predictions = Path(folder) / "clipfile.json"
        predictions.write_text(json.dumps({"docs": docs, "user_cpu_s": cpu}))
        command = [sys.executable, str(gold / "evaluate.py"), "--split", "dev", "--json", str(predictions)]
        scored = subprocess.run(
            command, env={**os.environ, "POLNEAR": str(data)}, capture_output=True, text=True, check=True
        )
    print(scored.stdout)
    figures = json.loads(scored.stdout[scored.stdout.index("{") : scored.stdout.rindex("}") + 1])
    span, speaker = figures["speech.relax"], figures["speech.attr"]
    per_article = 1000 * cpu / len(texts)
    print(f"speech: span {span}, right speaker {speaker}, {per_article:.1f} ms CPU an article")
    held = span["F"] >= FLOORS["span"] and speaker["F"] >= FLOORS["speaker"] and per_article <= CPU_CEILING_MS
    return 0 if held and span["P"] >= span["R"] else 1


if __name__ == "__main__":
    raise SystemExit(main())
