"""Wordings: the same words, whoever said them and in which article. What quotes are found by.

Words are the same whatever their case, punctuation, quotation marks and spacing (digest.digest_words). Said by the same
speaker, or by nobody who is named, they are one utterance, however many articles carry it.
"""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.archive.tables import wording
from app.archive.vector import write_words
from app.digest import digest_words


def store_wordings(session: Session, words: Sequence[str], language: str | None) -> list[UUID]:
    """Give the wording of each of these words, in their order; those that are new are made."""
    ids = [digest_words(one) for one in words]
    # Sorted, so that two transactions that make the same wordings wait for each other instead of deadlocking.
    rows = [
        {"id": id_, "search": write_words(one, language)}
        for id_, one in sorted(dict(zip(ids, words, strict=True)).items())
    ]
    session.execute(insert(wording).on_conflict_do_nothing(), rows)
    return ids
