"""What is kept though it could be counted or looked up: each must say what counting says."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, TextClause, Uuid, bindparam, text
from sqlalchemy.orm import Session

from app.archive.checks.finding import Finding, Flaw, Rule
from app.archive.checks.texts import Extraction, KeptText
from app.archive.job_counts import recount_jobs
from app.archive.locks import Lock, lock
from app.archive.speaker_counts import find_wrong_counts, recount_speakers

_MENDS = "`clipfile check --mend` puts it right."


def _of_ids(statement: str) -> TextClause:
    return text(statement).bindparams(bindparam("ids", type_=ARRAY(Uuid)))


def _recount(session: Session, speaker_ids: Sequence[UUID]) -> None:
    lock(session, Lock.SPEAKERS)
    recount_speakers(session, speaker_ids)


SPEAKER_COUNT = Flaw("speaker-count", "the counts of its quotes are not right", _MENDS, _recount)


def check_speaker_counts(session: Session) -> Iterator[Finding]:
    """Count the quotes of every speaker."""
    for wrong in find_wrong_counts(session):
        yield Finding(SPEAKER_COUNT, f"speaker {wrong.speaker_id}", wrong.speaker_id)


_put_words_right = text("UPDATE article SET word_count = :n WHERE id = :id AND revision_id = :revision_id")


def _count_words_anew(session: Session, counted: Sequence[dict[str, Any]]) -> None:
    for one in counted:
        session.execute(_put_words_right, one)


WORD_COUNT = Flaw("word-count", "it has another number of words", _MENDS, _count_words_anew)


def check_word_counts(session: Session, texts: Sequence[KeptText], extraction: Extraction) -> Iterator[Finding]:
    """Count the words of current texts."""
    counted = {kept.article_id: kept for kept in texts if kept.article_id}
    rows = session.execute(_word_counts, {"ids": list(counted)})
    for id_, n_kept in rows:
        n = extraction.count_words(counted[id_].body)
        if n != n_kept:
            yield Finding(WORD_COUNT, f"article {id_}", {"n": n, "id": id_, "revision_id": counted[id_].id})


_word_counts = _of_ids("SELECT id, word_count FROM article WHERE id = ANY(:ids)")

# What an article has of its current revision, beside what is searched and counted.
_KEPT_ALIKE = {
    "headline": "revision.headline",
    "text_digest": "revision.text_digest",
    "language": "facts->>'language'",
    "canonical_url": "facts->>'canonical_url'",
    "byline": "facts->'byline'->>'text'",
    "dateline_text": "facts->'dateline'->>'text'",
    "dateline_place": "facts->'dateline'->>'place'",
    "dateline_agency": "facts->'dateline'->>'agency'",
    "dateline_date": "facts->'dateline'->>'date'",
    "published_at": "(facts->'published_at'->>'at')::timestamptz",
    "published_precision": "facts->'published_at'->>'precision'",
    "modified_at": "(facts->'modified_at'->>'at')::timestamptz",
    "modified_precision": "facts->'modified_at'->>'precision'",
}
_columns = ", ".join(f"article.{name}" for name in _KEPT_ALIKE)
_of_revision = ", ".join(_KEPT_ALIKE.values())
_as_revised = _of_ids(
    f"UPDATE article SET ({', '.join(_KEPT_ALIKE)}) = ROW({_of_revision}) FROM revision"  # noqa: S608 - our own words
    " WHERE revision.id = article.revision_id AND article.id = ANY(:ids)"
)
_SPOKEN = "FROM quote WHERE quote.revision_id = article.revision_id"
_SPEAKING = f"ARRAY(SELECT DISTINCT speaker_id {_SPOKEN} AND speaker_id IS NOT NULL ORDER BY speaker_id)"
_count_quotes = _of_ids(f"UPDATE article SET n_quotes = (SELECT count(*) {_SPOKEN}) WHERE id = ANY(:ids)")  # noqa: S608 - our own words
_list_speaking = _of_ids(f"UPDATE article SET speaker_ids = {_SPEAKING} WHERE id = ANY(:ids)")  # noqa: S608 - our own words


def _running(statement: TextClause) -> Any:
    def mend(session: Session, ids: Sequence[UUID]) -> None:
        session.execute(statement, {"ids": list(ids)})

    return mend


RULES = (
    Rule(
        Flaw("article-facts", "it does not say what its current revision says", _MENDS, _running(_as_revised)),
        "article",
        text(
            "SELECT article.id FROM article JOIN revision ON revision.id = article.revision_id"  # noqa: S608 - our own words
            f" WHERE ({_columns}) IS DISTINCT FROM ({_of_revision})"
        ),
    ),
    Rule(
        Flaw("article-quotes", "it has another number of quotes", _MENDS, _running(_count_quotes)),
        "article",
        text(
            "SELECT article.id FROM article LEFT JOIN (SELECT revision_id, count(*) AS n FROM quote GROUP BY 1)"
            " AS counted USING (revision_id) WHERE n_quotes <> coalesce(n, 0)"
        ),
    ),
    Rule(
        Flaw("article-speakers", "others speak in its quotes", _MENDS, _running(_list_speaking)),
        "article",
        text(
            "SELECT article.id FROM article LEFT JOIN (SELECT revision_id, array_agg(DISTINCT speaker_id ORDER BY"
            " speaker_id) AS ids FROM quote WHERE speaker_id IS NOT NULL GROUP BY 1) AS speaking USING (revision_id)"
            " WHERE speaker_ids <> coalesce(ids, '{}')"
        ),
    ),
    Rule(
        Flaw("revision-gap", "a revision of it is not there", "Restore it, with its quotes, from a backup."),
        "article",
        text("SELECT article_id FROM revision GROUP BY article_id HAVING max(number) <> count(*)"),
    ),
    Rule(
        Flaw("quote-gap", "a quote of it is not there", "Restore its rows of quote from a backup."),
        "revision",
        text("SELECT revision_id FROM quote GROUP BY revision_id HAVING max(position) + 1 <> count(*)"),
    ),
    Rule(
        Flaw("job-gap", "what became of some of its pages is not there", "Send what it was made of again."),
        "job",
        text("SELECT job_id FROM job_item GROUP BY job_id HAVING max(position) <> count(*)"),
    ),
    Rule(
        Flaw("job-count", "it counts its pages wrongly", _MENDS, recount_jobs),
        "job",
        text(
            "SELECT DISTINCT job_id FROM (SELECT job_id, outcome, count(*) AS n FROM job_item WHERE outcome IS NOT NULL"
            " GROUP BY 1, 2) AS counted FULL JOIN (SELECT job_id, outcome, sum(n) AS n FROM job_count GROUP BY 1, 2)"
            " AS kept USING (job_id, outcome) WHERE counted.n IS DISTINCT FROM kept.n"
        ),
    ),
    Rule(
        Flaw(
            "takedown-count",
            "fewer captures are known to have gone with it than it says",
            "Restore its rows of taken_capture from a backup.",
        ),
        "takedown",
        text(
            "SELECT id FROM takedown LEFT JOIN (SELECT takedown_id, count(*) AS n FROM taken_capture GROUP BY 1)"
            " AS counted ON takedown_id = id WHERE coalesce(n, 0) < n_captures"
        ),
    ),
)
