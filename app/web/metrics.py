"""What Prometheus is told: requests, pages and readers, counted as they come.

With several workers each counts into files of a folder that they share (PROMETHEUS_MULTIPROC_DIR, which `clipfile serve
--workers` sets), and whichever is asked sums them all up; what stands in a gauge is then each worker's latest word.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.archive.job_counts import Worked

SHARED_DIR = "PROMETHEUS_MULTIPROC_DIR"
"""The environment variable that prometheus-client goes by."""

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
ELSEWHERE = "none"
"""The operation of a request for what there is not."""


class Metrics:
    """The counts of one application."""

    def __init__(self) -> None:
        """Make all counts, at zero."""
        self._registry = CollectorRegistry()
        self.requests = Counter(
            "clipfile_requests",
            "Requests answered, by operation (operationId of the OpenAPI document) and status.",
            ("operation", "status"),
            registry=self._registry,
        )
        self.seconds = Histogram(
            "clipfile_request_seconds",
            "From a request's first byte to its answer's last.",
            ("operation",),
            buckets=SECONDS,
            registry=self._registry,
        )
        self.pages = Counter(
            "clipfile_pages",
            "Pages received, by outcome, and by reason where they were rejected.",
            ("outcome", "reason"),
            registry=self._registry,
        )
        self._busy = self._gauge("clipfile_readers_busy", "Processes that are reading a page.")
        self._waiting = self._gauge("clipfile_pages_waiting", "Pages that wait for a process to read them.")
        self._job_pages = Gauge(
            "clipfile_job_pages_waiting",
            "Pages of jobs that wait for a worker or are in the hands of one, up to 100,000.",
            registry=self._registry,
            multiprocess_mode="livemostrecent",
        )
        self._worked: Sequence[Worked] = ()
        if SHARED_DIR not in os.environ:
            ProcessCollector(registry=self._registry)

    def _gauge(self, name: str, says: str) -> Gauge:
        return Gauge(name, says, registry=self._registry, multiprocess_mode="livesum")

    def note_readers(self, *, busy: int, waiting: int) -> None:
        """Note what the readers are doing."""
        self._busy.set(busy)
        self._waiting.set(waiting)

    def note_job_pages(self, waiting: int, worked: Sequence[Worked]) -> None:
        """Note how much there is left to do, for all workers together, and what they have done."""
        self._job_pages.set(waiting)
        self._worked = worked

    def write(self) -> bytes:
        """Write all counts in Prometheus' text format."""
        folder = os.environ.get(SHARED_DIR)
        registry = _sum_up(Path(folder)) if folder else self._registry
        return generate_latest(registry) + generate_latest(self)

    def collect(self) -> Iterator[CounterMetricFamily]:
        """Give what no process counts by itself."""
        says = "Pages of jobs that workers are done with, by outcome, and by reason where there is one."
        counter = CounterMetricFamily("clipfile_job_pages", says, labels=("outcome", "reason"))
        for outcome, reason, n in self._worked:
            counter.add_metric((outcome, reason), n)
        yield counter


def _sum_up(folder: Path) -> CollectorRegistry:
    for pid in {int(file.stem.rpartition("_")[2]) for file in folder.glob("gauge_live*.db")}:
        if not Path(f"/proc/{pid}").exists() and Path("/proc/self").exists():
            mark_process_dead(pid, str(folder))  # type: ignore[no-untyped-call] # untyped there
    registry = CollectorRegistry()
    MultiProcessCollector(registry, str(folder))  # type: ignore[no-untyped-call] # untyped there
    return registry


class CountRequests:
    """Count every request, and how long it took."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self._metrics = metrics
        self._known: dict[tuple[str, int], tuple[Counter, Histogram]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on, and look at the clock and at the status."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started, status = perf_counter(), 500  # an error that nobody answers is answered 500 further out

        async def send_noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, send_noted)
        finally:
            operation = getattr(scope.get("route"), "operation_id", None) or ELSEWHERE
            requests, seconds = self._find(operation, status)
            requests.inc()
            seconds.observe(perf_counter() - started)

    def _find(self, operation: str, status: int) -> tuple[Counter, Histogram]:
        found = self._known.get((operation, status))
        if found is None:  # to look a label up each time would cost more than to count
            found = self._metrics.requests.labels(operation, str(status)), self._metrics.seconds.labels(operation)
            self._known[operation, status] = found
        return found
