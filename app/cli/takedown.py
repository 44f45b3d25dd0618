"""`clipfile takedown`."""

import getpass
from typing import Annotated
from uuid import UUID

import typer

from app.archive.addresses import get_article_at
from app.archive.takedowns import Order, lift_takedown, take_down
from app.archive.tombstones import walk_takedowns
from app.cli.doors import open_archive, out
from app.clock import read_clock
from app.errors import BadRequest
from app.plural import say_count

takedown_commands = typer.Typer(help="Take articles down, and see what was taken down.", no_args_is_help=True)

Reason = Annotated[str, typer.Option(help="Why; it is shown to whoever asks for the article.")]


@takedown_commands.command("article")
def take_article_down(
    article: Annotated[str, typer.Argument(help="The article's id, or its address.")],
    *,
    reason: Reason,
    legal_basis: Annotated[str | None, typer.Option(help="It is shown as well.")] = None,
) -> None:
    """Remove an article with its pages, texts and quotes; a tombstone stays, and its page is refused."""
    with open_archive() as session:
        article_id = get_article_at(session, article) if "/" in article else _parse_id(article)
        tombstone = take_down(session, article_id, Order(getpass.getuser(), read_clock(), reason, legal_basis))
    n_pages = say_count(tombstone.n_captures, "captured page")
    out.print(f"Taken down: {say_count(tombstone.n_revisions, 'revision')} and {n_pages} are gone.")
    out.print(f"To let the page in again: clipfile takedown lift {tombstone.id}")


def _parse_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise BadRequest(f"{text!r} is neither an article's id nor an address: GET /articles has both") from None


@takedown_commands.command("lift")
def lift(
    takedown_id: Annotated[UUID, typer.Argument(help="From `clipfile takedown list`.")], *, reason: Reason
) -> None:
    """Let a page be taken again when it is sent again; what was removed does not come back by itself."""
    with open_archive() as session:
        lift_takedown(session, takedown_id, Order(getpass.getuser(), read_clock(), reason))
    out.print("Lifted: the page is taken again when it is sent again.")


@takedown_commands.command("list")
def show_takedowns() -> None:
    """List what was taken down, by whom and why, the newest first."""
    with open_archive() as session:
        for one in walk_takedowns(session):
            basis = f" ({one.legal_basis})" if one.legal_basis else ""
            lifted = f"; lifted {one.lifted_at:%Y-%m-%d} by {one.lifted_by}" if one.lifted_at else ""
            made = f"{one.made_at:%Y-%m-%d %H:%M} {one.by}"
            out.print(f"{one.id}  {made}: article {one.article_id}, {one.reason}{basis}{lifted}", markup=False)
