"""Make the first tables.

Two promises are kept by the database itself, not by whoever writes to it: captures and revisions are never changed,
and a quote's spans lie inside the body of its revision.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "raw_page",
        sa.Column("digest", sa.LargeBinary(), nullable=False, comment="SHA-256 of the bytes as they came"),
        sa.Column("n_bytes", sa.Integer(), nullable=False, comment="length of the bytes as they came"),
        sa.Column("codec", sa.Text(), nullable=False, comment="how `packed` is packed: zstd"),
        sa.Column(
            "reference_digest",
            sa.LargeBinary(),
            nullable=True,
            comment="an earlier page of the same site that `packed` was packed against",
        ),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("octet_length(digest) = 32", name=op.f("ck_raw_page_digest_is_sha256")),
        sa.CheckConstraint("reference_digest <> digest", name=op.f("ck_raw_page_reference_is_another_page")),
        sa.ForeignKeyConstraint(["reference_digest"], ["raw_page.digest"], name=op.f("fk_raw_page_reference_digest")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_raw_page")),
        comment="The bytes of captured pages, each once, out of the tables that lists read",
    )
    op.create_index(op.f("ix_raw_page_reference_digest"), "raw_page", ["reference_digest"], unique=False)
    op.create_table(
        "source",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("made_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("slug", name=op.f("uq_source_slug")),
        comment="A newsroom, an agency or an outlet: whom articles credit, and whose pages they are on",
    )
    op.create_table(
        "speaker",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False, comment="the name's letters and digits, folded"),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("made_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speaker")),
        sa.UniqueConstraint("key", name=op.f("uq_speaker_key")),
        sa.UniqueConstraint("slug", name=op.f("uq_speaker_slug")),
        comment="A person or body that quotes name",
    )
    op.create_table(
        "article",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("identity", sa.LargeBinary(), nullable=False, comment="digest of canonical URL, else of text"),
        sa.Column("cluster_id", sa.Uuid(), nullable=False, comment="the first article that carried this text"),
        sa.Column("url", sa.Text(), nullable=True, comment="of the current revision's capture"),
        sa.Column("canonical_url", sa.Text(), nullable=True),
        sa.Column("revision_id", sa.Uuid(), nullable=False, comment="the current one: of the page seen last"),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("word_count", sa.Integer(), nullable=False),
        sa.Column("n_quotes", sa.Integer(), nullable=False),
        sa.Column("text_digest", sa.LargeBinary(), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=True),
        sa.Column("publisher_id", sa.Uuid(), nullable=True),
        sa.Column("byline", sa.Text(), nullable=True),
        sa.Column("authors", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column(
            "author_keys",
            postgresql.ARRAY(sa.Text()),
            nullable=False,
            comment="names as names.key_of gives them, to be found by",
        ),
        sa.Column("dateline_text", sa.Text(), nullable=True),
        sa.Column("dateline_place", sa.Text(), nullable=True),
        sa.Column("place_key", sa.Text(), nullable=True),
        sa.Column("dateline_agency", sa.Text(), nullable=True),
        sa.Column("agency_key", sa.Text(), nullable=True),
        sa.Column("dateline_date", sa.Text(), nullable=True, comment="ISO 8601, or --MM-DD where no year is known"),
        sa.Column("published_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("published_precision", sa.Text(), nullable=True),
        sa.Column("modified_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("modified_precision", sa.Text(), nullable=True),
        sa.Column(
            "first_seen_at", sa.TIMESTAMP(timezone=True), nullable=False, comment="when this archive first received it"
        ),
        sa.Column("changed_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column(
            "sorted_at",
            sa.TIMESTAMP(timezone=True),
            sa.Computed("coalesce(published_at, first_seen_at)", persisted=True),
            nullable=False,
            comment="lists go by it: when published, or first seen where the page does not tell",
        ),
        sa.CheckConstraint(
            "published_precision IN ('second', 'minute', 'day', 'month', 'year')"
            " AND (published_at IS NULL) = (published_precision IS NULL)",
            name=op.f("ck_article_published_has_a_precision"),
        ),
        sa.CheckConstraint(
            "(modified_at IS NULL) = (modified_precision IS NULL)", name=op.f("ck_article_modified_has_a_precision")
        ),
        sa.ForeignKeyConstraint(["publisher_id"], ["source.id"], name=op.f("fk_article_publisher_id")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_article_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
        sa.UniqueConstraint("identity", name=op.f("uq_article_identity")),
        comment="A story's identity over time, with the facts of its current revision",
    )
    op.create_index("ix_article_agency_key_sorted_at_id", "article", ["agency_key", "sorted_at", "id"], unique=False)
    op.create_index("ix_article_author_keys", "article", ["author_keys"], unique=False, postgresql_using="gin")
    op.create_index(op.f("ix_article_cluster_id"), "article", ["cluster_id"], unique=False)
    op.create_index("ix_article_first_seen_at_id", "article", ["first_seen_at", "id"], unique=False)
    op.create_index("ix_article_language_sorted_at_id", "article", ["language", "sorted_at", "id"], unique=False)
    op.create_index("ix_article_place_key_sorted_at_id", "article", ["place_key", "sorted_at", "id"], unique=False)
    op.create_index("ix_article_published_at", "article", ["published_at"], unique=False)
    op.create_index(
        "ix_article_publisher_id_sorted_at_id", "article", ["publisher_id", "sorted_at", "id"], unique=False
    )
    op.create_index("ix_article_sorted_at_id", "article", ["sorted_at", "id"], unique=False)
    op.create_index("ix_article_source_id_sorted_at_id", "article", ["source_id", "sorted_at", "id"], unique=False)
    op.create_index("ix_article_text_digest", "article", ["text_digest"], unique=False)
    op.create_table(
        "capture",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True, comment="as the sender gave it"),
        sa.Column("site", sa.Text(), nullable=True, comment="the host that the URL names, without www"),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("charset", sa.Text(), nullable=True, comment="as the sender declared it"),
        sa.Column(
            "headers",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=True,
            comment="the response headers that the sender kept with the page",
        ),
        sa.Column(
            "captured_at",
            sa.TIMESTAMP(timezone=True),
            nullable=False,
            comment="when the page was seen; when received, if not told",
        ),
        sa.Column("received_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint("octet_length(url) <= 2048", name=op.f("ck_capture_url_fits_an_index")),
        sa.ForeignKeyConstraint(["digest"], ["raw_page.digest"], name=op.f("fk_capture_digest")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_capture")),
        sa.UniqueConstraint(
            "digest",
            "url",
            "captured_at",
            name=op.f("uq_capture_digest_url_captured_at"),
            postgresql_nulls_not_distinct=True,
        ),
        comment="A page seen at a time; never changed",
    )
    op.create_index("ix_capture_received_at", "capture", ["received_at"], unique=False)
    op.create_index("ix_capture_site_captured_at", "capture", ["site", "captured_at"], unique=False)
    op.create_index(
        "ix_capture_url_captured_at",
        "capture",
        ["url", "captured_at"],
        unique=False,
        postgresql_where="url IS NOT NULL",
    )
    op.create_table(
        "source_alias",
        sa.Column("key", sa.Text(), nullable=False, comment="the form's letters and digits, case and accents folded"),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_source_alias_source_id")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_source_alias")),
        comment="Every form that a source's name is known by, its own included",
    )
    op.create_index(op.f("ix_source_alias_source_id"), "source_alias", ["source_id"], unique=False)
    op.create_table(
        "revision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("article_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("capture_id", sa.Uuid(), nullable=False),
        sa.Column("captured_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("extractor", sa.Text(), nullable=False),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column(
            "n_chars", sa.Integer(), nullable=False, comment="length of body in code points; quotes are held to it"
        ),
        sa.Column("text_digest", sa.LargeBinary(), nullable=False),
        sa.Column(
            "facts",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="every fact as read, and the evidence that each was taken from",
        ),
        sa.Column("filed_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint("char_length(body) = n_chars", name=op.f("ck_revision_n_chars_is_the_body_s")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_revision_numbered_from_one")),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_revision_article_id")),
        sa.ForeignKeyConstraint(["capture_id"], ["capture.id"], name=op.f("fk_revision_capture_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
        sa.UniqueConstraint("article_id", "number", name=op.f("uq_revision_article_id_number")),
        sa.UniqueConstraint("id", "n_chars", name=op.f("uq_revision_id_n_chars")),
        comment="A numbered text of an article; never changed",
    )
    op.create_index(op.f("ix_revision_capture_id"), "revision", ["capture_id"], unique=False)
    op.create_table(
        "filing",
        sa.Column("capture_id", sa.Uuid(), nullable=False),
        sa.Column("extractor", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True, comment="why it was rejected"),
        sa.Column("detail", sa.Text(), nullable=True, comment="the same in a sentence"),
        sa.Column("decoded_as", sa.Text(), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("n_replaced", sa.Integer(), nullable=True),
        sa.Column("method", sa.Text(), nullable=True),
        sa.Column("article_id", sa.Uuid(), nullable=True),
        sa.Column("revision_id", sa.Uuid(), nullable=True),
        sa.Column("filed_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(outcome = 'rejected') = (article_id IS NULL)", name=op.f("ck_filing_filed_under_an_article")
        ),
        sa.CheckConstraint(
            "(outcome = 'rejected') = (reason IS NOT NULL)", name=op.f("ck_filing_rejected_for_a_reason")
        ),
        sa.CheckConstraint(
            "outcome IN ('created', 'unchanged', 'new_revision', 'rejected')", name=op.f("ck_filing_outcome")
        ),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_filing_article_id")),
        sa.ForeignKeyConstraint(["capture_id"], ["capture.id"], name=op.f("fk_filing_capture_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_filing_revision_id")),
        sa.PrimaryKeyConstraint("capture_id", "extractor", name=op.f("pk_filing")),
        comment="What one version of the extractor made of one capture",
    )
    op.create_index(op.f("ix_filing_article_id"), "filing", ["article_id"], unique=False)
    op.create_index("ix_filing_outcome_reason_filed_at", "filing", ["outcome", "reason", "filed_at"], unique=False)
    op.create_index(op.f("ix_filing_revision_id"), "filing", ["revision_id"], unique=False)
    op.create_table(
        "quote",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision_id", sa.Uuid(), nullable=False),
        sa.Column(
            "n_chars", sa.Integer(), nullable=False, comment="the body's length, so that CHECK can hold spans to it"
        ),
        sa.Column("position", sa.Integer(), nullable=False, comment="its place among the revision's quotes, from 0"),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("words_start", sa.Integer(), nullable=False),
        sa.Column("words_end", sa.Integer(), nullable=False),
        sa.Column("cue_start", sa.Integer(), nullable=True),
        sa.Column("cue_end", sa.Integer(), nullable=True),
        sa.Column("mention_start", sa.Integer(), nullable=True),
        sa.Column("mention_end", sa.Integer(), nullable=True),
        sa.Column("speaker_id", sa.Uuid(), nullable=True),
        sa.Column("via_id", sa.Uuid(), nullable=True),
        sa.Column("confidence", sa.REAL(), nullable=False),
        sa.CheckConstraint("kind IN ('direct', 'mixed', 'indirect')", name=op.f("ck_quote_kind")),
        sa.CheckConstraint(
            "(cue_start IS NULL) = (cue_end IS NULL)"
            " AND (cue_start IS NULL OR 0 <= cue_start AND cue_start < cue_end AND cue_end <= n_chars)",
            name=op.f("ck_quote_cue_in_body"),
        ),
        sa.CheckConstraint(
            "(mention_start IS NULL) = (mention_end IS NULL)"
            " AND (mention_start IS NULL"
            " OR 0 <= mention_start AND mention_start < mention_end AND mention_end <= n_chars)",
            name=op.f("ck_quote_mention_in_body"),
        ),
        sa.CheckConstraint(
            "0 <= words_start AND words_start < words_end AND words_end <= n_chars", name=op.f("ck_quote_words_in_body")
        ),
        sa.CheckConstraint("confidence BETWEEN 0 AND 1", name=op.f("ck_quote_confidence")),
        sa.ForeignKeyConstraint(
            ["revision_id", "n_chars"], ["revision.id", "revision.n_chars"], name=op.f("fk_quote_revision_id_n_chars")
        ),
        sa.ForeignKeyConstraint(["speaker_id"], ["speaker.id"], name=op.f("fk_quote_speaker_id")),
        sa.ForeignKeyConstraint(["via_id"], ["speaker.id"], name=op.f("fk_quote_via_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quote")),
        sa.UniqueConstraint("revision_id", "position", name=op.f("uq_quote_revision_id_position")),
        comment="Words of a revision and who said them, as spans [start, end) of its body in code points",
    )
    op.create_index("ix_quote_speaker_id_id", "quote", ["speaker_id", "id"], unique=False)
    op.create_index(op.f("ix_quote_via_id"), "quote", ["via_id"], unique=False)

    op.create_foreign_key(
        "fk_article_revision_id",
        "article",
        "revision",
        ["revision_id"],
        ["id"],
        deferrable=True,
        initially="DEFERRED",  # an article and its first revision name each other
    )
    # The pages are packed already: TOAST must not try again.
    op.execute("ALTER TABLE raw_page ALTER COLUMN packed SET STORAGE EXTERNAL")
    op.execute(
        """
        CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'a % is never changed: file a new one', TG_TABLE_NAME
                USING ERRCODE = 'integrity_constraint_violation';
        END $$
        """
    )
    for table in ("capture", "revision"):
        op.execute(
            f"CREATE TRIGGER never_changed BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )


def downgrade() -> None:
    op.drop_constraint("fk_article_revision_id", "article")
    op.drop_table("quote")
    op.drop_table("filing")
    op.drop_table("revision")
    op.drop_table("source_alias")
    op.drop_table("capture")
    op.drop_table("article")
    op.drop_table("speaker")
    op.drop_table("source")
    op.drop_table("raw_page")
    op.execute("DROP FUNCTION refuse_change()")
