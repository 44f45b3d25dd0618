"""Where a list was left off: the sort key of the last row given, opaque to the user."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from app.errors import BadCursor


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last row's place in a list that is sorted by a time and then by id."""

    sorted_at: datetime
    id: UUID

    def write(self) -> str:
        """Write the cursor for an address."""
        return urlsafe_b64encode(json.dumps([self.sorted_at.isoformat(), self.id.hex]).encode()).decode().rstrip("=")


def parse_cursor(text: str) -> Cursor:
    """Read a cursor back; raise BadCursor for anything that Cursor.write did not make."""
    try:
        sorted_at, id_ = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        return Cursor(datetime.fromisoformat(sorted_at).astimezone(UTC), UUID(hex=id_))
    except (ValueError, TypeError, AttributeError, OverflowError):
        raise BadCursor("this cursor is not one of ours: take it from `next` of an answer, or leave it out") from None
