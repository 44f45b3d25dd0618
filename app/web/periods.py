"""Times as users give them: a moment, or a year, month or day that stands for all of itself."""

import re
from datetime import UTC, datetime, timedelta
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema

_PERIOD = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_LOST_PLUS = re.compile(r"(?<=\d) (?=\d\d:?\d\d$)")  # a + that was not written %2B arrives as a space

_FIRST, _LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)

_SCHEMA = WithJsonSchema(
    {
        "type": "string",
        "anyOf": [
            {"format": "date-time"},
            {"format": "date"},
            {"pattern": "^([0-9]{3}[1-9]|[0-9]{2}[1-9]0|[1-9][0-9]00)-(0[1-9]|1[0-2])$"},
            {"pattern": "^([0-9]{3}[1-9]|[0-9]{2}[1-9]0|[1-9][0-9]00)$"},
        ],
    }
)
_HELP = "give a year, month or day (2013, 2013-06, 2013-06-09) or a moment with its zone (2013-06-09T08:00:00Z)"


def parse_moment(text: str) -> datetime:
    """Read an RFC 3339 moment; raise ValueError for one without a time zone."""
    try:
        moment = datetime.fromisoformat(_LOST_PLUS.sub("+", text.strip()))
    except ValueError:
        raise ValueError("give a moment with its zone, as 2013-06-09T08:00:00Z") from None
    if moment.tzinfo is None:
        raise ValueError("the time zone is missing: add Z for UTC, or an offset such as %2B08:00")
    try:
        return moment.astimezone(UTC)
    except OverflowError:  # the first or the last hours of all
        return _FIRST if moment.year == 1 else _LAST


def _parse_edge(text: str, *, end: bool) -> datetime:
    period = _PERIOD.fullmatch(text.strip())
    if period is None:
        moment = parse_moment(text)
        return moment if moment == _LAST else moment + timedelta(microseconds=end)
    year, month, day = (int(part) if part else 0 for part in period.groups())
    try:
        start = datetime(year, month or 1, day or 1, tzinfo=UTC)
        if not end:
            return start
        if year == _LAST.year:
            return _LAST  # whatever follows can't be written
        if day:
            return start + timedelta(days=1)
        return datetime(year + (month in (0, 12)), month % 12 + 1 if month else 1, 1, tzinfo=UTC)
    except ValueError:
        raise ValueError(_HELP) from None


def parse_from(text: str) -> datetime:
    """Read the start of a year, month or day, or a moment; raise ValueError."""
    return _parse_edge(text, end=False)


From = Annotated[datetime, BeforeValidator(parse_from), _SCHEMA]
"""The start of what was given."""

To = Annotated[datetime, BeforeValidator(lambda text: _parse_edge(text, end=True)), _SCHEMA]
"""The end of what was given, itself excluded: the moment after."""
