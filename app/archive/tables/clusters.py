"""What copies of a story are found by, and why each article is in its cluster."""

from sqlalchemy import (
    REAL,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY

from app.archive.tables.base import metadata

signature = Table(
    "signature",
    metadata,
    Column("article_id", ForeignKey("article.id"), primary_key=True),
    Column("bands", ARRAY(Integer), nullable=False, comment="none where the text is too short"),
    Column("minima", LargeBinary, nullable=False),
    Column("n_shingles", Integer, nullable=False),
    # Each lookup would read through what waits to be sorted in, and whoever comes when that is full would sort it all.
    Index("ix_signature_bands", "bands", postgresql_using="gin", postgresql_with={"fastupdate": "off"}),
    CheckConstraint("cardinality(bands) IN (0, 32)", name="bands_are_32"),
    CheckConstraint("octet_length(minima) = 8 * cardinality(bands)", name="minima_are_128"),
    comment="Of the current revision's text: as matching.signatures makes it; without one an article is not compared",
)

tie = Table(
    "tie",
    metadata,
    Column("article_id", ForeignKey("article.id"), primary_key=True),
    Column("with_id", Uuid, nullable=False, comment="the member that it is most like; it may be gone by now"),
    Column("kind", Text, nullable=False),
    Column("shared", REAL, nullable=False, comment="of the smaller text's shingles, 0 to 1, when they were compared"),
    CheckConstraint("kind IN ('exact', 'near')", name="kind"),
    CheckConstraint("shared BETWEEN 0 AND 1", name="shared"),
    CheckConstraint("article_id <> with_id", name="with_another"),
    comment="Why an article is in its cluster; the first of a cluster has none",
)

cluster_alias = Table(
    "cluster_alias",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("cluster_id", Uuid, nullable=False, index=True, comment="never an alias itself"),
    CheckConstraint("id <> cluster_id", name="of_another"),
    comment="Clusters that were found to be another one: their ids lead there",
)
