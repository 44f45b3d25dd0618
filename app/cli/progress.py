"""How long work tells how far it is: a bar on a terminal, and a line now and then elsewhere."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, TextColumn

BETWEEN_LINES_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Step:
    """How far it is."""

    done: int
    total: int | None
    """None where nobody knows how much there is."""
    n: int
    """What the pace is counted in; the same as `done`, or pages where that is bytes."""


@contextmanager
def show_progress(
    out: Console, title: str, amount: ProgressColumn, write: Callable[[Step], str]
) -> Iterator[Callable[[Step], None]]:
    """Show a bar with the amount, the pace and the time left on a terminal; elsewhere lines of what `write` says."""
    pace = _Pace()
    columns = (TextColumn(title), BarColumn(), amount, TextColumn("{task.description}"))
    with Progress(*columns, console=out, transient=True, disable=not out.is_terminal) as bar:
        task = bar.add_task("", total=None)
        said_at = time.monotonic()

        def tell(step: Step) -> None:
            nonlocal said_at
            said = pace.describe(step)
            bar.update(task, completed=step.done, total=step.total, description=said)
            if not out.is_terminal and time.monotonic() - said_at >= BETWEEN_LINES_SECONDS:
                out.print(f"{write(step)}, {said}")
                said_at = time.monotonic()

        yield tell


class _Pace:
    """How fast it goes, since this run began."""

    def __init__(self) -> None:
        self._began: tuple[float, Step] | None = None

    def describe(self, step: Step) -> str:
        """Say how many there are a second, and how long it will take."""
        now = time.monotonic()
        if self._began is None:
            self._began = now, step
        seconds, n, done = now - self._began[0], step.n - self._began[1].n, step.done - self._began[1].done
        if n == 0 or seconds == 0:
            return ""
        rate = n / seconds
        said = f"{rate:,.0f} a second" if rate >= 10 else f"{rate:.1f} a second"
        if step.total is None or done == 0:
            return said
        return f"{said}, {timedelta(seconds=round((step.total - step.done) * seconds / done))} left"
