"""Keep work for later, with what became of it."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "job",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("idempotency_key", sa.Text(), nullable=True, comment="the sender's name for the request"),
        sa.Column(
            "request_digest", sa.LargeBinary(), nullable=True, comment="SHA-256 of what was sent, once it is here whole"
        ),
        sa.Column("made_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column(
            "receiving_until",
            sa.TIMESTAMP(timezone=True),
            nullable=True,
            comment="more comes in until then, unless this is moved on; null: nothing does",
        ),
        sa.Column(
            "received_at",
            sa.TIMESTAMP(timezone=True),
            nullable=True,
            comment="when all had come in; null where it never did",
        ),
        sa.Column("problem", sa.Text(), nullable=True, comment="why not all of it came in"),
        sa.Column("cancelled_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('page', 'batch')", name=op.f("ck_job_kind")),
        sa.CheckConstraint(
            "(received_at IS NULL) = (request_digest IS NULL)", name=op.f("ck_job_whole_with_its_digest")
        ),
        sa.CheckConstraint("octet_length(request_digest) = 32", name=op.f("ck_job_digest_is_sha256")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_job_idempotency_key")),
        comment="What was sent to be filed later: one page, or many",
    )
    op.create_table(
        "job_item",
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False, comment="from 1, in the order of sending"),
        sa.Column("place", sa.Text(), nullable=False, comment="where in what was sent: line 17, record at 73120"),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column(
            "capture_id",
            sa.Uuid(),
            nullable=True,
            comment="no foreign key: what was told stays told, whatever becomes of the page",
        ),
        sa.Column(
            "is_bulk", sa.Boolean(), nullable=False, comment="a page of a batch: those that came alone go before it"
        ),
        sa.Column(
            "due_at",
            sa.TIMESTAMP(timezone=True),
            nullable=False,
            comment="when it may be claimed; a claim moves it on, and so does a retry",
        ),
        sa.Column(
            "n_attempts", sa.SmallInteger(), nullable=False, comment="how often it was claimed; tells claims apart"
        ),
        sa.Column("outcome", sa.Text(), nullable=True, comment="null as long as there is work to do"),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=True, comment="the same in a sentence"),
        sa.Column("article_id", sa.Uuid(), nullable=True, comment="no foreign key, as for the capture"),
        sa.Column("finished_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint(
            "outcome NOT IN ('rejected', 'passed_over', 'broken', 'failed') OR reason IS NOT NULL",
            name=op.f("ck_job_item_refused_for_a_reason"),
        ),
        sa.CheckConstraint(
            "outcome IN ('created', 'unchanged', 'new_revision', 'rejected', 'passed_over',"
            " 'broken', 'failed', 'cancelled')",
            name=op.f("ck_job_item_outcome"),
        ),
        sa.CheckConstraint(
            "(outcome IS NULL) = (finished_at IS NULL)", name=op.f("ck_job_item_finished_with_an_outcome")
        ),
        sa.CheckConstraint("outcome IS NOT NULL OR capture_id IS NOT NULL", name=op.f("ck_job_item_work_on_a_page")),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_job_item_job_id")),
        sa.PrimaryKeyConstraint("job_id", "position", name=op.f("pk_job_item")),
        comment="One page of a job, or what should have been one, and what became of it",
    )
    op.create_index(
        "ix_job_item_due",
        "job_item",
        ["is_bulk", "due_at", "job_id", "position"],
        unique=False,
        postgresql_where="outcome IS NULL",
    )
    op.create_index(
        "ix_job_item_job_id_finished_at",
        "job_item",
        ["job_id", "finished_at"],
        unique=False,
        postgresql_include=["outcome"],
    )


def downgrade() -> None:
    op.drop_index("ix_job_item_job_id_finished_at", table_name="job_item", postgresql_include=["outcome"])
    op.drop_index("ix_job_item_due", table_name="job_item", postgresql_where="outcome IS NULL")
    op.drop_table("job_item")
    op.drop_table("job")
