"""Count the pages of jobs by outcome, and walk jobs by time."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision: str | None = "0012"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "job_count",
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("share", sa.SmallInteger(), nullable=False, comment="of whoever counts, so that few wait for others"),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_job_count_job_id")),
        sa.PrimaryKeyConstraint("job_id", "outcome", "share", name=op.f("pk_job_count")),
        comment="How many pages of a job have which outcome: the sum of all shares",
    )
    op.create_table(
        "work_count",
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False, comment="empty where there is none"),
        sa.Column("share", sa.SmallInteger(), nullable=False, comment="of whoever counts, so that few wait for others"),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("outcome", "reason", "share", name=op.f("pk_work_count")),
        comment="What workers made of pages, in all jobs: the sum of all shares",
    )
    op.execute(
        """
        INSERT INTO job_count (job_id, outcome, share, n)
        SELECT job_id, outcome, 0, count(*) FROM job_item WHERE outcome IS NOT NULL GROUP BY job_id, outcome
        """
    )
    op.execute(
        """
        INSERT INTO work_count (outcome, reason, share, n)
        SELECT outcome, COALESCE(reason, ''), 0, count(*) FROM job_item
        WHERE outcome IN ('created', 'unchanged', 'new_revision', 'rejected', 'failed') GROUP BY outcome, reason
        """
    )
    op.create_index("ix_job_made_at_id", "job", ["made_at", "id"])


def downgrade() -> None:
    op.drop_index("ix_job_made_at_id", table_name="job")
    op.drop_table("work_count")
    op.drop_table("job_count")
