"""The only place that makes ids."""

from datetime import UTC, datetime, timedelta
from secrets import randbits
from uuid import UUID

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def make_id(now: datetime) -> UUID:
    """Make a UUIDv7 of the moment (RFC 9562, section 5.7): rows made one after the other lie side by side in an index.

    Python has one of its own from 3.14 on; no library takes the moment as an argument.
    """
    milliseconds = (now - _EPOCH) // timedelta(milliseconds=1)
    return UUID(int=milliseconds << 80 | 0x7 << 76 | randbits(12) << 64 | 0b10 << 62 | randbits(62))


def id_of_digest(digest: bytes) -> UUID:
    """Give the first half of a digest as UUIDv8 (RFC 9562, section 5.8): the same thing has the same id anywhere."""
    half = int.from_bytes(digest[:16])
    return UUID(int=half & ~(0xF << 76 | 0b11 << 62) | 0x8 << 76 | 0b10 << 62)
