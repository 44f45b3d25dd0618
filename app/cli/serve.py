"""`clipfile serve`."""

import os
import tempfile
from contextlib import nullcontext, suppress
from typing import Annotated

import typer
import uvicorn
from uvicorn.supervisors import Multiprocess

from app.beside import work_beside
from app.cli.doors import bring_up_to_date, open_database, out
from app.cli.seed import load_seeds
from app.listening import bind_address
from app.settings import read_settings
from app.web.addresses import TypedAddresses

BACKLOG = 2048  # connections that may wait to be accepted, as many as uvicorn has


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.", min=0, max=65535)] = 8000,
    workers: Annotated[int, typer.Option(help="Processes that answer requests.", min=1)] = 1,
    *,
    seed_first: Annotated[bool, typer.Option("--seed", help="Load the seed pages first.")] = False,
) -> None:
    """Start the database, bring its schema up to date, and answer requests until Ctrl-C."""
    settings = read_settings()
    with bind_address(host, port, allow_open=settings.allow_open) as listener, open_database(settings) as url:
        bring_up_to_date(url)
        if seed_first:
            load_seeds(settings, url)
        listener.listen(BACKLOG)  # from here on who connects waits, and is not refused
        address = f"http://{host}:{listener.getsockname()[1]}"
        out.print(f"Serving on {address}, with documentation at {address}/docs. Ctrl-C stops it.")
        os.environ["CLIPFILE_DATABASE_URL"] = url  # where the processes that uvicorn starts find it
        config = uvicorn.Config(
            "app.web.app:create_app_from_environment",
            factory=True,
            http=TypedAddresses,
            workers=workers,
            access_log=False,
            log_level="warning",
            timeout_worker_healthcheck=60,  # a worker that starts on a busy machine is slow, not dead
            timeout_graceful_shutdown=int(settings.reader_seconds) + 5,
        )
        beside = work_beside(settings) if settings.work_inside else nullcontext()
        with suppress(KeyboardInterrupt), beside:  # Ctrl-C is the way to end it, not an error
            if workers == 1:
                uvicorn.Server(config).run(sockets=[listener])
            else:
                with tempfile.TemporaryDirectory(prefix="clipfile-metrics-") as shared:
                    os.environ["PROMETHEUS_MULTIPROC_DIR"] = shared  # where workers count together (web/metrics.py)
                    Multiprocess(config, sockets=[listener]).run()
