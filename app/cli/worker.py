"""`clipfile worker`."""

import signal
from threading import Event, Thread
from typing import Annotated

import typer

from app.cli.doors import bring_up_to_date, open_database, out
from app.clock import read_clock
from app.plural import say_count
from app.settings import read_settings
from app.worker import work


def worker(
    readers: Annotated[
        int | None, typer.Option(help="Processes that read pages; CLIPFILE_READERS if not given.", min=1, max=256)
    ] = None,
) -> None:
    """File the pages of jobs until Ctrl-C or a plain kill; any number may run, on any machine.

    What is begun is finished then, and what is not goes to the others.
    """
    settings = read_settings()
    if readers is not None:
        settings = settings.model_copy(update={"readers": readers})
    stop = Event()
    with open_database(settings) as url:
        bring_up_to_date(url)
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, lambda *_: Thread(target=stop.set).start())  # whose lock this thread may hold
        out.print(f"Working with {say_count(settings.readers, 'reader')}. Ctrl-C stops it.")
        work(settings, url, stop, clock=read_clock)
