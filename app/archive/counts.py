"""How many articles match: exactly up to a limit, and past it as PostgreSQL estimates from its statistics."""

from functools import lru_cache
from typing import Any

from sqlalchemy import ClauseElement, Executable, Select, literal, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler

from app.archive.lists import Total
from app.archive.plans import build_probe
from app.archive.selection import Selection, conditions_on
from app.archive.tables import article

EXACT_BELOW = 10_000


def count_articles(session: Session, selection: Selection) -> Total:
    """Count the articles of a selection, exactly below 10,000."""
    probe = build_probe(selection.names, loose=False)
    n = session.execute(probe, {**selection.values, "n_rows": EXACT_BELOW}).scalar_one()
    if n < EXACT_BELOW:
        return Total(n, is_exact=True)
    return Total(max(EXACT_BELOW, estimate_articles(session, selection)), is_exact=False)


def estimate_articles(session: Session, selection: Selection) -> int:
    """Estimate how many articles a selection has, from PostgreSQL's statistics alone."""
    (plan,) = session.execute(_build_estimate(selection.names), selection.values).scalar_one()
    return int(plan["Plan"]["Plan Rows"])


class _Explain(Executable, ClauseElement):
    """Asks how PostgreSQL would run a statement, and how many rows it would expect."""

    inherit_cache = False

    def __init__(self, statement: Select[Any]) -> None:
        self.statement = statement


@compiles(_Explain)
def _write_explain(element: _Explain, compiler: SQLCompiler, **options: Any) -> str:
    return "EXPLAIN (FORMAT JSON) " + compiler.process(element.statement, **options)


@lru_cache(maxsize=128)
def _build_estimate(names: frozenset[str]) -> _Explain:
    return _Explain(select(literal(1)).select_from(article).where(*conditions_on(article, names)))
