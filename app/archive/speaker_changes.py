"""Who is who, put right by hand: merge two speakers, split a name off, undo either. Each is recorded with its reason.

What changes hands are aliases: each quote knows the form that its article uses, so nothing is lost by a merge.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, bindparam, func, insert, select, text, update
from sqlalchemy.orm import Session

from app.archive.locks import Lock, lock
from app.archive.speaker_counts import recount_speakers
from app.archive.speakers import find_kept_id, find_speaker_id, make_namesake
from app.archive.tables import article, quote, speaker, speaker_alias, speaker_change
from app.errors import BadRequest, NotFound
from app.ids import make_id


@dataclass(frozen=True, slots=True)
class Why:
    """Who makes a change, when, and for what reason."""

    by: str
    now: datetime
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A merge or split that was made."""

    id: UUID
    kind: Literal["merge", "split"]
    speaker_id: UUID
    """Who gained names by a merge, or lost one by a split."""
    other_id: UUID
    """Who was merged away, or split off."""
    alias_ids: tuple[UUID, ...]


def merge_speakers(session: Session, kept: str, other: str, why: Why) -> Change:
    """Make one speaker of two, each named or given by id: `other` becomes `kept`, with all names and quotes.

    Raise NotFound, and BadRequest if they are one already.
    """
    lock(session, Lock.SPEAKERS)
    kept_id, other_id = get_speaker_id(session, kept), get_speaker_id(session, other)
    if kept_id == other_id:
        raise BadRequest(f"{kept!r} and {other!r} are one speaker already")
    alias_ids = _list_aliases(session, other_id)
    _move(session, alias_ids, other_id, kept_id)
    session.execute(update(speaker).where(speaker.c.id == other_id).values(merged_into=kept_id))
    return _record(session, "merge", kept_id, other_id, alias_ids, why)


def split_speaker(session: Session, name: str, form: str, why: Why) -> Change:
    """Take one form of the name from a speaker: its quotes are another's, who was merged before, or is new.

    Raise NotFound, and BadRequest for a speaker's only name.
    """
    lock(session, Lock.SPEAKERS)
    speaker_id = get_speaker_id(session, name)
    of = select(speaker_alias.c.id, speaker_alias.c.form, speaker_alias.c.key).where(
        speaker_alias.c.speaker_id == speaker_id
    )
    aliases = session.execute(of).all()
    found = next((alias for alias in aliases if alias.form == form), None)
    if found is None:
        known = ", ".join(repr(alias.form) for alias in aliases)
        raise NotFound(f"{name!r} is not known as {form!r}, but as {known}")
    if len(aliases) == 1:
        raise BadRequest(f"{form!r} is the only name of this speaker: there is nothing to split off")
    other_id = None
    if sum(alias.key == found.key for alias in aliases) == 1:
        # Further forms of this name are to follow it: to whoever bore it before the merge.
        before = select(speaker.c.id).where(speaker.c.key == found.key, speaker.c.merged_into.is_not(None))
        other_id = session.execute(before).scalar()
    other_id = other_id or make_namesake(session, form, now=why.now)
    session.execute(update(speaker).where(speaker.c.id == other_id).values(merged_into=None))
    _move(session, [found.id], speaker_id, other_id)
    return _record(session, "split", speaker_id, other_id, [found.id], why)


def undo_change(session: Session, change_id: UUID, why: Why) -> Change:
    """Undo a merge or split; raise NotFound, and BadRequest if it is undone already or a later one must be first."""
    lock(session, Lock.SPEAKERS)
    row = session.execute(select(speaker_change).where(speaker_change.c.id == change_id)).one_or_none()
    if row is None:
        raise NotFound(f"there is no change {change_id}: `clipfile speakers changes` lists them")
    if row.undone_at is not None:
        raise BadRequest("this change was undone already")
    is_merge = row.kind == "merge"
    holder, back_to = (row.speaker_id, row.other_id) if is_merge else (row.other_id, row.speaker_id)
    held, moved = _list_aliases(session, holder), list(row.alias_ids)
    live = [find_kept_id(session, id_) for id_ in (holder, back_to)]
    if live[0] != holder or live[1] != (holder if is_merge else back_to) or not set(moved) <= set(held):
        raise BadRequest("a later change moved these names again: undo that first")
    if is_merge:
        # Forms that came in since then and are spellings of the name that was merged away go with it.
        key = select(speaker.c.key).where(speaker.c.id == back_to).scalar_subquery()
        later = select(speaker_alias.c.id).where(speaker_alias.c.speaker_id == holder, speaker_alias.c.key == key)
        moved = sorted({*moved, *session.execute(later).scalars()})
    elif set(held) != set(moved):
        raise BadRequest("whoever was split off has other names by now: split or undo those first")
    _move(session, moved, holder, back_to)
    session.execute(update(speaker).where(speaker.c.id == back_to).values(merged_into=None))
    if not is_merge:
        session.execute(update(speaker).where(speaker.c.id == holder).values(merged_into=back_to))
    session.execute(update(speaker_change).where(speaker_change.c.id == change_id).values(undone_at=why.now))
    return Change(row.id, row.kind, row.speaker_id, row.other_id, tuple(row.alias_ids))


def get_speaker_id(session: Session, name: str) -> UUID:
    """Give the id of a speaker by any form of the full name, or by id; raise NotFound."""
    id_ = find_speaker_id(session, name)
    if id_ is None:
        raise NotFound(
            f"nobody of the name {name!r} is quoted: `clipfile speakers list` finds names by their beginnings"
        )
    return id_


def list_changes(session: Session) -> tuple[str, ...]:
    """List what was merged and split, the newest first, in a sentence each."""
    one, other = speaker.alias("one"), speaker.alias("other")
    change = speaker_change
    rows = session.execute(
        select(change, one.c.name.label("name"), other.c.name.label("other_name"))
        .join(one, one.c.id == change.c.speaker_id)
        .join(other, other.c.id == change.c.other_id)
        .order_by(change.c.made_at.desc(), change.c.id.desc())
    )
    says = {"merge": "{1} became {0}", "split": "{1} was split off {0}"}
    return tuple(
        f"{row.id}  {row.made_at:%Y-%m-%d %H:%M} {row.by}: {says[row.kind].format(row.name, row.other_name)}"
        + (f" ({row.reason})" if row.reason else "")
        + (f"; undone {row.undone_at:%Y-%m-%d %H:%M}" if row.undone_at else "")
        for row in rows
    )


def _list_aliases(session: Session, speaker_id: UUID) -> list[UUID]:
    of = select(speaker_alias.c.id).where(speaker_alias.c.speaker_id == speaker_id).order_by(speaker_alias.c.id)
    return list(session.execute(of).scalars())


_moved = func.any(bindparam("moved", type_=ARRAY(Uuid)))
_from, _to = bindparam("holder", type_=Uuid), bindparam("to", type_=Uuid)
_said = (quote.c.speaker_id == _from) & (quote.c.speaker_alias_id == _moved)
_articles = select(article.c.id).join(quote, quote.c.revision_id == article.c.revision_id).where(_said).distinct()
_speaking = (
    select(quote.c.speaker_id)
    .where(quote.c.revision_id == article.c.revision_id, quote.c.speaker_id.is_not(None))
    .distinct()
    .order_by(quote.c.speaker_id)
    .correlate(article)
)
_MOVES = (
    update(speaker_alias).where(speaker_alias.c.id == _moved).values(speaker_id=_to),
    update(quote).where(_said).values(speaker_id=_to),
    update(quote).where(quote.c.via_id == _from, quote.c.via_alias_id == _moved).values(via_id=_to),
)
_say_who_speaks = (
    update(article)
    .where(article.c.id == func.any(bindparam("articles", type_=ARRAY(Uuid))))
    .values(speaker_ids=func.array(_speaking.scalar_subquery()))
)


def _move(session: Session, moved: Collection[UUID], holder: UUID, to: UUID) -> None:
    """Hand aliases and the quotes that use them over, and count both speakers anew."""
    session.execute(text("SET LOCAL statement_timeout = 0"))  # a president's quotes are many
    bound = {"moved": list(moved), "holder": holder, "to": to}
    articles = list(session.execute(_articles, bound).scalars())
    for move in _MOVES:
        session.execute(move, bound)
    session.execute(_say_who_speaks, {"articles": articles})
    recount_speakers(session, (holder, to))


def _record(
    session: Session, kind: Literal["merge", "split"], speaker_id: UUID, other_id: UUID, alias_ids: list[UUID], why: Why
) -> Change:
    change = Change(make_id(why.now), kind, speaker_id, other_id, tuple(alias_ids))
    row = {
        "id": change.id,
        "kind": kind,
        "speaker_id": speaker_id,
        "other_id": other_id,
        "alias_ids": alias_ids,
        "reason": why.reason,
        "by": why.by,
        "made_at": why.now,
    }
    session.execute(insert(speaker_change), row)
    return change
