"""The chain of the log: from its first entry to its last, each in its place, and the published one among them."""

from collections.abc import Iterator

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from app.archive.checks.finding import Finding, Flaw
from app.archive.log import AT_ONCE, NOTHING, Head, hash_entry
from app.archive.tables import log_entry

_RESTORE = "Compare it with a backup: whoever did this had to turn off what refuses it."
ENTRY_ALTERED = Flaw("entry-altered", "it was changed", _RESTORE)
ENTRIES_GONE = Flaw("entries-gone", "they are not there", _RESTORE)
HEAD_OTHER = Flaw("head-other", "it is not the one that was published: the log was written anew", _RESTORE)
HEAD_GONE = Flaw("head-gone", "the log ends before it: its end was cut off", _RESTORE)

_count = select(func.count()).select_from(log_entry)
_next = select(log_entry).where(log_entry.c.number > bindparam("after")).order_by(log_entry.c.number).limit(AT_ONCE)


def count_entries(session: Session) -> int:
    """Count the entries that are chained."""
    n: int = session.execute(_count).scalar_one()
    return n


def check_chain(session: Session, published: Head | None = None) -> Iterator[Finding | int]:
    """Follow the chain from its beginning; `published` must be one of its entries. Give how many have passed, too."""
    number, before, n_passed = 0, NOTHING, 0
    while entries := session.execute(_next, {"after": number}).all():
        for entry in entries:
            if entry.number != number + 1:
                yield Finding(ENTRIES_GONE, f"log entries {number + 1} to {entry.number - 1}")
            elif entry.hash != hash_entry(before, entry.number, entry):
                yield Finding(ENTRY_ALTERED, f"log entry {entry.number}")
            if published and entry.number == published.number and entry.hash != published.hash:
                yield Finding(HEAD_OTHER, f"log entry {entry.number}")
            number, before = entry.number, entry.hash
        n_passed += len(entries)
        yield n_passed
    if published and published.number > number:
        yield Finding(HEAD_GONE, f"log entry {published.number}")
