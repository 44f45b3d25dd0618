"""CPU that processes have used, to the microsecond: on a busy machine it says more than the clock."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import psutil


def list_family(pid: int) -> list[int]:
    """List a process and all that it started."""
    process = psutil.Process(pid)
    return [process.pid, *(child.pid for child in process.children(recursive=True))]


def read_cpu_ms(pids: Iterable[int]) -> float:
    """Sum the milliseconds that these processes have run (Linux; 0 elsewhere).

    What their children ran is added when those have ended, in steps of 10 ms: PostgreSQL's parallel workers are such.
    """
    total = 0
    for pid in pids:
        with suppress(psutil.NoSuchProcess):
            ended = psutil.Process(pid).cpu_times()
            total += int((ended.children_user + ended.children_system) * 1e9) if psutil.LINUX else 0
        with suppress(OSError):  # it has ended
            for task in Path(f"/proc/{pid}/task").iterdir():
                with suppress(OSError):
                    total += int((task / "schedstat").read_text().split()[0])
    return total / 1e6
