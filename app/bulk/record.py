"""What a file of pages holds: pages, and what can't be taken for one."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.news import Page

PASSED_OVER = frozenset({"not_a_page", "revisit", "other_file", "no_page"})
"""Reasons that tell of no fault: there is nothing that could be filed."""


@dataclass(frozen=True, slots=True)
class Record:
    """A page as it was found in a file."""

    place: str
    """Where in the file, for the sender: line 12, or record 34 at byte 5678 (of the unpacked file)."""
    page: Page
    time_is_told: bool
    """Whether page.captured_at is the file's word, not our clock's."""
    headers: Mapping[str, str] | None = None
    """Those of the HTTP response, where the file has them."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A part of a file that gives no page, and why."""

    place: str
    reason: str
    """bad_json, bad_page, bad_record, too_large, cut_short, unreadable, unknown_kind, or one of PASSED_OVER."""
    detail: str
    """One sentence for the sender."""
    url: str | None = None
