"""The pages that come with Clipfile, so that a first start has something to show."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files

import seeds
from app.archive.database import Sessions
from app.archive.filing import Receipt
from app.ingest import receive_page
from app.news import Page
from app.readers import Readers


@dataclass(frozen=True, slots=True)
class Seed:
    """A page of seeds/, and what it shows."""

    file: str
    shows: str
    page: Page


def list_seeds() -> tuple[Seed, ...]:
    """List the seed pages in the order that they are to be loaded in."""
    folder = files(seeds)
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    return tuple(
        Seed(
            entry["file"],
            entry["shows"],
            Page(
                raw=(folder / entry["file"]).read_bytes(),
                media_type=entry["media_type"],
                captured_at=datetime.fromisoformat(entry["captured_at"]),
                charset=entry["charset"],
                url=entry["url"],
            ),
        )
        for entry in manifest
    )


def load_seeds(sessions: Sessions, readers: Readers, *, now: datetime) -> Iterator[tuple[Seed, Receipt]]:
    """Ingest the seed pages one by one; those that are here already are answered as unchanged."""
    for seed in list_seeds():
        yield seed, receive_page(sessions, readers, seed.page, now=now, time_is_told=True)
