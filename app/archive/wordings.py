"""Wordings: the same words, whoever said them and in which article. What quotes are found by.

Words are the same whatever their case, punctuation, quotation marks and spacing (digest.digest_text). Said by the same
speaker, or by nobody who is named, they are one utterance, however many articles carry it.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Text, Uuid, bindparam, delete, func, select
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.orm import Session

from app.archive.tables import quote, wording
from app.archive.vector import write_words
from app.digest import digest_text
from app.ids import id_of_digest


def wording_id_of(words: str) -> UUID:
    """Give the id that all quotes of the same words share."""
    return id_of_digest(digest_text(words))


def _lexemes_of(vector: ColumnElement[Any]) -> ColumnElement[Any]:
    return func.tsvector_to_array(vector, type_=ARRAY(Text))


_insert = insert(wording)
# The same words in an article of another language are found by that one's stems as well.
_store = _insert.on_conflict_do_update(
    index_elements=["id"],
    set_={"search": wording.c.search.concat(_insert.excluded.search)},
    where=~_lexemes_of(wording.c.search).contains(_lexemes_of(_insert.excluded.search)),
)


def store_wordings(session: Session, words: Sequence[str], language: str | None) -> list[UUID]:
    """Give the wording of each of these words, in their order; those that are new are made."""
    ids = [wording_id_of(one) for one in words]
    # Sorted, so that two transactions that make the same wordings wait for each other instead of deadlocking.
    rows = [
        {"id": id_, "search": write_words(one, language)}
        for id_, one in sorted(dict(zip(ids, words, strict=True)).items())
    ]
    session.execute(_store, rows)
    return ids


_among = wording.c.id == func.any(bindparam("ids", type_=ARRAY(Uuid)))
_hold = select(wording.c.id).where(_among).order_by(wording.c.id).with_for_update()
_forget = delete(wording).where(_among, ~select(quote.c.id).where(quote.c.wording_id == wording.c.id).exists())


def hold_wordings(session: Session, ids: Sequence[UUID]) -> None:
    """Have whoever files one of these wordings wait until the transaction ends."""
    session.execute(_hold, {"ids": ids})


def forget_unused(session: Session, ids: Sequence[UUID]) -> None:
    """Remove those of these wordings that no quote has; they must be held, or who files one would miss it."""
    session.execute(_forget, {"ids": ids})
