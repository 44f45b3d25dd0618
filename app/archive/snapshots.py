"""The archive as it is at one moment, read from end to end in little memory while it goes on changing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import Select, Uuid, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY

from app.archive.bounds import bound_search
from app.archive.captures import list_captured
from app.archive.database import Session, Sessions
from app.archive.selection import conditions_on, select_articles
from app.archive.tables import article
from app.archive.views import select_whole_articles
from app.news import CapturedPage

T = TypeVar("T")

IDS_AT_ONCE = 2_000
ARTICLES_AT_ONCE = 100
WORDS_AT_ONCE = 100_000
"""A batch has no more words than these, unless one article has."""
PAGES_AT_ONCE = 8
"""Captured pages are held in memory by so many: one has 10 MiB at most, by default."""


@dataclass(frozen=True, slots=True)
class Batch(Generic[T]):
    """Some articles, or their pages, in the order of the articles' ids."""

    items: tuple[T, ...]
    last_id: UUID
    """Of the last article among them."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What could be seen at a moment; nothing that is filed later gets into it."""

    session: Session
    taken_at: datetime

    def count(self, given: Mapping[str, object], after: UUID | None = None) -> int:
        """Count the articles that all filters let through, in time that grows with them."""
        selection = select_articles(self.session, given)
        if selection is None:
            return 0
        matching = _build_matching(selection.names, after=after is not None).subquery()
        bound = {**selection.values, "after": after}
        n: int = self.session.execute(select(func.count()).select_from(matching), bound).scalar_one()
        return n

    def list_articles(self, given: Mapping[str, object], after: UUID | None = None) -> Iterator[Batch[str]]:
        """List articles whole, as JSON, by their ids: in the order in which they were first filed.

        Filters are those of GET /articles. Raise BadQuery, and TooSlow where they can't be collected in time.
        """
        return self._list(given, after, self._show, ARTICLES_AT_ONCE)

    def list_pages(self, given: Mapping[str, object], after: UUID | None = None) -> Iterator[Batch[CapturedPage]]:
        """List the pages that the same articles were read from."""
        return self._list(given, after, lambda ids: list_captured(self.session, ids), PAGES_AT_ONCE)

    def _list(
        self,
        given: Mapping[str, object],
        after: UUID | None,
        read: Callable[[Sequence[UUID]], tuple[T, ...]],
        n_at_once: int,
    ) -> Iterator[Batch[T]]:
        selection = select_articles(self.session, given)
        if selection is None:
            return
        statement = _build_ids(selection.names, after=after is not None)
        bound = {**selection.values, "after": after}
        waiting, n_words = list[UUID](), 0
        with self.session.execute(statement, bound, execution_options={"yield_per": IDS_AT_ONCE}) as rows:  # a cursor
            for row in rows:
                if waiting and (len(waiting) == n_at_once or n_words + row.word_count > WORDS_AT_ONCE):
                    yield Batch(read(waiting), waiting[-1])
                    waiting, n_words = [], 0
                waiting.append(row.id)
                n_words += row.word_count
        if waiting:
            yield Batch(read(waiting), waiting[-1])

    def _show(self, ids: Sequence[UUID]) -> tuple[str, ...]:
        return tuple(row.json for row in self.session.execute(_whole_articles, {"ids": ids}))


@contextmanager
def open_snapshot(sessions: Sessions, seconds: float) -> Iterator[Snapshot]:
    """See the archive as it is now for as long as this lasts; raise TooSlow for a statement longer than `seconds`."""
    with sessions.begin() as session:
        session.connection(execution_options={"isolation_level": "REPEATABLE READ", "postgresql_readonly": True})
        taken_at = session.execute(select(func.statement_timestamp())).scalar_one()  # the first statement takes it
        with bound_search(session, seconds):
            yield Snapshot(session, taken_at)


_whole_articles = (
    select_whole_articles().where(article.c.id == func.any(bindparam("ids", type_=ARRAY(Uuid)))).order_by(article.c.id)
)


def _build_matching(names: frozenset[str], *, after: bool) -> Select[Any]:
    matching = select(article.c.id, article.c.word_count).where(*conditions_on(article, names))
    return matching.where(article.c.id > bindparam("after")) if after else matching


@lru_cache(maxsize=128)
def _build_ids(names: frozenset[str], *, after: bool) -> Select[Any]:
    """Build the statement that collects all matches, then sorts them: their ids alone, however many they are.

    To look for matches along the index of ids, which PostgreSQL likes for a cursor, would take minutes for rare words.
    """
    matching = _build_matching(names, after=after).cte("matching").prefix_with("MATERIALIZED")
    return select(matching.c.id, matching.c.word_count).order_by(matching.c.id)
