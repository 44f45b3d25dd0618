"""Body text against pages marked by hand: python tests/benchmarks/extraction.py --gold DIR [--json FILE].

DIR holds ground-truth.json ({page: {"articleBody": ...}}) and html/<page>.html.gz. Precision and recall are those of
4-gram shingles of the words (\\w+), averaged over pages; F1 is that of the two means; exact is the share of pages with
the very same shingles. Peers are measured in the same run, as ratios hold where milliseconds don't.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import trafilatura
from lxml import etree, html

from app.extract.clean import clean_html
from app.extract.dump import clean_dump
from app.extract.lines import BLOCKS, list_lines
from app.extract.markup import parse
from app.news import Rejection

_WORD = re.compile(r"\w+")
_UNSHOWN = frozenset({"script", "style", "noscript", "template", "head", "svg"})


def main() -> int:
    """Measure and print; 2 where the gold pages are not there."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--gold", type=Path, required=True)
    arguments.add_argument("--json", type=Path)
    given = arguments.parse_args()
    truth_file = given.gold / "ground-truth.json"
    if not truth_file.is_file():
        print(f"NOT MEASURED: {truth_file} is not there. Give the folder of the gold pages.", file=sys.stderr)
        return 2
    logging.disable(logging.CRITICAL)
    truth = {name: page["articleBody"] for name, page in json.loads(truth_file.read_text(encoding="utf-8")).items()}
    pages = {name: _read_page(given.gold / "html" / f"{name}.html.gz") for name in truth}
    dumps = {name: render(page) for name, page in pages.items()}
    figures = {
        "trafilatura, default": measure(_extract_default, pages, truth),
        "trafilatura, favor_precision": measure(_extract_precisely, pages, truth),
        "clean_html": measure(_clean_page, pages, truth),
        "clean_dump": measure(lambda text: clean_dump(text).body, dumps, truth),
    }
    print(f"{len(truth)} pages\n{'':30}     F1  precision  recall  exact  CPU ms a page")
    for name, row in figures.items():
        print("{:30} {f1:.4f}     {precision:.4f}  {recall:.4f}  {exact:.3f} {cpu_ms:15.1f}".format(name, **row))
    if given.json:
        given.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


def measure(extract: Callable[[str], str], pages: dict[str, str], truth: dict[str, str]) -> dict[str, float]:
    """Score one extractor over all pages; the parsing of a page counts as its own work."""
    started = time.process_time()
    found = {name: extract(page) for name, page in pages.items()}
    cpu = time.process_time() - started
    scores = [score(found[name], truth[name]) for name in pages]
    precision, recall, exact = (sum(column) / len(scores) for column in zip(*scores, strict=True))
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"f1": f1, "precision": precision, "recall": recall, "exact": exact, "cpu_ms": cpu / len(pages) * 1000}


def score(found: str, true: str) -> tuple[float, float, float]:
    """Give precision, recall and exactness (0 or 1) of one text against another."""
    ours, theirs = _shingle(found), _shingle(true)
    n_shared = (ours & theirs).total()
    if ours == theirs:
        return 1.0, 1.0, 1.0
    return n_shared / max(ours.total(), 1), n_shared / max(theirs.total(), 1), 0.0


def _shingle(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3))) if words else Counter()


def render(page: str) -> str:
    """Render a page to the text that copying it from a browser gives: a block a line, items with a bullet."""
    tree = html.document_fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8", remove_comments=True))
    return "\n".join(_list_rendered(tree))


def _list_rendered(tree: html.HtmlElement) -> Iterator[str]:
    parts: list[str] = []
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        opens = event == "start"
        if opens and element.tag in _UNSHOWN:
            walk.skip_subtree()
            continue
        if element.tag in BLOCKS:
            line = " ".join("".join(parts).split())
            if line:
                yield line
                if element.tag in {"p", "h1", "h2", "h3", "table", "ul", "ol"}:
                    yield ""
            parts = ["  * "] if opens and element.tag == "li" else []
        parts.append((element.text if opens else element.tail) or "")


def _read_page(path: Path) -> str:
    return gzip.decompress(path.read_bytes()).decode("utf-8", "replace")


def _extract_default(page: str) -> str:
    return trafilatura.extract(page, include_comments=False) or ""


def _extract_precisely(page: str) -> str:
    return trafilatura.extract(page, include_comments=False, favor_precision=True) or ""


def _clean_page(page: str) -> str:
    tree = parse(page)
    return "" if isinstance(tree, Rejection) else clean_html(tree, list_lines(tree)).body


if __name__ == "__main__":
    sys.exit(main())
