"""Find articles by words and speakers, and quotes by date.

The vectors of articles that are there already are written by today's code, in batches: some 500 articles a second.
The tables stay locked meanwhile.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from app.archive.vector import write_vector

revision = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

BATCH = 500

_next = sa.text(
    """
    SELECT article.id, article.headline, revision.body, article.language, article.authors, article.dateline_place,
        ARRAY(SELECT form FROM source_alias WHERE source_alias.source_id = article.source_id ORDER BY form) AS forms,
        ARRAY(SELECT DISTINCT name FROM quote JOIN speaker ON speaker.id = quote.speaker_id
            WHERE quote.revision_id = article.revision_id ORDER BY name) AS speakers
    FROM article JOIN revision ON revision.id = article.revision_id
    WHERE article.id > :last ORDER BY article.id LIMIT :batch
    """
)
_fill = sa.text("UPDATE article SET search = CAST(:search AS tsvector) WHERE id = :id")


def upgrade() -> None:
    op.add_column(
        "article",
        sa.Column(
            "speaker_ids",
            postgresql.ARRAY(sa.Uuid()),
            nullable=True,
            comment="who speaks in the current revision's quotes",
        ),
    )
    op.add_column(
        "article",
        sa.Column(
            "moved_from",
            sa.TIMESTAMP(timezone=True),
            nullable=True,
            comment="sorted_at before it last changed, for lists that are being paged through",
        ),
    )
    op.add_column(
        "article",
        sa.Column(
            "published_on",
            sa.Date(),
            sa.Computed("(published_at AT TIME ZONE 'UTC'::text)::date", persisted=True),
            nullable=True,
            comment="what timelines count by",
        ),
    )
    op.add_column(
        "article",
        sa.Column("moved_in", sa.BigInteger(), nullable=True, comment="the transaction that changed it (xid8)"),
    )
    op.add_column(
        "article", sa.Column("search", postgresql.TSVECTOR(), nullable=True, comment="as vector.write_vector makes it")
    )
    op.add_column(
        "quote",
        sa.Column(
            "sorted_at",
            sa.TIMESTAMP(timezone=True),
            nullable=True,
            comment="the article's, under this revision",
        ),
    )
    op.execute(
        """
        UPDATE article SET speaker_ids = ARRAY(
            SELECT DISTINCT speaker_id FROM quote
            WHERE quote.revision_id = article.revision_id AND speaker_id IS NOT NULL ORDER BY speaker_id
        )
        """
    )
    op.execute(
        """
        UPDATE quote SET sorted_at = coalesce(
            CAST(revision.facts -> 'published_at' ->> 'at' AS timestamptz), article.first_seen_at
        )
        FROM revision JOIN article ON article.id = revision.article_id WHERE revision.id = quote.revision_id
        """
    )
    _fill_vectors()
    op.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table can't be altered while checks of its rows wait
    op.alter_column("article", "speaker_ids", nullable=False)
    op.alter_column("article", "search", nullable=False)
    op.alter_column("quote", "sorted_at", nullable=False)
    op.create_index("ix_article_speaker_ids", "article", ["speaker_ids"], unique=False, postgresql_using="gin")
    op.create_index(
        "ix_article_search",
        "article",
        ["search"],
        unique=False,
        postgresql_using="gin",
        postgresql_with={"gin_pending_list_limit": 512},
    )
    op.create_index(
        "ix_article_moved_in", "article", ["moved_in"], unique=False, postgresql_where="moved_in IS NOT NULL"
    )
    op.create_index(
        "ix_article_published_on_published_precision", "article", ["published_on", "published_precision"], unique=False
    )
    op.create_unique_constraint(op.f("uq_article_revision_id"), "article", ["revision_id"])
    op.drop_index("ix_quote_speaker_id_id", "quote")
    op.create_index("ix_quote_speaker_id_sorted_at_id", "quote", ["speaker_id", "sorted_at", "id"], unique=False)
    op.create_index("ix_quote_sorted_at_id", "quote", ["sorted_at", "id"], unique=False)


def _fill_vectors() -> None:
    connection, last = op.get_bind(), "00000000-0000-0000-0000-000000000000"
    while rows := connection.execute(_next, {"last": last, "batch": BATCH}).all():
        connection.execute(
            _fill,
            [
                {
                    "id": row.id,
                    "search": write_vector(
                        row.headline,
                        row.body,
                        row.language,
                        {
                            "source": row.forms,
                            "place": [row.dateline_place] if row.dateline_place else [],
                            "author": row.authors,
                            "speaker": row.speakers,
                        },
                    ),
                }
                for row in rows
            ],
        )
        last = rows[-1].id


def downgrade() -> None:
    op.drop_index("ix_quote_sorted_at_id", "quote")
    op.drop_index("ix_quote_speaker_id_sorted_at_id", "quote")
    op.create_index("ix_quote_speaker_id_id", "quote", ["speaker_id", "id"], unique=False)
    op.drop_column("quote", "sorted_at")
    op.drop_constraint("uq_article_revision_id", "article")
    for column in ("search", "moved_in", "moved_from", "published_on", "speaker_ids"):
        op.drop_column("article", column)
