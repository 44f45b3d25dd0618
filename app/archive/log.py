"""The log: captures, what became of them and what was taken down, chained by hashes so that no change goes unseen.

Triggers write an entry beside each row, in its transaction (migration 0009); they wait unchained, so that those who
file do not wait for each other. Whoever chains moves them behind the last one, in the order in which they are found.
An entry holds a digest of the row and nothing of what it says: a takedown breaks no chain.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import Row, bindparam, delete, insert, select, text
from sqlalchemy.orm import Session

from app.archive.locks import Lock, lock
from app.archive.tables import log_entry, log_pending
from app.digest import digest_bytes

AT_ONCE = 2000
NOTHING = bytes(32)
"""The hash before the first entry."""


class Head(NamedTuple):
    """The newest entry: whoever keeps this elsewhere can tell later whether the log still holds it."""

    number: int
    hash: bytes

    def __str__(self) -> str:
        return f"{self.number}:{self.hash.hex()}"


_last = select(log_entry.c.number, log_entry.c.hash).order_by(log_entry.c.number.desc()).limit(1)
_oldest = select(log_pending.c.number).order_by(log_pending.c.number).limit(AT_ONCE)
_take = (
    delete(log_pending)
    .where(log_pending.c.number.in_(_oldest))
    .returning(
        log_pending.c.number, log_pending.c.kind, log_pending.c.subject, log_pending.c.digest, log_pending.c.made_at
    )
)


def find_head(session: Session) -> Head:
    """Find the newest entry that is chained; number 0 where there is none."""
    row = session.execute(_last).one_or_none()
    return Head(0, NOTHING) if row is None else Head(*row)


def chain_entries(session: Session) -> int:
    """Chain the entries that wait, a couple of thousand at most; give how many there were."""
    lock(session, Lock.LOG)
    taken = sorted(session.execute(_take).all())
    last, before = find_head(session)
    rows = []
    for number, entry in enumerate(taken, last + 1):
        before = _hash(before, number, entry)
        kept = {"kind": entry.kind, "subject": entry.subject, "digest": entry.digest, "made_at": entry.made_at}
        rows.append({"number": number, "hash": before, **kept})
    if rows:
        session.execute(insert(log_entry), rows)
    return len(rows)


def _hash(before: bytes, number: int, entry: Row[*tuple[Any, ...]]) -> bytes:
    at = entry.made_at.timestamp()
    told = f"{number}|{entry.kind}|{entry.subject}|{entry.digest.hex()}|{at:.6f}"
    return digest_bytes(before + told.encode())


_next = select(log_entry).where(log_entry.c.number > bindparam("after")).order_by(log_entry.c.number).limit(AT_ONCE)


def find_broken_links(session: Session, published: Head | None = None) -> Iterator[str]:
    """Follow the chain from its beginning, and say where it does not hold; `published` must be one of its entries."""
    number, before = 0, NOTHING
    while entries := session.execute(_next, {"after": number}).all():
        for entry in entries:
            if entry.number != number + 1:
                yield f"entries {number + 1} to {entry.number - 1} are missing"
            elif entry.hash != _hash(before, entry.number, entry):
                yield f"entry {entry.number} was changed"
            if published and entry.number == published.number and entry.hash != published.hash:
                yield f"entry {entry.number} is not the one that was published: the log was written anew"
            number, before = entry.number, entry.hash
    if published and published.number > number:
        yield f"the log ends at entry {number}, before the published {published.number}: its end was cut off"


# As the triggers of migration 0009 write them.
CONTENTS = {
    "capture": """capture.id, json_build_array('capture', capture.id, encode(capture.digest, 'hex'), capture.url,
        capture.media_type, capture.charset, extract(epoch FROM capture.captured_at),
        extract(epoch FROM capture.received_at)) AS content FROM capture""",
    "filing": """filing.capture_id AS id, json_build_array('filing', filing.capture_id, filing.extractor,
        filing.outcome, filing.reason, filing.article_id, filing.revision_id,
        extract(epoch FROM filing.filed_at)) AS content FROM filing""",
    "takedown": """takedown.id, json_build_array('takedown', takedown.id, takedown.article_id, takedown."by",
        extract(epoch FROM takedown.made_at), takedown.reason, takedown.legal_basis, encode(takedown.digest, 'hex'))
        AS content FROM takedown""",
    "lift": """takedown.id, json_build_array('lift', takedown.id, takedown.lifted_by,
        extract(epoch FROM takedown.lifted_at), takedown.lift_reason) AS content
        FROM takedown WHERE lifted_at IS NOT NULL""",
    "removal": """taken_capture.capture_id AS id, json_build_array('removal', taken_capture.capture_id,
        taken_capture.takedown_id) AS content FROM taken_capture""",
}
_ENTRIES = """(SELECT kind, subject, digest FROM log_entry UNION ALL SELECT kind, subject, digest FROM log_pending)"""
_unlogged = {
    kind: text(
        f"""
        SELECT id FROM (SELECT {content}) AS row WHERE NOT EXISTS (
            SELECT FROM {_ENTRIES} AS entry WHERE entry.subject = row.id AND entry.kind = '{kind}'
            AND entry.digest = sha256(convert_to(row.content::text, 'UTF8')))
        """  # noqa: S608  our own words
    )
    for kind, content in CONTENTS.items()
}
_lost_captures = text(
    f"""
    SELECT DISTINCT subject FROM {_ENTRIES} AS entry WHERE kind = 'capture'
    AND NOT EXISTS (SELECT FROM capture WHERE id = subject)
    AND NOT EXISTS (SELECT FROM taken_capture WHERE capture_id = subject)
    """  # noqa: S608  our own words
)
_lost_takedowns = text(
    f"""
    SELECT DISTINCT subject FROM {_ENTRIES} AS entry WHERE kind = 'takedown'
    AND NOT EXISTS (SELECT FROM takedown WHERE id = subject)
    """  # noqa: S608  our own words
)


def find_unlogged(session: Session) -> Iterator[tuple[str, str]]:
    """Find rows that are not as the log has them, and entries whose rows are gone: what, and which id."""
    for kind, statement in _unlogged.items():
        for id_ in session.execute(statement).scalars():
            yield f"this {kind} is not as the log has it", str(id_)
    for kind, statement in (("capture", _lost_captures), ("takedown", _lost_takedowns)):
        for id_ in session.execute(statement).scalars():
            yield f"the log has a {kind} that is not here, and nobody took it down", str(id_)
