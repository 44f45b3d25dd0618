"""How well the project's own pages are read: python -m tests.benchmarks.own [--pages DIR] [--json FILE] [-v].

Body: F1 over shingles, and the share that is right to the letter. Facts: for each the share of pages on which it is
what a careful human reads, nothing included. These pages are what CI holds to floors.json.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from app.extract.pipeline import read_page
from app.news import Moment, Precision, Reading
from tests.benchmarks.floors import add_json_option, report
from tests.benchmarks.own_pages import PAGES, OwnPage, list_own_pages
from tests.benchmarks.shingles import mean, score_text

FACTS = ("headline", "authors", "byline", "dateline", "source", "publisher", "published", "modified", "language")


def measure_own_pages(folder: Path = PAGES, *, verbose: bool = False) -> dict[str, float]:
    """Read every page, and give the figures by name."""
    scores: dict[str, list[float]] = {"body to the letter": [], **{fact: [] for fact in FACTS}}
    bodies = []
    for own in list_own_pages(folder):
        reading = read_page(own.page)
        found = dict(_describe(reading)) if isinstance(reading, Reading) else {}
        body = reading.body if isinstance(reading, Reading) else ""
        bodies.append(score_text(body, own.body))
        scores["body to the letter"].append(body == own.body)
        for fact, wanted in _describe(own):
            scores[fact].append(found.get(fact) == wanted)
            if verbose and found.get(fact) != wanted:
                print(f"{own.file:36} {fact:10} {found.get(fact)!r}, not {wanted!r}")
        if verbose and body != own.body:
            _print_difference(own.file, body, own.body)
    means = mean(bodies)
    figures = {"body F1": means["f1"], "body exact": means["exact"]}
    return figures | {name: sum(rights) / len(rights) for name, rights in scores.items()}


def _describe(read: Reading | OwnPage) -> Iterator[tuple[str, object]]:
    facts = read.facts
    byline, dateline = facts.byline, facts.dateline
    yield "headline", facts.headline
    yield "authors", byline.authors if byline else ()
    yield "byline", byline.text if byline else None
    yield "dateline", dateline and (dateline.text, dateline.place, dateline.agency, dateline.date)
    yield "source", facts.source
    yield "publisher", facts.publisher
    yield "published", _describe_moment(facts.published)
    yield "modified", facts.modified and facts.modified.at.date()
    yield "language", facts.language


def _describe_moment(moment: Moment | None) -> object:
    if moment is None:
        return None
    is_timed = moment.precision in {Precision.SECOND, Precision.MINUTE}
    return (moment.at.replace(second=0, microsecond=0) if is_timed else moment.at.date()), is_timed


def _print_difference(file: str, found: str, wanted: str) -> None:
    ours, theirs = found.split("\n\n"), wanted.split("\n\n")
    for sign, lines, others in (("+", ours, theirs), ("-", theirs, ours)):
        for line in lines:
            if line not in others:
                print(f"{file:36} {sign} {line[:150]}")


def main() -> int:
    """Print the figures beside their floors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path, default=PAGES)
    add_json_option(parser)
    parser.add_argument("-v", "--verbose", action="store_true", help="print what is wrong")
    given = parser.parse_args()
    figures = measure_own_pages(given.pages, verbose=given.verbose)
    for name, figure in figures.items():
        print(f"{name:28}{figure:8.3f}")
    return report("own pages", figures, given.json) if given.pages == PAGES else 0


if __name__ == "__main__":
    sys.exit(main())
