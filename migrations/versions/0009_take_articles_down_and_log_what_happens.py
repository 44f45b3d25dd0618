"""Take articles down, and keep a log of what comes in, what becomes of it and what is taken away.

The log is written by triggers: whoever writes to the tables, by whatever statement, writes to it. It begins with what
is there already.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision: str | None = "0008"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# Times as seconds since 1970, so that no session's time zone gets into the digest.
CAPTURE = """json_build_array('capture', {row}.id, encode({row}.digest, 'hex'), {row}.url, {row}.media_type,
    {row}.charset, extract(epoch FROM {row}.captured_at), extract(epoch FROM {row}.received_at))"""
FILING = """json_build_array('filing', {row}.capture_id, {row}.extractor, {row}.outcome, {row}.reason, {row}.article_id,
    {row}.revision_id, extract(epoch FROM {row}.filed_at))"""
TAKEDOWN = """json_build_array('takedown', {row}.id, {row}.article_id, {row}."by", extract(epoch FROM {row}.made_at),
    {row}.reason, {row}.legal_basis, encode({row}.digest, 'hex'))"""
LIFT = """json_build_array('lift', {row}.id, {row}.lifted_by, extract(epoch FROM {row}.lifted_at), {row}.lift_reason)"""
REMOVAL = "json_build_array('removal', {row}.capture_id, {row}.takedown_id)"


def upgrade() -> None:
    _make_tables()
    for kind, table, subject, content, at, event in (
        ("capture", "capture", "id", CAPTURE, "NEW.received_at", "INSERT"),
        ("filing", "filing", "capture_id", FILING, "NEW.filed_at", "INSERT OR UPDATE"),
        ("takedown", "takedown", "id", TAKEDOWN, "NEW.made_at", "INSERT"),
        ("lift", "takedown", "id", LIFT, "NEW.lifted_at", "UPDATE"),
        ("removal", "taken_capture", "capture_id", REMOVAL, "now()", "INSERT"),
    ):
        op.execute(  # all of it our own words
            f"""
            CREATE FUNCTION log_{kind}() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                INSERT INTO log_pending (kind, subject, digest, made_at)
                VALUES ('{kind}', NEW.{subject}, sha256(convert_to({content.format(row="NEW")}::text, 'UTF8')), {at});
                RETURN NULL;
            END $$
            """  # noqa: S608
        )
        op.execute(f"CREATE TRIGGER log_{kind} AFTER {event} ON {table} FOR EACH ROW EXECUTE FUNCTION log_{kind}()")
    for kind, subject, content, at in (
        ("capture", "id", CAPTURE, "received_at"),
        ("filing", "capture_id", FILING, "filed_at"),
    ):
        op.execute(
            f"""
            INSERT INTO log_pending (kind, subject, digest, made_at)
            SELECT '{kind}', {subject}, sha256(convert_to({content.format(row=kind)}::text, 'UTF8')), {at}
            FROM {kind} ORDER BY {at}
            """  # noqa: S608  our own words
        )
    op.execute("CREATE TRIGGER never_changed BEFORE UPDATE ON log_entry FOR EACH ROW EXECUTE FUNCTION refuse_change()")


def _make_tables() -> None:
    op.create_table(
        "takedown",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("article_id", sa.Uuid(), nullable=False, comment="the article that is no longer here"),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("made_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("legal_basis", sa.Text(), nullable=True),
        sa.Column(
            "digest",
            sa.LargeBinary(),
            nullable=False,
            comment="SHA-256 of the page that the article was read from last",
        ),
        sa.Column("n_revisions", sa.Integer(), nullable=False),
        sa.Column("n_captures", sa.Integer(), nullable=False),
        sa.Column(
            "lifted_at", sa.TIMESTAMP(timezone=True), nullable=True, comment="from then on the page is taken again"
        ),
        sa.Column("lifted_by", sa.Text(), nullable=True),
        sa.Column("lift_reason", sa.Text(), nullable=True),
        sa.CheckConstraint("octet_length(digest) = 32", name=op.f("ck_takedown_digest_is_sha256")),
        sa.CheckConstraint("(lifted_at IS NULL) = (lifted_by IS NULL)", name=op.f("ck_takedown_lifted_by_somebody")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_takedown")),
        sa.UniqueConstraint("article_id", name=op.f("uq_takedown_article_id")),
        comment="Tombstones: who took an article down, when and why; what it said is not here any more",
    )
    op.create_table(
        "taken_digest",
        sa.Column(
            "digest",
            sa.LargeBinary(),
            nullable=False,
            comment="SHA-256 of a page's bytes, of its URL, or of its text",
        ),
        sa.Column("takedown_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("octet_length(digest) = 32", name=op.f("ck_taken_digest_digest_is_sha256")),
        sa.ForeignKeyConstraint(["takedown_id"], ["takedown.id"], name=op.f("fk_taken_digest_takedown_id")),
        sa.PrimaryKeyConstraint("digest", "takedown_id", name=op.f("pk_taken_digest")),
        comment="What a page that was taken down is known by when it comes again",
    )
    op.create_index(op.f("ix_taken_digest_takedown_id"), "taken_digest", ["takedown_id"], unique=False)
    op.create_table(
        "taken_capture",
        sa.Column("capture_id", sa.Uuid(), nullable=False),
        sa.Column("takedown_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["takedown_id"], ["takedown.id"], name=op.f("fk_taken_capture_takedown_id")),
        sa.PrimaryKeyConstraint("capture_id", name=op.f("pk_taken_capture")),
        comment="Captures that are no longer here, or that were refused, and by which takedown",
    )
    op.create_index(op.f("ix_taken_capture_takedown_id"), "taken_capture", ["takedown_id"], unique=False)
    op.create_table(
        "log_pending",
        sa.Column("number", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_log_pending")),
        comment="Entries that triggers have written and that are not yet chained; seconds old",
    )
    op.create_table(
        "log_entry",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False, comment="from 1, without a gap"),
        sa.Column("kind", sa.Text(), nullable=False, comment="capture, filing, takedown, lift or removal"),
        sa.Column("subject", sa.Uuid(), nullable=False, comment="the capture or takedown that it is about"),
        sa.Column(
            "digest",
            sa.LargeBinary(),
            nullable=False,
            comment="SHA-256 of the row as it was written (log.CONTENTS)",
        ),
        sa.Column("made_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False, comment="SHA-256 of the entry and of the hash before it"),
        sa.CheckConstraint("number >= 1", name=op.f("ck_log_entry_numbered_from_one")),
        sa.CheckConstraint(
            "octet_length(digest) = 32 AND octet_length(hash) = 32", name=op.f("ck_log_entry_digests_are_sha256")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_log_entry")),
        comment="What happened, each entry chained to the one before it",
    )
    op.create_index("ix_log_entry_subject", "log_entry", ["subject"], unique=False)


def downgrade() -> None:
    for kind, table in (("capture", "capture"), ("filing", "filing")):
        op.execute(f"DROP TRIGGER log_{kind} ON {table}")
    for table in ("log_entry", "log_pending", "taken_capture", "taken_digest", "takedown"):
        op.drop_table(table)
    for kind in ("capture", "filing", "takedown", "lift", "removal"):
        op.execute(f"DROP FUNCTION log_{kind}()")
