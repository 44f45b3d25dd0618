"""The address that the service listens on: taken before anything else starts, and only where it is safe."""

import errno
import ipaddress
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from app.errors import SetupError


@contextmanager
def bind_address(host: str, port: int, *, allow_open: bool) -> Iterator[socket.socket]:
    """Take the address for as long as it is used; raise SetupError with one line where it can't be had.

    Whoever reaches the service may write to it, so it listens beyond this machine only if allow_open says so.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except socket.gaierror:
        raise SetupError(f"there is no address {host!r}: use --host 127.0.0.1, or one of this machine's") from None
    if not allow_open and not ipaddress.ip_address(address[0]).is_loopback:
        raise SetupError(
            f"on {host} anybody who reaches this machine could write to the archive: serve on 127.0.0.1, behind a proxy"
            " that checks who asks, or set CLIPFILE_ALLOW_OPEN=true if the network lets nobody else in"
        )
    with socket.socket(family, kind, protocol) as listener:  # asyncio sets TCP_NODELAY only where TCP is named
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(address)
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise SetupError(
                    f"port {port} on {host} is taken: stop what listens there, or choose another with --port"
                ) from None
            raise SetupError(f"can't listen on {host} port {port}: {error.strerror}") from None
        yield listener
