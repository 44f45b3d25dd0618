"""Walk captures by time: all of them for lists, those of one article to tell which text was in force when."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision: str | None = "0007"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column(
        "filing",
        sa.Column(
            "captured_at",
            sa.TIMESTAMP(timezone=True),
            nullable=True,
            comment="the capture's, so that an article's can be walked by time",
        ),
    )
    op.execute("UPDATE filing SET captured_at = capture.captured_at FROM capture WHERE capture.id = filing.capture_id")
    op.alter_column("filing", "captured_at", nullable=False)
    op.drop_index("ix_filing_article_id", table_name="filing")
    op.create_index("ix_filing_article_id_captured_at", "filing", ["article_id", "captured_at"])
    op.drop_index("ix_capture_received_at", table_name="capture")
    op.create_index("ix_capture_received_at_id", "capture", ["received_at", "id"])
    op.create_index("ix_capture_captured_at_id", "capture", ["captured_at", "id"])


def downgrade() -> None:
    op.drop_index("ix_capture_captured_at_id", table_name="capture")
    op.drop_index("ix_capture_received_at_id", table_name="capture")
    op.create_index("ix_capture_received_at", "capture", ["received_at"])
    op.drop_index("ix_filing_article_id_captured_at", table_name="filing")
    op.create_index("ix_filing_article_id", "filing", ["article_id"])
    op.drop_column("filing", "captured_at")
