"""Who said what, measured on stories of the project's own writing (wire_articles.py), beside a plain regex.

    python -m tests.benchmarks.wire [-v] [FOLDER ...]

Columns: n expected quotes; P, R and F1 of their words; of those found the share with the right speaker (nobody being an
answer too), and F1 with it; with a mention that touches the right one; of the right kind; where the story names no
speaker, the share for which none was guessed; and how many chains (Yang said that Xi said) have the right via.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from app.extract.quotes import find_quotes
from app.news import Quote, QuoteKind, Span
from tests.benchmarks.floors import add_json_option, report
from tests.benchmarks.wire_articles import WIRE, WireArticle, list_wire
from tests.benchmarks.wire_score import Tally, pair_quotes, score_article, share

Finder = Callable[[str, str], tuple[Quote, ...]]

_MARKED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»|‘([^‘’]+)’|„([^„“]+)“|「([^「」]+)」")
_NAME = r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)*"
_SAID = re.compile(rf"\bsaid (?P<after>{_NAME})|(?P<before>{_NAME}) said\b")
_REACH = 120  # characters on either side of a quote in which the nearest "said" is looked for


def find_by_regex(body: str, _language: str) -> tuple[Quote, ...]:
    """Find quotes as a first script would: pairs of marks, and the name beside the nearest "said"."""
    quotes = []
    for marked in _MARKED.finditer(body):
        start, end = marked.span(marked.lastindex or 0)
        near = list(_SAID.finditer(body, max(0, start - _REACH), min(len(body), end + _REACH)))
        said = min(near, key=lambda said: max(said.start() - end, start - said.end()), default=None)
        name = said["after"] or said["before"] if said else None
        mention = Span(*said.span("after" if said["after"] else "before")) if said else None
        quotes.append(Quote(kind=QuoteKind.DIRECT, words=Span(start, end), mention=mention, speaker=name))
    return tuple(quotes)


def measure(articles: Iterable[WireArticle], find: Finder, kind: QuoteKind | None = None) -> Tally:
    """Count over articles."""
    total = Tally()
    for article in articles:
        total.add(score_article(article, find(article.body, article.language), kind))
    return total


def percent(part: int, whole: int) -> str:
    """Give a share as it is printed: a dash of nothing."""
    return f"{100 * part / whole:.1f}" if whole else "-"


def print_errors(article: WireArticle) -> None:
    """Print the quotes that were missed, those that are none, and wrong speakers."""
    wanted, given, pairs = pair_quotes(article, find_quotes(article.body, article.language))
    seen_wanted, seen_given = {i for i, _ in pairs}, {j for _, j in pairs}
    lines = [("missed", quote.speaker, quote) for i, quote in enumerate(wanted) if i not in seen_wanted]
    lines += [("none", quote.speaker, quote) for j, quote in enumerate(given) if j not in seen_given]
    lines += [
        ("speaker", f"{given[j].speaker}, not {wanted[i].speaker}", wanted[i])
        for i, j in pairs
        if given[j].speaker != wanted[i].speaker
    ]
    for what, who, quote in sorted(lines, key=lambda line: line[2].words):
        print(f"  {article.file:20} {what:8} {who}: {quote.words.of(article.body)!r}")


def print_table(articles: tuple[WireArticle, ...]) -> None:
    """Print ours beside the regex, all kinds and each: counts, and shares in per cent."""
    columns = ("n", "P", "R", "F1", "speaker", "spk F1", "mention", "kind", "nobody")
    print(f"{'':18}" + "".join(f"{column:>8}" for column in columns) + f"{'via':>8}")
    for finder, find in (("ours", find_quotes), ("regex", find_by_regex)):
        for kind in (None, *QuoteKind):
            tally = measure(articles, find, kind)
            shares = (
                percent(tally.right, tally.found),
                percent(tally.recalled, tally.expected),
                f"{100 * tally.f1:.1f}",
                percent(tally.speaker, tally.recalled),
                f"{100 * tally.speaker_f1:.1f}",
                percent(tally.mention, tally.recalled),
                percent(tally.kind, tally.recalled),
                percent(tally.unnamed_kept, tally.unnamed),
            )
            name = f"{finder}, {kind.value if kind else 'all kinds'}"
            cells = "".join(f"{each:>8}" for each in shares)
            print(f"{name:18}{tally.expected:8}{cells}{f'{tally.via}/{tally.chained}':>8}")


def main() -> int:
    """Measure each folder: English by kind, then by manner and by language; give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, default=[WIRE], help="wire/ where none is named")
    parser.add_argument("-v", "--verbose", action="store_true", help="print what was missed, is no quote, or whose")
    add_json_option(parser)
    arguments = parser.parse_args()
    for folder in arguments.folders:
        articles = list_wire(folder)
        english = tuple(article for article in articles if article.language == "en")
        print(f"{folder}: {len(english)} English articles of {len(articles)}")
        print_table(english)
        before = time.process_time()
        for article in english:
            find_quotes(article.body, article.language)
        print(f"{1000 * (time.process_time() - before) / max(1, len(english)):.1f} ms CPU an article")
        groups = {article.manner: [a for a in articles if a.manner == article.manner] for article in articles}
        for manner, group in groups.items():
            tally = measure(group, find_quotes)
            print(
                f"  {manner:16} {tally.expected:4} F1 {100 * tally.f1:5.1f}  speaker F1 {100 * tally.speaker_f1:5.1f}"
            )
        for article in articles if arguments.verbose else ():
            print_errors(article)
    return report("wire", measure_wire(), arguments.json)


def measure_wire() -> dict[str, float]:
    """Give the figures that floors.json holds: of the English articles, shares from 0 to 1."""
    tally = measure((article for article in list_wire() if article.language == "en"), find_quotes)
    return {
        "precision": tally.precision,
        "recall": tally.recall,
        "f1": tally.f1,
        "speaker f1": tally.speaker_f1,
        "via": share(tally.via, tally.chained),
    }


if __name__ == "__main__":
    sys.exit(main())
