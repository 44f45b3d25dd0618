"""`clipfile seed`."""

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from app.archive.database import (
    make_sessions,
    open_engine,
)
from app.cli.doors import bring_up_to_date, open_database, out
from app.clock import read_clock
from app.ingest import receive_page
from app.readers import Readers, read_with
from app.seeding import list_seeds
from app.settings import Settings, read_settings


def seed() -> None:
    """Load the pages that come with Clipfile, to see what it does."""
    settings = read_settings()
    with open_database(settings) as url:
        bring_up_to_date(url)
        load_seeds(settings, url)


def load_seeds(settings: Settings, url: str) -> None:
    """Show a progress bar on a terminal, and a line for each page that was new."""
    readers = Readers(
        1,
        seconds=settings.reader_seconds,
        memory_bytes=settings.reader_memory_bytes,
        read=read_with(settings.quotes_model),
    )
    outcomes = dict[str, int]()
    columns = (TextColumn("Seed pages"), BarColumn(), MofNCompleteColumn())
    bar = Progress(*columns, console=out, transient=True, disable=not out.is_terminal)
    with open_engine(url) as engine, bar:
        sessions, now = make_sessions(engine), read_clock()
        for seed in bar.track(list_seeds()):
            receipt = receive_page(sessions, readers, seed.page, now=now, time_is_told=True)
            outcome = "here already" if receipt.is_repeat else receipt.outcome.replace("_", " ")
            outcomes[outcome] = outcomes.get(outcome, 0) + 1
            if not receipt.is_repeat:
                why = f" ({receipt.reason})" if receipt.reason else ""
                out.print(f"  {outcome + why:24} {seed.file:28} {seed.shows}")
    readers.close()
    out.print("Seed pages: " + ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items())) + ".")
