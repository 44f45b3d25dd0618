"""Moments as users write them."""

import re
from datetime import UTC, datetime

FIRST, LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)

WANTED = "give a moment with its zone, as 2013-06-09T08:00:00Z"

_DAY = re.compile(r"[0-9]{4}-?[0-9]{2}-?[0-9]{2}")
_LOST_PLUS = re.compile(r"(?<=\d) (?=\d\d:?\d\d$)")  # a + that was not written %2B arrives as a space


def parse_moment(text: str) -> datetime:
    """Read an RFC 3339 moment; raise ValueError for one without a time zone."""
    try:
        moment = datetime.fromisoformat(_LOST_PLUS.sub("+", text.strip()))
    except ValueError:
        raise ValueError(WANTED) from None
    if _DAY.fullmatch(text.strip()):
        raise ValueError(WANTED)
    if moment.tzinfo is None:
        raise ValueError("the time zone is missing: add Z for UTC, or an offset such as %2B08:00")
    try:
        return moment.astimezone(UTC)
    except OverflowError:  # the first or the last hours of all
        return FIRST if moment.year == 1 else LAST
