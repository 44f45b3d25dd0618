"""News pages of the project's own writing, in the form of real ones, and what a careful human reads in each.

pages/ holds them, and beside each its expectations: `amp-bakery-2019.html`, `amp-bakery-2019.html.json`. They differ
from the seeds in that no rule was written with them in view. pages/README.md says how the expectations are meant.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.news import Byline, Dateline, Facts, Moment, Page, Precision

PAGES = Path(__file__).parent / "pages"
EXPECTED_SUFFIX = ".json"


@dataclass(frozen=True, slots=True)
class OwnPage:
    """One page, and what must come out of it."""

    file: str
    page: Page
    encoding: str
    """What the bytes really are, as Python names it; page.charset and the page itself may say otherwise."""
    facts: Facts
    """The facts of the page's first story; no canonical URL and no evidence. The precision of `modified` is a day
    where the expectation gives a date alone, else a second, whatever the page prints."""
    body: str
    n_stories: int
    """Full stories on the page; all but the first are another page's business."""


def list_own_pages(folder: Path = PAGES) -> tuple[OwnPage, ...]:
    """List the pages of a folder by name. Raises FileNotFoundError where one has no expectations."""
    return tuple(_read(file) for file in sorted(folder.iterdir()) if file.suffix in {".html", ".txt"})


def read_expected(file: Path) -> dict[str, Any]:
    """Read what stands beside a page, as it is written there."""
    expected: dict[str, Any] = json.loads(file.with_name(file.name + EXPECTED_SUFFIX).read_text("utf-8"))
    return expected


def _read(file: Path) -> OwnPage:
    expected = read_expected(file)
    sent = expected["page"]
    page = Page(
        raw=file.read_bytes(),
        media_type=sent["media_type"],
        captured_at=datetime.fromisoformat(sent["captured_at"]),
        charset=sent["charset"],
        url=sent["url"],
    )
    return OwnPage(
        file=file.name,
        page=page,
        encoding=expected["encoding"],
        facts=_read_facts(expected),
        body=expected["body"],
        n_stories=expected["n_stories"],
    )


def _read_facts(expected: dict[str, Any]) -> Facts:
    dateline, printed = expected["dateline"], expected["byline"]
    return Facts(
        headline=expected["headline"],
        byline=Byline(printed, tuple(expected["authors"])) if printed else None,
        dateline=Dateline(**dateline) if dateline else None,
        source=expected["source"],
        publisher=expected["publisher"],
        published=_read_moment(expected["published_at"], expected["published_precision"]),
        modified=_read_moment(expected["modified_at"], None),
        language=expected["language"],
    )


def _read_moment(text: str | None, precision: str | None) -> Moment | None:
    if text is None:
        return None
    at = datetime.fromisoformat(text)
    found = Precision(precision) if precision else Precision.SECOND if "T" in text else Precision.DAY
    return Moment(at if at.tzinfo else at.replace(tzinfo=UTC), found)
