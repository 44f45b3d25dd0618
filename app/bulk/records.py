"""Files of pages: what each holds, one after the other, in constant memory."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import BinaryIO, Literal

from app.bulk import files
from app.bulk.jsonl import read_jsonl
from app.bulk.packed import PIECE, CutShortError, Unpacked, UnreadableError
from app.bulk.record import PASSED_OVER, Broken, Record
from app.bulk.warc import read_warc
from app.encodings import too_large
from app.news import Page

__all__ = ["PASSED_OVER", "Broken", "Kind", "Record", "read_records"]

Kind = Literal["jsonl", "warc"]
WHOLE = "the whole file"

_Read = Callable[..., Iterator[Record | Broken]]


def read_records(file: BinaryIO, kind: Kind, *, limit: int, now: datetime) -> Iterator[Record | Broken]:
    """Read the pages of a file in their order; gzip and zstd are known by their first bytes.

    What can't be read is Broken, and reading goes on where it can. `limit` is the largest page in bytes, unpacked; no
    more than a few times that is ever held. `now` is when pages were seen whose time the file does not tell.
    """
    return read_file(file, kind, limit=limit, now=now)


def read_file(file: BinaryIO, kind: files.Kind | None, *, limit: int, now: datetime) -> Iterator[Record | Broken]:
    """Read a file of many pages, or of one; where `kind` is None, its first bytes tell. As `read_records` else."""
    place = "the start"
    try:
        unpacked = Unpacked(file)
        for found in _READ[kind or _sniff(unpacked.peek())](unpacked, limit=limit, now=now):
            place = f"after {found.place}"
            yield found
    except CutShortError:
        yield Broken(place, "cut_short", "the file is cut short here: what came before was read; get the rest of it")
    except UnreadableError as error:
        yield Broken(place, "unreadable", str(error))


def _sniff(start: bytes) -> files.Kind:
    """Tell what a file is by its first bytes; what looks like nothing else is text."""
    begins = start.removeprefix(b"\xef\xbb\xbf").lstrip()[:5]
    if begins == b"WARC/":
        return "warc"
    return "jsonl" if begins[:1] == b"{" else "html" if begins[:1] == b"<" else "text"


def _read_one(media_type: str) -> _Read:
    """Give what reads a file that is a page."""

    def read(file: Unpacked, *, limit: int, now: datetime) -> Iterator[Record | Broken]:
        raw = bytearray()
        while piece := file.read(PIECE):
            raw += piece
            if len(raw) > limit:
                yield Broken(WHOLE, "too_large", str(too_large(limit)))
                return
        yield Record(WHOLE, Page(bytes(raw), media_type, now), time_is_told=False)

    return read


_READ: dict[files.Kind, _Read] = {
    "jsonl": read_jsonl,
    "warc": read_warc,
    "html": _read_one("text/html"),
    "text": _read_one("text/plain"),
}
