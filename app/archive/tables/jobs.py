"""Work that takes time: pages that were kept first and are filed by a worker."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
    Uuid,
)

from app.archive.tables.base import Moment, metadata

job = Table(
    "job",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("idempotency_key", Text, unique=True, comment="the sender's name for the request"),
    Column("request_digest", LargeBinary, comment="SHA-256 of what was sent, once it is here whole"),
    Column("made_at", Moment, nullable=False),
    Column("receiving_until", Moment, comment="more comes in until then, unless this is moved on; null: nothing does"),
    Column("received_at", Moment, comment="when all had come in; null where it never did"),
    Column("problem", Text, comment="why not all of it came in"),
    Column("cancelled_at", Moment),
    Index("ix_job_made_at_id", "made_at", "id"),
    CheckConstraint("kind IN ('page', 'batch')", name="kind"),
    CheckConstraint("octet_length(request_digest) = 32", name="digest_is_sha256"),
    CheckConstraint("(received_at IS NULL) = (request_digest IS NULL)", name="whole_with_its_digest"),
    comment="What was sent to be filed later: one page, or many",
)

job_item = Table(
    "job_item",
    metadata,
    Column("job_id", ForeignKey("job.id"), nullable=False),
    Column("position", BigInteger, nullable=False, comment="from 1, in the order of sending"),
    Column("place", Text, nullable=False, comment="where in what was sent: line 17, record at 73120"),
    Column("url", Text),
    Column("capture_id", Uuid, comment="no foreign key: what was told stays told, whatever becomes of the page"),
    Column("is_bulk", Boolean, nullable=False, comment="a page of a batch: those that came alone go before it"),
    Column(
        "due_at", Moment, nullable=False, comment="when it may be claimed; a claim moves it on, and so does a retry"
    ),
    Column("n_attempts", SmallInteger, nullable=False, comment="how often it was claimed; tells claims apart"),
    Column("outcome", Text, comment="null as long as there is work to do"),
    Column("reason", Text),
    Column("detail", Text, comment="the same in a sentence"),
    Column("article_id", Uuid, comment="no foreign key, as for the capture"),
    Column("finished_at", Moment),
    PrimaryKeyConstraint("job_id", "position"),
    Index("ix_job_item_due", "is_bulk", "due_at", "job_id", "position", postgresql_where="outcome IS NULL"),
    Index("ix_job_item_capture_id", "capture_id", postgresql_where="capture_id IS NOT NULL"),
    Index("ix_job_item_job_id_finished_at", "job_id", "finished_at", postgresql_include=["outcome"]),
    CheckConstraint(
        "outcome IN"
        " ('created', 'unchanged', 'new_revision', 'rejected', 'passed_over', 'broken', 'failed', 'cancelled')",
        name="outcome",
    ),
    CheckConstraint("(outcome IS NULL) = (finished_at IS NULL)", name="finished_with_an_outcome"),
    CheckConstraint("outcome IS NOT NULL OR capture_id IS NOT NULL", name="work_on_a_page"),
    CheckConstraint(
        "outcome NOT IN ('rejected', 'passed_over', 'broken', 'failed') OR reason IS NOT NULL",
        name="refused_for_a_reason",
    ),
    comment="One page of a job, or what should have been one, and what became of it",
)

job_count = Table(
    "job_count",
    metadata,
    Column("job_id", ForeignKey("job.id"), primary_key=True),
    Column("outcome", Text, primary_key=True),
    Column("share", SmallInteger, primary_key=True, comment="of whoever counts, so that few wait for others"),
    Column("n", BigInteger, nullable=False),
    comment="How many pages of a job have which outcome: the sum of all shares",
)

work_count = Table(
    "work_count",
    metadata,
    Column("outcome", Text, primary_key=True),
    Column("reason", Text, primary_key=True, comment="empty where there is none"),
    Column("share", SmallInteger, primary_key=True, comment="of whoever counts, so that few wait for others"),
    Column("n", BigInteger, nullable=False),
    comment="What workers made of pages, in all jobs: the sum of all shares",
)
