"""Stories without a sentence, such as results, recipes or verse: files of the form of those in languages/."""

from __future__ import annotations

from pathlib import Path

from tests.languages import read_stories

UNUSUAL = read_stories(Path(__file__).parent)
