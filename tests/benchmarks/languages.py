"""Who said what in other languages than English, measured on stories of the project's own writing (languages/).

    python -m tests.benchmarks.languages [-v]

Of direct quotes, which are all that is looked for: n expected; P, R and F1 of their words; of those found the share
with the right speaker (nobody being an answer too), and F1 with it; with a mention that touches the right one; where
the story names no speaker, for how many none was guessed. The last line is CPU.
"""

from __future__ import annotations

import argparse
import sys
import time

from app.extract.quotes import find_quotes
from app.news import QuoteKind
from tests.benchmarks.floors import add_json_option, report
from tests.benchmarks.wire import measure, percent, print_errors
from tests.benchmarks.wire_articles import LANGUAGES, WireArticle, list_wire


def measure_languages() -> dict[str, float]:
    """Give the figures that floors.json holds: for each language, shares from 0 to 1."""
    figures: dict[str, float] = {}
    for language, articles in _by_language().items():
        tally = measure(articles, find_quotes, QuoteKind.DIRECT)
        figures |= {f"{language} f1": tally.f1, f"{language} speaker f1": tally.speaker_f1}
    return figures


def _by_language() -> dict[str, list[WireArticle]]:
    articles = list_wire(LANGUAGES)
    return {
        language: [article for article in articles if article.language == language]
        for language in sorted({article.language for article in articles})
    }


def main() -> int:
    """Print a line for each language; give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-v", "--verbose", action="store_true", help="print what was missed, is no quote, or whose")
    add_json_option(parser)
    arguments = parser.parse_args()
    print(
        f"{'':4}"
        + "".join(f"{column:>9}" for column in ("n", "P", "R", "F1", "speaker", "spk F1", "mention", "nobody"))
    )
    before, n_articles = time.process_time(), 0
    for language, articles in _by_language().items():
        tally = measure(articles, find_quotes, QuoteKind.DIRECT)
        n_articles += len(articles)
        shares = (
            percent(tally.right, tally.found),
            percent(tally.recalled, tally.expected),
            f"{100 * tally.f1:.1f}",
            percent(tally.speaker, tally.recalled),
            f"{100 * tally.speaker_f1:.1f}",
            percent(tally.mention, tally.recalled),
            f"{tally.unnamed_kept}/{tally.unnamed}",
        )
        print(f"{language:4}{tally.expected:9}" + "".join(f"{share:>9}" for share in shares))
        for article in articles if arguments.verbose else ():
            print_errors(article)
    print(f"{1000 * (time.process_time() - before) / n_articles:.1f} ms CPU an article")
    return report("languages", measure_languages(), arguments.json)


if __name__ == "__main__":
    sys.exit(main())
