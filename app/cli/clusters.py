"""`clipfile clusters`."""

import time
from collections.abc import Iterator
from itertools import islice
from typing import Annotated
from uuid import UUID

import typer
from rich.progress import track

from app.archive.database import Sessions
from app.archive.unsigned import count_unsigned, list_unsigned, sign_article
from app.cli.doors import open_sessions, out
from app.clock import read_clock
from app.plural import say_count

cluster_commands = typer.Typer(help="Look after which articles carry the same story.", no_args_is_help=True)

AT_ONCE = 500
BETWEEN_LINES_SECONDS = 10.0


@cluster_commands.command("rebuild")
def rebuild(
    limit: Annotated[int | None, typer.Option(help="Articles at most; the next run goes on.", min=1)] = None,
) -> None:
    """Compare the articles that were filed before near copies were looked for. Broken off, it goes on where it was."""
    with open_sessions() as sessions:
        with sessions.begin() as session:
            n_all = count_unsigned(session)
        n_all = n_all if limit is None else min(limit, n_all)
        n_moved, said_at = 0, time.monotonic()
        articles = enumerate(islice(_walk(sessions), n_all), 1)
        shown = track(articles, "Compare", n_all, console=out, transient=True, disable=not out.is_terminal)
        for n_done, article_id in shown:
            with sessions.begin() as session:
                n_moved += sign_article(session, article_id, now=read_clock())
            if not out.is_terminal and time.monotonic() - said_at >= BETWEEN_LINES_SECONDS:
                out.print(f"{n_done:,} of {say_count(n_all, 'article')}")
                said_at = time.monotonic()
        with sessions.begin() as session:
            n_left = count_unsigned(session)
    out.print(f"{say_count(n_all, 'article')} compared, {n_moved:,} found to be copies of others; {n_left:,} left.")


def _walk(sessions: Sessions) -> Iterator[UUID]:
    last = UUID(int=0)
    while True:
        with sessions.begin() as session:
            ids = list_unsigned(session, last, AT_ONCE)
        if not ids:
            return
        yield from ids
        last = ids[-1]
