"""What was exported: which articles, of which moment, and the digest that the file has, so that it can be cited.

An export holds a lock as long as it runs, in the transaction that reads. So one that was broken off, by whomever, is
told from a running one by what PostgreSQL knows, even where nobody was left to say so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Text, bindparam, case, cast, func, insert, literal_column, null, select, update
from sqlalchemy.orm import Session

from app.archive.locks import Lock, is_locked, lock
from app.archive.tables import export
from app.archive.views import build_object, write_time
from app.errors import NotFound


@dataclass(frozen=True, slots=True)
class Begun:
    """What is known of an export when it begins."""

    id: UUID
    query: Mapping[str, str]
    format: str
    compress: str | None
    software: str
    snapshot_at: datetime


@dataclass(frozen=True, slots=True)
class Content:
    """What is known at its end: of the content, uncompressed."""

    n_articles: int
    n_bytes: int
    sha256: bytes


def lock_export(session: Session, export_id: UUID) -> None:
    """Hold an export as running until the transaction ends."""
    lock(session, Lock.EXPORT, _key_of(export_id))


def begin_export(session: Session, begun: Begun) -> None:
    """Keep that an export began; whoever runs it holds its lock already."""
    session.execute(
        insert(export),
        {
            "id": begun.id,
            "query": dict(begun.query),
            "format": begun.format,
            "compress": begun.compress,
            "software": begun.software,
            "snapshot_at": begun.snapshot_at,
        },
    )


def finish_export(session: Session, export_id: UUID, content: Content) -> None:
    """Keep what an export came to."""
    values = {"n_articles": content.n_articles, "n_bytes": content.n_bytes, "sha256": content.sha256}
    session.execute(update(export).where(export.c.id == export_id).values(finished_at=func.clock_timestamp(), **values))


_state = case(
    (export.c.finished_at.is_not(None), literal_column("'complete'")),
    (bindparam("is_running"), literal_column("'running'")),
    else_=literal_column("'broken'"),
)
_manifest = select(
    cast(
        build_object(
            id=export.c.id,
            state=_state,
            query=export.c.query,
            format=export.c.format,
            compress=export.c.compress,
            software=export.c.software,
            snapshots=func.json_build_array(write_time(export.c.snapshot_at)),
            n_articles=export.c.n_articles,
            n_bytes=export.c.n_bytes,
            sha256=func.encode(export.c.sha256, literal_column("'hex'")),
            finished_at=case((export.c.finished_at.is_not(None), write_time(export.c.finished_at)), else_=null()),
        ),
        Text,
    )
).where(export.c.id == bindparam("id"))


def get_manifest(session: Session, export_id: UUID) -> str:
    """Give the manifest of an export as JSON; raise NotFound."""
    # Asked for first: one that ends in between is complete, whatever was true before.
    is_running = is_locked(session, Lock.EXPORT, _key_of(export_id))
    manifest: str | None = session.execute(_manifest, {"id": export_id, "is_running": is_running}).scalar()
    if manifest is None:
        raise NotFound(f"there is no export {export_id}")
    return manifest


def _key_of(export_id: UUID) -> bytes:
    """Give the random part of its id."""
    return export_id.bytes[-4:]
