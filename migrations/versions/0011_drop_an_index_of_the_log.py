"""Drop the index of log entries by subject: checks read the log whole, and who chains need not write it."""

from collections.abc import Sequence

from alembic import op

revision = "0011"
down_revision: str | None = "0010"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.drop_index("ix_log_entry_subject", "log_entry")


def downgrade() -> None:
    op.create_index("ix_log_entry_subject", "log_entry", ["subject"], unique=False)
