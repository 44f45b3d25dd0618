"""What `clipfile export` takes, and how it tells how far it is."""

import inspect
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Bar

from app.errors import BadRequest
from app.export import COMPRESSIONS, KINDS, Compression, Format, Order, Progress
from app.web.article_query import ArticleFilters

BETWEEN_LINES_SECONDS = 10.0
KNOWN = {Order({}, name).ending: (name, None) for name in KINDS} | {
    Order({}, name, compress).ending: (name, compress)
    for name, kind in KINDS.items()
    for compress in COMPRESSIONS
    if not kind.is_sealed
}
"""What names of files may end with, and what that says."""


def take_filters(command: Callable[..., None]) -> Callable[..., None]:
    """Let a command that takes any keywords take the filters of GET /articles as its options."""
    taken = inspect.signature(command)
    own = [parameter for parameter in taken.parameters.values() if parameter.kind is not parameter.VAR_KEYWORD]
    filters = [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=None,
            annotation=Annotated[
                str | None,
                typer.Option(f"--{name.replace('_', '-')}", help=field.description or "", rich_help_panel="Filters"),
            ],
        )
        for name, field in ArticleFilters.model_fields.items()
    ]
    command.__signature__ = taken.replace(parameters=[*own, *filters])  # type: ignore[attr-defined] # typer reads it
    return command


def make_order(
    path: Path, format_: Format | None, compress: Compression | None, filters: dict[str, str | None]
) -> Order:
    """Understand what is to be exported, by the options and by the file's name; raise BadRequest."""
    by_name, compress_by_name = next(
        (said for ending, said in KNOWN.items() if path.name.endswith(f".{ending}")), (None, None)
    )
    chosen = format_ or by_name
    if chosen is None:
        endings = ", ".join(f".{name}" for name in KINDS)
        raise BadRequest(f"what is {path} to be? Give --format, or end its name with {endings}, and .gz or .zst")
    try:
        given = ArticleFilters.model_validate({name: value for name, value in filters.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        option = "--" + str(first["loc"][0]).replace("_", "-")
        raise BadRequest(f"{option}: {first['msg'].removeprefix('Value error, ')}") from None
    return Order(given.filters(), chosen, compress or compress_by_name)


@contextmanager
def show_progress(out: Console) -> Iterator[Callable[[Progress], None]]:
    """Show a bar with the pace and the time left on a terminal, and a line now and then elsewhere."""
    pace = _Pace()
    columns: Any = (TextColumn("Export"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    with Bar(*columns, console=out, transient=True, disable=not out.is_terminal) as bar:
        task = bar.add_task("")
        said_at = time.monotonic()

        def tell(progress: Progress) -> None:
            nonlocal said_at
            said = pace.describe(progress)
            bar.update(task, completed=progress.n_articles, total=progress.n_all, description=said)
            if not out.is_terminal and time.monotonic() - said_at >= BETWEEN_LINES_SECONDS:
                out.print(f"{progress.n_articles:,} of {progress.n_all:,} articles, {said}")
                said_at = time.monotonic()

        yield tell


class _Pace:
    """How fast it goes, since this run began."""

    def __init__(self) -> None:
        self._began: tuple[float, int] | None = None

    def describe(self, progress: Progress) -> str:
        """Say how many articles a second there are, and how long it will take."""
        now = time.monotonic()
        if self._began is None:
            self._began = now, progress.n_articles
        seconds, n_done = now - self._began[0], progress.n_articles - self._began[1]
        if n_done == 0 or seconds == 0:
            return ""
        left = timedelta(seconds=round((progress.n_all - progress.n_articles) * seconds / n_done))
        return f"{n_done / seconds:,.0f} a second, {left} left"
