"""Addresses as people type them: curl sends `?q=石桥` as it stands, and HTTP knows no such letters (RFC 9112)."""

import re

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")


class TypedAddresses(H11Protocol):
    """HTTP/1.1 as uvicorn speaks it, with each letter of an address that is none of ASCII's percent-encoded.

    h11 would refuse the request before any endpoint could say what is wrong with it.
    """

    def data_received(self, data: bytes) -> None:
        """Take what arrived; the address is in the first line."""
        if self.conn.their_state is h11.IDLE and b"\n" not in self.conn.trailing_data[0]:
            line, end, rest = data.partition(b"\n")
            data = _BEYOND_ASCII.sub(lambda byte: b"%%%02X" % byte[0][0], line) + end + rest
        super().data_received(data)
