"""`clipfile log`."""

import typer

from app.archive.database import make_sessions, open_engine
from app.chaining import chain_all
from app.cli.doors import bring_up_to_date, open_database, out
from app.settings import read_settings

log_commands = typer.Typer(help="The log of what came in and what was taken down.", no_args_is_help=True)


@log_commands.callback()
def _begin() -> None:
    """Have `head` be named, though it is the only command."""


@log_commands.command("head")
def show_head() -> None:
    """Print the number and hash of the newest entry, to be kept elsewhere: `clipfile check --head` looks for it."""
    with open_database(read_settings()) as url:
        bring_up_to_date(url)
        with open_engine(url) as engine:
            head = chain_all(make_sessions(engine))
    out.print(str(head))
