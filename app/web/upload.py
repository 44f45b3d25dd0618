"""A request's body as a file that a thread reads while it comes in, of which no more is held than came at once."""

import anyio
from anyio import from_thread
from fastapi import Request
from starlette.requests import ClientDisconnect

from app.errors import BrokenOff

PATIENCE_SECONDS = 60.0
"""How long a sender may send nothing before its upload is broken off."""


class Upload:
    """The body of a request; read it in a thread that was started by anyio."""

    def __init__(self, request: Request, *, patience_seconds: float = PATIENCE_SECONDS) -> None:
        self._parts = request.stream()
        self._patience_seconds = patience_seconds
        self._waiting = memoryview(b"")

    def read(self, size: int = -1) -> bytes:
        """Give at most `size` bytes, or what has come where it is below 0; none at the end. Raise BrokenOff."""
        if not self._waiting:
            self._waiting = memoryview(from_thread.run(self._wait_for_part))
        size = size if size >= 0 else len(self._waiting)
        given, self._waiting = bytes(self._waiting[:size]), self._waiting[size:]
        return given

    async def _wait_for_part(self) -> bytes:
        try:
            with anyio.fail_after(self._patience_seconds):
                async for part in self._parts:
                    if part:
                        return part
        except TimeoutError:
            raise BrokenOff(f"nothing came for {self._patience_seconds:g} seconds") from None
        except ClientDisconnect:
            raise BrokenOff("the connection broke off") from None
        return b""
