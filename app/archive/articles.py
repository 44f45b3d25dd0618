"""Articles as users find and read them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache, partial
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from app.archive.bounds import SEARCH_SECONDS, bound_search
from app.archive.counts import count_articles, estimate_articles
from app.archive.cursors import Cursor
from app.archive.highlight import mark_article
from app.archive.lists import Listed, Paging, Show, Total
from app.archive.plans import (
    FEW,
    GLANCE,
    GLANCE_FOR_PHRASES,
    N_RANKED,
    N_RANKED_AT_LEAST,
    N_RANKED_AT_MOST,
    WALKS,
    WALKS_FOR_PHRASES,
    Shape,
    build_list,
    build_probe,
    build_ranking,
    show_places,
)
from app.archive.prepared import Prepared
from app.archive.query import Query
from app.archive.selection import SCATTERED, Selection, select_articles
from app.archive.tables import article
from app.archive.tombstones import no_such_article
from app.archive.views import listed_fields, select_whole_articles, show_articles
from app.errors import BadRequest

LISTED = frozenset(listed_fields)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted of each article, and of the list."""

    fields: frozenset[str] = LISTED
    highlight: bool = False
    total: bool = False
    collapse: bool = False
    """Of the articles of a cluster that match, only the one that was filed first. The total is of all."""


def list_articles(
    session: Session,
    given: Mapping[str, object],
    paging: Paging,
    wanted: Wanted | None = None,
    *,
    seconds: float = SEARCH_SECONDS,
) -> Listed:
    """List articles as JSON, by date or by relevance.

    Filters are those of GET /articles; every one given must hold, `_to` is exclusive, and names match whatever their
    case, spacing or accents. Raise BadCursor, BadQuery, and TooSlow where a statement takes longer than `seconds`.
    """
    wanted = wanted or Wanted()
    for needs, is_wanted in (("sort=relevance", paging.sort == "relevance"), ("highlight", wanted.highlight)):
        if is_wanted and "q" not in given:
            raise BadRequest(f"{needs} needs words to go by: add q")
    after = paging.parse_cursor()
    with bound_search(session, seconds):
        selection = select_articles(session, given)
        if selection is None:
            return Listed(total=Total(0, is_exact=True) if wanted.total else None)
        fields = wanted.fields | {"n_in_cluster"} if wanted.collapse else wanted.fields
        show = _show(fields, with_text=wanted.highlight)
        rows, begun = _find_page(session, replace(selection, collapse=wanted.collapse), paging, after, show)
        total = count_articles(session, selection) if wanted.total else None
    shown, next_ = rows[: paging.limit], None
    if len(rows) > paging.limit:
        next_ = Cursor(paging.sort, shown[-1].place, shown[-1].id, begun.snapshot, begun.oldest).write()
    if wanted.highlight and selection.query:
        return Listed(tuple(_highlight(selection.query, row) for row in shown), next_, total)
    return Listed(tuple(row.json for row in shown), next_, total)


def _highlight(query: Query, row: Row[Any]) -> str:
    """Add the marked words to an article's JSON."""
    marked = mark_article(query, row.headline, row.body, row.language)
    return f'{row.json.rstrip()[:-1]}, "highlights": {json.dumps(marked, ensure_ascii=False)}}}'


class _Begun(NamedTuple):
    """What a list's later pages must know of its first one: as in Cursor."""

    snapshot: str | None = None
    oldest: datetime | None = None


@lru_cache(maxsize=128)
def _show(fields: frozenset[str], *, with_text: bool) -> Show:
    return partial(show_articles, fields=fields, with_text=with_text)


def _find_page(
    session: Session, selection: Selection, paging: Paging, after: Cursor | None, show: Show
) -> tuple[Sequence[Row[Any]], _Begun]:
    """Find a page's rows, and one more if there is another page."""
    n_rows = paging.limit + 1
    if paging.sort == "relevance":
        return _find_by_relevance(session, selection, n_rows, after, show)
    shape = Shape(selection.names, paging.sort, "after" if after else "", "index", selection.collapse)
    if after is None:
        rows = _find_by_time(session, selection, shape, show, {"n_rows": n_rows}, n_enough=n_rows)
        is_fixed = paging.sort.endswith("first_seen_at")  # nothing moves there
        return rows, _Begun(None if is_fixed or not rows else rows[0].snapshot)
    bound: dict[str, object] = {
        "n_rows": n_rows,
        "last_place": after.place,
        "last_id": after.id,
        "snapshot": after.snapshot,
    }
    rows = _find_by_time(session, selection, shape, show, bound, n_enough=n_rows)
    if after.snapshot:
        bound |= {**selection.values, "first_in_snapshot": int(after.snapshot.partition(":")[0])}
        moved = build_list(shape._replace(plan="moved"), show).run(session, bound)
        both = sorted([*rows, *moved], key=lambda row: (row.place, row.id), reverse=paging.is_descending)
        rows = both[:n_rows] if moved else rows
    return rows, _Begun(after.snapshot)


def _find_by_time(
    session: Session, selection: Selection, shape: Shape, show: Show, bound: Mapping[str, object], *, n_enough: int
) -> Sequence[Row[Any]]:
    """Find rows in the order of a time, by the plan that is cheap; `n_enough` of them end a walk."""
    bound = {**selection.values, **bound}
    if not selection.is_scattered:
        return build_list(shape, show).run(session, bound)
    if shape.begins != "since":
        walk = build_list(shape._replace(plan="walk"), show)
        for n_walked in _list_walks(session, selection, n_enough, glance=n_enough == bound["n_rows"]):
            rows = walk.run(session, {**bound, "n_walked": n_walked})
            if len(rows) >= n_enough:
                return rows
    return build_list(shape._replace(plan="collect"), show).run(session, bound)


def _list_walks(session: Session, selection: Selection, n_enough: int, *, glance: bool) -> Iterator[int]:
    """List how far to walk before all matches are collected: at once a little, and more where there are many."""
    walks: tuple[int, ...] = WALKS_FOR_PHRASES if selection.is_dear else WALKS
    if glance:
        yield GLANCE_FOR_PHRASES if selection.is_dear else GLANCE
    elif _may_suffice(session, selection, walks[0], n_enough):
        yield walks[0]  # a word that is so frequent is dear to count
        walks = walks[1:]
    if walks and _are_many(session, selection):
        yield from walks


def _may_suffice(session: Session, selection: Selection, n_walked: int, n_enough: int) -> bool:
    """Tell whether so long a walk meets enough matches, by PostgreSQL's estimate."""
    n_on_the_way = estimate_articles(session, selection, leave_out=SCATTERED)
    return estimate_articles(session, selection) * n_walked >= n_on_the_way * n_enough


def _find_by_relevance(
    session: Session, selection: Selection, n_rows: int, after: Cursor | None, show: Show
) -> tuple[Sequence[Row[Any]], _Begun]:
    """Rank the newest matches; a later page ranks all since the oldest of the first, so that each keeps its rank."""
    shape = Shape(selection.names, "-published_at", "since" if after else "", "index", selection.collapse)
    oldest = after.oldest if after else None
    n_ranked = N_RANKED_AT_MOST if after else N_RANKED
    newest = _find_by_time(
        session,
        selection,
        shape,
        show_places,
        {"n_rows": n_ranked, "oldest": oldest},
        n_enough=N_RANKED_AT_LEAST,
    )
    bound: dict[str, object] = {"ids": [row.id for row in newest], "q": selection.values["q"], "n_rows": n_rows}
    if after:
        bound |= {"last_place": after.place, "last_id": after.id}
    rows = session.execute(build_ranking(show, after=after is not None), bound).all() if newest else ()
    return rows, _Begun(oldest=oldest or (newest[-1].place if newest else None))


def _are_many(session: Session, selection: Selection) -> bool:
    """Tell whether more than a few articles match, by what indexes alone can say."""
    if selection.condition and not selection.condition.loose:
        return True  # a query that only excludes
    probe = build_probe(selection.names, loose=True)
    n: int = session.execute(probe, {**selection.values, "n_rows": FEW + 1}).scalar_one()
    return n > FEW


_whole_article = Prepared(select_whole_articles().add_columns(article.c.url).where(article.c.id == bindparam("id")))
_url_of = select(article.c.url).where(article.c.id == bindparam("id"))
_current_revision = select(article.c.revision_id).where(article.c.id == bindparam("id"))


class WholeArticle(NamedTuple):
    """An article as JSON, and the address that its page was seen at."""

    json: str
    url: str | None


def get_article(session: Session, article_id: UUID) -> WholeArticle:
    """Give an article whole; raise NotFound or Gone."""
    rows = _whole_article.run(session, {"id": article_id})
    if not rows:
        raise no_such_article(session, article_id)
    return WholeArticle(rows[0].json, rows[0].url)


def get_revision_id(session: Session, article_id: UUID) -> UUID:
    """Give the id of an article's current revision; raise NotFound or Gone."""
    revision_id: UUID | None = session.execute(_current_revision, {"id": article_id}).scalar()
    if revision_id is None:
        raise no_such_article(session, article_id)
    return revision_id


def get_article_url(session: Session, article_id: UUID) -> str | None:
    """Give the address that an article's page was seen at; raise NotFound or Gone."""
    row = session.execute(_url_of, {"id": article_id}).one_or_none()
    if row is None:
        raise no_such_article(session, article_id)
    url: str | None = row.url
    return url
