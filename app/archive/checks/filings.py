"""What became of captures: each led somewhere, and what is there came from somewhere."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, bindparam, text
from sqlalchemy.orm import Session

from app.archive.checks.finding import Flaw, Rule
from app.archive.locks import Lock, lock
from app.archive.speaker_counts import recount_speakers
from app.archive.wordings import forget_unused, hold_wordings


def _forget_wordings(session: Session, ids: Sequence[UUID]) -> None:
    hold_wordings(session, ids)
    forget_unused(session, ids)


_of_quotes = bindparam("ids", type_=ARRAY(Uuid))
_speakers_of = text(
    "SELECT speaker_id FROM quote WHERE id = ANY(:ids) AND speaker_id IS NOT NULL"
    " UNION SELECT alias.speaker_id FROM quote JOIN speaker_alias AS alias ON alias.id = speaker_alias_id"
    " WHERE quote.id = ANY(:ids)"
).bindparams(_of_quotes)
_say_whose = text(
    "UPDATE quote SET speaker_id = (SELECT speaker_id FROM speaker_alias WHERE id = speaker_alias_id),"
    " via_id = (SELECT speaker_id FROM speaker_alias WHERE id = via_alias_id) WHERE id = ANY(:ids)"
).bindparams(_of_quotes)


def _hand_over(session: Session, quote_ids: Sequence[UUID]) -> None:
    lock(session, Lock.SPEAKERS)
    speakers = set(session.execute(_speakers_of, {"ids": list(quote_ids)}).scalars())
    session.execute(_say_whose, {"ids": list(quote_ids)})
    recount_speakers(session, speakers | set(session.execute(_speakers_of, {"ids": list(quote_ids)}).scalars()))


RULES = (
    Rule(
        Flaw(
            "capture-unfiled",
            "nothing says what became of it",
            "Send its page again, with its url and captured_at: GET /captures/{id} has these, and /raw the page.",
        ),
        "capture",
        text(
            "SELECT id FROM capture WHERE NOT EXISTS (SELECT FROM filing WHERE capture_id = capture.id)"
            " AND NOT EXISTS (SELECT FROM job_item WHERE capture_id = capture.id)"
        ),
    ),
    Rule(
        Flaw(
            "revision-unfiled",
            "no capture was filed as it",
            "Restore the row of filing that led to it from a backup.",
        ),
        "revision",
        text("SELECT id FROM revision WHERE NOT EXISTS (SELECT FROM filing WHERE revision_id = revision.id)"),
    ),
    Rule(
        Flaw(
            "filing-elsewhere",
            "it names a revision of another article than its own",
            "Restore its row of filing from a backup.",
        ),
        "filing of capture",
        text(
            "SELECT filing.capture_id, filing.extractor FROM filing JOIN revision ON revision.id = filing.revision_id"
            " WHERE filing.article_id <> revision.article_id"
        ),
    ),
    Rule(
        Flaw(
            "article-elsewhere",
            "its current revision is one of another article",
            "Restore its row of article from a backup.",
        ),
        "article",
        text(
            "SELECT article.id FROM article JOIN revision ON revision.id = article.revision_id"
            " WHERE revision.article_id <> article.id"
        ),
    ),
    Rule(
        Flaw(
            "quote-speaker",
            "it is ascribed to somebody else than the name in it",
            "`clipfile check --mend` ascribes it to whose name it is.",
            _hand_over,
        ),
        "quote",
        text(
            "SELECT quote.id FROM quote LEFT JOIN speaker_alias AS of_speaker ON of_speaker.id = speaker_alias_id"
            " LEFT JOIN speaker_alias AS of_via ON of_via.id = via_alias_id"
            " WHERE quote.speaker_id <> of_speaker.speaker_id OR via_id <> of_via.speaker_id"
        ),
    ),
    Rule(
        Flaw("wording-unused", "no quote has these words", "`clipfile check --mend` removes it.", _forget_wordings),
        "wording",
        text("SELECT id FROM wording WHERE NOT EXISTS (SELECT FROM quote WHERE wording_id = wording.id)"),
    ),
    Rule(
        Flaw(
            "capture-taken",
            "it was taken down and is here still",
            "Take its article down: clipfile takedown article ID --reason ...",
        ),
        "capture",
        text("SELECT id FROM capture JOIN taken_capture ON capture_id = id"),
    ),
    Rule(
        Flaw(
            "article-taken",
            "it was taken down and is here still",
            "Restore a backup that is newer than its takedown, or remove its rows.",
        ),
        "article",
        text("SELECT article.id FROM article JOIN takedown ON takedown.article_id = article.id"),
    ),
)
