"""The people and bodies that quotes name."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.archive.names import LONGEST_NAME, key_of, make_slug
from app.archive.tables import speaker
from app.ids import make_id


def find_speaker_id(session: Session, name: str) -> UUID | None:
    """Find a speaker by full name, whatever its case, spacing or accents."""
    return session.execute(select(speaker.c.id).where(speaker.c.key == key_of(name))).scalar()


def store_speakers(session: Session, names: Iterable[str], *, now: datetime) -> dict[str, UUID]:
    """Give the id of each speaker by name, made if new; names without a letter or digit are left out."""
    keys = {key_of(name): name for name in sorted(names) if key_of(name) and len(name) <= LONGEST_NAME}
    if not keys:
        return {}
    # Sorted, so that two transactions that make the same speakers wait for each other instead of deadlocking.
    rows = [
        {"id": make_id(now), "key": key, "name": name, "slug": make_slug(name), "made_at": now}
        for key, name in sorted(keys.items())
    ]
    session.execute(insert(speaker).on_conflict_do_nothing(), rows)
    found = session.execute(select(speaker.c.key, speaker.c.id).where(speaker.c.key.in_(keys))).all()
    ids = {row.key: row.id for row in found}
    return {name: ids[key_of(name)] for name in names if key_of(name) in ids}
