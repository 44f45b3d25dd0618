"""Name the pages that others of their site are packed against. Pages that are here already stay as they are."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.archive.packing import pack, unpack

revision = "0010"
down_revision: str | None = "0009"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "site_reference",
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column(
            "number", sa.BigInteger(), sa.Identity(always=True), nullable=False, comment="the newest has the highest"
        ),
        sa.ForeignKeyConstraint(["digest"], ["raw_page.digest"], name=op.f("fk_site_reference_digest")),
        sa.PrimaryKeyConstraint("site", "digest", name=op.f("pk_site_reference")),
        comment="Pages that others of their site are packed against: the newest are tried",
    )
    op.create_index(op.f("ix_site_reference_digest"), "site_reference", ["digest"], unique=False)


def downgrade() -> None:
    connection = op.get_bind()
    while leaning := connection.execute(_leaning).all():
        for row in leaning:
            raw = unpack(row.packed, row.n_bytes, unpack(row.reference_packed, row.reference_n_bytes))
            connection.execute(_let_stand, {"digest": row.digest, "packed": pack(raw)})
    op.drop_table("site_reference")


_leaning = sa.text(
    """
    SELECT page.digest, page.packed, page.n_bytes,
        reference.packed AS reference_packed, reference.n_bytes AS reference_n_bytes
    FROM raw_page AS page JOIN raw_page AS reference ON reference.digest = page.reference_digest
    LIMIT 100
    """
)
_let_stand = sa.text("UPDATE raw_page SET packed = :packed, reference_digest = NULL WHERE digest = :digest")
