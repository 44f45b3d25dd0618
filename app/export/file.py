"""An export into a file, that can be broken off at any moment and gone on with.

    articles.jsonl.part             what is written so far
    articles.jsonl.part.json        how far that can be relied on: it is on disk up to there
    articles.jsonl                  all of it, and never less
    articles.jsonl.manifest.json    what it holds, there before the file is

Articles come in the order of their ids. Whoever goes on cuts off what lies past the checkpoint, reads the rest again
for its digest, and takes the articles after the last one from the archive as it is by then: up to that one the file is
of the first moment and past it of the second, and its manifest says that there are two. Parquet ends in one footer for
all of it, and is begun anew.
"""

import fcntl
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from app.archive.database import Sessions
from app.archive.snapshots import open_snapshot
from app.errors import BadRequest, Busy
from app.export.order import SOFTWARE, Order
from app.export.writing import Writing, unpack
from app.formats.batches import Preface, write_time
from app.ids import make_id

BETWEEN_CHECKPOINTS = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How far a file has come, and what it is a file of."""

    id: str
    query: dict[str, str]
    format: str
    compress: str | None
    software: str
    snapshots: list[str]
    n_articles: int = 0
    last_id: str = ""
    size: int = 0
    """Of the file on disk, in bytes."""

    def is_of(self, order: Order) -> bool:
        """Tell whether this is what is ordered."""
        return (self.query, self.format, self.compress) == (order.write_query(), order.format, order.compress)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an export has come: of how many articles."""

    n_articles: int
    n_all: int


class ExportFile:
    """The file that an export is to be, and those beside it."""

    def __init__(self, path: Path, *, clock: Callable[[], datetime]) -> None:
        self.path = path
        self.manifest = _beside(path, ".manifest.json")
        self._part = _beside(path, ".part")
        self._checkpoint = _beside(path, ".part.json")
        self._clock = clock

    def write(
        self, sessions: Sessions, order: Order, *, seconds: float, tell: Callable[[Progress], None]
    ) -> dict[str, Any]:
        """Write the file, from where it was left off if it was; give its manifest.

        `tell` is called for each batch; each statement may take `seconds`. Raise BadQuery, TooSlow, Busy where another
        process writes this file, and BadRequest where what was left off is of another order.
        """
        with self._open_part() as part:
            left_off, writing = self._find_left_off(part, order), Writing(order)
            if left_off is not None:
                writing.go_on(unpack(part, order.compress), left_off.n_articles, UUID(left_off.last_id))
            with open_snapshot(sessions, seconds) as snapshot:
                checkpoint = _begin(order, make_id(self._clock()), snapshot.taken_at, left_off)
                n_all = writing.n_articles + snapshot.count(order.given, writing.last_id)
                preface = Preface(UUID(checkpoint.id), checkpoint.query, snapshot.taken_at, SOFTWARE)
                save_at = self._clock()  # the first time behind the first batch

                def each_batch() -> None:
                    nonlocal save_at
                    tell(Progress(writing.n_articles, n_all))
                    if not order.kind.is_sealed and self._clock() >= save_at:
                        self._save(part, checkpoint, writing)
                        save_at = self._clock() + BETWEEN_CHECKPOINTS

                tell(Progress(writing.n_articles, n_all))
                for piece in writing.write(snapshot, None if left_off else preface, each_batch):
                    part.write(piece)
            _flush(part)
            manifest = self._describe(checkpoint, writing)
            _write_whole(self.manifest, manifest)
            self._part.replace(self.path)
            self._checkpoint.unlink(missing_ok=True)
            return manifest

    def _describe(self, checkpoint: Checkpoint, writing: Writing) -> dict[str, Any]:
        """Make the manifest, as GET /exports/{id} has it."""
        content = writing.content()
        told = ("query", "format", "compress", "software", "snapshots")
        return {
            "id": checkpoint.id,
            "state": "complete",
            **{name: getattr(checkpoint, name) for name in told},
            "n_articles": content.n_articles,
            "n_bytes": content.n_bytes,
            "sha256": content.sha256.hex(),
            "finished_at": write_time(self._clock()),
        }

    @contextmanager
    def _open_part(self) -> Iterator[IO[bytes]]:
        """Open what is written so far, or nothing yet, for one process at a time."""
        self._part.touch()
        with self._part.open("r+b") as part:
            try:
                fcntl.flock(part, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise Busy(f"another process is writing {self.path}: wait for it, or name another file") from None
            if not (self._part.exists() and os.path.samestat(self._part.stat(), os.fstat(part.fileno()))):
                raise Busy(f"another process has just written {self.path}: look at it, then try again")
            try:
                yield part
            finally:
                if part.seek(0, os.SEEK_END) == 0 and not self._checkpoint.exists():
                    self._part.unlink(missing_ok=True)  # nothing was written yet

    def _find_left_off(self, part: IO[bytes], order: Order) -> Checkpoint | None:
        """Find how far this order has come, and cut off what lies past that; None where it must be begun."""
        left_off = None
        if self._checkpoint.exists():
            left_off = Checkpoint(**json.loads(self._checkpoint.read_text("utf-8")))
            if not left_off.is_of(order):
                raise BadRequest(
                    f"{self._part} was left off with other filters, format or compression: order the same, or remove it"
                )
            if left_off.software != SOFTWARE or left_off.size > part.seek(0, os.SEEK_END):
                left_off = None  # articles might be written otherwise by now; or the checkpoint outlived its file
        part.truncate(left_off.size if left_off else 0)
        part.seek(0)
        return left_off

    def _save(self, part: IO[bytes], checkpoint: Checkpoint, writing: Writing) -> None:
        _flush(part)
        reached = replace(checkpoint, n_articles=writing.n_articles, last_id=str(writing.last_id), size=part.tell())
        _write_whole(self._checkpoint, asdict(reached))


def _begin(order: Order, export_id: UUID, taken_at: datetime, left_off: Checkpoint | None) -> Checkpoint:
    """Give the checkpoint that this run starts from."""
    if left_off is not None:
        return replace(left_off, snapshots=[*left_off.snapshots, write_time(taken_at)])
    query = order.write_query()
    return Checkpoint(str(export_id), query, order.format, order.compress, SOFTWARE, [write_time(taken_at)])


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _flush(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())


def _write_whole(path: Path, document: dict[str, Any]) -> None:
    """Write a small file so that it is there whole or not at all."""
    new = _beside(path, ".new")
    with new.open("wb") as file:
        file.write(json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n")
        _flush(file)
    new.replace(path)
