"""`clipfile export`."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import MofNCompleteColumn

from app.archive.database import (
    UNREACHABLE,
    make_sessions,
    open_engine,
)
from app.cli.doors import bring_up_to_date, open_database, out
from app.cli.export_order import make_order, take_filters
from app.cli.progress import Step, show_progress
from app.clock import read_clock
from app.errors import BadRequest, DatabaseUnavailable, SetupError
from app.export import Compression, ExportFile, Format, Progress
from app.plural import say_count
from app.settings import read_settings


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
        bring_up_to_date(url)
        try:
            with open_engine(url, pool_size=1) as engine, _show(out) as tell:
                manifest = file.write(make_sessions(engine), order, seconds=settings.export_seconds, tell=tell)
        except OSError as error:
            raise SetupError(f"can't write {path}: {error.strerror}") from None
        except UNREACHABLE:
            raise DatabaseUnavailable(f"the database went away: the same command {goes_on}") from None
        except (KeyboardInterrupt, SystemExit):  # Ctrl-C, or a plain kill
            typer.echo(f"Broken off: the same command {goes_on}.", err=True)
            sys.exit(130)
    n_moments = len(manifest["snapshots"])
    moments = say_count(n_moments, "moment") + (", as it was resumed" if n_moments > 1 else "")
    articles = say_count(manifest["n_articles"], "article")
    out.print(f"{path}: {articles} of {moments}. {file.manifest} says what it holds.")


@contextmanager
def _show(out: Console) -> Iterator[Callable[[Progress], None]]:
    """Show how many articles are written."""

    def write(step: Step) -> str:
        return f"{step.done:,} of {say_count(step.total or 0, 'article')}"

    with show_progress(out, "Export", MofNCompleteColumn(), write) as show:
        yield lambda progress: show(Step(progress.n_articles, progress.n_all, progress.n_articles))
