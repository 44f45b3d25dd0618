"""Quotes as users find them: who said what, over all articles.

What has the words of a query is either looked for along the index by date, or collected and sorted (quote_walks.py).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Row,
)
from sqlalchemy.orm import Session

from app.archive.bounds import SEARCH_SECONDS, bound_search
from app.archive.cursors import Cursor
from app.archive.lists import Listed, Paging, resolve_filters
from app.archive.plans import N_RANKED, N_RANKED_AT_LEAST, N_RANKED_AT_MOST
from app.archive.query import Query, list_fields, parse_query
from app.archive.quote_statements import (
    FILTERS,
    Shape,
    Show,
    build_list,
    build_ranking,
    show_places,
    show_plain,
    show_sightings,
)
from app.archive.quote_views import write_quote
from app.archive.quote_walks import WHOLE_WALK, list_walks
from app.archive.selection import list_stemmers
from app.archive.tsquery import Condition, write_condition
from app.archive.words import choose_stemmer
from app.errors import BadQuery, BadRequest


@dataclass(frozen=True, slots=True)
class _Asked:
    """The filters of a list, understood."""

    names: frozenset[str]
    values: dict[str, object]
    condition: Condition | None


def list_quotes(
    session: Session,
    given: Mapping[str, object],
    paging: Paging,
    *,
    collapse: bool = False,
    seconds: float = SEARCH_SECONDS,
) -> Listed:
    """List the quotes of current revisions as JSON, by their articles' dates or by relevance.

    Filters are those of GET /quotes; every one given must hold. With `collapse`, the same words of the same speaker
    come once: where they stand first in the order of the list. Raise BadCursor, BadQuery and TooSlow.
    """
    if paging.sort == "relevance" and "q" not in given:
        raise BadRequest("sort=relevance needs words to go by: add q")
    after = paging.parse_cursor()
    with bound_search(session, seconds):
        asked = _understand(session, given)
        if asked is None:
            return Listed()
        find = _find_by_relevance if paging.sort == "relevance" else _find_by_date
        rows, oldest = find(session, asked, paging, after, collapse=collapse)
    shown = rows[: paging.limit]
    more = len(rows) > paging.limit
    next_ = Cursor(paging.sort, shown[-1].place, shown[-1].id, oldest=oldest).write() if more else None
    return Listed(tuple(write_quote(row) for row in shown), next_)


def list_sightings(
    session: Session, wording_id: UUID, speaker_id: UUID | None, *, limit: int, seconds: float = SEARCH_SECONDS
) -> Listed:
    """List the quotes of one utterance, the first seen first, each with how often it was seen."""
    who: dict[str, object] = {"nobody": True} if speaker_id is None else {"speaker": str(speaker_id)}
    paging = Paging(limit, None, "published_at")
    with bound_search(session, seconds):
        asked = _understand(session, {"wording": wording_id, **who})
        if asked is None:
            return Listed()
        shape = Shape(asked.names, "index", descending=False)
        rows = session.execute(build_list(shape, show_sightings), {**asked.values, "n_rows": paging.limit}).all()
    return Listed(tuple(write_quote(row) for row in rows))


def _understand(session: Session, given: Mapping[str, object]) -> _Asked | None:
    """Understand the filters; None where one names what the archive does not have."""
    rest = {name: value for name, value in given.items() if name != "q"}
    condition = None
    if "q" in given:
        text, language = str(given["q"]), given.get("language")
        query = parse_query(text)
        _refuse_fields(query, text)
        stemmers = {choose_stemmer(str(language))} if language else list_stemmers(session)
        condition = write_condition(query, stemmers)
    values = resolve_filters(session, FILTERS, rest)
    if values is None:
        return None
    if condition:
        values |= {"q": condition.exact, "loose_q": condition.loose}
    return _Asked(frozenset(rest), values, condition)


def _refuse_fields(query: Query, text: str) -> None:
    """Raise BadQuery for a field: quotes have their words to be found by, and filters for the rest."""
    for field in list_fields(query):
        at = max(0, text.lower().find(f"{field}:"))
        raise BadQuery(f"the words of quotes have no fields: leave {field}: out, or use the parameters", at, text)


def _find_by_date(
    session: Session, asked: _Asked, paging: Paging, after: Cursor | None, *, collapse: bool
) -> tuple[Sequence[Row[Any]], None]:
    bound: dict[str, object] = {"n_rows": paging.limit + 1}
    if after is not None:
        bound |= {"last_place": after.place, "last_id": after.id}
    shape = Shape(asked.names, "index", paging.is_descending, "after" if after else "", collapse)
    show = show_sightings if collapse else show_plain
    return _find(session, asked, shape, show, bound, n_enough=paging.limit + 1), None


def _find(
    session: Session, asked: _Asked, shape: Shape, show: Show, bound: Mapping[str, object], *, n_enough: int
) -> Sequence[Row[Any]]:
    """Find rows by the plan that is cheap; `n_enough` of them end a walk."""
    bound = {**asked.values, **bound}
    if asked.condition is None:
        return session.execute(build_list(shape, show), bound).all()
    if shape.begins != "since":
        walk, of_one = build_list(shape._replace(plan="walk"), show), "speaker" in shape.names
        for n_walked in list_walks(session, asked.condition, n_enough, of_one=of_one, is_sifted=shape.is_sifted):
            rows = session.execute(walk, {**bound, "n_walked": n_walked}).all()
            if len(rows) >= n_enough or n_walked == WHOLE_WALK:
                return rows
    return session.execute(build_list(shape._replace(plan="collect"), show), bound).all()


def _find_by_relevance(
    session: Session, asked: _Asked, paging: Paging, after: Cursor | None, *, collapse: bool
) -> tuple[Sequence[Row[Any]], Any]:
    """Rank the newest matches; a later page ranks all since the oldest of the first, so that each keeps its rank."""
    oldest = after.oldest if after else None
    shape = Shape(asked.names, "index", descending=True, begins="since" if after else "", collapse=collapse)
    places = {"n_rows": N_RANKED_AT_MOST if after else N_RANKED, "oldest": oldest}
    newest = _find(session, asked, shape, show_places, places, n_enough=N_RANKED_AT_LEAST)
    if not newest:
        return (), None
    bound: dict[str, object] = {**asked.values, "ids": [row.id for row in newest], "n_rows": paging.limit + 1}
    if after:
        bound |= {"last_place": after.place, "last_id": after.id}
    ranking = build_ranking(show_sightings if collapse else show_plain, after=after is not None)
    return session.execute(ranking, bound).all(), oldest or newest[-1].place
