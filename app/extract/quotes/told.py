"""What a story has told so far: whom it names, and who spoke."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.extract.quotes.cast import Cast

_REMEMBERED = 20


@dataclass(frozen=True, slots=True)
class Spoke:
    """Who spoke where; an unnamed person is remembered too, as 'he' may be that one."""

    start: int
    name: str | None
    person: bool


@dataclass(slots=True)
class Told:
    """The cast of a story, and who spoke up to the mention that is read."""

    cast: Cast
    spoke: list[Spoke] = field(default_factory=list)
    unnamed: set[str] = field(default_factory=set)
    """What speakers without a name were called: after 'a driver said', the driver is nobody's name."""

    def remember(self, start: int, name: str | None, *, person: bool) -> None:
        """Keep who spoke; what lies far back is forgotten."""
        self.spoke.append(Spoke(start, name, person))
        del self.spoke[:-_REMEMBERED]
