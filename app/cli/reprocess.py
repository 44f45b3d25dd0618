"""`clipfile reprocess`."""

from datetime import datetime
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from app.archive.database import make_sessions, open_engine
from app.archive.rereading import Wanted, count_captures
from app.cli.doors import bring_up_to_date, open_database, out
from app.clock import read_clock
from app.errors import BadRequest
from app.extract.version import EXTRACTOR
from app.plural import say_count
from app.readers import Readers, read_with
from app.reprocess import Figures, Reread, reprocess
from app.settings import read_settings
from app.web.periods import parse_from

EVERY = 1_000
"""Captures between two lines, where there is no terminal to show a bar on."""


def reprocess_captures(
    since: Annotated[str | None, typer.Option(help="Captures received since: 2024, 2024-03, 2024-03-05.")] = None,
    source: Annotated[str | None, typer.Option(help="Captures of stories that credit this source.")] = None,
    extractor_before: Annotated[str | None, typer.Option(help="Captures filed by this version: clipfile/1.")] = None,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change and write nothing.")] = False,
) -> None:
    """Read stored captures again with today's extractor, and file what is read otherwise as revisions.

    Broken off, the same command goes on where it was.
    """
    settings = read_settings()
    wanted = Wanted(EXTRACTOR, since=_parse(since), source=source, extractor_before=extractor_before)
    readers = Readers(
        settings.readers,
        seconds=settings.reader_seconds,
        memory_bytes=settings.reader_memory_bytes,
        read=read_with(settings.quotes_model),
    )
    figures = Figures()
    columns = (TextColumn("Captures"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with open_database(settings) as url:
        bring_up_to_date(url)
        with open_engine(url) as engine, Progress(*columns, console=out, disable=not out.is_terminal) as bar:
            sessions = make_sessions(engine)
            with sessions.begin() as session:
                n_all = count_captures(session, wanted)
            task = bar.add_task("", total=n_all)
            done = reprocess(sessions, readers, wanted, clock=read_clock, n_readers=settings.readers, dry_run=dry_run)
            try:
                for told, outcome in done:
                    figures.note(told, outcome)
                    bar.advance(task)
                    if dry_run:
                        _show(told)
                    if not out.is_terminal and figures.n_captures % EVERY == 0:
                        out.print(f"{figures.n_captures:,} of {say_count(n_all, 'capture')}")
            finally:
                readers.close()
    _sum_up(figures, dry_run=dry_run)


def _parse(since: str | None) -> datetime | None:
    if since is None:
        return None
    try:
        return parse_from(since)
    except ValueError as error:
        raise BadRequest(f"--since: {error}") from None


def _show(told: Reread) -> None:
    if told.difference not in {"unchanged", "still_rejected"}:
        out.print(f"  {told.difference:15} {told.capture_id} {told.url or ''}  {told.headline or ''}")


def _sum_up(figures: Figures, *, dry_run: bool) -> None:
    captures, nothing = say_count(figures.n_captures, "capture"), ", nothing written" if dry_run else ""
    out.print(f"{captures} read with {EXTRACTOR}{nothing}.")
    for title, counts in (("Read otherwise", figures.differences), ("Outcomes", figures.outcomes)):
        told = ", ".join(f"{n:,} {name.replace('_', ' ')}" for name, n in sorted(counts.items()))
        if told and not (dry_run and title == "Outcomes"):
            out.print(f"{title}: {told}.")
