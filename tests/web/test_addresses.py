"""What curl sends where an address holds more than ASCII: the letters as they are, in UTF-8."""

import json
import socket
import time
from collections.abc import Iterator
from threading import Thread

import pytest
import uvicorn
from fastapi import FastAPI, Request

from app.web.addresses import TypedAddresses


@pytest.fixture
def port() -> Iterator[int]:
    app = FastAPI()

    @app.post("/{path:path}")
    async def repeat(path: str, q: str, request: Request) -> dict[str, str]:
        return {"path": path, "q": q, "body": (await request.body()).decode()}

    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(app, http=TypedAddresses, log_level="error", lifespan="off"))
        thread = Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield listener.getsockname()[1]
        server.should_exit = True
        thread.join()


def test_letters_are_taken_as_they_are(port: int) -> None:
    body = "café\r\n"
    request = f"POST /été?q=石桥+кот HTTP/1.1\r\nHost: here\r\nContent-Length: {len(body.encode())}\r\n\r\n{body}"
    with socket.create_connection(("127.0.0.1", port)) as client, client.makefile("rb") as answers:
        for _ in range(2):  # on one connection
            for part in (request.encode()[:9], request.encode()[9:20], request.encode()[20:]):  # as a network cuts it
                client.sendall(part)
                time.sleep(0.05)
            head = list(iter(answers.readline, b"\r\n"))
            assert head[0] == b"HTTP/1.1 200 OK\r\n"
            length = next(int(line.split()[1]) for line in head if line.startswith(b"content-length"))
            assert json.loads(answers.read(length)) == {"path": "été", "q": "石桥 кот", "body": body}
