"""How many articles match: exactly up to a limit, and past it as PostgreSQL estimates from its statistics."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, literal, select
from sqlalchemy.orm import Session

from app.archive.lists import Total
from app.archive.plans import build_probe
from app.archive.prepared import Prepared
from app.archive.selection import Selection, conditions_on
from app.archive.tables import article

EXACT_BELOW = 10_000

Estimate = Callable[[Session, Mapping[str, object]], int]
"""How many rows a statement would have with these values, by PostgreSQL's statistics."""


def count_articles(session: Session, selection: Selection) -> Total:
    """Count the articles of a selection, exactly below 10,000."""
    probe = build_probe(selection.names, loose=False)
    n = session.execute(probe, {**selection.values, "n_rows": EXACT_BELOW}).scalar_one()
    if n < EXACT_BELOW:
        return Total(n, is_exact=True)
    return Total(max(EXACT_BELOW, estimate_articles(session, selection)), is_exact=False)


def estimate_articles(session: Session, selection: Selection, leave_out: frozenset[str] = frozenset()) -> int:
    """Estimate how many articles a selection has, without some of its filters, from PostgreSQL's statistics alone."""
    return _build_estimate(selection.names - leave_out)(session, selection.values)


@lru_cache(maxsize=128)
def _build_estimate(names: frozenset[str]) -> Estimate:
    return write_estimate(select(literal(1)).select_from(article).where(*conditions_on(article, names)))


def write_estimate(statement: Select[Any]) -> Estimate:
    """Write what asks PostgreSQL how many rows it would expect of a statement."""
    explain = Prepared(statement, before="EXPLAIN (FORMAT JSON) ")

    def estimate(session: Session, values: Mapping[str, object]) -> int:
        ((plan,),) = explain.run(session, values)
        return int(plan[0]["Plan"]["Plan Rows"])

    return estimate
