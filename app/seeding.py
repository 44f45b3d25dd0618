"""The pages that come with Clipfile, so that a first start has something to show."""

import json
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files

import seeds
from app.news import Page


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
