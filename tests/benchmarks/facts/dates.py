"""Published, modified, source, publisher, language: python -m tests.benchmarks.facts.dates --gold DIR [--json FILE].

DIR holds ground-truth.json ({page: {"url": ...}}) and html/<page>.html.gz; what the pages say of themselves was marked
by hand and stands in scrapinghub-dates.json. There a list holds equally right answers, a time without a zone is local
time, and a page that contradicts itself has no `modified`. A date is right if its day is that of the truth, there or
in UTC; a time if it is the same to the minute. "unmarked" is the same page with nothing left that marks a date for
machines, in its address neither; "dump" the same as plain text, without address and markup.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import re
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import trafilatura
from htmldate import find_date
from lxml import etree, html

from app.extract.pipeline import read_page
from app.news import Moment, Page, Precision, Rejection
from tests.benchmarks.dumps import render_as_copied
from tests.benchmarks.floors import add_json_option, report

_TRUTH = Path(__file__).with_name("scrapinghub-dates.json")
_CAPTURED = datetime(2019, 11, 21, tzinfo=UTC)
_DATING = re.compile("date|time|publi|posted|modif|creat", re.IGNORECASE)
_Pages = dict[str, tuple[bytes, str | None]]
_FACTS = ("published", "time", "modified", "source", "publisher", "language")


class Told(NamedTuple):
    """What one reader tells of a page, in the form of the truth: ISO dates and times, names."""

    published: str | None = None
    modified: str | None = None
    source: str | None = None
    publisher: str | None = None
    language: str | None = None


def main() -> int:
    """Measure and print; 2 where the gold pages are not there."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--gold", type=Path, required=True)
    add_json_option(arguments)
    arguments.add_argument("--wrong", action="store_true", help="print what Clipfile got wrong")
    given = arguments.parse_args()
    if not (given.gold / "ground-truth.json").is_file():
        print(f"NOT MEASURED: {given.gold / 'ground-truth.json'} is not there.", file=sys.stderr)
        return 2
    logging.disable(logging.CRITICAL)
    urls = json.loads((given.gold / "ground-truth.json").read_text("utf-8"))
    truth = json.loads(_TRUTH.read_text("utf-8"))
    pages: _Pages = {
        name: (gzip.decompress((given.gold / "html" / f"{name}.html.gz").read_bytes()), urls[name].get("url"))
        for name in truth
    }
    dumps: _Pages = {
        name: (render_as_copied(raw.decode("utf-8", "replace")).encode(), None) for name, (raw, _) in pages.items()
    }
    unmarked: _Pages = {name: (_unmark(raw), _host_alone(url)) for name, (raw, url) in pages.items()}
    figures = {
        "Clipfile": measure(_read, pages, truth, wrong=given.wrong),
        "Clipfile, unmarked": measure(_read, unmarked, truth),
        "Clipfile, dump": measure(_read, dumps, truth, wrong=False),
        "trafilatura": measure(_read_trafilatura, pages, truth),
        "htmldate, extensive": measure(_read_htmldate, pages, truth),
        "htmldate, unmarked": measure(_read_htmldate, unmarked, truth),
        "htmldate, fast": measure(lambda raw, url: _read_htmldate(raw, url, extensive=False), pages, truth),
    }
    print(f"{len(truth)} pages\n{'':22}" + "".join(f"{fact:>11}" for fact in _FACTS) + "     CPU ms a page")
    for name, row in figures.items():
        print(f"{name:22}" + "".join(f"{row[fact]:11.3f}" for fact in _FACTS) + f"{row['cpu_ms']:18.1f}")
    reached = figures["Clipfile"] | {
        f"published, {name}": figures[f"Clipfile, {name}"]["published"] for name in ("unmarked", "dump")
    }
    return report("public dates", reached, given.json, figures)


def measure(
    read: Callable[[bytes, str | None], Told],
    pages: _Pages,
    truth: dict[str, dict[str, object]],
    *,
    wrong: bool = False,
) -> dict[str, float]:
    """Give the share of pages on which each fact is right, and the CPU of the reader."""
    started = time.process_time()
    told = {name: read(*page) for name, page in pages.items()}
    cpu = time.process_time() - started
    marks: dict[str, list[bool]] = {fact: [] for fact in _FACTS}
    for name, true in truth.items():
        for fact, is_right in _mark(told[name], true).items():
            marks[fact].append(is_right)
            if wrong and not is_right:
                kind = "published" if fact == "time" else fact
                print(f"WRONG {fact:9} {name[:10]} {getattr(told[name], kind)!r:40} not {true[kind]}  {pages[name][1]}")
    shares = {fact: sum(rights) / max(len(rights), 1) for fact, rights in marks.items()}
    return shares | {"cpu_ms": cpu / len(pages) * 1000}


def _mark(told: Told, true: dict[str, object]) -> dict[str, bool]:
    published = true["published"]
    assert isinstance(published, list)
    marks = {
        "published": any(_is_same_day(told.published, one) for one in published),
        "language": told.language == true["language"],
    }
    if any("T" in one for one in published):
        marks["time"] = any(_is_same_minute(told.published, one) for one in published)
    if "modified" in true:
        marks["modified"] = _is_same_day(told.modified, true["modified"])
    for fact, name in (("source", told.source), ("publisher", told.publisher)):
        names = true[fact]
        assert isinstance(names, list)
        marks[fact] = name is not None and name.casefold() in {one.casefold() for one in names}
    return marks


def _is_same_day(told: str | None, true: object) -> bool:
    if told is None or not isinstance(true, str):
        return told is true
    return bool(_days(told) & _days(true))


def _days(moment: str) -> set[date]:
    at = datetime.fromisoformat(moment)
    return {at.date()} | ({at.astimezone(UTC).date()} if at.tzinfo else set())


def _is_same_minute(told: str | None, true: str) -> bool:
    if told is None or "T" not in told or "T" not in true:
        return False
    ours, theirs = datetime.fromisoformat(told), datetime.fromisoformat(true)
    if theirs.tzinfo is None:
        return abs(ours.replace(tzinfo=None) - theirs) < timedelta(minutes=1)
    return abs(ours - theirs) < timedelta(minutes=1)


def _read(raw: bytes, url: str | None) -> Told:
    reading = read_page(Page(raw, "text/html" if url else "text/plain", _CAPTURED, None, url))
    if isinstance(reading, Rejection):
        return Told()
    facts = reading.facts
    return Told(_iso(facts.published), _iso(facts.modified), facts.source, facts.publisher, facts.language)


def _unmark(raw: bytes) -> bytes:
    """Take from a page whatever marks a date for machines, so that only what it prints is left."""
    parser = html.HTMLParser(encoding="utf-8")
    tree = html.document_fromstring(raw.decode("utf-8", "replace").encode(), parser=parser)
    for element in tree.iter("meta", "script", "time"):
        if element.tag == "meta" and _DATING.search(" ".join(map(str, element.attrib.values()))):
            element.set("content", "")
        elif element.tag == "script":
            element.text = ""
        elif element.tag == "time":
            element.tag = "span"
    for element in tree.iter(etree.Element):
        for name in {"datetime", "itemprop"} & set(element.keys()):
            del element.attrib[name]
        if _DATING.search(element.get("class") or ""):
            element.set("class", "x")
    return bytes(html.tostring(tree, encoding="utf-8"))


def _host_alone(url: str | None) -> str | None:
    return url and f"https://{urlsplit(url).netloc}/a-story"


def _iso(moment: Moment | None) -> str | None:
    if moment is None:
        return None
    is_timed = moment.precision in {Precision.SECOND, Precision.MINUTE}
    return moment.at.isoformat() if is_timed else moment.at.date().isoformat()


def _read_trafilatura(raw: bytes, url: str | None) -> Told:
    document = trafilatura.extract_metadata(raw.decode("utf-8", "replace"), default_url=url, extensive=True)
    return Told(document.date or None, None, None, document.sitename or None, document.language or None)


def _read_htmldate(raw: bytes, url: str | None, *, extensive: bool = True) -> Told:
    found = find_date(
        raw.decode("utf-8", "replace"),
        url=url,
        original_date=True,
        extensive_search=extensive,
        max_date=_CAPTURED.date().isoformat(),
    )
    return Told(found)


if __name__ == "__main__":
    sys.exit(main())
