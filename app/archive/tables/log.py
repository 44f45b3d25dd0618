"""The log: what came in, what became of it and what was taken away, so that nothing of it can be changed unseen."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Identity, LargeBinary, Table, Text, Uuid

from app.archive.tables.base import Moment, metadata

log_pending = Table(
    "log_pending",
    metadata,
    Column("number", BigInteger, Identity(always=True), primary_key=True),
    Column("kind", Text, nullable=False),
    Column("subject", Uuid, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("made_at", Moment, nullable=False),
    comment="Entries that triggers have written and that are not yet chained; seconds old",
)

log_entry = Table(
    "log_entry",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False, comment="from 1, without a gap"),
    Column("kind", Text, nullable=False, comment="capture, filing, revision, takedown, lift or removal"),
    Column("subject", Uuid, nullable=False, comment="the capture, revision or takedown that it is about"),
    Column("digest", LargeBinary, nullable=False, comment="SHA-256 of the row as it was written (log.CONTENTS)"),
    Column("made_at", Moment, nullable=False),
    Column("hash", LargeBinary, nullable=False, comment="SHA-256 of the entry and of the hash before it"),
    CheckConstraint("number >= 1", name="numbered_from_one"),
    CheckConstraint("octet_length(digest) = 32 AND octet_length(hash) = 32", name="digests_are_sha256"),
    comment="What happened, each entry chained to the one before it",
)
