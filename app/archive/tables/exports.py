"""What was taken along."""

from sqlalchemy import BigInteger, CheckConstraint, Column, LargeBinary, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from app.archive.tables.base import Moment, metadata

export = Table(
    "export",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("query", JSONB, nullable=False, comment="the parameters that GET /articles takes, put in one form"),
    Column("format", Text, nullable=False),
    Column("compress", Text, comment="gzip or zstd"),
    Column("software", Text, nullable=False, comment="Clipfile, with its version"),
    Column("snapshot_at", Moment, nullable=False, comment="the articles are those of this moment"),
    Column("n_articles", BigInteger, comment="these four are known at its end"),
    Column("n_bytes", BigInteger, comment="uncompressed"),
    Column("sha256", LargeBinary, comment="of the uncompressed content"),
    Column("finished_at", Moment),
    CheckConstraint("octet_length(sha256) = 32", name="sha256_is_one"),
    CheckConstraint("num_nulls(n_articles, n_bytes, sha256, finished_at) IN (0, 4)", name="finished_as_a_whole"),
    comment="What was taken along, so that it can be cited; never changed once it is finished",
)
