"""Headlines and authors against what people read on public pages.

    python -m tests.benchmarks.facts.headlines --gold DIR [-v] [--json FILE]

DIR holds html/<page>.html.gz and ground-truth.json with the pages' addresses; scrapinghub.json, beside this file, what
is printed on them: the SHA-256 of the headline's words (facts.digest), and the people printed as authors, full names,
none where the page prints a desk, an agency, a user's name or nobody. A headline is right where the words are the same;
authors are right where the sets of names are. The other extractor reads the same pages in the same run.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

import trafilatura

from app.extract.pipeline import read_page
from app.news import Page, Reading
from tests.benchmarks.dumps import render_as_copied, render_as_text_browser
from tests.benchmarks.facts import digest, normalise
from tests.benchmarks.floors import add_json_option, report

TRUTH = Path(__file__).with_name("scrapinghub.json")
_SEEN_AT = datetime(2026, 1, 1, tzinfo=UTC)


class Named(NamedTuple):
    """What an extractor says of one page."""

    headline: str
    authors: tuple[str, ...]


def main() -> int:
    """Measure and print; 2 where the pages are not there."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--gold", type=Path, required=True)
    add_json_option(arguments)
    arguments.add_argument("-v", "--verbose", action="store_true", help="print what is wrong in ours")
    given = arguments.parse_args()
    known = given.gold / "ground-truth.json"
    if not known.is_file():
        print(f"NOT MEASURED: {known} is not there. Give the folder of the public pages.", file=sys.stderr)
        return 2
    logging.disable(logging.CRITICAL)
    addresses = {name: page.get("url") for name, page in json.loads(known.read_text("utf-8")).items()}
    truth = json.loads(TRUTH.read_text("utf-8"))
    pages = {name: gzip.decompress((given.gold / "html" / f"{name}.html.gz").read_bytes()) for name in truth}
    figures = {
        "trafilatura": score(lambda name: read_by_trafilatura(pages[name], addresses.get(name)), truth),
        "clipfile": score(
            lambda name: read_by_clipfile(pages[name], addresses.get(name)), truth, verbose=given.verbose
        ),
    }
    for dump, render in (("inscriptis", render_as_text_browser), ("as copied", render_as_copied)):
        dumps = {name: render(raw.decode("utf-8", "replace")).encode() for name, raw in pages.items()}
        figures[f"clipfile, dumps, {dump}"] = score(partial(_read_dump, dumps, addresses), truth)
    print(f"{len(truth)} pages{'':22} headline  authors")
    for extractor, row in figures.items():
        print(f"{extractor:30} {row['headline']:8.3f} {row['authors']:8.3f}")
    return report("public headlines", figures["clipfile"], given.json, figures)


def score(
    read: Callable[[str], Named], truth: dict[str, dict[str, object]], *, verbose: bool = False
) -> dict[str, float]:
    """Give the shares of pages whose headline, and whose authors, an extractor reads as people do."""
    right = {"headline": 0, "authors": 0}
    for name, printed in truth.items():
        found = read(name)
        checks = {
            "headline": digest(found.headline) == printed["headline_sha256"],
            "authors": _names(found.authors) == _names(printed["authors"]),  # type: ignore[arg-type]  # from JSON
        }
        for fact, is_right in checks.items():
            right[fact] += is_right
            if verbose and not is_right:
                print(f"{name[:8]} {fact}: {getattr(found, fact)!r}", printed["authors"] if fact == "authors" else "")
    return {fact: n / len(truth) for fact, n in right.items()}


def read_by_clipfile(raw: bytes, url: str | None, media_type: str = "text/html") -> Named:
    """Read a page as the service does; nothing of a page that it rejects."""
    reading = read_page(Page(raw, media_type, _SEEN_AT, "utf-8", url))
    if not isinstance(reading, Reading):
        return Named("", ())
    byline = reading.facts.byline
    return Named(reading.facts.headline, byline.authors if byline else ())


def read_by_trafilatura(raw: bytes, url: str | None) -> Named:
    """Read a page's metadata with trafilatura, which joins authors with semicolons."""
    found = trafilatura.extract_metadata(raw.decode("utf-8", "replace"), default_url=url)
    return Named(found.title or "", tuple(found.author.split("; ")) if found.author else ())


def _names(authors: Iterable[str]) -> frozenset[str]:
    return frozenset(map(normalise, authors))


def _read_dump(dumps: dict[str, bytes], addresses: dict[str, str | None], name: str) -> Named:
    return read_by_clipfile(dumps[name], addresses.get(name), "text/plain")


if __name__ == "__main__":
    sys.exit(main())
