"""Know speakers by every form of their names, count what they said, and find quotes by their words.

Speakers whose names are spellings of one (names.person_key) become one. The words of quotes that are there already are
indexed by today's code, in batches: some 5,000 quotes a second. The tables stay locked meanwhile.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from app.archive.names import may_be_several, person_key
from app.archive.vector import write_words
from app.archive.wordings import wording_id_of

revision = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

BATCH = 2000


def upgrade() -> None:
    _make_tables()
    _name_speakers()
    _fill_wordings()
    op.execute(
        """
        INSERT INTO speaker_count (speaker_id, n_quotes, n_articles, first_quoted_at, last_quoted_at)
        SELECT quote.speaker_id, count(*), count(DISTINCT quote.revision_id), min(quote.sorted_at), max(quote.sorted_at)
        FROM quote JOIN article ON article.revision_id = quote.revision_id
        WHERE quote.speaker_id IS NOT NULL GROUP BY quote.speaker_id
        """
    )
    op.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table can't be altered while checks of its rows wait
    op.alter_column("speaker", "may_be_several", nullable=False)
    op.alter_column("quote", "wording_id", nullable=False)
    op.create_check_constraint(
        op.f("ck_quote_speaker_has_a_name"), "quote", "(speaker_id IS NULL) = (speaker_alias_id IS NULL)"
    )
    op.create_check_constraint(op.f("ck_quote_via_has_a_name"), "quote", "(via_id IS NULL) = (via_alias_id IS NULL)")
    for column, table in (
        ("wording_id", "wording"),
        ("speaker_alias_id", "speaker_alias"),
        ("via_alias_id", "speaker_alias"),
    ):
        op.create_foreign_key(op.f(f"fk_quote_{column}"), "quote", table, [column], ["id"])
    op.create_index("ix_quote_wording_id_sorted_at_id", "quote", ["wording_id", "sorted_at", "id"], unique=False)
    op.create_index(
        "ix_wording_search",
        "wording",
        ["search"],
        unique=False,
        postgresql_using="gin",
        postgresql_with={"gin_pending_list_limit": 512},
    )
    op.create_index("ix_speaker_alias_search", "speaker_alias", ["search"], unique=False, postgresql_using="gin")


def _make_tables() -> None:
    op.alter_column(
        "speaker",
        "key",
        nullable=True,
        existing_type=sa.Text(),
        existing_comment="the name's letters and digits, folded",
        comment="names.person_key of who this is; none if split off a name that others share",
    )
    op.add_column(
        "speaker",
        sa.Column("may_be_several", sa.Boolean(), nullable=True, comment="one word only, that two people may bear"),
    )
    op.add_column(
        "speaker",
        sa.Column("merged_into", sa.Uuid(), nullable=True, comment="who this was found to be; its id leads there"),
    )
    op.create_foreign_key(op.f("fk_speaker_merged_into"), "speaker", "speaker", ["merged_into"], ["id"])
    op.create_index(op.f("ix_speaker_merged_into"), "speaker", ["merged_into"], unique=False)
    op.create_check_constraint(op.f("ck_speaker_merged_into_another"), "speaker", "merged_into <> id")
    op.create_table(
        "speaker_alias",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False, comment="the name as an article gives it"),
        sa.Column("key", sa.Text(), nullable=False, comment="names.person_key of the form"),
        sa.Column("speaker_id", sa.Uuid(), nullable=False),
        sa.Column(
            "search",
            postgresql.TSVECTOR(),
            nullable=False,
            comment="the words of the form, to be found by their beginnings",
        ),
        sa.ForeignKeyConstraint(["speaker_id"], ["speaker.id"], name=op.f("fk_speaker_alias_speaker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speaker_alias")),
        sa.UniqueConstraint("form", name=op.f("uq_speaker_alias_form")),
        comment="Every form by which articles named a speaker",
    )
    op.create_index(op.f("ix_speaker_alias_speaker_id"), "speaker_alias", ["speaker_id"], unique=False)
    op.create_index("ix_speaker_alias_key", "speaker_alias", ["key"], unique=False)
    op.create_table(
        "speaker_count",
        sa.Column("speaker_id", sa.Uuid(), nullable=False),
        sa.Column("n_quotes", sa.Integer(), nullable=False),
        sa.Column("n_articles", sa.Integer(), nullable=False),
        sa.Column("first_quoted_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("last_quoted_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["speaker_id"], ["speaker.id"], name=op.f("fk_speaker_count_speaker_id")),
        sa.PrimaryKeyConstraint("speaker_id", name=op.f("pk_speaker_count")),
        comment="How much a speaker is quoted in current revisions; kept by whoever files: lists need not count",
    )
    op.create_index("ix_speaker_count_n_quotes_speaker_id", "speaker_count", ["n_quotes", "speaker_id"], unique=False)
    op.create_table(
        "speaker_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("speaker_id", sa.Uuid(), nullable=False, comment="who gained names, or lost one"),
        sa.Column("other_id", sa.Uuid(), nullable=False, comment="who was merged away, or split off"),
        sa.Column("alias_ids", postgresql.ARRAY(sa.Uuid()), nullable=False, comment="the names that changed hands"),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("by", sa.Text(), nullable=False, comment="who ran the command"),
        sa.Column("made_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("undone_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('merge', 'split')", name=op.f("ck_speaker_change_kind")),
        sa.ForeignKeyConstraint(["speaker_id"], ["speaker.id"], name=op.f("fk_speaker_change_speaker_id")),
        sa.ForeignKeyConstraint(["other_id"], ["speaker.id"], name=op.f("fk_speaker_change_other_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speaker_change")),
        comment="What was merged and split by hand, and why",
    )
    op.create_table(
        "wording",
        sa.Column(
            "id",
            sa.Uuid(),
            nullable=False,
            comment="the first half of the words' digest (digest.digest_text) as UUIDv8",
        ),
        sa.Column(
            "search",
            postgresql.TSVECTOR(),
            nullable=False,
            comment="the words' lexemes, as vector.write_words makes them",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wording")),
        comment="What quotes of the same words share, whoever said them; the words themselves are not kept here",
    )
    op.add_column("quote", sa.Column("wording_id", sa.Uuid(), nullable=True))
    op.add_column(
        "quote",
        sa.Column("speaker_alias_id", sa.Uuid(), nullable=True, comment="the name that the article gives; it stays"),
    )
    op.add_column("quote", sa.Column("via_alias_id", sa.Uuid(), nullable=True))
    op.alter_column(
        "quote",
        "speaker_id",
        existing_type=sa.Uuid(),
        comment="the alias's; it changes when speakers are merged or split",
    )


def _name_speakers() -> None:
    """Make the names of speakers their aliases, and one speaker of those whose names are spellings of one."""
    connection = op.get_bind()
    rows = connection.execute(sa.text("SELECT id, key, name FROM speaker ORDER BY made_at, id")).all()
    first: dict[str, UUID] = {}
    moved: list[dict[str, Any]] = []
    for row in rows:
        kept = first.setdefault(person_key(row.name) or row.key, row.id)
        if kept != row.id:
            moved.append({"id": row.id, "kept": kept})
    if not rows:
        return
    aliases = [
        {
            "id": row.id,  # each has one name, so its id does for the alias as well
            "form": row.name,
            "key": person_key(row.name) or row.key,
            "kept": first[person_key(row.name) or row.key],
            "search": write_words(row.name, None),
        }
        for row in rows
    ]
    connection.execute(sa.text("UPDATE speaker SET key = NULL"))
    connection.execute(
        sa.text("UPDATE speaker SET key = :key, may_be_several = :several WHERE id = :id"),
        [
            {
                "id": row.id,
                "key": alias["key"] if alias["kept"] == row.id else None,
                "several": may_be_several(row.name),
            }
            for row, alias in zip(rows, aliases, strict=True)
        ],
    )
    connection.execute(
        sa.text(
            "INSERT INTO speaker_alias (id, form, key, speaker_id, search)"
            " VALUES (:id, :form, :key, :kept, CAST(:search AS tsvector))"
        ),
        aliases,
    )
    connection.execute(sa.text("UPDATE quote SET speaker_alias_id = speaker_id, via_alias_id = via_id"))
    if not moved:
        return
    for statement in (
        "UPDATE speaker SET merged_into = :kept WHERE id = :id",
        "UPDATE quote SET speaker_id = :kept WHERE speaker_id = :id",
        "UPDATE quote SET via_id = :kept WHERE via_id = :id",
        "UPDATE article SET speaker_ids ="
        " ARRAY(SELECT DISTINCT unnest(array_replace(speaker_ids, CAST(:id AS uuid), CAST(:kept AS uuid))) ORDER BY 1)"
        " WHERE speaker_ids @> ARRAY[CAST(:id AS uuid)]",
    ):
        connection.execute(sa.text(statement), moved)


_next = sa.text(
    """
    SELECT quote.id, revision.facts ->> 'language' AS language,
        substr(revision.body, quote.words_start + 1, quote.words_end - quote.words_start) AS words
    FROM quote JOIN revision ON revision.id = quote.revision_id
    WHERE quote.id > :last ORDER BY quote.id LIMIT :batch
    """
)
_store = sa.text(
    """
    INSERT INTO wording (id, search) VALUES (:id, CAST(:search AS tsvector))
    ON CONFLICT (id) DO UPDATE SET search = wording.search || excluded.search
    WHERE NOT tsvector_to_array(wording.search) @> tsvector_to_array(excluded.search)
    """
)
_fill = sa.text("UPDATE quote SET wording_id = :wording WHERE id = :id")


def _fill_wordings() -> None:
    connection, last = op.get_bind(), UUID(int=0)
    while rows := connection.execute(_next, {"last": last, "batch": BATCH}).all():
        ids = [wording_id_of(row.words) for row in rows]
        pairs = zip(ids, rows, strict=True)
        connection.execute(_store, [{"id": id_, "search": write_words(row.words, row.language)} for id_, row in pairs])
        connection.execute(_fill, [{"id": row.id, "wording": id_} for id_, row in zip(ids, rows, strict=True)])
        last = rows[-1].id


def downgrade() -> None:
    # Speakers that were merged stay so; the tables of before know nothing of their other names.
    op.execute("UPDATE speaker SET key = replace(slug, '-', '')")
    for column in ("wording_id", "speaker_alias_id", "via_alias_id"):
        op.drop_column("quote", column)
    op.alter_column("quote", "speaker_id", existing_type=sa.Uuid(), comment=None)
    for table in ("speaker_change", "speaker_count", "speaker_alias", "wording"):
        op.drop_table(table)
    op.drop_column("speaker", "merged_into")
    op.drop_column("speaker", "may_be_several")
    op.alter_column("speaker", "key", nullable=False, comment="the name's letters and digits, folded")
