"""Files as they are inside: gzip and zstd, known by their first bytes, unpacked piece by piece."""

import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO

import zstandard

PIECE = 64 * 1024  # bytes unpacked at once
ZSTD_PIECE = 1024  # bytes of zstd fed at once: what they unpack to is not bounded, but is 32 MiB at the very most
GZIP_MAGIC = b"\x1f\x8b"
ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"


class CutShortError(Exception):
    """The file ends in the middle of what it was to hold."""


class UnreadableError(Exception):
    """The file does not unpack."""


class Unpacked:
    """A file that is read as it is inside; what could be unpacked is given before an error is raised."""

    def __init__(self, file: BinaryIO) -> None:
        self._pieces = _unpack(file)
        self._waiting = memoryview(b"")
        self._position = 0

    def read(self, size: int = -1) -> bytes:
        """Give at most `size` bytes, or all for less than 0; none at the end.

        Raise CutShortError or UnreadableError.
        """
        if size < 0:
            return b"".join(iter(lambda: self.read(PIECE), b""))
        if not self._waiting:
            try:
                self._waiting = memoryview(next(self._pieces, b""))
            except OSError as error:
                raise UnreadableError(f"reading it failed: {error.strerror or error}") from None
        given, self._waiting = bytes(self._waiting[:size]), self._waiting[size:]
        self._position += len(given)
        return given

    def peek(self) -> bytes:
        """Give the first bytes of what comes next, without reading on; none at the end. Raise as `read` does."""
        start = self.read(PIECE)
        self._waiting = memoryview(start + bytes(self._waiting))
        self._position -= len(start)
        return start

    def tell(self) -> int:
        """Give how many bytes were read."""
        return self._position


def _unpack(file: BinaryIO) -> Iterator[bytes]:
    """Give the file's content in pieces that are not empty."""
    start = _read_exactly(file, len(ZSTD_MAGIC))

    def read(size: int) -> bytes:
        nonlocal start
        piece, start = start or file.read(size), b""
        return piece

    if start.startswith(GZIP_MAGIC):
        yield from _gunzip(read)
    elif start == ZSTD_MAGIC:
        yield from _unzstd(read)
    else:
        yield from iter(lambda: read(PIECE), b"")


def _read_exactly(file: BinaryIO, size: int) -> bytes:
    """Read `size` bytes, or fewer at the end; a pipe may give less than it is asked for."""
    found = b""
    while len(found) < size and (more := file.read(size - len(found))):
        found += more
    return found


def _gunzip(read: Callable[[int], bytes]) -> Iterator[bytes]:
    """Unpack gzip, whose members follow one another."""
    waiting = read(PIECE)
    while waiting:
        member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        while not member.eof:
            waiting = waiting or read(PIECE)
            if not waiting:
                raise CutShortError
            try:
                unpacked = member.decompress(waiting, PIECE)
            except zlib.error as error:
                raise UnreadableError(f"it does not unpack as gzip: {error}") from None
            waiting = member.unconsumed_tail
            if unpacked:
                yield unpacked
        waiting = (member.unused_data or read(PIECE)).lstrip(b"\0")  # some pad with zeros to a full block
        while not waiting and (more := read(PIECE)):
            waiting = more.lstrip(b"\0")


def _unzstd(read: Callable[[int], bytes]) -> Iterator[bytes]:
    """Unpack zstd, whose frames follow one another."""
    waiting = read(ZSTD_PIECE)
    while waiting:
        frame = zstandard.ZstdDecompressor(max_window_size=2**27).decompressobj()
        while not frame.eof:
            waiting = waiting or read(ZSTD_PIECE)
            if not waiting:
                raise CutShortError
            try:
                unpacked = frame.decompress(waiting)
            except zstandard.ZstdError as error:
                raise UnreadableError(f"it does not unpack as zstd: {error}") from None
            waiting = b""
            if unpacked:
                yield unpacked
        waiting = frame.unused_data or read(ZSTD_PIECE)
