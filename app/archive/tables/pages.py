"""Pages as they came, when each was seen, and what became of it."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from app.archive.tables.base import Moment, metadata

raw_page = Table(
    "raw_page",
    metadata,
    Column("digest", LargeBinary, primary_key=True, comment="SHA-256 of the bytes as they came"),
    Column("n_bytes", Integer, nullable=False, comment="length of the bytes as they came"),
    Column("codec", Text, nullable=False, comment="how `packed` is packed: zstd"),
    Column(
        "reference_digest",
        ForeignKey("raw_page.digest"),
        index=True,
        comment="an earlier page of the same site that `packed` was packed against",
    ),
    Column("packed", LargeBinary, nullable=False),
    CheckConstraint("octet_length(digest) = 32", name="digest_is_sha256"),
    CheckConstraint("reference_digest <> digest", name="reference_is_another_page"),
    comment="The bytes of captured pages, each once, out of the tables that lists read",
)

site_reference = Table(
    "site_reference",
    metadata,
    Column("site", Text, primary_key=True),
    Column("digest", ForeignKey("raw_page.digest"), primary_key=True, index=True),
    Column("number", BigInteger, Identity(always=True), nullable=False, comment="the newest has the highest"),
    comment="Pages that others of their site are packed against: the newest are tried",
)

capture = Table(
    "capture",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("digest", ForeignKey("raw_page.digest"), nullable=False),
    Column("url", Text, comment="as the sender gave it"),
    Column("site", Text, comment="the host that the URL names, without www"),
    Column("media_type", Text, nullable=False),
    Column("charset", Text, comment="as the sender declared it"),
    Column("headers", JSONB, comment="the response headers that the sender kept with the page"),
    Column("captured_at", Moment, nullable=False, comment="when the page was seen; when received, if not told"),
    Column("received_at", Moment, nullable=False),
    UniqueConstraint("digest", "url", "captured_at", postgresql_nulls_not_distinct=True),
    Index("ix_capture_url_captured_at", "url", "captured_at", postgresql_where="url IS NOT NULL"),
    Index("ix_capture_site_captured_at", "site", "captured_at"),
    Index("ix_capture_received_at_id", "received_at", "id"),
    Index("ix_capture_captured_at_id", "captured_at", "id"),
    CheckConstraint("octet_length(url) <= 2048", name="url_fits_an_index"),
    comment="A page seen at a time; never changed",
)

filing = Table(
    "filing",
    metadata,
    Column("capture_id", ForeignKey("capture.id"), primary_key=True),
    Column("extractor", Text, primary_key=True),
    Column("outcome", Text, nullable=False),
    Column("reason", Text, comment="why it was rejected"),
    Column("detail", Text, comment="the same in a sentence"),
    Column("decoded_as", Text),
    Column("decided_by", Text),
    Column("n_replaced", Integer),
    Column("n_repaired", Integer),
    Column("method", Text),
    Column("article_id", ForeignKey("article.id")),
    Column("revision_id", ForeignKey("revision.id"), index=True),
    Column("filed_at", Moment, nullable=False),
    Column("captured_at", Moment, nullable=False, comment="the capture's, so that an article's can be walked by time"),
    Index("ix_filing_article_id_captured_at", "article_id", "captured_at"),
    Index("ix_filing_outcome_reason_filed_at", "outcome", "reason", "filed_at"),
    CheckConstraint("outcome IN ('created', 'unchanged', 'new_revision', 'rejected')", name="outcome"),
    CheckConstraint("(outcome = 'rejected') = (reason IS NOT NULL)", name="rejected_for_a_reason"),
    CheckConstraint("(outcome = 'rejected') = (article_id IS NULL)", name="filed_under_an_article"),
    comment="What one version of the extractor made of one capture",
)
