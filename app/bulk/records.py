"""Files of many pages: what each holds, one after the other, in constant memory."""

from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO, Literal

from app.bulk.jsonl import read_jsonl
from app.bulk.packed import CutShortError, Unpacked, UnreadableError
from app.bulk.record import PASSED_OVER, Broken, Record
from app.bulk.warc import read_warc

__all__ = ["PASSED_OVER", "Broken", "Kind", "Record", "read_records"]

Kind = Literal["jsonl", "warc"]

_READ = {"jsonl": read_jsonl, "warc": read_warc}


def read_records(file: BinaryIO, kind: Kind, *, limit: int, now: datetime) -> Iterator[Record | Broken]:
    """Read the pages of a file in their order; gzip and zstd are known by their first bytes.

    What can't be read is Broken, and reading goes on where it can. `limit` is the largest page in bytes, unpacked; no
    more than a few times that is ever held. `now` is when pages were seen whose time the file does not tell.
    """
    place = "the start"
    try:
        for found in _READ[kind](Unpacked(file), limit=limit, now=now):
            place = f"after {found.place}"
            yield found
    except CutShortError:
        yield Broken(place, "cut_short", "the file is cut short here: what came before was read; get the rest of it")
    except UnreadableError as error:
        yield Broken(place, "unreadable", str(error))
