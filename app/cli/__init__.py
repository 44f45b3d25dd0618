"""The command line. Each command has its own --help."""

import json
import signal
import sys

import typer

from app.cli.database import database_commands
from app.cli.doctor import doctor
from app.cli.export import export
from app.cli.seed import seed
from app.cli.serve import serve
from app.cli.speakers import speaker_commands
from app.cli.takedown import takedown_commands
from app.errors import ClipfileError
from app.logs import set_up_logs
from app.web.app import describe_api

app = typer.Typer(
    name="clipfile",
    help="Takes raw scraped news pages, cuts them clean and files them under who, where and when.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


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


def openapi() -> None:
    """Print the OpenAPI document of the API, for those who make clients from it."""
    typer.echo(json.dumps(describe_api(), indent=1, ensure_ascii=False))


for command in (serve, seed, export, doctor, openapi):
    app.command()(command)
app.add_typer(database_commands, name="db")
app.add_typer(speaker_commands, name="speakers")
app.add_typer(takedown_commands, name="takedown")
