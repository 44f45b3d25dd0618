"""Let nobody remove entries of the log, and drop their index by subject: checks read the log whole."""

from collections.abc import Sequence

from alembic import op

revision = "0011"
down_revision: str | None = "0010"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.drop_index("ix_log_entry_subject", "log_entry")
    op.execute(
        "CREATE TRIGGER never_removed BEFORE DELETE OR TRUNCATE ON log_entry"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )


def downgrade() -> None:
    op.execute("DROP TRIGGER never_removed ON log_entry")
    op.create_index("ix_log_entry_subject", "log_entry", ["subject"], unique=False)
