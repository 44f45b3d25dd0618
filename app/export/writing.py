"""How the articles of a snapshot become the bytes of a file, counted and digested on the way."""

import gzip
import os
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import IO
from uuid import UUID

import zstandard

from app.archive.manifests import Content
from app.archive.snapshots import Batch, Snapshot
from app.digest import RunningDigest
from app.export.order import Compression, Order
from app.formats.batches import Preface

GZIP_LEVEL, ZSTD_LEVEL = 6, 3
READ_AT_ONCE = 1024 * 1024  # bytes


class Writing:
    """An export under way, and what has gone out so far."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self.digest = RunningDigest()
        self.n_articles = 0
        self.last_id: UUID | None = None
        """Of the last article that is out whole."""

    def go_on(self, written: Iterable[bytes], n_articles: int, last_id: UUID) -> None:
        """Take it up where it was left off: after so many articles, whose content is read again."""
        for _ in self.digest.pass_on(written):
            pass
        self.n_articles, self.last_id = n_articles, last_id

    def write(
        self, snapshot: Snapshot, preface: Preface | None, each_batch: Callable[[], None] = lambda: None
    ) -> Iterator[bytes]:
        """Write all articles after the last one, compressed as ordered; without a preface the parts go on with a file.

        Raise BadQuery and TooSlow at once. `each_batch` is called when all parts of a batch are out.
        """
        batches: Iterator[Batch[object]] = self._order.kind.read(snapshot, self._order.given, self.last_id)
        first = list(islice(batches, 1))  # now, so that what can't be had is refused before anything is written
        parts = self._order.kind.write(self._count(chain(first, batches), each_batch), preface)
        return pack(self.digest.pass_on(parts), self._order.compress)

    def _count(self, batches: Iterable[Batch[object]], each_batch: Callable[[], None]) -> Iterator[tuple[object, ...]]:
        for batch in batches:
            yield batch.items
            # Whoever wants the next batch has given all of this one away.
            self.n_articles += len(batch.items)
            self.last_id = batch.last_id
            each_batch()

    def content(self) -> Content:
        """Give what the content came to."""
        return Content(self.n_articles, self.digest.n_bytes, self.digest.digest())


def pack(parts: Iterable[bytes], compress: Compression | None) -> Iterator[bytes]:
    """Compress each part by itself; one after the other they are a file that can be broken off and gone on with.

    Such a file has several members (RFC 1952, section 2.2) or frames (RFC 8878, section 3), and at least one.
    """
    if compress is None:
        yield from parts
        return
    is_empty = True
    for part in parts:
        yield _compress(part, compress)
        is_empty = False
    if is_empty:
        yield _compress(b"", compress)


def _compress(part: bytes, compress: Compression) -> bytes:
    if compress == "gzip":
        return gzip.compress(part, GZIP_LEVEL, mtime=0)
    return zstandard.compress(part, ZSTD_LEVEL)


def unpack(file: IO[bytes], compress: Compression | None) -> Iterator[bytes]:
    """Read what `pack` made, up to the end of the file."""
    read = file.read
    if compress == "gzip":
        read = gzip.GzipFile(fileobj=file).read
    elif compress == "zstd":
        read = zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True, closefd=False).read
    while piece := read(READ_AT_ONCE):
        yield piece
    file.seek(0, os.SEEK_END)
