"""`clipfile db`."""

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from app.archive.database import open_engine
from app.archive.schema import find_schema_drift
from app.cli.doors import bring_up_to_date, open_database, out
from app.errors import SetupError
from app.settings import read_settings

database_commands = typer.Typer(help="Look after the database's schema.", no_args_is_help=True)


@database_commands.command("upgrade")
def upgrade_database() -> None:
    """Bring the schema up to date; `serve` does it by itself."""
    with open_database(read_settings()) as url:
        bring_up_to_date(url)


@database_commands.command("check")
def check_database(
    *,
    scratch: Annotated[
        bool, typer.Option(help="Check the migrations in a database made for it and thrown away.")
    ] = False,
) -> None:
    """Say whether the schema is the one that this version of Clipfile means."""
    settings = read_settings()
    with tempfile.TemporaryDirectory() as folder:
        if scratch:
            settings = settings.model_copy(update={"database_url": None, "data_dir": Path(folder) / "scratch"})
        with open_database(settings) as url:
            if scratch:
                bring_up_to_date(url)
            with open_engine(url) as engine:
                drift = find_schema_drift(engine)
    if drift:
        raise SetupError(f"the schema is not as it should be: {drift}")
    out.print("the schema is as it should be")
