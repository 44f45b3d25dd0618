"""`clipfile log`."""

import typer

from app.chaining import chain_all
from app.cli.doors import open_sessions, out

log_commands = typer.Typer(help="The log of what came in and what was taken down.", no_args_is_help=True)


@log_commands.callback()
def _begin() -> None:
    """Have `head` be named, though it is the only command."""


@log_commands.command("head")
def show_head() -> None:
    """Print the number and hash of the newest entry, to be kept elsewhere: `clipfile check --head` looks for it."""
    with open_sessions() as sessions:
        head = chain_all(sessions)
    out.print(str(head))
