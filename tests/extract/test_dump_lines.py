from __future__ import annotations

import textwrap

import pytest

from app.extract.dumps.lines import PrintedLine, list_printed_lines
from app.extract.lines import Line


def list_texts(dump: str) -> list[str]:
    return [row.line.text for row in list_printed_lines(dump)]


def test_a_line_knows_its_indent_and_the_space_above_it() -> None:
    assert list_printed_lines("Menu\n\n\n    * Item one\n    * Item two\n\tText") == (
        PrintedLine(Line("Menu"), 0, 0),
        PrintedLine(Line("- Item one"), 4, 2),
        PrintedLine(Line("- Item two"), 4, 0),
        PrintedLine(Line("Text"), 8, 0),
    )


def test_a_bullet_alone_belongs_to_the_line_below_it() -> None:
    assert list_texts("•\nHerring quotas\n•\nCod quotas\n") == ["- Herring quotas", "- Cod quotas"]


@pytest.mark.parametrize("rows", ["Home\nWorld\nBusiness\n", "One short line.\nAnother one.\nA third.\n"])
def test_short_lines_are_not_joined(rows: str) -> None:
    assert list_texts(rows) == rows.splitlines()


WRAPPED = [
    "The harbour of Harrowport will reopen to fishing boats in June, two",
    "years after a storm broke its outer wall, the minister said on Monday",
    "in front of reporters at the town hall, where she had come to see the",
    "model of the wall and to answer questions.",
]


def test_a_wrapped_paragraph_is_one_line() -> None:
    dump = "\n".join([*WRAPPED, "", *WRAPPED])
    assert list_texts(dump) == [" ".join(WRAPPED)] * 2


def test_a_wrapped_item_is_one_line_and_the_next_item_another() -> None:
    items = [("  * " if at == 0 else "    ") + row for at, row in enumerate(WRAPPED)]
    assert list_texts("\n".join(items * 2)) == ["- " + " ".join(WRAPPED)] * 2


def test_a_long_address_among_wrapped_lines_does_not_hide_their_width() -> None:
    dump = "\n".join([*WRAPPED, "", *WRAPPED, "", *WRAPPED, "", "https://northern-daily.example/" + "a" * 80])
    assert list_texts(dump)[:3] == [" ".join(WRAPPED)] * 3


def test_wrapped_chinese_is_joined_without_spaces() -> None:
    text = (
        "港口将于六月重新开放，部长星期一在市政厅对记者说，维修费用比政府原来的计划多出三分之一，渔民们表示欢迎。" * 4
    )
    rows = [text[at : at + 38] for at in range(0, len(text), 38)]
    assert list_texts("\n".join(rows)) == [text]


def test_wrapped_thai_is_joined_with_its_spaces() -> None:
    phrases = ["ท่าเรือประมงจะเปิดอีกครั้ง", "ในเดือนมิถุนายน", "รัฐมนตรีกล่าวกับผู้สื่อข่าว", "เมื่อวันจันทร์"] * 6
    rows = textwrap.wrap(" ".join(phrases), 72)
    assert list_texts("\n".join(rows)) == [" ".join(phrases)]


def test_paragraphs_that_fell_apart_at_their_links_are_whole() -> None:
    pieces = [
        "The company told", "the harbour council", "that the route had lost money for a third year in a row",
        ", as its chairman", "put it,", "and the council asked for", "a second report.",
    ]  # fmt: skip
    whole = (
        "The company told the harbour council that the route had lost money for a third year in a row, as its chairman "
        "put it, and the council asked for a second report."
    )
    assert list_texts("\n".join(["Menu", *pieces, *pieces, "Footer"])) == ["Menu", whole, whole, "Footer"]


def test_a_text_browser_s_headings_stand_further_out_than_its_text() -> None:
    dump = "\n".join(
        ["   * [1]Home", "   * [2]World", "", *(f"   [{n}]{row}" for n, row in enumerate(WRAPPED, 3)), "",
         "What comes next", "", *(f"   {row}" for row in WRAPPED), "", "  Related stories", "", "   [7]The wall",
         "", *(f"     {row}" for row in WRAPPED * 3)]
    )  # fmt: skip
    assert [(row.line.text, row.line.level) for row in list_printed_lines(dump) if row.line.level] == [
        ("What comes next", 2),
        ("Related stories", 3),
    ]
