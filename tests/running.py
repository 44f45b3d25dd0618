"""Run Clipfile as its users do: a command, real processes, requests over the network."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from threading import Thread
from typing import IO

import httpx2 as httpx
import psutil
import pytest

from app.cli import main
from app.logs import set_up_logs

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
    """Run `clipfile serve` on a free port, until the block ends or ends it itself.

    A worker for jobs is only started where the test asks for one (`work_inside`): it takes as long as the service.
    """
    environment = clean_environment(**{"data_dir": data_dir, "work_inside": False, **variables})
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


def run_inside(*arguments: str, **variables: object) -> subprocess.CompletedProcess[str]:
    """Run a command as `run` does, but in this process, which spares the second that another takes to start."""
    said, complained, terminate = StringIO(), StringIO(), signal.getsignal(signal.SIGTERM)
    code: object = 0
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(said), redirect_stderr(complained):
        patch.setattr(sys, "argv", [CLIPFILE, *arguments])
        for name in [name for name in os.environ if name.startswith("CLIPFILE_")]:
            patch.delenv(name)
        for name, value in clean_environment(**variables).items():
            patch.setenv(name, value)
        try:
            main()
        except SystemExit as ended:
            code = ended.code
        finally:
            signal.signal(signal.SIGTERM, terminate)
    set_up_logs()  # which the command had sent to where nobody reads any more
    if isinstance(code, str):  # as the interpreter does at its end
        complained.write(f"{code}\n")
        code = 1
    assert isinstance(code, int)
    return subprocess.CompletedProcess(arguments, code, said.getvalue(), complained.getvalue())


def descendants(process: subprocess.Popen[str]) -> list[psutil.Process]:
    return psutil.Process(process.pid).children(recursive=True)


def assert_one_line(result: subprocess.CompletedProcess[str], *says: str) -> None:
    assert result.returncode == 1, result
    assert re.fullmatch(r"clipfile: [^\n]+\n", result.stderr), result.stderr
    for words in says:
        assert words in result.stderr
