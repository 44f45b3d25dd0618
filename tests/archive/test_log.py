"""The log: what happens is written to it by the database, and chained by whoever comes by."""

from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.archive.database import make_sessions, open_engine
from app.archive.locks import Lock, lock
from app.archive.log import AT_ONCE, NOTHING, Head, chain_entries, find_head
from app.archive.tables import log_entry, log_pending
from app.archive.takedowns import Order, lift_takedown, take_down
from tests.archive.conftest import NOW, File, make_reading

FILL = text("""
    INSERT INTO log_pending (kind, subject, digest, made_at)
    SELECT 'capture', gen_random_uuid(), sha256(number::text::bytea), now() FROM generate_series(1, :n) AS number
""")


def count(session: Session) -> tuple[int, int]:
    """Count what waits and what is chained."""
    return tuple(  # type: ignore[return-value] # two of them
        session.execute(select(func.count()).select_from(table)).scalar_one() for table in (log_pending, log_entry)
    )


def test_all_that_happens_is_chained_in_its_order(session: Session, file: File) -> None:
    article_id = file(make_reading(url="https://a.example/1")).article_id
    gone = take_down(session, article_id, Order("Ana Li", NOW, "Asked for."))
    lift_takedown(session, gone.id, Order("Ana Li", NOW + timedelta(days=1), "Withdrawn."))
    assert chain_entries(session) == 6
    assert count(session) == (0, 6)
    entries = session.execute(select(log_entry).order_by(log_entry.c.number)).all()
    assert [(entry.number, entry.kind) for entry in entries] == [
        (1, "capture"),
        (2, "revision"),
        (3, "filing"),
        (4, "takedown"),
        (5, "removal"),
        (6, "lift"),
    ]
    assert entries[5].subject == gone.id
    before = NOTHING
    for entry in entries:  # as docs/integrity.md says that anybody can do
        told = f"{entry.number}|{entry.kind}|{entry.subject}|{entry.digest.hex()}|{entry.made_at.timestamp():.6f}"
        before = sha256(before + told.encode()).digest()
        assert entry.hash == before
    assert str(find_head(session)) == f"6:{before.hex()}"


def test_where_nothing_waits_nothing_is_written(session: Session) -> None:
    assert chain_entries(session) == 0
    assert find_head(session) == Head(0, NOTHING)


def test_what_turns_up_late_is_chained_late(session: Session, file: File) -> None:
    file(make_reading())
    session.execute(text("DELETE FROM log_pending WHERE kind = 'revision'"))
    session.execute(text("UPDATE log_pending SET number = DEFAULT WHERE kind = 'capture'"))
    late = session.execute(text("DELETE FROM log_pending WHERE kind = 'filing' RETURNING *")).one()
    chain_entries(session)
    session.execute(
        text("INSERT INTO log_pending OVERRIDING SYSTEM VALUE VALUES (:number, :kind, :subject, :digest, :made_at)"),
        late._asdict(),
    )
    chain_entries(session)
    assert session.execute(select(log_entry.c.kind).order_by(log_entry.c.number)).scalars().all() == [
        "capture",
        "filing",
    ]


@pytest.mark.parametrize("how", ["UPDATE log_entry SET digest = hash", "DELETE FROM log_entry", "TRUNCATE log_entry"])
def test_what_is_chained_can_not_be_changed(session: Session, file: File, how: str) -> None:
    file(make_reading())
    chain_entries(session)
    with pytest.raises(IntegrityError, match="never changed"):
        session.execute(text(how))


def test_a_long_line_is_chained_in_parts(session: Session) -> None:
    session.execute(FILL, {"n": AT_ONCE + 5})
    assert [chain_entries(session) for _ in range(3)] == [AT_ONCE, 5, 0]
    assert find_head(session).number == AT_ONCE + 5


def test_nobody_waits_for_whoever_chains(fresh_database_url: str) -> None:
    with open_engine(fresh_database_url) as engine:
        sessions = make_sessions(engine)
        with sessions.begin() as session:
            session.execute(FILL, {"n": 3})
        with sessions.begin() as busy:
            lock(busy, Lock.LOG)
            with sessions.begin() as session:
                assert chain_entries(session) == 0
        with sessions.begin() as session:
            assert chain_entries(session) == 3
