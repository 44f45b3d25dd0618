from __future__ import annotations

import pytest

from app.extract.dumps.links import Links, Unmarked, find_links, is_reference, open_quote, unmark


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("   * [1]Home\n   * [2]World\n   * [3]Sport\nThe [4]minister said.", Links.NUMBERED),
        ("[Home](/) [World](/world)\n# Story\nThe [minister](https://a.example/m) said.", Links.MARKDOWN),
        ("As others found [1], and [2], and [3], and later [4].", Links.NONE),
        ("“[He] said [they] would [not] go [home].”", Links.NONE),
        ("# Story\n\nBy **Ida Marsh**\n\nThe minister said so.", Links.MARKDOWN),
        ("# Story\n\n_She came, she saw._\n\nThe minister said so.", Links.MARKDOWN),
        ("# Story\n\nThe minister said so.\n\n## What comes next", Links.MARKDOWN),
        ("# 4 in the charts\nThe singer of snake_case said 2 ** 3 is **", Links.NONE),
        ("#harbour #wall\n#storm **and**", Links.NONE),
        ("The [12]minister said [7]so [3]of [1]it.", Links.NONE),
        ("A line of text.\nAnother line (of text).", Links.NONE),
    ],
    ids=[
        "numbered",
        "markdown",
        "footnotes",
        "editors-brackets",
        "heading-and-strong",
        "heading-and-emphasis",
        "headings",
        "a-number",
        "hashtags",
        "numbers-that-fall",
        "none",
    ],
)
def test_how_a_dump_writes_its_links_is_found(text: str, expected: Links) -> None:
    assert find_links(text) is expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("   1. https://northern-daily.example/", True),
        ("  12. mailto:desk@northern-daily.example", True),
        ("   [3]: /world/story.html", True),
        ("   3. The third point of the plan", False),
        ("https://northern-daily.example/", False),
    ],
)
def test_the_addresses_at_the_end_are_known(raw: str, *, expected: bool) -> None:
    assert is_reference(raw) is expected


@pytest.mark.parametrize(
    ("text", "links", "expected"),
    [
        ("The [12]minister said so.", Links.NUMBERED, Unmarked("The minister said so.")),
        ("* [3]World", Links.NUMBERED, Unmarked("* World", 1.0)),
        ("[World](/world)", Links.MARKDOWN, Unmarked("World", 1.0)),
        ("> She said so.", Links.NONE, Unmarked("> She said so.")),
        ("By **Ida Marsh**", Links.MARKDOWN, Unmarked("By Ida Marsh")),
        ("## A subhead", Links.MARKDOWN, Unmarked("A subhead", 0.0, 2)),
        ("![The wall](/wall.jpg)", Links.MARKDOWN, Unmarked("")),
        ("* * *", Links.MARKDOWN, Unmarked("")),
        ("It was **over** , _she_ said.", Links.MARKDOWN, Unmarked("It was over , she said.")),
        ("2 * 3 * 4 and snake_case_name", Links.MARKDOWN, Unmarked("2 * 3 * 4 and snake_case_name")),
        (r"March 4\. It was over\.", Links.MARKDOWN, Unmarked("March 4. It was over.")),
        ("The [12]minister said so.", Links.NONE, Unmarked("The [12]minister said so.")),
    ],
)
def test_marks_go_and_words_stay(text: str, links: Links, expected: Unmarked) -> None:
    assert unmark(text, links) == expected


@pytest.mark.parametrize(
    ("raw", "links", "expected"),
    [
        ("> She said so.", Links.MARKDOWN, "She said so."),
        ("> > She said so.", Links.MARKDOWN, "She said so."),
        (">", Links.MARKDOWN, ""),
        ("> News", Links.NONE, "> News"),
        ("News > World", Links.MARKDOWN, "News > World"),
    ],
)
def test_a_quotation_is_read_without_its_marks(raw: str, links: Links, expected: str) -> None:
    assert open_quote(raw, links) == expected
