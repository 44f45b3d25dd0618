"""Kill -9 at random moments under load: nothing that was answered is lost, and nothing is there twice."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from time import monotonic, sleep

import httpx2 as httpx
import psutil
import pytest

from tests.faults.sending import Senders, check_archive
from tests.rounds import N_ROUNDS
from tests.running import IN_TIME_SECONDS, Service, descendants, serve

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300 + 60 * N_ROUNDS)]


def find_postmaster(service: Service) -> psutil.Process:
    return next(process for process in descendants(service.process) if "postgres" in process.name())


def find_backend(service: Service) -> psutil.Process:
    """Find a process of PostgreSQL that serves a connection: its death ends all the others as well."""
    family = descendants(service.process)
    return next(process for process in family if any("clipfile [local]" in part for part in process.cmdline()))


def find_reader(service: Service) -> psutil.Process:
    """Find a process that reads pages: it is forked from another."""
    forked = [process for process in descendants(service.process) if "forkserver" in " ".join(process.cmdline())]
    return next(process for process in forked if process.parent() in forked)


def wait_until(is_so: Callable[[], bool], complaint: str) -> None:
    give_up_at = monotonic() + IN_TIME_SECONDS
    while not is_so():
        assert monotonic() < give_up_at, complaint
        sleep(0.05)


def is_ready(client: httpx.Client) -> bool:
    try:
        return client.get("/readyz").status_code == 200
    except httpx.TransportError:
        return False


def work_a_while(senders: Senders, chance: random.Random) -> None:
    """Wait until more pages are filed, and then for a moment."""
    n_before = len(senders.answered)
    wait_until(lambda: len(senders.answered) > n_before + 3, "no page is filed any more")
    sleep(chance.uniform(0, 1))


def test_the_service_is_killed(made_data_dir: Path) -> None:
    senders, chance = Senders(), random.Random(1)
    for _ in range(N_ROUNDS):
        stop = Event()
        with serve(made_data_dir) as service, ThreadPoolExecutor() as threads:
            senders.start(threads, stop, str(service.client.base_url))
            try:
                work_a_while(senders, chance)
                service.process.kill()
                service.wait()
            finally:
                stop.set()
    with serve(made_data_dir) as service:
        check_archive(service.client, senders, made_data_dir, n_sent=senders.n_sent)


@pytest.mark.parametrize(
    "find_victim",
    [
        pytest.param(find_postmaster, id="postmaster"),
        pytest.param(find_backend, id="backend", marks=pytest.mark.thorough),
        pytest.param(find_reader, id="reader", marks=pytest.mark.thorough),
    ],
)
def test_a_process_below_the_service_is_killed(
    made_data_dir: Path, find_victim: Callable[[Service], psutil.Process]
) -> None:
    senders, chance, stop = Senders(), random.Random(2), Event()
    with serve(made_data_dir) as service, ThreadPoolExecutor() as threads:
        senders.start(threads, stop, str(service.client.base_url))
        try:
            for _ in range(N_ROUNDS):
                work_a_while(senders, chance)
                find_victim(service).kill()
                wait_until(lambda: is_ready(service.client), "the service does not come back")
            work_a_while(senders, chance)
        finally:
            stop.set()
        threads.shutdown()
        check_archive(service.client, senders, made_data_dir, n_sent=senders.n_sent)
