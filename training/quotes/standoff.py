"""Articles with annotated attributions in brat's standoff format, as PolNeAR keeps them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_ROLES = ("Content", "Source", "Cue")
_PLACE = re.compile(r"(\d+) (\d+)")

Spans = tuple[tuple[int, int], ...]
"""Code points of the text, [start, end), in order."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words, who said them and by which cue; each may have several pieces."""

    content: Spans
    source: Spans
    cue: Spans


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text and the attributions that one person marked in it."""

    name: str
    text: str
    attributions: Sequence[Attribution]


def list_annotated(folder: Path) -> tuple[Annotated, ...]:
    """Read DIR/text/NAME.txt with DIR/attributions/NAME_ANNOTATOR.ann, by name; of several annotators the first.

    Where there is a DIR/train, that is read.
    """
    folder = folder / "train" if (folder / "train").is_dir() else folder
    found: list[Annotated] = []
    for path in sorted((folder / "text").glob("*.txt")):
        standoff = sorted((folder / "attributions").glob(f"{path.stem}_*.ann"))
        if standoff:
            text = path.read_bytes().decode("utf-8")  # line ends count in the offsets
            found.append(Annotated(path.stem, text, parse_standoff(standoff[0].read_bytes().decode("utf-8"))))
    return tuple(found)


def parse_standoff(lines: str) -> tuple[Attribution, ...]:
    """Read the events of a standoff file; those without content are left out."""
    spans: dict[str, Spans] = {}
    events: list[list[str]] = []
    for line in lines.split("\n"):
        number, _, rest = line.partition("\t")
        if number.startswith("T"):
            kind_and_places, _, _ = rest.partition("\t")
            spans[number] = tuple(sorted((int(m[1]), int(m[2])) for m in _PLACE.finditer(kind_and_places)))
        elif number.startswith("E"):
            events.append(rest.split())
    return tuple(found for event in events if (found := _read_event(event, spans)).content)


def _read_event(event: Sequence[str], spans: dict[str, Spans]) -> Attribution:
    """Read 'Attribution:T3 Content:T1 Content2:T5 Source:T2'."""
    pieces: dict[str, list[tuple[int, int]]] = {role: [] for role in _ROLES}
    for part in event:
        role, _, number = part.partition(":")
        pieces.get(role.rstrip("0123456789"), []).extend(spans.get(number, ()))
    return Attribution(*(tuple(sorted(pieces[role])) for role in _ROLES))
