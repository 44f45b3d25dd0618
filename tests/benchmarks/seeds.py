"""How well the seed pages are read, against what a careful human says: the figures that floors.json holds.

    python -m tests.benchmarks.seeds [--json FILE]

Body: share of articles whose text is right to the letter. Facts: share of facts (headline, source, publisher, byline,
authors, dateline, date, precision, language) that are right. Quotes: precision and recall of spans that overlap by half
of their words or more, and recall of those with the right speaker too. CPU: milliseconds a page, the whole reading.
"""

import argparse
import json
import re
import sys
import time
from collections.abc import Sequence

from app.extract.pipeline import read_page
from app.news import Quote, Reading
from app.seeding import list_seeds
from tests.benchmarks.floors import add_json_option, report
from tests.golden.test_golden import EXPECTED, describe

_WORD = re.compile(r"\w+")


def measure_seeds() -> dict[str, float]:
    """Read every seed page, and give the figures by name."""
    bodies, facts, quotes = [], [], [0, 0, 0, 0]
    started = time.process_time()
    readings = [(seed.file, read_page(seed.page)) for seed in list_seeds()]
    cpu_ms = (time.process_time() - started) * 1000 / len(readings)
    for file, result in readings:
        expected = json.loads((EXPECTED / f"{file}.json").read_text("utf-8"))
        got = describe(result)
        facts += [got.get(name) == expected[name] for name in got if name not in ("body", "published_at")]
        if isinstance(result, Reading) and expected["reason"] is None:
            bodies.append(result.body == expected["body"])
            quotes = [a + b for a, b in zip(quotes, count_quotes(result, expected["quotes"]), strict=True)]
    n_found, n_expected, n_matched, n_right = quotes
    return {
        "body exact": sum(bodies) / len(bodies),
        "facts right": sum(facts) / len(facts),
        "quote precision": n_matched / n_found,
        "quote recall": n_matched / n_expected,
        "quote and speaker recall": n_right / n_expected,
        "CPU ms a page": cpu_ms,
    }


def count_quotes(reading: Reading, expected: Sequence[dict[str, str]]) -> tuple[int, int, int, int]:
    """Count quotes found, expected, matched, and matched with the right speaker."""
    left = list(reading.quotes)
    n_matched = n_right = 0
    for wanted in expected:
        match = max(left, key=lambda quote: overlap(quote.words.of(reading.body), wanted["words"]), default=None)
        if match is None or overlap(match.words.of(reading.body), wanted["words"]) < 0.5:
            continue
        left.remove(match)
        n_matched += 1
        n_right += is_right_speaker(match, wanted)
    return len(reading.quotes), len(expected), n_matched, n_right


def is_right_speaker(found: Quote, wanted: dict[str, str]) -> bool:
    """Tell whether a quote has the speaker that it should have, and nobody where the text names nobody."""
    return (found.speaker or "").casefold() == (wanted["speaker"] or "").casefold()


def overlap(one: str, other: str) -> float:
    """Give the share of words that two texts have in common, of all words in either."""
    a, b = (set(_WORD.findall(text.casefold())) for text in (one, other))
    return len(a & b) / len(a | b) if a | b else 0.0


def main() -> int:
    """Print the figures beside their floors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_json_option(parser)
    given = parser.parse_args()
    figures = measure_seeds()
    for name, figure in figures.items():
        print(f"{name:28}{figure:8.3f}")
    return report("seeds", figures, given.json)


if __name__ == "__main__":
    sys.exit(main())
