"""The only place that reads the clock; everything further in is told the time."""

from datetime import UTC, datetime


def read_clock() -> datetime:
    """Give the present moment in UTC."""
    return datetime.now(UTC)
