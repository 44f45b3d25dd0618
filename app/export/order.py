"""What is to be exported, in which format, and packed how."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from typing import Any, Generic, Literal, TypeVar
from uuid import UUID

from app.archive.snapshots import Batch, Snapshot
from app.errors import BadRequest
from app.formats.batches import Preface
from app.formats.csv_rows import write_csv
from app.formats.jsonl import write_jsonl
from app.formats.warc import write_warc

T = TypeVar("T")

Format = Literal["jsonl", "csv", "parquet", "warc"]
Compression = Literal["gzip", "zstd"]
COMPRESSIONS: dict[Compression, tuple[str, str]] = {
    "gzip": ("gz", "application/gzip"),
    "zstd": ("zst", "application/zstd"),
}
"""Each one's ending and media type."""

SOFTWARE = f"Clipfile {version('clipfile')}"


def _write_parquet(batches: Iterable[Sequence[str]], preface: Preface | None) -> Iterator[bytes]:
    from app.formats.parquet import write_parquet  # noqa: PLC0415 - 80 MB of memory for those alone who want it

    return write_parquet(batches, preface)


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """A format, and what it is written from."""

    media_type: str
    read: Callable[[Snapshot, Mapping[str, object], UUID | None], Iterator[Batch[T]]]
    write: Callable[[Iterable[Sequence[T]], Preface | None], Iterator[bytes]]
    """Writes batches as the parts of a file. A part comes out before the next batch is asked for, and can be compressed
    by itself; without a preface the parts go on with a file that has one."""
    is_sealed: bool = False
    """Whether it brings a compression and an end of its own: it is neither compressed nor gone on with."""


KINDS: dict[Format, Kind[Any]] = {
    "jsonl": Kind("application/x-ndjson", Snapshot.list_articles, write_jsonl),
    "csv": Kind("text/csv; charset=utf-8; header=present", Snapshot.list_articles, write_csv),
    "parquet": Kind("application/vnd.apache.parquet", Snapshot.list_articles, _write_parquet, is_sealed=True),
    "warc": Kind("application/warc", Snapshot.list_pages, write_warc),
}


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be exported; raise BadRequest for a compression that does not fit."""

    given: Mapping[str, object]
    """Filters, as archive.selection has them."""
    format: Format
    compress: Compression | None = None

    def __post_init__(self) -> None:
        if self.compress and self.kind.is_sealed:
            raise BadRequest(f"{self.format} is compressed already: leave out compress")

    @property
    def kind(self) -> Kind[Any]:
        """What the format is."""
        return KINDS[self.format]

    @property
    def ending(self) -> str:
        """What the file's name ends with: jsonl.gz."""
        return f"{self.format}.{COMPRESSIONS[self.compress][0]}" if self.compress else self.format

    @property
    def media_type(self) -> str:
        """What the file is sent as."""
        return COMPRESSIONS[self.compress][1] if self.compress else self.kind.media_type

    def write_query(self) -> dict[str, str]:
        """Write the filters in one form, whatever form they were given in, as parameters that ask for the same."""
        return dict(_write_filter(name, self.given[name]) for name in sorted(self.given))


def _write_filter(name: str, value: object) -> tuple[str, str]:
    if name == "has_quotes":
        return "has", "quotes"
    if isinstance(value, datetime):
        if name.endswith("_to"):
            value -= timedelta(microseconds=1)  # users include the end, filters do not
        return name, value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return name, str(value).strip() if name == "q" else " ".join(str(value).split())
