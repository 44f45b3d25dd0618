"""Where a list was left off: the place of the last row given, opaque to the user."""

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from math import isfinite
from uuid import UUID

from app.errors import BadCursor


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last row's place in a list, and what the next page must know of the first one."""

    sort: str
    place: datetime | float | str
    """What the list is sorted by: a time, a number, or a name."""
    id: UUID
    snapshot: str | None = None
    """What could be seen when the list was begun (pg_snapshot): a row that has moved since is where it was."""
    oldest: datetime | None = None
    """By relevance: the oldest of the matches that are ranked."""

    def write(self) -> str:
        """Write the cursor for an address."""
        place = self.place.isoformat() if isinstance(self.place, datetime) else self.place
        fields = [self.sort, place, self.id.hex, self.snapshot, self.oldest and self.oldest.isoformat()]
        return urlsafe_b64encode(json.dumps(fields, separators=(",", ":")).encode()).decode().rstrip("=")


def parse_cursor(text: str, sort: str) -> Cursor:
    """Read a cursor back; raise BadCursor for one of another sort, and for anything that Cursor.write did not make."""
    try:
        made_for, place, id_, snapshot, oldest = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        cursor = Cursor(
            made_for,
            _parse_place(made_for, place),
            UUID(hex=id_),
            None if snapshot is None else _check_snapshot(snapshot),
            None if oldest is None else _parse_time(oldest),
        )
    except (ValueError, TypeError, AttributeError, OverflowError):
        raise BadCursor("this cursor is not one of ours: take it from `next` of an answer, or leave it out") from None
    if made_for != sort:
        raise BadCursor("this cursor is of a list in another order: leave it out, or sort as that list was")
    return cursor


_NUMBERS = ("relevance", "-n_quotes", "position")
_NAMES = ("name",)


def _parse_place(sort: object, place: object) -> datetime | float | str:
    if sort in _NUMBERS:
        if not isinstance(place, int | float) or not isfinite(place):
            raise ValueError(place)
        return float(place)
    if not isinstance(place, str):
        raise TypeError(place)
    return place if sort in _NAMES else _parse_time(place)


def _parse_time(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _check_snapshot(text: str) -> str:
    """Let only through what PostgreSQL reads as a pg_snapshot."""
    if not re.fullmatch(r"\d{1,18}:\d{1,18}:(\d{1,18}(,\d{1,18})*)?", text):
        raise ValueError(text)
    first, end, running = text.split(":")
    seen = [int(number) for number in running.split(",") if number]
    if not (0 < int(first) <= int(end) and seen == sorted(set(seen)) and all(int(first) <= n < int(end) for n in seen)):
        raise ValueError(text)
    return text
