"""Filing: under which article a reading goes, as which revision."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import BigInteger, Text, bindparam, cast, func, insert, literal, select, update
from sqlalchemy.orm import Session

from app.archive.clusters import join_cluster, rejoin_cluster, store_signature
from app.archive.entry import Entry
from app.archive.facts import article_columns, facts_column
from app.archive.history import find_in_force, is_last
from app.archive.locks import Lock, lock
from app.archive.readings import get_reading
from app.archive.speaker_counts import count_revision
from app.archive.speakers import KnownSpeaker, store_speakers
from app.archive.tables import article, filing, quote, revision
from app.archive.wordings import store_wordings
from app.ids import make_id
from app.news import Reading

MOST_COMPARED = 12
"""Revisions of an article that a page which says something else is compared with."""


@dataclass(frozen=True, slots=True)
class Filed:
    """An article, and that one of its revisions which matters to an entry."""

    article_id: UUID
    revision_id: UUID
    reading: Reading
    number: int | None = None
    """The revision's, where it was looked up by its text."""


_claim = filing.alias("claim")
_by_identity = select(article.c.id).where(article.c.identity == bindparam("identity"))
_by_text = (
    select(article.c.id)
    .where(article.c.text_digest == bindparam("text_digest"))
    .order_by(article.c.first_seen_at)
    .limit(1)
)


def find_filed(session: Session, entry: Entry) -> Filed | None:
    """Find the article that an entry belongs to, with the revision in force when the entry's page was seen.

    A page that names no URL belongs to the first article with its text, wherever that came from. Whatever has the
    same address or text waits until the transaction ends.
    """
    lock(session, Lock.ARTICLE, entry.identity)
    lock(session, Lock.TEXT, entry.text_digest)
    article_id = session.execute(_by_identity, {"identity": entry.identity}).scalar()
    if article_id is None and entry.reading.facts.canonical_url is None:
        article_id = session.execute(_by_text, {"text_digest": entry.text_digest}).scalar()
    if article_id is None:
        return None
    revision_id = find_in_force(session, article_id, entry.page.captured_at)
    assert revision_id is not None  # noqa: S101 - an article has a current one at least
    return Filed(article_id, revision_id, get_reading(session, revision_id))


# Its article, unless another capture that this version has read made that one its own.
_filed_before = (
    select(filing.c.article_id, filing.c.revision_id)
    .where(
        filing.c.capture_id == bindparam("capture_id"),
        filing.c.article_id.is_not(None),
        ~select(literal(1))
        .where(_claim.c.article_id == filing.c.article_id, _claim.c.extractor == bindparam("extractor"))
        .exists(),
    )
    .order_by(filing.c.filed_at.desc())
    .limit(1)
)
_rename = update(article).where(article.c.id == bindparam("article_id")).values(identity=bindparam("new_identity"))


def find_filed_before(session: Session, entry: Entry) -> Filed | None:
    """Find the article that an entry's capture was filed under when it was read before, and give it the new address.

    A story whose address or text is read otherwise now is still the same article; where several stories were taken
    for one, the first to be read again keeps it and the others get their own.
    """
    bound = {"capture_id": entry.capture_id, "extractor": entry.reading.extractor}
    row = session.execute(_filed_before, bound).one_or_none()
    if row is None:
        return None
    session.execute(_rename, {"article_id": row.article_id, "new_identity": entry.identity})
    return Filed(row.article_id, row.revision_id, get_reading(session, row.revision_id))


_alike = (
    select(revision.c.id, revision.c.number)
    .where(revision.c.article_id == bindparam("article_id"))
    .order_by((revision.c.text_digest == bindparam("text_digest")).desc(), revision.c.number.desc())
    .limit(MOST_COMPARED)
)


def list_like(session: Session, entry: Entry, article_id: UUID) -> Iterator[Filed]:
    """List the revisions of an article that may say what an entry says: those of its text, then the last filed."""
    bound = {"article_id": article_id, "text_digest": entry.text_digest}
    for row in session.execute(_alike, bound).all():
        yield Filed(article_id, row.id, get_reading(session, row.id), row.number)


def create_article(session: Session, entry: Entry) -> Filed:
    """File the first revision of a new article."""
    article_id, revision_id = make_id(entry.now), make_id(entry.now)
    # Words before a place in a cluster, as whoever adds a revision has them: else the two wait for each other.
    speakers, wordings = _store_speakers(session, entry), _store_wordings(session, entry)
    joined = join_cluster(session, article_id, entry.imprint)
    session.execute(
        insert(article),
        {
            "id": article_id,
            "identity": entry.identity,
            "cluster_id": joined.cluster_id,
            "revision_id": revision_id,
            "first_seen_at": entry.now,
            "changed_at": entry.now,
            "text_digest": entry.text_digest,
            **article_columns(session, entry, speakers),
        },
    )
    store_signature(session, article_id, entry.imprint, joined.tie)
    _store_revision(session, entry, Numbered(revision_id, article_id, 1, entry.now), speakers, wordings)
    if speakers:
        count_revision(session, revision_id)
    return Filed(article_id, revision_id, entry.reading)


_numbered = (
    select(func.max(revision.c.number), article.c.first_seen_at)
    .join_from(revision, article, revision.c.article_id == article.c.id)
    .where(revision.c.article_id == bindparam("article_id"))
    .group_by(article.c.id)
)


def add_revision(session: Session, entry: Entry, article_id: UUID) -> Filed:
    """File a further revision. It becomes the current one unless a page seen later has already been filed."""
    last_number, first_seen_at = session.execute(_numbered, {"article_id": article_id}).one()
    filed = Filed(article_id, make_id(entry.now), entry.reading)
    numbered = Numbered(filed.revision_id, article_id, last_number + 1, first_seen_at)
    speakers, wordings = _store_speakers(session, entry), _store_wordings(session, entry)
    _store_revision(session, entry, numbered, speakers, wordings)
    if is_last(session, article_id, entry.page.captured_at, entry.capture_id):
        make_current(session, entry, filed)
    return filed


_standing = select(article.c.revision_id, article.c.first_seen_at, article.c.text_digest).where(
    article.c.id == bindparam("article_id")
)
# Where lists have it until now: whoever is paging through one when it moves finds it there still (lists.py).
_note_move = (
    update(article)
    .where(article.c.id == bindparam("article_id"), article.c.sorted_at != bindparam("moves_to"))
    .values(moved_from=article.c.sorted_at, moved_in=cast(cast(func.pg_current_xact_id(), Text), BigInteger))
)


def make_current(session: Session, entry: Entry, filed: Filed) -> None:
    """Let an article say what a revision of it says; `entry` has the revision's reading."""
    standing = session.execute(_standing, {"article_id": filed.article_id}).one()
    if standing.revision_id == filed.revision_id:
        return
    columns = article_columns(session, entry, _store_speakers(session, entry))
    columns |= {"revision_id": filed.revision_id, "changed_at": entry.now, "text_digest": entry.text_digest}
    if entry.text_digest != standing.text_digest:
        # Before the article's row is held: whoever merges clusters holds those first, and asks for rows then.
        columns["cluster_id"] = rejoin_cluster(session, filed.article_id, entry.imprint, now=entry.now)
    moves_to = columns["published_at"] or standing.first_seen_at
    session.execute(_note_move, {"article_id": filed.article_id, "moves_to": moves_to})
    session.execute(update(article).where(article.c.id == filed.article_id), columns)
    count_revision(session, filed.revision_id, standing.revision_id)


class Numbered(NamedTuple):
    """A revision's place: which one it is, and of what."""

    id: UUID
    article_id: UUID
    number: int
    article_first_seen_at: datetime


def _store_speakers(session: Session, entry: Entry) -> Mapping[str, KnownSpeaker]:
    named = {name for said in entry.reading.quotes for name in (said.speaker, said.via) if name}
    return store_speakers(session, named, now=entry.now)


def _store_wordings(session: Session, entry: Entry) -> Sequence[UUID]:
    reading = entry.reading
    said = [one.words.of(reading.body) for one in reading.quotes]
    return store_wordings(session, said, reading.facts.language) if said else ()


def _store_revision(
    session: Session, entry: Entry, new: Numbered, speakers: Mapping[str, KnownSpeaker], wordings: Sequence[UUID]
) -> None:
    reading, n_chars = entry.reading, len(entry.reading.body)
    session.execute(
        insert(revision),
        {
            "id": new.id,
            "article_id": new.article_id,
            "number": new.number,
            "capture_id": entry.capture_id,
            "captured_at": entry.page.captured_at,
            "extractor": reading.extractor,
            "headline": reading.facts.headline,
            "body": reading.body,
            "n_chars": n_chars,
            "text_digest": entry.text_digest,
            "facts": facts_column(reading),
            "filed_at": entry.now,
        },
    )
    if not reading.quotes:
        return
    published = reading.facts.published
    # Lists go newest first, by id where times are equal: so a story's first quote gets the highest id.
    ids = sorted((make_id(entry.now) for _ in reading.quotes), reverse=True)
    known = [(speakers.get(said.speaker or ""), speakers.get(said.via or "")) for said in reading.quotes]
    rows = [
        {
            "id": ids[position],
            "revision_id": new.id,
            "n_chars": n_chars,
            "position": position,
            "kind": said.kind,
            "words_start": said.words.start,
            "words_end": said.words.end,
            "cue_start": said.cue and said.cue.start,
            "cue_end": said.cue and said.cue.end,
            "mention_start": said.mention and said.mention.start,
            "mention_end": said.mention and said.mention.end,
            "wording_id": wordings[position],
            "speaker_id": speaker and speaker.id,
            "speaker_alias_id": speaker and speaker.alias_id,
            "via_id": via and via.id,
            "via_alias_id": via and via.alias_id,
            "confidence": said.confidence,
            "sorted_at": published.at if published else new.article_first_seen_at,
        }
        for position, (said, (speaker, via)) in enumerate(zip(reading.quotes, known, strict=True))
    ]
    session.execute(insert(quote), rows)
