"""Count the characters that came garbled and were put right, beside those that were lost.

A column that may be null is added without rewriting the table; the lock is held for an instant (see env.py).
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("filing", sa.Column("n_repaired", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("filing", "n_repaired")
