"""Markup: is it any, and a tree of it."""

from app.extract.markup.signs import is_markup
from app.extract.markup.tree import parse

__all__ = ["is_markup", "parse"]
