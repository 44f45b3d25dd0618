"""The seed pages, read: what a careful human says must come out of each of them.

`pytest tests/golden --accept` writes what the extractor says now into expected/; read the diff before you keep it.
Quotes are the human's alone: they are never rewritten, and are measured (tests/benchmarks), not matched to the letter.
"""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from app.extract.pipeline import read_page
from app.news import Moment, Precision, Reading, Rejection
from app.seeding import Seed, list_seeds

EXPECTED = Path(__file__).parent / "expected"
TO_THE_MINUTE = (Precision.SECOND, Precision.MINUTE)


def write_moment(moment: Moment | None) -> str | None:
    if moment is None:
        return None
    return moment.at.isoformat() if moment.precision in TO_THE_MINUTE else moment.at.date().isoformat()


def describe(result: Reading | Rejection) -> dict[str, Any]:
    """Say what was read, under the names of the expectations."""
    if isinstance(result, Rejection):
        return {"reason": result.reason}
    facts = result.facts
    dateline = facts.dateline
    return {
        "reason": None,
        "headline": facts.headline,
        "source": facts.source,
        "publisher": facts.publisher,
        "byline": facts.byline.text if facts.byline else None,
        "authors": list(facts.byline.authors) if facts.byline else [],
        "dateline": dateline
        and {"text": dateline.text, "place": dateline.place, "agency": dateline.agency, "date": dateline.date},
        "published_at": write_moment(facts.published),
        "published_precision": facts.published and facts.published.precision,
        "language": facts.language,
        "body": result.body,
    }


@pytest.mark.parametrize("seed", list_seeds(), ids=lambda seed: seed.file)
def test_seed_page(seed: Seed, request: pytest.FixtureRequest) -> None:
    file = EXPECTED / f"{seed.file}.json"
    expected = json.loads(file.read_text("utf-8"))
    got = describe(read_page(seed.page))
    if request.config.getoption("--accept"):
        file.write_text(json.dumps(expected | got, ensure_ascii=False, indent=2) + "\n", "utf-8")
        return
    if expected["reason"] is None:
        assert datetime_or_day(got) == datetime_or_day(expected)
    assert {name: got[name] for name in got if name != "published_at"} == {
        name: expected[name] for name in got if name != "published_at"
    }


def datetime_or_day(described: dict[str, Any]) -> datetime | None:
    """Compare moments as moments: the page's own zone or UTC is the same."""
    text = described["published_at"]
    return datetime.fromisoformat(text) if text else None


def test_a_page_gives_the_same_reading_whatever_was_read_before() -> None:
    seeds = list_seeds()
    forwards = [read_page(seed.page) for seed in seeds]
    backwards = [read_page(seed.page) for seed in reversed(seeds)]
    assert forwards == backwards[::-1]
