"""The people and bodies that quotes name: one speaker across articles, under every form of the name.

An article names a speaker in some form; that is an alias, and belongs to one speaker. Forms with the same key
(names.person_key) are one speaker by themselves; others become so by hand (speaker_changes.py).
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.archive.locks import Lock, lock_shared
from app.archive.names import LONGEST_NAME, make_slug, may_be_several, person_key
from app.archive.tables import speaker, speaker_alias
from app.archive.vector import write_words
from app.ids import make_id


class KnownSpeaker(NamedTuple):
    """Who is meant by a form of a name."""

    id: UUID
    alias_id: UUID


_merged = select(speaker.c.merged_into).where(speaker.c.id == bindparam("id"))
_by_form = select(speaker_alias.c.speaker_id).where(speaker_alias.c.form == bindparam("form"))
_by_key = select(speaker.c.id).where(speaker.c.key == bindparam("key"))


def find_kept_id(session: Session, speaker_id: UUID) -> UUID | None:
    """Find the speaker that an id leads to: another one where it was merged away, None where there never was one."""
    row = session.execute(_merged, {"id": speaker_id}).one_or_none()
    while row is not None and row.merged_into is not None:
        speaker_id = row.merged_into
        row = session.execute(_merged, {"id": speaker_id}).one()
    return None if row is None else speaker_id


def find_speaker_id(session: Session, name: str) -> UUID | None:
    """Find a speaker by any form of the full name, whatever its case, spacing, accents or title, or by id."""
    id_ = _parse_id(name)
    if id_ is None:
        exact: UUID | None = session.execute(_by_form, {"form": name}).scalar()
        id_ = exact or session.execute(_by_key, {"key": person_key(name)}).scalar()
    return None if id_ is None else find_kept_id(session, id_)


def _parse_id(text: str) -> UUID | None:
    try:
        return UUID(text) if len(text) == 36 else None
    except ValueError:
        return None


def store_speakers(session: Session, names: Iterable[str], *, now: datetime) -> Mapping[str, KnownSpeaker]:
    """Give the speaker and alias of each name, made if new; names without a letter or digit are left out.

    Nobody merges or splits speakers until the transaction ends.
    """
    forms = {name for name in names if person_key(name) and len(name) <= LONGEST_NAME}
    if not forms:
        return {}
    lock_shared(session, Lock.SPEAKERS)
    known = _find_aliases(session, forms)
    new = {form: person_key(form) for form in forms if form not in known}
    if new:
        _store_aliases(session, new, now)
        known |= _find_aliases(session, new)
    return known


_aliases = select(speaker_alias.c.form, speaker_alias.c.speaker_id, speaker_alias.c.id).where(
    speaker_alias.c.form.in_(bindparam("forms", expanding=True))
)


def _find_aliases(session: Session, forms: Iterable[str]) -> dict[str, KnownSpeaker]:
    rows = session.execute(_aliases, {"forms": sorted(forms)})
    return {row.form: KnownSpeaker(row.speaker_id, row.id) for row in rows}


def _store_aliases(session: Session, new: Mapping[str, str], now: datetime) -> None:
    # Sorted, so that two transactions that make the same speakers wait for each other instead of deadlocking.
    first_forms = {key: form for form, key in sorted(new.items(), reverse=True)}
    rows = [_make_row(key, form, now) for key, form in sorted(first_forms.items())]
    session.execute(insert(speaker).on_conflict_do_nothing(), rows)
    of_key = select(speaker.c.key, speaker.c.id).where(speaker.c.key.in_(first_forms))
    ids: dict[str, UUID] = {row.key: row.id for row in session.execute(of_key)}
    for key, form in first_forms.items():
        if key not in ids:  # somebody who was split off has the slug
            row = _make_row(key, form, now, is_first=False)
            session.execute(insert(speaker), row)
            ids[key] = row["id"]
    session.execute(
        insert(speaker_alias).on_conflict_do_nothing(),
        [
            {
                "id": make_id(now),
                "form": form,
                "key": key,
                "speaker_id": find_kept_id(session, ids[key]),
                "search": write_words(form, None),
            }
            for form, key in sorted(new.items())
        ],
    )


def _make_row(key: str | None, name: str, now: datetime, *, is_first: bool = True) -> dict[str, Any]:
    id_ = make_id(now)
    return {
        "id": id_,
        "key": key,
        "name": name,
        "slug": make_slug(name) if is_first else f"{make_slug(name)}-{id_.hex[-8:]}",
        "may_be_several": may_be_several(name),
        "made_at": now,
    }


def make_namesake(session: Session, name: str, *, now: datetime) -> UUID:
    """Make a speaker whom no further form of the name leads to; its slug has a number."""
    row = _make_row(None, name, now, is_first=False)
    session.execute(insert(speaker), row)
    id_: UUID = row["id"]
    return id_
