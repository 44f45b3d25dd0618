"""Times as users give them: a moment, or a year, month or day that stands for all of itself."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from app.errors import BadRequest
from app.moments import LAST, parse_moment

_WITH_TIME = re.compile(r"\s*[0-9]{4}-?[0-9]{2}-?[0-9]{2}[Tt ]")
_PERIOD = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")

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


def _parse_edge(text: str, *, end: bool) -> datetime:
    period = _PERIOD.fullmatch(text.strip())
    if period is None:
        if not _WITH_TIME.match(text):
            raise ValueError(_HELP)
        moment = parse_moment(text)
        return moment if moment == LAST else moment + timedelta(microseconds=end)
    year, month, day = (int(part) if part else 0 for part in period.groups())
    try:
        start = datetime(year, month or 1, day or 1, tzinfo=UTC)
        if not end:
            return start
        if year == LAST.year:
            return LAST  # whatever follows can't be written
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


def check_periods(given: Mapping[str, Any]) -> None:
    """Raise BadRequest where something is asked from a time on that lies after the one that it is asked to."""
    for start in (name for name in given if name.endswith("_from")):
        end = f"{start.removesuffix('_from')}_to"
        if end in given and given[start] >= given[end]:
            raise BadRequest(f"{start} lies after {end}: change them over")
