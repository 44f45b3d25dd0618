"""A unified diff, as `diff -u` writes it, of two lists of lines."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.matching.differences import Part, Step, align

CONTEXT = 2
"""Lines that are shown around what changed."""


class Side(NamedTuple):
    """One of the two texts: what it is called, with its time behind a tab, and its lines."""

    name: str
    lines: Sequence[str]


def write_unified(old: Side, new: Side) -> Iterator[str]:
    """Write the lines of a diff; none where nothing differs."""
    hunks = tuple(_group(tuple(align(old.lines, new.lines))))
    if hunks:
        yield f"--- {old.name}"
        yield f"+++ {new.name}"
    for hunk in hunks:
        yield from _write_hunk(hunk, old.lines, new.lines)


class _Hunk(NamedTuple):
    """Some steps, and how many lines of each side come before them."""

    n_old: int
    n_new: int
    steps: Sequence[Step]


def _group(steps: Sequence[Step]) -> Iterator[_Hunk]:
    """Take together what changed, with some lines around it."""
    changed = [at for at, step in enumerate(steps) if step.part is not Part.KEPT]
    n_old = n_new = done = 0
    while changed:
        first = last = changed.pop(0)
        while changed and changed[0] - last <= 2 * CONTEXT + 1:
            last = changed.pop(0)
        start, end = max(done, first - CONTEXT), last + CONTEXT + 1
        n_old += sum(step.old is not None for step in steps[done:start])
        n_new += sum(step.new is not None for step in steps[done:start])
        yield _Hunk(n_old, n_new, steps[start:end])
        n_old += sum(step.old is not None for step in steps[start:end])
        n_new += sum(step.new is not None for step in steps[start:end])
        done = min(end, len(steps))


def _write_hunk(hunk: _Hunk, old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    n_old = sum(step.old is not None for step in hunk.steps)
    n_new = sum(step.new is not None for step in hunk.steps)
    yield f"@@ -{_range(hunk.n_old, n_old)} +{_range(hunk.n_new, n_new)} @@"
    for step in hunk.steps:
        if step.old is None:
            yield f"+{new[step.new or 0]}"
        else:
            yield f"{' ' if step.part is Part.KEPT else '-'}{old[step.old]}"


def _range(n_before: int, n: int) -> str:
    """Write where a hunk stands, as diff does: an empty one by the line before it."""
    return f"{n_before + (n > 0)},{n}"
