"""Which articles are meant: the filters that lists, facets and timelines share."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Text, bindparam, cast, literal, null, select
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

from app.archive.clusters import find_kept_cluster
from app.archive.lists import Filter, resolve_filters
from app.archive.names import key_of
from app.archive.query import Query, parse_query
from app.archive.sources import find_source_id
from app.archive.speakers import find_speaker_id
from app.archive.tables import article
from app.archive.tsquery import Condition, write_condition
from app.archive.words import UNSTEMMED, choose_stemmer

FILTERS = {
    "source": Filter(lambda of: of.c.source_id == bindparam("source"), find_source_id),
    "publisher": Filter(lambda of: of.c.publisher_id == bindparam("publisher"), find_source_id),
    "author": Filter(lambda of: of.c.author_keys.contains(bindparam("author")), lambda _, name: [key_of(name)]),
    "place": Filter(lambda of: of.c.place_key == bindparam("place"), lambda _, name: key_of(name)),
    "agency": Filter(lambda of: of.c.agency_key == bindparam("agency"), lambda _, name: key_of(name)),
    "speaker": Filter(
        lambda of: of.c.speaker_ids.contains(bindparam("speaker")),
        lambda session, name: (id_ := find_speaker_id(session, name)) and [id_],
    ),
    "language": Filter(lambda of: of.c.language == bindparam("language")),
    "published_from": Filter(lambda of: of.c.published_at >= bindparam("published_from")),
    "published_to": Filter(lambda of: of.c.published_at < bindparam("published_to")),
    "ingested_from": Filter(lambda of: of.c.first_seen_at >= bindparam("ingested_from")),
    "ingested_to": Filter(lambda of: of.c.first_seen_at < bindparam("ingested_to")),
    "cluster": Filter(lambda of: of.c.cluster_id == bindparam("cluster"), find_kept_cluster),
    "has_quotes": Filter(lambda of: of.c.n_quotes > 0),
}

SCATTERED = frozenset({"q", "speaker", "author"})
"""Filters whose indexes have articles in no order of time: their matches must be collected before they are sorted."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The articles that all filters let through."""

    names: frozenset[str]
    """The filters that are given, `q` among them."""
    values: Mapping[str, object]
    """What they are bound to."""
    query: Query | None = None
    stemmers: frozenset[str] = frozenset()
    condition: Condition | None = None
    collapse: bool = False
    """Whether lists have one article of each cluster only; counts go by all."""

    @property
    def is_dear(self) -> bool:
        """Whether the index alone can't tell if an article matches, as with phrases."""
        return self.condition is not None and self.condition.exact != self.condition.loose

    @property
    def is_scattered(self) -> bool:
        """Whether no index has these articles in the order of a list."""
        return not SCATTERED.isdisjoint(self.names)


def select_articles(session: Session, given: Mapping[str, object]) -> Selection | None:
    """Understand the filters of GET /articles; None where one names what the archive does not have.

    Raise BadQuery for a `q` that can't be read.
    """
    names, rest = frozenset(given), {name: value for name, value in given.items() if name != "q"}
    query = parse_query(str(given["q"])) if "q" in given else None
    values = resolve_filters(session, FILTERS, rest)
    if values is None or query is None:
        return None if values is None else Selection(names, values)
    language = given.get("language")
    stemmers = frozenset({choose_stemmer(str(language))}) if language else list_stemmers(session)
    condition = write_condition(query, stemmers)
    values |= {"q": condition.exact, "loose_q": condition.loose}
    return Selection(names, values, query, stemmers, condition)


def conditions_on(rows: FromClause, names: Collection[str], *, loose: bool = False) -> list[ColumnElement[bool]]:
    """Write the conditions of these filters on the columns of `article`, or of what was selected from it.

    Loose conditions are answered by indexes alone, and let a few more through: Condition.loose.
    """
    conditions = [FILTERS[name].condition(rows) for name in sorted(names) if name != "q"]
    if "q" in names:
        conditions.append(match_words(rows, "loose_q" if loose else "q"))
    return conditions


_earlier = article.alias("earlier")


def stand_first(rows: FromClause, names: Collection[str]) -> ColumnElement[bool]:
    """Say that no article of the same cluster that these filters let through was filed before, as ids tell.

    Written so that PostgreSQL looks it up for each row by itself, and never collects all matches for it.
    """
    earlier = (
        select(_earlier.c.id)
        .where(_earlier.c.cluster_id == rows.c.cluster_id, _earlier.c.id < rows.c.id, *conditions_on(_earlier, names))
        .order_by(_earlier.c.cluster_id, _earlier.c.id)
        .limit(1)
        .correlate(rows)
        .scalar_subquery()
    )
    return earlier.is_(None)


def match_words(rows: FromClause, name: str = "q") -> ColumnElement[bool]:
    """Say that the words of the bound tsquery are found."""
    matched: ColumnElement[bool] = rows.c.search.bool_op("@@")(bound_query(name))
    return matched


def bound_query(name: str = "q") -> ColumnElement[Any]:
    """Give the bound tsquery."""
    return cast(bindparam(name, type_=Text), TSQUERY)


# Each language once, by as many steps through the index as there are languages.
_first = select(article.c.language).order_by(article.c.language).limit(1).cte("step", recursive=True)
_further = article.alias("further")
_next = (
    select(_further.c.language)
    .where(_further.c.language > _first.c.language)
    .order_by(_further.c.language)
    .limit(1)
    .scalar_subquery()
)
_steps = _first.union_all(select(_next).where(_first.c.language.is_not(None)))
_unknown = article.alias("unknown")
_languages = (
    select(_steps.c.language)
    .where(_steps.c.language.is_not(None))
    .union_all(select(null().label("language")).where(select(literal(1)).where(_unknown.c.language.is_(None)).exists()))
)


def list_stemmers(session: Session) -> frozenset[str]:
    """List the stemmers that texts of the archive were read with."""
    stemmers = {choose_stemmer(language) for language in session.execute(_languages).scalars()}
    return frozenset(stemmers or {UNSTEMMED})
