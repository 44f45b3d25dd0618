"""Which files are meant by paths, folders and patterns, and what they are by their names."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from glob import glob, has_magic
from pathlib import Path
from typing import Literal

from app.errors import BadRequest

Kind = Literal["jsonl", "warc", "html", "text"]

STDIN = "-"
_ENDINGS: dict[str, Kind] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".warc": "warc",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
_PACKED = (".gz", ".zst")


@dataclass(frozen=True, slots=True)
class File:
    """A file to be read."""

    name: str
    """As users see it; - is standard input."""
    kind: Kind | None
    """None where the name does not tell."""
    n_bytes: int | None
    """Its size as it lies there; None for standard input."""
    is_named: bool
    """Whether it was asked for by its own name, and not found in a folder."""


def walk_files(paths: Sequence[str], kind: Kind | None = None) -> Iterator[File]:
    """Give the files that paths mean, in an order that stays the same; `kind` says what those named are.

    A folder means the files under it, those with a dot in front left out. Raise BadRequest for what is not there.
    """
    for path in paths:
        if path == STDIN:
            yield File(STDIN, kind, None, is_named=True)
        elif Path(path).exists():
            yield from _walk(path, kind)
        else:
            matched = sorted(glob(path, recursive=True)) if has_magic(path) else []  # noqa: PTH207 - as typed, ./ and all
            if not matched:
                raise BadRequest(f"there is no file {path}")
            for one in matched:
                yield from _walk(one, kind)


def _walk(path: str, kind: Kind | None) -> Iterator[File]:
    if not Path(path).is_dir():
        yield _look_at(path, kind or _tell_kind(path), is_named=True)
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                inside = os.path.join(folder, name)  # noqa: PTH118 - a million Paths would take seconds
                yield _look_at(inside, _tell_kind(name), is_named=False)


def _look_at(path: str, kind: Kind | None, *, is_named: bool) -> File:
    try:
        size = os.stat(path).st_size  # noqa: PTH116 - as above
    except OSError:
        size = 0  # it is gone, or a link to nothing: opening it will say so
    return File(path, kind, size, is_named)


def _tell_kind(name: str) -> Kind | None:
    bare = name.lower()
    for ending in _PACKED:
        bare = bare.removesuffix(ending)
    return _ENDINGS.get(os.path.splitext(bare)[1])  # noqa: PTH122 - as above
