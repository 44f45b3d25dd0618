"""What checks find: what is wrong, with which thing, and what to do about it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Executable
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.digest import name_digest

ROWS_AT_ONCE = 1_000

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Flaw:
    """One way in which the archive can be wrong."""

    name: str
    """As docs/integrity.md has it."""
    says: str
    advice: str
    mend: Callable[[Session, Sequence[Any]], None] | None = None
    """Makes what is wrong anew of the rest, which is evidence; takes the cures of findings."""
    may_be_trace_of: "Flaw | None" = None
    """Where this was found, it is left as it is: it may be all that is left to tell what happened."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A thing that has a flaw."""

    flaw: Flaw
    thing: str
    cure: Any = None
    """What mending needs to know."""

    def __str__(self) -> str:
        """Say it in one line: what, which and what to do."""
        return f"{self.flaw.name}: {self.thing}: {self.flaw.says}. {self.flaw.advice}"


class Rule(NamedTuple):
    """All rows with one flaw: the statement gives the key of each, then whatever tells more of it."""

    flaw: Flaw
    table: str
    statement: Executable

    def find(self, session: Session) -> Iterator[Finding]:
        """Find them, however many there are."""
        for row in session.execute(self.statement, execution_options={"yield_per": ROWS_AT_ONCE}):
            yield Finding(self.flaw, " ".join((self.table, *map(_write, row))), row[0])


def _write(value: object) -> str:
    return name_digest(value) if isinstance(value, bytes) else str(value)


UNREADABLE = Flaw(
    "unreadable",
    "it can't be looked at",
    "See the server's log, and look at the disk; restore what it names from a backup, then check again.",
)


def guard(session: Session, thing: str, find: Callable[[Session], Iterator[T]]) -> Iterator[T | Finding]:
    """Look for findings; where what is looked at can't be read, on disk or as what it should be, that is one."""
    try:
        with session.begin_nested():
            yield from find(session)
    except (DBAPIError, ValueError) as error:
        if isinstance(error, DBAPIError) and error.connection_invalidated:
            raise
        says = str(error.orig if isinstance(error, DBAPIError) else error).partition("\n")[0]
        yield Finding(UNREADABLE, f"{thing} ({says})")
