"""How long work tells how far it is."""

import io

import pytest
from rich.console import Console
from rich.progress import MofNCompleteColumn

from app.cli import progress
from app.cli.progress import Step, show_progress


def tell_steps(*steps: Step, is_terminal: bool) -> str:
    told = io.StringIO()
    console = Console(file=told, force_terminal=is_terminal, width=120)
    with show_progress(console, "Export", MofNCompleteColumn(), lambda step: f"{step.done:,} done") as tell:
        for step in steps:
            tell(step)
    return told.getvalue()


@pytest.mark.parametrize("is_terminal", [True, False])
def test_progress_is_told(monkeypatch: pytest.MonkeyPatch, is_terminal: bool) -> None:  # noqa: FBT001 - a table's column
    monkeypatch.setattr(progress, "BETWEEN_LINES_SECONDS", 0)
    said = tell_steps(*(Step(n, 4_000, n) for n in (1_000, 2_000, 3_000)), is_terminal=is_terminal)
    assert ("\x1b[" in said) is is_terminal
    assert "a second, 0:00:00 left" in said
    if not is_terminal:
        assert said.splitlines()[1].startswith("2,000 done, ")


def test_where_nobody_knows_how_much_there_is_no_time_is_promised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "BETWEEN_LINES_SECONDS", 0)
    said = tell_steps(Step(10, None, 1), Step(20, None, 2), is_terminal=False)
    assert "20 done" in said
    assert said.rstrip().endswith("a second")
