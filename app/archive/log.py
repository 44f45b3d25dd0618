"""The log: captures, what became of them and what was taken down, chained by hashes so that no change goes unseen.

Triggers write an entry beside each row, in its transaction (migration 0009); they wait unchained, so that those who
file do not wait for each other. Whoever chains moves them behind the last one, in the order in which they are found.
An entry holds a digest of the row and nothing of what it says: a takedown breaks no chain.
"""

from typing import Any, NamedTuple

from sqlalchemy import Row, bindparam, delete, func, insert, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from app.archive.locks import Lock, try_lock
from app.archive.tables import log_entry, log_pending
from app.digest import digest_bytes

AT_ONCE = 2_000
NOTHING = bytes(32)
"""The hash before the first entry."""


class Head(NamedTuple):
    """The newest entry: whoever keeps this elsewhere can tell later whether the log still holds it."""

    number: int
    hash: bytes

    def __str__(self) -> str:
        return f"{self.number}:{self.hash.hex()}"


_last = select(log_entry.c.number, log_entry.c.hash).order_by(log_entry.c.number.desc()).limit(1)
_waiting = select(log_pending.c.number).order_by(log_pending.c.number).limit(1)
_oldest = select(log_pending.c.number).order_by(log_pending.c.number).limit(AT_ONCE)
_take = (
    delete(log_pending)
    .where(log_pending.c.number == func.any(func.array(_oldest.scalar_subquery())))  # one look along the key
    .returning(*log_pending.c)
)
_TOLD = ("kind", "subject", "digest", "made_at")
_lists = (bindparam(column.name, type_=ARRAY(column.type)) for column in log_entry.c)
_rows = func.unnest(*_lists).table_valued(*log_entry.c.keys()).render_derived()
_append = insert(log_entry).from_select(log_entry.c.keys(), select(_rows))


def find_head(session: Session) -> Head:
    """Find the newest entry that is chained; number 0 where there is none."""
    row = session.execute(_last).one_or_none()
    return Head(0, NOTHING) if row is None else Head(*row)


def chain_entries(session: Session) -> int:
    """Chain the entries that wait, AT_ONCE at most; give how many there were: 0 where somebody else is at it.

    Numbers are handed out before they are committed, so one may turn up after higher ones are chained: it comes then.
    """
    if session.execute(_waiting).first() is None or not try_lock(session, Lock.LOG):
        return 0
    taken = sorted(session.execute(_take).all())
    last, before = find_head(session)
    lists: dict[str, list[Any]] = {name: [getattr(entry, name) for entry in taken] for name in _TOLD}
    lists |= {"number": list(range(last + 1, last + 1 + len(taken))), "hash": []}
    for number, entry in zip(lists["number"], taken, strict=True):
        before = hash_entry(before, number, entry)
        lists["hash"].append(before)
    session.execute(_append, lists)
    return len(taken)


def hash_entry(before: bytes, number: int, entry: Row[*tuple[Any, ...]]) -> bytes:
    """Give the hash of an entry that follows one with the hash `before` (32 bytes)."""
    at = entry.made_at.timestamp()
    told = f"{number}|{entry.kind}|{entry.subject}|{entry.digest.hex()}|{at:.6f}"
    return digest_bytes(before + told.encode())
