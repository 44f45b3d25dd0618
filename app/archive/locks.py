"""Locks that let one transaction at a time file the same thing. Always taken in the order of the enum."""

from collections.abc import Iterable
from enum import IntEnum

from sqlalchemy import Integer, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session


class Lock(IntEnum):
    """What is held; its number keeps the kinds apart."""

    BATCH = 0
    """Many pages kept at once: by one transaction at a time, so that no two wait for each other's pages."""
    PAGE = 1
    ARTICLE = 2
    TEXT = 3
    EXPORT = 4
    SPEAKERS = 5
    """Who is who: shared by all who file quotes, held alone by who merges and splits."""
    BAND = 6
    """A band of a signature: whoever would find each other's texts waits for each other."""
    CLUSTERS = 7
    """Which cluster is which: shared by all who join one, held alone by who merges or leaves one."""
    LOG = 20
    """Who chains the log."""


_take = select(func.pg_advisory_xact_lock(bindparam("kind"), bindparam("key")))
_try = select(func.pg_try_advisory_xact_lock_shared(bindparam("kind"), bindparam("key")))
_take_each = select(func.pg_advisory_xact_lock(bindparam("kind"), func.unnest(bindparam("keys", type_=ARRAY(Integer)))))
_try_alone = select(func.pg_try_advisory_xact_lock(bindparam("kind"), 0))
_share = select(func.pg_advisory_xact_lock_shared(bindparam("kind"), 0))


def lock(session: Session, kind: Lock, digest: bytes = b"") -> None:
    """Wait for and hold a lock until the transaction ends. Two digests may share one: they only wait more often."""
    session.execute(_take, {"kind": int(kind), "key": int.from_bytes(digest[:4], signed=True)})


def try_lock(session: Session, kind: Lock) -> bool:
    """Hold a lock until the transaction ends, or tell that somebody else holds it."""
    is_ours: bool = session.execute(_try_alone, {"kind": int(kind)}).scalar_one()
    return is_ours


def lock_each(session: Session, kind: Lock, keys: Iterable[int]) -> None:
    """Wait for and hold several locks of a kind, in an order that keeps two who want the same from a deadlock."""
    session.execute(_take_each, {"kind": int(kind), "keys": sorted(set(keys))})


def is_locked(session: Session, kind: Lock, digest: bytes) -> bool:
    """Tell whether a running transaction of somebody else holds a lock."""
    free: bool = session.execute(_try, {"kind": int(kind), "key": int.from_bytes(digest[:4], signed=True)}).scalar_one()
    return not free


def lock_shared(session: Session, kind: Lock) -> None:
    """Wait for whoever holds a kind alone, and keep them waiting until the transaction ends."""
    session.execute(_share, {"kind": int(kind)})
