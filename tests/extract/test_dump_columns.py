from __future__ import annotations

import pytest

from app.extract.dumps.columns import open_columns

LEFT = ["Front page", "Coast and sea", "Courts", "", ""]
STORY = [
    "Harrowport harbour to reopen in June",
    "",
    "The harbour of Harrowport will reopen in June, the minister said on Monday.",
    "",
    "Repairs have cost 41 million crowns so far, a third more than was planned.",
]


def set_beside(*columns: list[str]) -> list[str]:
    widths = [max(map(len, column)) + 3 for column in columns]
    return ["".join(map(str.ljust, row, widths)) for row in zip(*columns, strict=True)]


def test_a_layout_is_read_column_by_column() -> None:
    opened = [row.strip() for row in open_columns(["Above", *set_beside(LEFT, STORY), "Below"])]
    assert [row for row in opened if row] == ["Above", *filter(None, LEFT), *filter(None, STORY), "Below"]


@pytest.mark.parametrize(
    "rows",
    [
        set_beside(["Pos.", "1", "2", "3"], ["Driver".ljust(70), "A. Reel", "B. Varga", "C. Lund"]),
        ["One line is as long as the next one here, by chance, word for word."] * 2,
        [row.rstrip() for row in set_beside(LEFT, STORY)],
        STORY,
    ],
    ids=["a-table-of-data", "two-lines", "not-padded", "one-column"],
)
def test_what_is_no_layout_stays_as_it_is(rows: list[str]) -> None:
    assert list(open_columns(rows)) == rows
