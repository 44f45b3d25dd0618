"""`clipfile retention`."""

import getpass
from collections import Counter
from typing import Annotated

import typer
from rich.progress import MofNCompleteColumn

from app.archive.database import Sessions
from app.archive.retention import Rule, Whose, count_due, end_rule, list_due, list_rules, set_rule
from app.archive.takedowns import Order
from app.cli.doors import open_archive, open_sessions, out
from app.cli.progress import Step, show_progress
from app.clock import read_clock
from app.retention import Applied, take_down_old

retention_commands = typer.Typer(
    help="Say how long articles are kept; those that are older are taken down.", no_args_is_help=True
)

SHOWN = 5

Name = Annotated[str, typer.Argument(help="The source that articles credit, by any form of its name.")]
Publisher = Annotated[bool, typer.Option("--publisher", help="The name is that of a publisher: whose pages they are.")]


@retention_commands.command("set")
def set_(
    name: Name,
    *,
    days: Annotated[int, typer.Option(help="Days after an article was first seen here.", min=1, max=36525)],
    reason: Annotated[str, typer.Option(help="Why; it is shown to whoever asks for an article that is gone.")],
    legal_basis: Annotated[str | None, typer.Option(help="As the licence's number; it is shown as well.")] = None,
    publisher: Publisher = False,
) -> None:
    """Have the articles of a source taken down so many days after they were first seen.

    The rule replaces the one that is there. It is applied first in an hour, so that a slip can be put right.
    """
    now = read_clock()
    with open_archive() as session:
        rule = set_rule(session, _whose(publisher), name, days, Order(getpass.getuser(), now, reason, legal_basis))
        n_due = count_due(session, rule, now)
    begins = f"workers take them down from {rule.due_at:%H:%M} UTC on, `clipfile retention run` at once"
    out.print(
        f"{_tell(rule)}: {n_due:,} are older, {begins}." if n_due else f"{_tell(rule)}; none is older yet.",
        markup=False,
    )


@retention_commands.command("remove")
def remove(name: Name, *, publisher: Publisher = False) -> None:
    """End a rule. What was taken down by it stays so, and is refused until that is lifted."""
    with open_archive() as session:
        end_rule(session, _whose(publisher), name, by=getpass.getuser(), now=read_clock())
    out.print("Ended: nothing more is taken down by it.")


@retention_commands.command("list")
def show_rules(*, all_: Annotated[bool, typer.Option("--all", help="Those that ended as well.")] = False) -> None:
    """List the rules that hold: by whom and why, and when each was applied last."""
    with open_archive() as session:
        for rule in list_rules(session, with_ended=all_):
            basis = f" ({rule.legal_basis})" if rule.legal_basis else ""
            last = f"applied last on {rule.applied_at:%Y-%m-%d %H:%M}" if rule.applied_at else "not applied yet"
            last = f"ended on {rule.ended_at:%Y-%m-%d} by {rule.ended_by}" if rule.ended_at else last
            out.print(f"{_tell(rule)}: {rule.reason}{basis}. {rule.made_at:%Y-%m-%d} {rule.by}; {last}", markup=False)


@retention_commands.command("run")
def run(
    *, dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would go and take nothing down.")] = False
) -> None:
    """Take down all that is older than the rules let it be, now. Broken off, the same command goes on where it was."""
    with open_sessions() as sessions:
        with sessions.begin() as session:
            counted = {rule: count_due(session, rule, read_clock()) for rule in list_rules(session)}
        if dry_run:
            _show_due(sessions, counted)
            return
        done = _run(sessions, counted)
    out.print(f"{done['taken_down']:,} articles taken down.")
    if done["failed"]:
        out.print(f"{done['failed']:,} could not be: the log says why. The same command tries again.")
        raise typer.Exit(1)


def _run(sessions: Sessions, counted: dict[Rule, int]) -> Counter[Applied]:
    done, total = Counter[Applied](), sum(counted.values())

    def write(step: Step) -> str:
        return f"{step.done:,} of {step.total:,} articles"

    with show_progress(out, "Retention", MofNCompleteColumn(), write) as tell:
        tell(Step(0, total, 0))
        for rule in counted:
            for applied in take_down_old(sessions, rule, read_clock):
                done[applied] += 1
                tell(Step(done.total(), total, done.total()))
    return done


def _show_due(sessions: Sessions, counted: dict[Rule, int]) -> None:
    for rule, n_due in counted.items():
        out.print(f"{_tell(rule)}: {n_due:,} would go.", markup=False)
        with sessions.begin() as session:
            for one in list_due(session, rule, read_clock(), SHOWN):
                out.print(f"  {one.id}  {one.first_seen_at:%Y-%m-%d}  {one.headline}", markup=False)
        if n_due > SHOWN:
            out.print(f"  and {n_due - SHOWN:,} more")


def _tell(rule: Rule) -> str:
    articles = f"crediting {rule.name}" if rule.whose == "source" else f"on the pages of {rule.name}"
    return f"Articles {articles} are kept for {rule.days} days"


def _whose(publisher: bool) -> Whose:  # noqa: FBT001 - it is the option's value
    return "publisher" if publisher else "source"
