"""Plain text and Markdown."""

import pytest

from app.formats.markdown import write_markdown
from app.formats.plain import write_text
from tests.formats.stories import BARE, BODY, FULL, STORIES, URI

CITED = f"""\
By: Ana Quist, Bo Lind
Source: Xinhua
Publisher: Port Ellery Post
Published: 2024-03-04T18:20:00Z
Modified: 2024-03-05
URL: https://www.port-ellery.example/pier.html?a=1&b=2
Archived: {URI}
Capture: sha256:{"ab" * 32}"""


def test_plain_text_is_headline_credits_and_the_body_as_it_is() -> None:
    assert write_text(FULL) == f"Council votes to rebuild the east_pier & quay\n\n{CITED}\n\n{BODY}\n"


def test_what_is_not_known_is_left_out() -> None:
    assert write_text(BARE).split("\n\n")[1].splitlines() == list(CITED.splitlines()[-2:])


def test_markdown_keeps_items_and_escapes_what_would_be_marks() -> None:
    headline, *paragraphs = write_markdown(FULL).split("\n\n")
    assert headline == r"# Council votes to rebuild the east\_pier \& quay"
    assert paragraphs[:4] == [
        r"PORT ELLERY, March 4 (Xinhua) -- The council voted \*twice\* on Monday.",
        r"- 1,200 berths \<b\>stay\</b\>",
        r"1\. No berth is lost, “and none will be,” Oduya said.",
        r"\# 4 was the last pier\_head to go.",
    ]


@pytest.mark.parametrize("name", STORIES)
def test_texts_end_with_one_line_break(name: str) -> None:
    for text in (write_text(STORIES[name]), write_markdown(STORIES[name])):
        assert text.endswith("\n")
        assert not text.endswith("\n\n")
