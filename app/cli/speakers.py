"""`clipfile speakers`."""

import getpass
import json
from typing import Annotated
from uuid import UUID

import typer

from app.archive.speaker_changes import (
    Why,
    get_speaker_id,
    list_changes,
    merge_speakers,
    split_speaker,
    undo_change,
)
from app.archive.speaker_counts import find_wrong_counts, recount_speakers
from app.archive.speaker_lists import SpeakerPaging, get_speaker, list_speakers
from app.cli.doors import open_archive, out
from app.clock import read_clock
from app.plural import say_count

speaker_commands = typer.Typer(help="Put right who is who among those who are quoted.", no_args_is_help=True)

Who = Annotated[str, typer.Argument(help="A full name, in any of its forms, or an id.")]
Reason = Annotated[str | None, typer.Option(help="Why; it is recorded.")]


def _say_why(reason: str | None) -> Why:
    return Why(getpass.getuser(), read_clock(), reason)


@speaker_commands.command("list")
def list_names(
    name: Annotated[str | None, typer.Argument(help="The beginnings of words of a name: mar odu.")] = None,
    limit: Annotated[int, typer.Option(help="Speakers at most.", min=1)] = 50,
) -> None:
    """List who is quoted, the most quoted first."""
    with open_archive() as session:
        for item in list_speakers(session, name, SpeakerPaging(limit)).items:
            who = json.loads(item)
            out.print(f"{who['id']}  {say_count(who['n_quotes'], 'quote'):>13}  {who['name']}")


@speaker_commands.command("show")
def show_speaker(name: Who) -> None:
    """Show a speaker: every form of the name, and how often it is used."""
    with open_archive() as session:
        who = json.loads(get_speaker(session, get_speaker_id(session, name)))
        quotes, articles = say_count(who["n_quotes"], "quote"), say_count(who["n_articles"], "article")
        out.print(f"{who['id']}  {who['name']}: {quotes} in {articles}")
        for alias in who["aliases"]:
            out.print(f"{alias['n_quotes']:6}  {alias['form']}")


@speaker_commands.command("merge")
def merge(kept: Who, other: Who, *, reason: Reason = None) -> None:
    """Make one speaker of two: the second becomes the first, whose name stays; the second's id leads there."""
    with open_archive() as session:
        change = merge_speakers(session, kept, other, _say_why(reason))
    out.print(f"Merged. To undo it: clipfile speakers undo {change.id}")


@speaker_commands.command("split")
def split(
    name: Who,
    form: Annotated[str, typer.Argument(help="The form to take away, as articles have it.")],
    *,
    reason: Reason = None,
) -> None:
    """Take one form of the name from a speaker: its quotes become another speaker's."""
    with open_archive() as session:
        change = split_speaker(session, name, form, _say_why(reason))
    out.print(f"Split off as {change.other_id}. To undo it: clipfile speakers undo {change.id}")


@speaker_commands.command("undo")
def undo(change_id: Annotated[UUID, typer.Argument(help="From `clipfile speakers changes`.")]) -> None:
    """Undo a merge or a split."""
    with open_archive() as session:
        undo_change(session, change_id, _say_why(None))
    out.print("Undone.")


@speaker_commands.command("changes")
def show_changes() -> None:
    """List what was merged and split, by whom and why, the newest first."""
    with open_archive() as session:
        for change in list_changes(session):
            out.print(change, markup=False)


@speaker_commands.command("check")
def check_counts(*, mend: Annotated[bool, typer.Option("--mend", help="Put the counts right.")] = False) -> None:
    """Compare the counts that are kept of each speaker with the quotes; exit code 1 where they differ."""
    with open_archive() as session:
        wrong = find_wrong_counts(session)
        if mend and wrong:
            recount_speakers(session, [one.speaker_id for one in wrong])
    for one in wrong:
        out.print(f"{one.speaker_id}: {say_count(one.n_kept, 'quote')} kept, {one.n_counted} counted")
    out.print(f"{say_count(len(wrong), 'wrong count')}{' put right' if mend and wrong else ''}")
    if wrong and not mend:
        raise typer.Exit(1)
