"""Sources and speakers: every name that they are known by, and what was decided of them by hand."""

from sqlalchemy import Boolean, CheckConstraint, Column, ForeignKey, Index, Integer, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, TSVECTOR

from app.archive.tables.base import Moment, metadata

source = Table(
    "source",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("name", Text, nullable=False),
    Column("slug", Text, nullable=False, unique=True),
    Column("made_at", Moment, nullable=False),
    comment="A newsroom, an agency or an outlet: whom articles credit, and whose pages they are on",
)

source_alias = Table(
    "source_alias",
    metadata,
    Column("key", Text, primary_key=True, comment="the form's letters and digits, case and accents folded"),
    Column("form", Text, nullable=False),
    Column("source_id", ForeignKey("source.id"), nullable=False, index=True),
    comment="Every form that a source's name is known by, its own included",
)

speaker = Table(
    "speaker",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column(
        "key", Text, unique=True, comment="names.person_key of who this is; none if split off a name that others share"
    ),
    Column("name", Text, nullable=False),
    Column("slug", Text, nullable=False, unique=True),
    Column("may_be_several", Boolean, nullable=False, comment="one word only, that two people may bear"),
    Column("merged_into", ForeignKey("speaker.id"), index=True, comment="who this was found to be; its id leads there"),
    Column("made_at", Moment, nullable=False),
    CheckConstraint("merged_into <> id", name="merged_into_another"),
    comment="A person or body that quotes name",
)

speaker_alias = Table(
    "speaker_alias",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("form", Text, nullable=False, unique=True, comment="the name as an article gives it"),
    Column("key", Text, nullable=False, comment="names.person_key of the form"),
    Column("speaker_id", ForeignKey("speaker.id"), nullable=False, index=True),
    Column("search", TSVECTOR, nullable=False, comment="the words of the form, to be found by their beginnings"),
    Index("ix_speaker_alias_key", "key"),
    Index("ix_speaker_alias_search", "search", postgresql_using="gin"),
    comment="Every form by which articles named a speaker",
)

speaker_count = Table(
    "speaker_count",
    metadata,
    Column("speaker_id", ForeignKey("speaker.id"), primary_key=True),
    Column("n_quotes", Integer, nullable=False),
    Column("n_articles", Integer, nullable=False),
    Column("first_quoted_at", Moment),
    Column("last_quoted_at", Moment),
    Index("ix_speaker_count_n_quotes_speaker_id", "n_quotes", "speaker_id"),
    comment="How much a speaker is quoted in current revisions; kept by whoever files: lists need not count",
)

speaker_change = Table(
    "speaker_change",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("speaker_id", ForeignKey("speaker.id"), nullable=False, comment="who gained names, or lost one"),
    Column("other_id", ForeignKey("speaker.id"), nullable=False, comment="who was merged away, or split off"),
    Column("alias_ids", ARRAY(Uuid), nullable=False, comment="the names that changed hands"),
    Column("reason", Text),
    Column("by", Text, nullable=False, comment="who ran the command"),
    Column("made_at", Moment, nullable=False),
    Column("undone_at", Moment),
    CheckConstraint("kind IN ('merge', 'split')", name="kind"),
    comment="What was merged and split by hand, and why",
)
