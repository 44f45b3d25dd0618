"""What was taken down, and how it is known when it comes again."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text, Uuid

from app.archive.tables.base import Moment, metadata

takedown = Table(
    "takedown",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("article_id", Uuid, nullable=False, unique=True, comment="the article that is no longer here"),
    Column("by", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("reason", Text, nullable=False),
    Column("legal_basis", Text),
    Column("digest", LargeBinary, nullable=False, comment="SHA-256 of the page that the article was read from last"),
    Column("n_revisions", Integer, nullable=False),
    Column("n_captures", Integer, nullable=False),
    Column("lifted_at", Moment, comment="from then on the page is taken again"),
    Column("lifted_by", Text),
    Column("lift_reason", Text),
    Index("ix_takedown_made_at_id", "made_at", "id"),
    CheckConstraint("octet_length(digest) = 32", name="digest_is_sha256"),
    CheckConstraint("(lifted_at IS NULL) = (lifted_by IS NULL)", name="lifted_by_somebody"),
    comment="Tombstones: who took an article down, when and why; what it said is not here any more",
)

taken_digest = Table(
    "taken_digest",
    metadata,
    Column("digest", LargeBinary, primary_key=True, comment="SHA-256 of a page's bytes, of its URL, or of its text"),
    Column("takedown_id", ForeignKey("takedown.id"), primary_key=True, index=True),
    CheckConstraint("octet_length(digest) = 32", name="digest_is_sha256"),
    comment="What a page that was taken down is known by when it comes again",
)

taken_capture = Table(
    "taken_capture",
    metadata,
    Column("capture_id", Uuid, primary_key=True),
    Column("takedown_id", ForeignKey("takedown.id"), nullable=False, index=True),
    comment="Captures that are no longer here, or that were refused, and by which takedown",
)
