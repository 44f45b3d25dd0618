"""How long work tells how far it is: a bar on a terminal, and a line now and then elsewhere."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from rich.console import Console
from rich.filesize import decimal
from rich.progress import BarColumn, DownloadColumn, Progress, ProgressColumn, TextColumn

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
    out: Console,
    title: str,
    amount: ProgressColumn,
    write: Callable[[Step], str],
    write_pace: Callable[[float], str] = "{:,.0f}".format,
) -> Iterator[Callable[[Step], None]]:
    """Show a bar with the amount, the pace and the time left on a terminal; elsewhere lines of what `write` says."""
    pace = _Pace(write_pace)
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


@contextmanager
def show_bytes(out: Console) -> Iterator[Callable[[str, int, int | None], None]]:
    """Show one kind of work after the other: its name, how many bytes are done, and of how many if that is known."""
    shown: tuple[str, Callable[[Step], None]] | None = None

    with ExitStack() as stack:

        def tell(work: str, done: int, total: int | None) -> None:
            nonlocal shown
            if shown is None or shown[0] != work:
                stack.close()
                write = partial(_write_bytes, work)
                shown = work, stack.enter_context(show_progress(out, work, DownloadColumn(), write, _write_size))
            shown[1](Step(done, total, done))

        yield tell


def _write_size(n: float) -> str:
    return decimal(int(n))


def _write_bytes(work: str, step: Step) -> str:
    return f"{work}: {decimal(step.done)}" + (f" of {decimal(step.total)}" if step.total else "")


class _Pace:
    """How fast it goes, since this run began."""

    def __init__(self, write: Callable[[float], str]) -> None:
        self._write = write
        self._began: tuple[float, Step] | None = None

    def describe(self, step: Step) -> str:
        """Say how many there are a second, and how long it will take."""
        now = time.monotonic()
        if self._began is None:
            self._began = now, step
        seconds, n, done = now - self._began[0], step.n - self._began[1].n, step.done - self._began[1].done
        if n == 0 or seconds == 0:
            return ""
        said = f"{self._write(n / seconds)} a second"
        if step.total is None or done == 0:
            return said
        return f"{said}, {timedelta(seconds=round((step.total - step.done) * seconds / done))} left"
