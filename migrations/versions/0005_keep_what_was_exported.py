"""Keep what was exported, so that a data set can be cited."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "export",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "query",
            postgresql.JSONB(),
            nullable=False,
            comment="the parameters that GET /articles takes, put in one form",
        ),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("compress", sa.Text(), nullable=True, comment="gzip or zstd"),
        sa.Column("software", sa.Text(), nullable=False, comment="Clipfile, with its version"),
        sa.Column(
            "snapshot_at",
            sa.TIMESTAMP(timezone=True),
            nullable=False,
            comment="the articles are those of this moment",
        ),
        sa.Column("n_articles", sa.BigInteger(), nullable=True, comment="these four are known at its end"),
        sa.Column("n_bytes", sa.BigInteger(), nullable=True, comment="uncompressed"),
        sa.Column("sha256", sa.LargeBinary(), nullable=True, comment="of the uncompressed content"),
        sa.Column("finished_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint("octet_length(sha256) = 32", name=op.f("ck_export_sha256_is_one")),
        sa.CheckConstraint(
            "num_nulls(n_articles, n_bytes, sha256, finished_at) IN (0, 4)", name=op.f("ck_export_finished_as_a_whole")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export")),
        comment="What was taken along, so that it can be cited; never changed once it is finished",
    )


def downgrade() -> None:
    op.drop_table("export")
