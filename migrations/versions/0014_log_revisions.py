"""Log revisions as well: what was read in a capture, to the letter.

The capture proves the page; but whoever cites an article cites its text and its facts.
"""

from collections.abc import Sequence

from alembic import op

revision = "0014"
down_revision: str | None = "0013"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

CONTENT = """json_build_array('revision', {row}.id, {row}.article_id, {row}.number, {row}.capture_id, {row}.extractor,
    {row}.headline, encode(sha256(convert_to({row}.body, 'UTF8')), 'hex'), {row}.facts,
    extract(epoch FROM {row}.filed_at))"""
DIGEST = "sha256(convert_to({content}::text, 'UTF8'))"
KINDS = "capture, filing, takedown, lift or removal"


def upgrade() -> None:
    new, kept = (DIGEST.format(content=CONTENT.format(row=row)) for row in ("NEW", "revision"))
    op.execute(  # all of it our own words
        f"""
        CREATE FUNCTION log_revision() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO log_pending (kind, subject, digest, made_at) VALUES ('revision', NEW.id, {new}, NEW.filed_at);
            RETURN NULL;
        END $$
        """  # noqa: S608
    )
    op.execute("CREATE TRIGGER log_revision AFTER INSERT ON revision FOR EACH ROW EXECUTE FUNCTION log_revision()")
    op.execute(
        f"""
        INSERT INTO log_pending (kind, subject, digest, made_at)
        SELECT 'revision', id, {kept}, filed_at FROM revision ORDER BY filed_at
        """  # noqa: S608  our own words
    )
    op.alter_column(
        "log_entry", "kind", comment="capture, filing, revision, takedown, lift or removal", existing_comment=KINDS
    )
    op.alter_column(
        "log_entry",
        "subject",
        comment="the capture, revision or takedown that it is about",
        existing_comment="the capture or takedown that it is about",
    )


def downgrade() -> None:
    op.alter_column("log_entry", "subject", comment="the capture or takedown that it is about")
    op.alter_column("log_entry", "kind", comment=KINDS)
    op.execute("DROP TRIGGER log_revision ON revision")
    op.execute("DROP FUNCTION log_revision()")
    # Entries that wait and that the earlier schema would not know; those that are chained stay, and hold.
    op.execute("DELETE FROM log_pending WHERE kind = 'revision'")
