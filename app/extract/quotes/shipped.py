"""The model that comes with Clipfile (docs/models/quotes.md), read when it is first needed."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import resources

from app.extract.quotes.tagger import Tagger, parse_tagger

Model = Callable[[], Tagger | None]
"""Gives a tagger; None leaves the rules alone."""


@cache
def shipped() -> Tagger:
    """Give the tagger that comes with Clipfile."""
    return parse_tagger((resources.files("app.extract") / "models" / "quotes.npz").read_bytes())


def rules_alone() -> None:
    """Give no tagger."""
