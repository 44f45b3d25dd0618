"""What files of many articles are written from, and what they tell of themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeAlias
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Preface:
    """What a file tells of itself before its first article."""

    id: UUID
    query: Mapping[str, str]
    """What was asked for, as the parameters of GET /articles."""
    snapshot_at: datetime
    """The articles are those of this moment."""
    software: str
    """Clipfile, with its version."""


def write_time(moment: datetime) -> str:
    """Write a moment as RFC 3339 in UTC, to the microsecond."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


Fields: TypeAlias = Mapping[str, Any]
"""An article as GET /articles/{id} has it, read from JSON."""
