"""The command line. Each command has its own --help."""

import signal
import sys
from importlib import import_module
from importlib.metadata import version
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from app.errors import ClipfileError
from app.logs import set_up_logs

COMMANDS = {
    "serve": "app.cli.serve:serve",
    "worker": "app.cli.worker:worker",
    "seed": "app.cli.seed:seed",
    "ingest": "app.cli.ingest:ingest",
    "reprocess": "app.cli.reprocess:reprocess_captures",
    "export": "app.cli.export:export",
    "backup": "app.cli.backup:backup",
    "restore": "app.cli.restore:restore_backup",
    "check": "app.cli.check:check",
    "log": "app.cli.log:log_commands",
    "doctor": "app.cli.doctor:doctor",
    "openapi": "app.cli.openapi:openapi",
    "db": "app.cli.database:database_commands",
    "speakers": "app.cli.speakers:speaker_commands",
    "takedown": "app.cli.takedown:takedown_commands",
    "retention": "app.cli.retention:retention_commands",
    "clusters": "app.cli.clusters:cluster_commands",
}
"""Where each command is, or the group of its commands."""


class Commands(TyperGroup):
    """Commands that are imported when they are run: all take seconds, and each reader's process imports this file."""

    def list_commands(self, ctx: object) -> list[str]:  # noqa: ARG002 - Typer's signature
        """List the names, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: object, cmd_name: str) -> Any:  # noqa: ARG002 - and its own copy of click's commands
        """Import a command; None where there is none of this name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        found, alone = getattr(import_module(module), name), typer.Typer()
        if isinstance(found, typer.Typer):
            alone.add_typer(found, name=cmd_name)
        else:
            alone.command(cmd_name)(found)
        return typer.main.get_group(alone).commands[cmd_name]


app = typer.Typer(
    name="clipfile",
    help="Takes raw scraped news pages, cuts them clean and files them under who, where and when.",
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _show_version(wanted: bool) -> None:  # noqa: FBT001 - so Typer calls it
    if wanted:
        typer.echo(f"Clipfile {version('clipfile')}")
        raise typer.Exit


@app.callback()
def _begin(
    *,
    _: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show which Clipfile this is.")
    ] = False,
) -> None:
    """Take what all commands have in common."""


def main() -> None:
    """Run a command; what the user can mend is one line on standard error and exit code 1, never a traceback."""
    set_up_logs()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # so that a plain kill also stops the database in order
    try:
        app()
    except ClipfileError as error:
        sys.exit(f"clipfile: {error}")
    except KeyboardInterrupt:
        sys.exit(130)
