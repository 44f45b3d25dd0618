"""How far the index by date is walked for quotes with the words of a query, before all that have them are collected.

A step of a walk costs about as much as a wording that is collected. How many wordings match is estimated: to count
those of frequent words would take longer than either.
"""

from collections.abc import Iterator

from sqlalchemy import func, literal, select
from sqlalchemy.orm import Session

from app.archive.counts import write_estimate
from app.archive.plans import FEW, WALKS_FOR_PHRASES
from app.archive.selection import bound_query
from app.archive.tables import wording
from app.archive.tsquery import Condition

AMPLE = 1.5
"""Steps beyond those that will do if the words are spread evenly."""
FARTHEST = 20_000
"""Steps that are risked on an estimate."""
SURELY_MANY = 10 * FEW
"""So many that are estimated need not be counted: of words that PostgreSQL has no statistics of, it expects fewer."""
WHOLE_WALK = 1_000_000
"""Steps along the quotes of one speaker: all of them."""

_wordings = select(literal(1)).select_from(wording)
_matching = _wordings.where(wording.c.search.bool_op("@@")(bound_query()))
_loosely = _wordings.where(wording.c.search.bool_op("@@")(bound_query("loose_q")))
_estimate_all, _estimate_matching, _estimate_loosely = map(write_estimate, (_wordings, _matching, _loosely))
_probe = select(func.count()).select_from(_loosely.limit(FEW + 1).subquery())


def list_walks(session: Session, condition: Condition, n_enough: int, *, of_one: bool) -> Iterator[int]:
    """List how many steps to walk for `n_enough` quotes, one walk after the other; `of_one`: those of one speaker."""
    is_dear = condition.exact != condition.loose  # of phrases, statistics know the words alone
    bound = {"q": condition.exact}
    n_all, n_matching = _estimate_all(session, bound), max(1, _estimate_matching(session, bound))
    n_ample = int(AMPLE * n_enough * n_all / n_matching)
    if n_ample <= min(n_matching, WALKS_FOR_PHRASES[0] if is_dear else FARTHEST):
        yield n_ample
    if (is_dear or of_one) and _are_many(session, condition):
        yield from WALKS_FOR_PHRASES if is_dear else ()
        yield from (WHOLE_WALK,) if of_one else ()


def _are_many(session: Session, condition: Condition) -> bool:
    """Tell whether more than a few wordings match, by what the index alone can say."""
    bound = {"loose_q": condition.loose}
    if not condition.loose or _estimate_loosely(session, bound) > SURELY_MANY:
        return True  # as a query that only excludes
    n: int = session.execute(_probe, bound).scalar_one()
    return n > FEW
