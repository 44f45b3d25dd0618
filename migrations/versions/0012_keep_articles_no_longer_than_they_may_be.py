"""Keep articles no longer than they may be kept, and find at once all that goes with one."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision: str | None = "0011"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

REFERRED_TO = (
    ("ix_quote_speaker_alias_id", "quote", "speaker_alias_id"),
    ("ix_quote_via_alias_id", "quote", "via_alias_id"),
    ("ix_job_item_capture_id", "job_item", "capture_id"),
)


def upgrade() -> None:
    op.create_table(
        "retention",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "whose", sa.Text(), nullable=False, comment="whether articles credit the source, or are on its pages"
        ),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False, comment="from article.first_seen_at on"),
        sa.Column("by", sa.Text(), nullable=False, comment="who made the rule"),
        sa.Column("made_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("legal_basis", sa.Text(), nullable=True),
        sa.Column("due_at", sa.TIMESTAMP(timezone=True), nullable=False, comment="when a worker applies it next"),
        sa.Column(
            "applied_at",
            sa.TIMESTAMP(timezone=True),
            nullable=True,
            comment="when nothing was left last that is older",
        ),
        sa.Column(
            "ended_at",
            sa.TIMESTAMP(timezone=True),
            nullable=True,
            comment="it holds no more; a rule that replaced it is a row of its own",
        ),
        sa.Column("ended_by", sa.Text(), nullable=True),
        sa.CheckConstraint("whose IN ('source', 'publisher')", name=op.f("ck_retention_whose")),
        sa.CheckConstraint("days BETWEEN 1 AND 36525", name=op.f("ck_retention_days")),
        sa.CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name=op.f("ck_retention_ended_by_somebody")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_retention_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention")),
        comment="Rules by which articles are taken down once they are so old; those that ended stay to be read",
    )
    op.create_index(
        "uq_retention_source_id_whose",
        "retention",
        ["source_id", "whose"],
        unique=True,
        postgresql_where="ended_at IS NULL",
    )
    op.create_index("ix_takedown_made_at_id", "takedown", ["made_at", "id"])
    for name, table, column in REFERRED_TO:
        op.create_index(name, table, [column], postgresql_where=f"{column} IS NOT NULL")


def downgrade() -> None:
    for name, table, _ in REFERRED_TO:
        op.drop_index(name, table_name=table)
    op.drop_index("ix_takedown_made_at_id", table_name="takedown")
    op.drop_table("retention")
