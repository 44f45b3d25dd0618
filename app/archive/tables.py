"""The tables: what is kept, and what the database itself holds true.

    raw_page  <-  capture  <-  filing  ->  article  ->  revision  <-  quote  ->  wording
                                              |                         |
                                              |                         +--> speaker_alias  ->  speaker
                                              +--> source  <-  source_alias

Keys are UUIDv7, times timestamptz. `capture` and `revision` are never changed: a trigger of the first migration
refuses every UPDATE of them.
"""

from sqlalchemy import (
    REAL,
    TIMESTAMP,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Computed,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TSVECTOR

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

Moment = TIMESTAMP(timezone=True)

raw_page = Table(
    "raw_page",
    metadata,
    Column("digest", LargeBinary, primary_key=True, comment="SHA-256 of the bytes as they came"),
    Column("n_bytes", Integer, nullable=False, comment="length of the bytes as they came"),
    Column("codec", Text, nullable=False, comment="how `packed` is packed: zstd"),
    Column(
        "reference_digest",
        ForeignKey("raw_page.digest"),
        index=True,
        comment="an earlier page of the same site that `packed` was packed against",
    ),
    Column("packed", LargeBinary, nullable=False),
    CheckConstraint("octet_length(digest) = 32", name="digest_is_sha256"),
    CheckConstraint("reference_digest <> digest", name="reference_is_another_page"),
    comment="The bytes of captured pages, each once, out of the tables that lists read",
)

capture = Table(
    "capture",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("digest", ForeignKey("raw_page.digest"), nullable=False),
    Column("url", Text, comment="as the sender gave it"),
    Column("site", Text, comment="the host that the URL names, without www"),
    Column("media_type", Text, nullable=False),
    Column("charset", Text, comment="as the sender declared it"),
    Column("headers", JSONB, comment="the response headers that the sender kept with the page"),
    Column("captured_at", Moment, nullable=False, comment="when the page was seen; when received, if not told"),
    Column("received_at", Moment, nullable=False),
    UniqueConstraint("digest", "url", "captured_at", postgresql_nulls_not_distinct=True),
    Index("ix_capture_url_captured_at", "url", "captured_at", postgresql_where="url IS NOT NULL"),
    Index("ix_capture_site_captured_at", "site", "captured_at"),
    Index("ix_capture_received_at", "received_at"),
    CheckConstraint("octet_length(url) <= 2048", name="url_fits_an_index"),
    comment="A page seen at a time; never changed",
)

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

wording = Table(
    "wording",
    metadata,
    Column("id", Uuid, primary_key=True, comment="the first half of the words' digest (digest.digest_text) as UUIDv8"),
    Column("search", TSVECTOR, nullable=False, comment="the words' lexemes, as vector.write_words makes them"),
    # Whatever waits to be sorted into the index is read through by every search.
    Index("ix_wording_search", "search", postgresql_using="gin", postgresql_with={"gin_pending_list_limit": 512}),
    comment="What quotes of the same words share, whoever said them; the words themselves are not kept here",
)

article = Table(
    "article",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("identity", LargeBinary, nullable=False, unique=True, comment="digest of canonical URL, else of text"),
    Column("cluster_id", Uuid, nullable=False, index=True, comment="the first article that carried this text"),
    Column("url", Text, comment="of the current revision's capture"),
    Column("canonical_url", Text),
    Column("revision_id", Uuid, nullable=False, unique=True, comment="the current one: of the page seen last"),
    Column("headline", Text, nullable=False),
    Column("language", Text),
    Column("word_count", Integer, nullable=False),
    Column("n_quotes", Integer, nullable=False),
    Column("text_digest", LargeBinary, nullable=False),
    Column("source_id", ForeignKey("source.id")),
    Column("publisher_id", ForeignKey("source.id")),
    Column("byline", Text),
    Column("authors", ARRAY(Text), nullable=False),
    Column("author_keys", ARRAY(Text), nullable=False, comment="names as names.key_of gives them, to be found by"),
    Column("speaker_ids", ARRAY(Uuid), nullable=False, comment="who speaks in the current revision's quotes"),
    Column("dateline_text", Text),
    Column("dateline_place", Text),
    Column("place_key", Text),
    Column("dateline_agency", Text),
    Column("agency_key", Text),
    Column("dateline_date", Text, comment="ISO 8601, or --MM-DD where no year is known"),
    Column("published_at", Moment),
    Column("published_precision", Text),
    Column("modified_at", Moment),
    Column("modified_precision", Text),
    Column("first_seen_at", Moment, nullable=False, comment="when this archive first received it"),
    Column("changed_at", Moment, nullable=False),
    Column(
        "sorted_at",
        Moment,
        Computed("coalesce(published_at, first_seen_at)", persisted=True),
        nullable=False,
        comment="lists go by it: when published, or first seen where the page does not tell",
    ),
    Column(
        "published_on",
        Date,
        Computed("(published_at AT TIME ZONE 'UTC'::text)::date", persisted=True),
        comment="what timelines count by",
    ),
    Column("moved_from", Moment, comment="sorted_at before it last changed, for lists that are being paged through"),
    Column("moved_in", BigInteger, comment="the transaction that changed it (xid8)"),
    Column("search", TSVECTOR, nullable=False, comment="as vector.write_vector makes it"),
    ForeignKeyConstraint(
        ["revision_id"],
        ["revision.id"],
        deferrable=True,
        initially="DEFERRED",
        use_alter=True,
        name="fk_article_revision_id",
    ),
    Index("ix_article_text_digest", "text_digest"),
    Index("ix_article_sorted_at_id", "sorted_at", "id"),
    Index("ix_article_source_id_sorted_at_id", "source_id", "sorted_at", "id"),
    Index("ix_article_publisher_id_sorted_at_id", "publisher_id", "sorted_at", "id"),
    Index("ix_article_language_sorted_at_id", "language", "sorted_at", "id"),
    Index("ix_article_place_key_sorted_at_id", "place_key", "sorted_at", "id"),
    Index("ix_article_agency_key_sorted_at_id", "agency_key", "sorted_at", "id"),
    Index("ix_article_author_keys", "author_keys", postgresql_using="gin"),
    Index("ix_article_speaker_ids", "speaker_ids", postgresql_using="gin"),
    # Whatever waits to be sorted into the index is read through by every search: half a megabyte is some 50 articles.
    Index("ix_article_search", "search", postgresql_using="gin", postgresql_with={"gin_pending_list_limit": 512}),
    Index("ix_article_moved_in", "moved_in", postgresql_where="moved_in IS NOT NULL"),
    Index("ix_article_published_at", "published_at"),
    Index("ix_article_published_on_published_precision", "published_on", "published_precision"),
    Index("ix_article_first_seen_at_id", "first_seen_at", "id"),
    CheckConstraint(
        "published_precision IN ('second', 'minute', 'day', 'month', 'year')"
        " AND (published_at IS NULL) = (published_precision IS NULL)",
        name="published_has_a_precision",
    ),
    CheckConstraint("(modified_at IS NULL) = (modified_precision IS NULL)", name="modified_has_a_precision"),
    comment="A story's identity over time, with the facts of its current revision",
)

revision = Table(
    "revision",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("article_id", ForeignKey("article.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("capture_id", ForeignKey("capture.id"), nullable=False, index=True),
    Column("captured_at", Moment, nullable=False),
    Column("extractor", Text, nullable=False),
    Column("headline", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("n_chars", Integer, nullable=False, comment="length of body in code points; quotes are held to it"),
    Column("text_digest", LargeBinary, nullable=False),
    Column("facts", JSONB, nullable=False, comment="every fact as read, and the evidence that each was taken from"),
    Column("filed_at", Moment, nullable=False),
    UniqueConstraint("article_id", "number"),
    UniqueConstraint("id", "n_chars"),
    CheckConstraint("number >= 1", name="numbered_from_one"),
    CheckConstraint("char_length(body) = n_chars", name="n_chars_is_the_body_s"),
    comment="A numbered text of an article; never changed",
)

quote = Table(
    "quote",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("revision_id", Uuid, nullable=False),
    Column("n_chars", Integer, nullable=False, comment="the body's length, so that CHECK can hold spans to it"),
    Column("position", Integer, nullable=False, comment="its place among the revision's quotes, from 0"),
    Column("kind", Text, nullable=False),
    Column("words_start", Integer, nullable=False),
    Column("words_end", Integer, nullable=False),
    Column("cue_start", Integer),
    Column("cue_end", Integer),
    Column("mention_start", Integer),
    Column("mention_end", Integer),
    Column("wording_id", ForeignKey("wording.id"), nullable=False),
    Column("speaker_id", ForeignKey("speaker.id"), comment="the alias's; it changes when speakers are merged or split"),
    Column("speaker_alias_id", ForeignKey("speaker_alias.id"), comment="the name that the article gives; it stays"),
    Column("via_id", ForeignKey("speaker.id"), index=True),
    Column("via_alias_id", ForeignKey("speaker_alias.id")),
    Column("confidence", REAL, nullable=False),
    Column("sorted_at", Moment, nullable=False, comment="the article's, under this revision"),
    ForeignKeyConstraint(["revision_id", "n_chars"], ["revision.id", "revision.n_chars"]),
    UniqueConstraint("revision_id", "position"),
    Index("ix_quote_speaker_id_sorted_at_id", "speaker_id", "sorted_at", "id"),
    Index("ix_quote_sorted_at_id", "sorted_at", "id"),
    Index("ix_quote_wording_id_sorted_at_id", "wording_id", "sorted_at", "id"),
    CheckConstraint("kind IN ('direct', 'mixed', 'indirect')", name="kind"),
    CheckConstraint("0 <= words_start AND words_start < words_end AND words_end <= n_chars", name="words_in_body"),
    CheckConstraint(
        "(cue_start IS NULL) = (cue_end IS NULL)"
        " AND (cue_start IS NULL OR 0 <= cue_start AND cue_start < cue_end AND cue_end <= n_chars)",
        name="cue_in_body",
    ),
    CheckConstraint(
        "(mention_start IS NULL) = (mention_end IS NULL)"
        " AND (mention_start IS NULL"
        " OR 0 <= mention_start AND mention_start < mention_end AND mention_end <= n_chars)",
        name="mention_in_body",
    ),
    CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence"),
    CheckConstraint("(speaker_id IS NULL) = (speaker_alias_id IS NULL)", name="speaker_has_a_name"),
    CheckConstraint("(via_id IS NULL) = (via_alias_id IS NULL)", name="via_has_a_name"),
    comment="Words of a revision and who said them, as spans [start, end) of its body in code points",
)

filing = Table(
    "filing",
    metadata,
    Column("capture_id", ForeignKey("capture.id"), primary_key=True),
    Column("extractor", Text, primary_key=True),
    Column("outcome", Text, nullable=False),
    Column("reason", Text, comment="why it was rejected"),
    Column("detail", Text, comment="the same in a sentence"),
    Column("decoded_as", Text),
    Column("decided_by", Text),
    Column("n_replaced", Integer),
    Column("n_repaired", Integer),
    Column("method", Text),
    Column("article_id", ForeignKey("article.id"), index=True),
    Column("revision_id", ForeignKey("revision.id"), index=True),
    Column("filed_at", Moment, nullable=False),
    Index("ix_filing_outcome_reason_filed_at", "outcome", "reason", "filed_at"),
    CheckConstraint("outcome IN ('created', 'unchanged', 'new_revision', 'rejected')", name="outcome"),
    CheckConstraint("(outcome = 'rejected') = (reason IS NOT NULL)", name="rejected_for_a_reason"),
    CheckConstraint("(outcome = 'rejected') = (article_id IS NULL)", name="filed_under_an_article"),
    comment="What one version of the extractor made of one capture",
)

export = Table(
    "export",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("query", JSONB, nullable=False, comment="the parameters that GET /articles takes, put in one form"),
    Column("format", Text, nullable=False),
    Column("compress", Text, comment="gzip or zstd"),
    Column("software", Text, nullable=False, comment="Clipfile, with its version"),
    Column("snapshot_at", Moment, nullable=False, comment="the articles are those of this moment"),
    Column("n_articles", BigInteger, comment="these four are known at its end"),
    Column("n_bytes", BigInteger, comment="uncompressed"),
    Column("sha256", LargeBinary, comment="of the uncompressed content"),
    Column("finished_at", Moment),
    CheckConstraint("octet_length(sha256) = 32", name="sha256_is_one"),
    CheckConstraint("num_nulls(n_articles, n_bytes, sha256, finished_at) IN (0, 4)", name="finished_as_a_whole"),
    comment="What was taken along, so that it can be cited; never changed once it is finished",
)
