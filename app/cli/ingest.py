"""`clipfile ingest`."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TextIO

import typer
from rich.progress import DownloadColumn

from app.archive.database import make_sessions, open_engine
from app.bulk.files import STDIN, Kind, walk_files
from app.bulk.filing import Filing
from app.bulk.outcome import WORDS, Outcome, Tally
from app.bulk.run import Destination, Meter, bring_in, read_files
from app.bulk.sending import PATIENCE_SECONDS, Sending
from app.cli.doors import bring_up_to_date, open_database, out
from app.cli.progress import Step, show_progress
from app.clock import read_clock
from app.errors import BadRequest, ClipfileError, SetupError
from app.plural import say_count
from app.readers import Readers, read_with
from app.settings import Settings, read_settings

REJECTED, BROKEN, STOPPED, BROKEN_OFF = 3, 4, 1, 130
"""Exit codes beside 0: the worst that happened, as docs/commands.md has it."""
NAMED_AT_MOST = 20  # parts of files that can't be read, one line each


def ingest(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Files, folders, patterns; - is standard input.", show_default=False),
    ],
    kind: Annotated[
        Kind | None, typer.Option("--as", help="What named files and standard input are, whatever their names.")
    ] = None,
    to: Annotated[str | None, typer.Option(help="Send to the service at this address instead.")] = None,
    key: Annotated[str | None, typer.Option(envvar="CLIPFILE_KEY", help="The service's key.", show_envvar=True)] = None,
    patience: Annotated[
        float, typer.Option(min=0, help="Seconds to go on trying a service that is busy or gone.")
    ] = PATIENCE_SECONDS,
    report: Annotated[Path | None, typer.Option(help="Write one line of JSON for each page into this file.")] = None,
) -> None:
    """File many pages: .html, .txt, .jsonl and .warc, packed with gzip or zstd or not.

    Run again, it passes over what is here already and goes on with the rest.
    """
    settings = read_settings()
    sizes = [file.n_bytes for file in walk_files(paths, kind)]
    if not sizes:
        raise BadRequest("there is no file in " + ", ".join(paths))
    total = sum(size or 0 for size in sizes)
    tally, meter, now = Tally(), Meter(), read_clock()
    with (
        _open_report(report) as lines,
        _open_destination(settings, to, key, patience) as destination,
        _show(tally, meter, None if STDIN in paths else total) as show,
    ):
        teller = _Teller(tally, lines, show)
        found = read_files(walk_files(paths, kind), meter, limit=settings.max_page_bytes, now=now)
        code = _finish(lambda: bring_in(found, destination, teller.tell))
    _print_summary(tally, len(sizes))
    if tally.n["rejected"] and report is None:
        out.print("--report FILE tells of each page what became of it, and why.")
    sys.exit(code or _find_worst(tally))


def _finish(work: Callable[[], None]) -> int:
    """Do the work to its end, or say why it could not be; give the exit code, 0 if it was done."""
    try:
        work()
    except ClipfileError as error:
        typer.echo(f"clipfile: {error}: the same command goes on where it was", err=True)
        return STOPPED
    except (KeyboardInterrupt, SystemExit):  # Ctrl-C, or a plain kill
        typer.echo("Broken off: the same command goes on where it was.", err=True)
        return BROKEN_OFF
    return 0


def _find_worst(tally: Tally) -> int:
    if tally.n["broken"] or tally.n["failed"]:
        return BROKEN
    return REJECTED if tally.n["rejected"] else 0


@contextmanager
def _open_report(path: Path | None) -> Iterator[TextIO | None]:
    """Open the report; raise SetupError."""
    if path is None:
        yield None
        return
    try:
        lines = path.open("w", encoding="utf-8")
    except OSError as error:
        raise SetupError(f"can't write {path}: {error.strerror}") from None
    with lines:
        yield lines


@contextmanager
def _open_destination(
    settings: Settings, to: str | None, key: str | None, patience_seconds: float
) -> Iterator[Destination]:
    """Give where pages go: a running service, or the archive with readers of one's own."""
    if to is not None:
        sending = Sending(to, key, patience_seconds=patience_seconds)
        yield sending
        sending.close()
        return
    readers = Readers(
        settings.readers,
        seconds=settings.reader_seconds,
        memory_bytes=settings.reader_memory_bytes,
        read=read_with(settings.quotes_model),
    )
    with open_database(settings) as url:
        bring_up_to_date(url)
        with open_engine(url) as engine:
            yield Filing(make_sessions(engine), readers, settings.readers, clock=read_clock)
    readers.close()


@contextmanager
def _show(tally: Tally, meter: Meter, total: int | None) -> Iterator[Callable[[], None]]:
    """Show how much of the files is read, and how many pages a second."""

    def write(step: Step) -> str:
        share = f", {step.done / step.total:.0%} read" if step.total else ""
        return f"{say_count(step.n, 'page')}{share}"

    with show_progress(out, "Ingest", DownloadColumn(), write) as show:
        yield lambda: show(Step(meter.n_bytes, total, tally.n_pages))


@dataclass
class _Teller:
    """Tells what becomes of each page: in the count, in the report, and on the terminal where the user must know."""

    tally: Tally
    lines: TextIO | None
    show: Callable[[], None]
    n_named: int = 0

    def tell(self, outcome: Outcome) -> None:
        taken = outcome.taken
        self.tally.add(taken)
        if self.lines is not None:
            self.lines.write(_write_line(outcome))
        if taken.outcome in ("broken", "failed") or taken.reason in ("other_file", "no_page"):
            self.n_named += 1
            if self.n_named <= NAMED_AT_MOST:
                word = taken.outcome.replace("_", " ")
                file = "standard input" if outcome.file == STDIN else outcome.file
                out.print(f"  {word}: {file}, {outcome.place}: {taken.detail} ({taken.reason})", markup=False)
            elif self.n_named == NAMED_AT_MOST + 1:
                out.print("  more are not named here: --report names all")
        self.show()


def _write_line(outcome: Outcome) -> str:
    taken = outcome.taken
    line = {
        "file": outcome.file,
        "place": outcome.place,
        "url": outcome.url,
        "outcome": taken.outcome,
        "reason": taken.reason,
        "detail": taken.detail,
        "article_id": taken.article_id,
        "known": taken.is_known,
    }
    return json.dumps(line, ensure_ascii=False) + "\n"


def _print_summary(tally: Tally, n_files: int) -> None:
    out.print(f"{say_count(tally.n_pages, 'page')} of {say_count(n_files, 'file')}.")
    for word in WORDS:
        if n := tally.n[word]:
            reasons = ", ".join(f"{reason} {of_it:,}" for reason, of_it in tally.list_reasons(word))
            known = f" ({tally.n_known[word]:,} known before)" if tally.n_known[word] else ""
            out.print(f"  {n:>9,} {word.replace('_', ' ')}{known}{': ' + reasons if reasons else ''}")
