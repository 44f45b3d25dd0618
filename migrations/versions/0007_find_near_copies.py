"""Find near copies of a story, and say why each article is in its cluster.

Articles that are there already keep their clusters, those of the very same text. `clipfile clusters rebuild` compares
them with each other; until then they are found by none that comes in.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision: str | None = "0006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

CLUSTER_ID = "the first article that carried this text"


def upgrade() -> None:
    op.create_table(
        "signature",
        sa.Column("article_id", sa.Uuid(), nullable=False),
        sa.Column("bands", postgresql.ARRAY(sa.Integer()), nullable=False, comment="none where the text is too short"),
        sa.Column("minima", sa.LargeBinary(), nullable=False),
        sa.Column("n_shingles", sa.Integer(), nullable=False),
        sa.CheckConstraint("cardinality(bands) IN (0, 32)", name=op.f("ck_signature_bands_are_32")),
        sa.CheckConstraint("octet_length(minima) = 8 * cardinality(bands)", name=op.f("ck_signature_minima_are_128")),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_signature_article_id")),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_signature")),
        comment="Of the current revision's text: as matching.signatures makes it; without one an article is not"
        " compared",
    )
    op.create_index(
        "ix_signature_bands",
        "signature",
        ["bands"],
        unique=False,
        postgresql_using="gin",
        postgresql_with={"fastupdate": "off"},
    )
    op.create_table(
        "tie",
        sa.Column("article_id", sa.Uuid(), nullable=False),
        sa.Column(
            "with_id", sa.Uuid(), nullable=False, comment="the member that it is most like; it may be gone by now"
        ),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column(
            "shared",
            sa.REAL(),
            nullable=False,
            comment="of the smaller text's shingles, 0 to 1, when they were compared",
        ),
        sa.CheckConstraint("kind IN ('exact', 'near')", name=op.f("ck_tie_kind")),
        sa.CheckConstraint("shared BETWEEN 0 AND 1", name=op.f("ck_tie_shared")),
        sa.CheckConstraint("article_id <> with_id", name=op.f("ck_tie_with_another")),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_tie_article_id")),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_tie")),
        comment="Why an article is in its cluster; the first of a cluster has none",
    )
    op.create_table(
        "cluster_alias",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cluster_id", sa.Uuid(), nullable=False, comment="never an alias itself"),
        sa.CheckConstraint("id <> cluster_id", name=op.f("ck_cluster_alias_of_another")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cluster_alias")),
        comment="Clusters that were found to be another one: their ids lead there",
    )
    op.create_index(op.f("ix_cluster_alias_cluster_id"), "cluster_alias", ["cluster_id"], unique=False)
    op.alter_column(
        "article",
        "cluster_id",
        existing_type=sa.Uuid(),
        existing_nullable=False,
        comment="mostly the id of the first article that carried this story",
    )
    op.create_index("ix_article_cluster_id_id", "article", ["cluster_id", "id"], unique=False)
    op.drop_index(op.f("ix_article_cluster_id"), table_name="article")
    # A revision may have left the text that its article came into the cluster by: of such nothing is told.
    op.execute(
        """
        INSERT INTO tie (article_id, with_id, kind, shared)
        SELECT member.id, first.id, 'exact', 1
        FROM article AS member JOIN article AS first ON first.id = member.cluster_id
        WHERE member.id <> first.id AND member.text_digest = first.text_digest
        """
    )


def downgrade() -> None:
    op.create_index(op.f("ix_article_cluster_id"), "article", ["cluster_id"], unique=False)
    op.drop_index("ix_article_cluster_id_id", table_name="article")
    op.alter_column("article", "cluster_id", existing_type=sa.Uuid(), existing_nullable=False, comment=CLUSTER_ID)
    for table in ("cluster_alias", "tie", "signature"):
        op.drop_table(table)
