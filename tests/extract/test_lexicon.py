"""The lists of words: a comma in a phrase cuts a row short, and all behind it is lost without a word."""

from __future__ import annotations

import csv
from importlib import resources

import pytest

from app.extract.lines import read_lexicon

TABLES = sorted(
    file.name for file in resources.files("app.extract").joinpath("lexicon").iterdir() if file.name.endswith(".csv")
)


@pytest.mark.parametrize("name", TABLES)
def test_every_row_has_as_many_cells_as_the_table_has_columns(name: str) -> None:
    columns, *rows = csv.reader(read_lexicon(name))
    assert {len(row) for row in rows} == {len(columns)}
