"""What `clipfile export` takes."""

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from app.errors import BadRequest
from app.export import COMPRESSIONS, KINDS, Compression, Format, Order
from app.web.article_query import ArticleFilters

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
        if path.suffix in (".gz", ".zst") and path.stem.endswith(".parquet"):
            raise BadRequest(f"Parquet is packed as it is: name the file {path.with_suffix('')}")
        raise BadRequest(f"what is {path} to be? Give --format, or end its name with {endings}, and .gz or .zst")
    try:
        given = ArticleFilters.model_validate({name: value for name, value in filters.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        option = "--" + str(first["loc"][0]).replace("_", "-")
        raise BadRequest(f"{option}: {first['msg'].removeprefix('Value error, ')}") from None
    return Order(given.filters(), chosen, compress or compress_by_name)
