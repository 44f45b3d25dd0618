"""The only place that makes ids."""

from datetime import datetime
from uuid import UUID

from uuid_utils import uuid7


def make_id(now: datetime) -> UUID:
    """Make a UUIDv7 (RFC 9562) of the moment: rows made one after the other lie side by side in an index."""
    return UUID(int=uuid7(int(now.timestamp()), now.microsecond * 1000).int)
