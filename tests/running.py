"""Run Clipfile as its users do: a command, real processes, requests over the network."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import IO

import httpx2 as httpx
import psutil
import pytest

CLIPFILE = str(Path(sys.executable).with_name("clipfile"))
TEXT = {"Content-Type": "text/plain"}
IN_TIME_SECONDS = 60  # for a start; these machines may be busy


def clean_environment(**variables: object) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("CLIPFILE_")}
    return (
        ours | {"CLIPFILE_READERS": "2"} | {f"CLIPFILE_{name.upper()}": str(value) for name, value in variables.items()}
    )


@dataclass
class Service:
    process: subprocess.Popen[str]
    client: httpx.Client
    said: list[str]
    """Its lines until it served."""
    listener: Thread
    said_later: list[str]

    def post(self, page: str, **query: str) -> httpx.Response:
        return self.client.post("/ingest", content=page.encode(), headers=TEXT, params=query)

    def rest(self) -> str:
        """Give all that the service said after it had started; waits for its end."""
        self.listener.join(IN_TIME_SECONDS)
        return "".join(self.said_later)

    def wait(self) -> int:
        """Wait until the service has ended, and give its exit code."""
        return self.process.wait(IN_TIME_SECONDS)


def _listen(output: IO[str], said: list[str]) -> None:
    """Read what a service says until its last process has ended: a pipe that nobody reads fills, and blocks it."""
    with output:
        said.extend(output)


@contextmanager
def serve(
    data_dir: Path, *options: str, command: Sequence[str] = (CLIPFILE,), **variables: object
) -> Iterator[Service]:
    """Run `clipfile serve` on a free port, until the block ends or ends it itself."""
    environment = clean_environment(data_dir=data_dir, **variables)
    process = subprocess.Popen(
        [*command, "serve", "--port", "0", *options],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    assert process.stdout
    said = []
    for line in process.stdout:
        said.append(line)
        if address := re.search(r"Serving on (http://\S+),", line):
            break
    else:
        pytest.fail("the service did not start: " + "".join(said))
    said_later = list[str]()
    listener = Thread(target=_listen, args=(process.stdout, said_later), daemon=True)
    listener.start()
    with httpx.Client(base_url=address[1], timeout=IN_TIME_SECONDS) as client:
        try:
            yield Service(process, client, said, listener, said_later)
        finally:
            process.kill()
            process.wait()


def run(*arguments: str, **variables: object) -> subprocess.CompletedProcess[str]:
    environment = clean_environment(**variables)
    command = [CLIPFILE, *arguments]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=IN_TIME_SECONDS, check=False
    )


def descendants(process: subprocess.Popen[str]) -> list[psutil.Process]:
    return psutil.Process(process.pid).children(recursive=True)


def assert_one_line(result: subprocess.CompletedProcess[str], *says: str) -> None:
    assert result.returncode == 1, result
    assert re.fullmatch(r"clipfile: [^\n]+\n", result.stderr), result.stderr
    for words in says:
        assert words in result.stderr
