"""One page as the tools of scrapers dump it: the story is the same, whoever printed it."""

from __future__ import annotations

import quopri
import textwrap

import pytest

from app.extract.dumps.dump import clean_dump
from app.extract.dumps.lines import MAX_LINES, list_printed_lines

HEADLINE = "Ferry company drops its night route over empty decks"
PARAGRAPHS = (
    "The ferry company Norrline will drop the night route between Port Ellery and Lund Bay in April, because fewer "
    "than forty passengers a night have been using it since the bridge opened.",
    "The company told the harbour council on Tuesday that the route had lost 2.3 million crowns last year, more than "
    "all of its other routes together.",
    '"We have kept it for as long as we could, and a year longer than we should have," said Ada Renning, who runs the '
    "company.",
    "The council has asked for a delay until the summer, as the hospital in Port Ellery sends its samples to the "
    "laboratory in Lund Bay on the night ferry.",
    "A decision is expected at the end of the month, after the council has heard the hospital and the union of the "
    "crews.",
)  # fmt: skip
BODY = "\n\n".join(PARAGRAPHS)
MENU = ("Home", "World", "Business", "Sport", "Culture", "Opinion", "Weather", "Jobs")
RELATED = ("The bridge that changed the bay", "Crews ask for higher pay", "What a night at sea costs")
FOOTER = ("About us", "Contact", "Advertise with us", "Privacy policy")
LINKED = ("the harbour council", "Ada Renning", "the hospital in Port Ellery", "the union of the crews")
"""Words that are links on the page."""


def wrap(text: str, width: int, indent: str = "") -> str:
    return textwrap.fill(text, width, initial_indent=indent, subsequent_indent=indent)


def dump_lynx() -> str:
    numbered = []
    n_links = 0
    for text in (*MENU, *PARAGRAPHS, *RELATED, *FOOTER):
        link = next((link for link in LINKED if link in text), "" if text in PARAGRAPHS else text)
        n_links += bool(link)
        numbered.append(text.replace(link, f"[{n_links}]{link}", 1) if link else text)
    menu, story, below = numbered[:8], numbered[8:13], numbered[13:]
    parts = [
        "\n".join(f"     * {text}" for text in menu),
        HEADLINE,
        wrap("By Tove Lindqvist, Northern Daily", 72, "   "),
        *(wrap(text, 76, "   ") for text in story),
        wrap("Related stories", 72, "   "),
        "\n".join(f"     * {text}" for text in below[:3]),
        wrap(" | ".join(below[3:]), 76, "   "),
        "References\n",
        "\n".join(f"   {n}. https://northern-daily.example/{n}" for n in range(1, n_links + 1)),
    ]
    return "\n\n".join(parts)


def dump_w3m() -> str:
    menu = "\n".join(f"  \u2022 {text}" for text in MENU)
    story = "\n\n".join(wrap(text, 80) for text in PARAGRAPHS)
    related = "\n".join(f"  \u2022 {text}" for text in RELATED)
    return f"{menu}\n\n{HEADLINE}\n\n{story}\n\nRelated stories\n\n{related}\n\n{' '.join(FOOTER)}\n"


def dump_markdown(*, width: int = 0) -> str:
    def link(text: str) -> str:
        return f"[{text}](/{len(text)})"

    story = list(PARAGRAPHS)
    for words in LINKED:
        story = [text.replace(words, link(words)) for text in story]
    parts = [
        "\n".join(f"  * {link(text)}" for text in MENU),
        f"# {HEADLINE}",
        "![The ferry at night](/ferry.jpg)",
        "**By Tove Lindqvist** , _Northern Daily_",
        *(textwrap.fill(text, width, break_long_words=False) if width else text for text in story),
        "## Related stories",
        "\n".join(f"  * {link(text)}" for text in RELATED),
        "* * *",
        "\n".join(f"  * {link(text)}" for text in FOOTER),
    ]
    return "\n\n".join(parts) + "\n"


def dump_pieces() -> str:
    pieces = [*MENU, HEADLINE]
    for text in PARAGRAPHS:
        rest = text
        for words in LINKED:
            before, found, after = rest.partition(words)
            pieces += [before.strip(), found] if found else []
            rest = after.strip() if found else rest
        pieces.append(rest)
    return "\n".join(filter(None, (*pieces, "Related stories", *RELATED, *FOOTER)))


def dump_lines(newline: str = "\n", indent: str = "") -> str:
    lines = [*MENU, "", HEADLINE, "", *(f"{indent}{text}{newline}" for text in PARAGRAPHS), "Related stories", *RELATED]
    return newline.join((*lines, *FOOTER))


def dump_columns() -> str:
    rows = zip((*MENU, "", "", "", "", ""), _put_between(PARAGRAPHS), strict=False)
    width = max(map(len, PARAGRAPHS))
    return "\n".join(f"{left:12}  {right:{width}}" for left, right in rows)


def _put_between(paragraphs: tuple[str, ...]) -> list[str]:
    return [HEADLINE, "", *(line for text in paragraphs for line in (text, ""))]


DUMPS = {
    "lynx": dump_lynx(),
    "w3m": dump_w3m(),
    "html2text": dump_markdown(),
    "html2text-wrapped": dump_markdown(width=78),
    "get_text-with-a-separator": dump_pieces(),
    "crlf": dump_lines("\r\n"),
    "crcrlf": dump_lines("\r\r\n"),
    "cr": dump_lines("\r"),
    "line-separators": dump_lines("\u2028"),
    "form-feeds": dump_lines().replace("Related stories", "\fRelated stories"),
    "byte-order-mark": "\ufeff" + dump_lines(),
    "quoted-printable": quopri.encodestring(dump_lines().encode()).decode(),
    "mail-quotation": "\n".join(f"> {row}" for row in dump_markdown().split("\n")),
    "tabs": dump_lines(indent="\t\t"),
    "indented": dump_lines(indent="        "),
    "columns": dump_columns(),
}


@pytest.mark.parametrize("dump", DUMPS.values(), ids=DUMPS.keys())
def test_the_story_is_the_same_whichever_tool_printed_it(dump: str) -> None:
    assert clean_dump(dump).body == BODY


@pytest.mark.parametrize(("width", "indent"), [(60, ""), (72, "  "), (79, "    "), (100, ""), (132, "   ")], ids=repr)
def test_lines_wrapped_hard_are_joined_whatever_width_and_indent(width: int, indent: str) -> None:
    story = "\n\n".join(wrap(text, width, indent) for text in PARAGRAPHS)
    menu, below = "\n".join(MENU), "\n".join(("Related stories", *RELATED, *FOOTER))
    assert clean_dump(f"{menu}\n\n{HEADLINE}\n\n{story}\n\n{below}").body == BODY


def test_paragraphs_that_only_an_indent_tells_apart_are_not_run_together() -> None:
    story = "\n".join(textwrap.fill(text, 72, initial_indent="    ") for text in PARAGRAPHS)
    assert clean_dump("\n".join(MENU) + f"\n\n{HEADLINE}\n\n{story}\n").body == BODY


def test_a_page_on_one_line_keeps_its_story() -> None:
    text = " ".join((*MENU, HEADLINE, *PARAGRAPHS, *RELATED, *FOOTER))
    assert all(paragraph in clean_dump(text).body for paragraph in PARAGRAPHS)


def test_a_dump_has_so_many_lines_at_most() -> None:
    assert len(list_printed_lines("word\n" * (MAX_LINES * 4))) == MAX_LINES


@pytest.mark.parametrize(
    "text",
    ["[1]" * 300_000, "[" * 1_000_000, "* " * 500_000, "_a " * 300_000, "x" * 1_000_000, " \n" * 400_000,
     "a  b\n" * 200_000, "=\n" * 400_000, "\r" * 2_000_000, "and so the\n" * 40_000, "# a\n" + "> " * 400_000],
    ids=["numbers", "brackets", "bullets", "emphasis", "a-word", "blank-lines", "cells", "soft-ends", "returns",
         "broken", "quotes"],
)  # fmt: skip
@pytest.mark.timeout(20)
def test_hostile_dumps_take_no_longer_than_they_are_long(text: str) -> None:
    assert len(clean_dump(text).body) <= 2 * len(text)
