"""How long articles may be kept: what a licence says of a source or a publisher."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Table, Text, Uuid

from app.archive.tables.base import Moment, metadata

retention = Table(
    "retention",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("whose", Text, nullable=False, comment="whether articles credit the source, or are on its pages"),
    Column("source_id", ForeignKey("source.id"), nullable=False),
    Column("days", Integer, nullable=False, comment="from article.first_seen_at on"),
    Column("by", Text, nullable=False, comment="who made the rule"),
    Column("made_at", Moment, nullable=False),
    Column("reason", Text, nullable=False),
    Column("legal_basis", Text),
    Column("due_at", Moment, nullable=False, comment="when a worker applies it next"),
    Column("applied_at", Moment, comment="when nothing was left last that is older"),
    Column("ended_at", Moment, comment="it holds no more; a rule that replaced it is a row of its own"),
    Column("ended_by", Text),
    Index("uq_retention_source_id_whose", "source_id", "whose", unique=True, postgresql_where="ended_at IS NULL"),
    CheckConstraint("whose IN ('source', 'publisher')", name="whose"),
    CheckConstraint("days BETWEEN 1 AND 36525", name="days"),
    CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="ended_by_somebody"),
    comment="Rules by which articles are taken down once they are so old; those that ended stay to be read",
)
