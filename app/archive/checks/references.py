"""What names something else: that it is there. The database holds this itself, unless somebody turned that off."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Select, Table, and_, delete, literal, select, tuple_
from sqlalchemy.orm import Session

from app.archive.checks.finding import ROWS_AT_ONCE, Finding, Flaw
from app.archive.tables import metadata, signature, site_reference, speaker_count, tie

_DERIVED = frozenset({signature, site_reference, speaker_count, tie})
"""Tables of what can be made anew."""


def _remove(session: Session, cures: Sequence[tuple[Table, tuple[Any, ...]]]) -> None:
    for table, key in cures:
        session.execute(delete(table).where(tuple_(*table.primary_key.columns) == tuple_(*key)))


LOST = Flaw("reference-lost", "there is none", "Restore what it names from a backup.")
LEFT_OVER = Flaw("left-over", "there is none", "`clipfile check --mend` removes the row that names it.", _remove)

CONSTRAINTS = tuple(
    sorted(
        (constraint for table in metadata.tables.values() for constraint in table.foreign_key_constraints),
        key=lambda constraint: str(constraint.name),
    )
)


@cache
def _select_lost(constraint: ForeignKeyConstraint) -> Select[Any]:
    """Select the keys of the rows that name what is not there."""
    table, target = constraint.table, constraint.referred_table.alias("target")
    named = [(element.parent, target.c[element.column.name]) for element in constraint.elements]
    is_there = select(literal(1)).select_from(target).where(*(own == other for own, other in named)).exists()
    return select(*table.primary_key.columns).where(and_(*(own.is_not(None) for own, _ in named)), ~is_there)


def check_reference(session: Session, constraint: ForeignKeyConstraint) -> Iterator[Finding]:
    """Look up all that one kind of reference names."""
    table = constraint.table
    flaw = LEFT_OVER if table in _DERIVED else LOST
    for row in session.execute(_select_lost(constraint), execution_options={"yield_per": ROWS_AT_ONCE}):
        key = " ".join(value.hex() if isinstance(value, bytes) else str(value) for value in row)
        columns = ", ".join(element.parent.name for element in constraint.elements)
        thing = f"the {constraint.referred_table.name} that {table.name} {key} names as {columns}"
        yield Finding(flaw, thing, (table, tuple(row)))
