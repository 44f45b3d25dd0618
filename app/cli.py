"""The command line: clipfile serve, seed, export, speakers, db, doctor and openapi. Each has its own --help."""

import getpass
import json
import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer
import uvicorn
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from uvicorn.supervisors import Multiprocess

from app.archive.database import (
    UNREACHABLE,
    Session,
    find_schema_drift,
    make_sessions,
    open_connection,
    open_engine,
    upgrade,
)
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
from app.cli_export import make_order, show_progress, take_filters
from app.clock import read_clock
from app.embedded import run_postgres
from app.errors import BadRequest, ClipfileError, DatabaseUnavailable, SetupError
from app.export import Compression, ExportFile, Format
from app.ingest import receive_page
from app.listening import bind_address
from app.logs import set_up_logs
from app.readers import Readers, read_with
from app.seeding import list_seeds
from app.settings import Settings, read_settings
from app.web.app import describe_api

app = typer.Typer(
    name="clipfile",
    help="Takes raw scraped news pages, cuts them clean and files them under who, where and when.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
database_commands = typer.Typer(help="Look after the database's schema.", no_args_is_help=True)
app.add_typer(database_commands, name="db")
speaker_commands = typer.Typer(help="Put right who is who among those who are quoted.", no_args_is_help=True)
app.add_typer(speaker_commands, name="speakers")

BACKLOG = 2048  # connections that may wait to be accepted, as many as uvicorn has

out = Console(highlight=False, soft_wrap=True)


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


@contextmanager
def open_database(settings: Settings) -> Iterator[str]:
    """Give the URL of the database that the settings name, or else of the embedded one, run for as long."""
    if settings.database_url is not None:
        yield settings.database_url
    else:
        with run_postgres(settings.data_dir) as server:
            yield server.url


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.", min=0, max=65535)] = 8000,
    workers: Annotated[int, typer.Option(help="Processes that answer requests.", min=1)] = 1,
    *,
    seed_first: Annotated[bool, typer.Option("--seed", help="Load the seed pages first.")] = False,
) -> None:
    """Start the database, bring its schema up to date, and answer requests until Ctrl-C."""
    settings = read_settings()
    with bind_address(host, port, allow_open=settings.allow_open) as listener, open_database(settings) as url:
        _bring_up_to_date(url)
        if seed_first:
            _load_seeds(settings, url)
        listener.listen(BACKLOG)  # from here on who connects waits, and is not refused
        address = f"http://{host}:{listener.getsockname()[1]}"
        out.print(f"Serving on {address}, with documentation at {address}/docs. Ctrl-C stops it.")
        os.environ["CLIPFILE_DATABASE_URL"] = url  # where the processes that uvicorn starts find it
        config = uvicorn.Config(
            "app.web.app:create_app_from_environment",
            factory=True,
            workers=workers,
            access_log=False,
            log_level="warning",
            timeout_worker_healthcheck=60,  # a worker that starts on a busy machine is slow, not dead
            timeout_graceful_shutdown=int(settings.reader_seconds) + 5,
        )
        with suppress(KeyboardInterrupt):  # the way to end it, not an error
            if workers == 1:
                uvicorn.Server(config).run(sockets=[listener])
            else:
                with tempfile.TemporaryDirectory(prefix="clipfile-metrics-") as shared:
                    os.environ["PROMETHEUS_MULTIPROC_DIR"] = shared  # where workers count together (web/metrics.py)
                    Multiprocess(config, sockets=[listener]).run()


@app.command()
def seed() -> None:
    """Load the pages that come with Clipfile, to see what it does."""
    settings = read_settings()
    with open_database(settings) as url:
        _bring_up_to_date(url)
        _load_seeds(settings, url)


@app.command()
@take_filters
def export(
    path: Annotated[Path, typer.Argument(help="The file, as articles.jsonl.gz; its name can say what it is to be.")],
    format_: Annotated[Format | None, typer.Option("--format", help="What it is to be, whatever its name.")] = None,
    compress: Annotated[Compression | None, typer.Option(help="How it is packed, whatever its name.")] = None,
    *,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace a file that is there.")] = False,
    **filters: str | None,
) -> None:
    """Write articles, with the filters of GET /articles, into a file with a manifest to cite it by.

    Broken off, the same command goes on where it was.
    """
    settings, order = read_settings(), make_order(path, format_, compress, filters)
    if path.exists() and not overwrite:
        raise BadRequest(f"{path} is there already: name another file, or give --overwrite")
    file = ExportFile(path, clock=read_clock)
    goes_on = "begins anew" if order.kind.is_sealed else "goes on where it was"
    with open_database(settings) as url:
        _bring_up_to_date(url)
        try:
            with open_engine(url, pool_size=1) as engine, show_progress(out) as tell:
                manifest = file.write(make_sessions(engine), order, seconds=settings.export_seconds, tell=tell)
        except OSError as error:
            raise SetupError(f"can't write {path}: {error.strerror}") from None
        except UNREACHABLE:
            raise DatabaseUnavailable(f"the database went away: the same command {goes_on}") from None
        except (KeyboardInterrupt, SystemExit):  # Ctrl-C, or a plain kill
            typer.echo(f"Broken off: the same command {goes_on}.", err=True)
            sys.exit(130)
    n_moments = len(manifest["snapshots"])
    moments = "1 moment" if n_moments == 1 else f"{n_moments} moments, as it was resumed"
    out.print(f"{path}: {manifest['n_articles']:,} articles of {moments}. {file.manifest} says what it holds.")


@app.command()
def doctor() -> None:
    """Say what this installation is made of, and whether its database is well."""
    settings = read_settings()
    out.print(f"clipfile    {version('clipfile')} on Python {sys.version.split()[0]}")
    out.print(f"extraction  trafilatura {version('trafilatura')}, lxml {version('lxml')}, {settings.readers} readers")
    with open_database(settings) as url, open_engine(url) as engine, open_connection(engine) as connection:
        where = "embedded, in " + str(settings.data_dir.resolve()) if settings.database_url is None else "a server"
        release = ".".join(str(part) for part in connection.dialect.server_version_info or ())
        out.print(f"database    PostgreSQL {release}, {where}")
        drift = find_schema_drift(engine)
    out.print(f"schema      {drift or 'as it should be'}")
    if drift:
        raise typer.Exit(1)


@app.command()
def openapi() -> None:
    """Print the OpenAPI document of the API, for those who make clients from it."""
    typer.echo(json.dumps(describe_api(), indent=1, ensure_ascii=False))


@database_commands.command("upgrade")
def upgrade_database() -> None:
    """Bring the schema up to date; `serve` does it by itself."""
    with open_database(read_settings()) as url:
        _bring_up_to_date(url)


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
                _bring_up_to_date(url)
            with open_engine(url) as engine:
                drift = find_schema_drift(engine)
    if drift:
        raise SetupError(f"the schema is not as it should be: {drift}")
    out.print("the schema is as it should be")


Who = Annotated[str, typer.Argument(help="A full name, in any of its forms, or an id.")]
Reason = Annotated[str | None, typer.Option(help="Why; it is recorded.")]


@contextmanager
def _open_archive() -> Iterator[Session]:
    """Open one transaction on the archive, with today's schema."""
    with open_database(read_settings()) as url:
        _bring_up_to_date(url)
        with open_engine(url) as engine, make_sessions(engine).begin() as session:
            yield session


def _say_why(reason: str | None) -> Why:
    return Why(getpass.getuser(), read_clock(), reason)


@speaker_commands.command("list")
def list_names(
    name: Annotated[str | None, typer.Argument(help="The beginnings of words of a name: mar odu.")] = None,
    limit: Annotated[int, typer.Option(help="Speakers at most.", min=1)] = 50,
) -> None:
    """List who is quoted, the most quoted first."""
    with _open_archive() as session:
        for item in list_speakers(session, name, SpeakerPaging(limit)).items:
            who = json.loads(item)
            out.print(f"{who['id']}  {who['n_quotes']:6} quotes  {who['name']}")


@speaker_commands.command("show")
def show_speaker(name: Who) -> None:
    """Show a speaker: every form of the name, and how often it is used."""
    with _open_archive() as session:
        who = json.loads(get_speaker(session, get_speaker_id(session, name)))
        out.print(f"{who['id']}  {who['name']}: {who['n_quotes']} quotes in {who['n_articles']} articles")
        for alias in who["aliases"]:
            out.print(f"{alias['n_quotes']:6}  {alias['form']}")


@speaker_commands.command("merge")
def merge(kept: Who, other: Who, *, reason: Reason = None) -> None:
    """Make one speaker of two: the second becomes the first, whose name stays; the second's id leads there."""
    with _open_archive() as session:
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
    with _open_archive() as session:
        change = split_speaker(session, name, form, _say_why(reason))
    out.print(f"Split off as {change.other_id}. To undo it: clipfile speakers undo {change.id}")


@speaker_commands.command("undo")
def undo(change_id: Annotated[UUID, typer.Argument(help="From `clipfile speakers changes`.")]) -> None:
    """Undo a merge or a split."""
    with _open_archive() as session:
        undo_change(session, change_id, _say_why(None))
    out.print("Undone.")


@speaker_commands.command("changes")
def show_changes() -> None:
    """List what was merged and split, by whom and why, the newest first."""
    with _open_archive() as session:
        for change in list_changes(session):
            out.print(change, markup=False)


@speaker_commands.command("check")
def check_counts(*, mend: Annotated[bool, typer.Option("--mend", help="Put the counts right.")] = False) -> None:
    """Compare the counts that are kept of each speaker with the quotes; exit code 1 where they differ."""
    with _open_archive() as session:
        wrong = find_wrong_counts(session)
        if mend and wrong:
            recount_speakers(session, [one.speaker_id for one in wrong])
    for one in wrong:
        out.print(f"{one.speaker_id}: {one.n_kept} quotes kept, {one.n_counted} counted")
    out.print(f"{len(wrong)} wrong counts{' put right' if mend and wrong else ''}")
    if wrong and not mend:
        raise typer.Exit(1)


def _bring_up_to_date(url: str) -> None:
    with open_engine(url) as engine:
        applied = upgrade(engine)
    if applied:
        out.print(f"Schema brought up to date: {', '.join(applied)}.")


def _load_seeds(settings: Settings, url: str) -> None:
    """Show a progress bar on a terminal, and a line for each page that was new."""
    readers = Readers(
        1,
        seconds=settings.reader_seconds,
        memory_bytes=settings.reader_memory_bytes,
        read=read_with(settings.quotes_model),
    )
    outcomes = dict[str, int]()
    columns = (TextColumn("Seed pages"), BarColumn(), MofNCompleteColumn())
    bar = Progress(*columns, console=out, transient=True, disable=not out.is_terminal)
    with open_engine(url) as engine, bar:
        sessions, now = make_sessions(engine), read_clock()
        for seed in bar.track(list_seeds()):
            receipt = receive_page(sessions, readers, seed.page, now=now, time_is_told=True)
            outcome = "here already" if receipt.is_repeat else receipt.outcome.replace("_", " ")
            outcomes[outcome] = outcomes.get(outcome, 0) + 1
            if not receipt.is_repeat:
                why = f" ({receipt.reason})" if receipt.reason else ""
                out.print(f"  {outcome + why:24} {seed.file:28} {seed.shows}")
    readers.close()
    out.print("Seed pages: " + ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items())) + ".")
