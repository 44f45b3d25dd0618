from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extract.dumps.dump import clean_dump
from app.extract.dumps.lines import list_printed_lines

PARAGRAPHS = (
    "HARROWPORT, March 4 (Northern Wire) -- The harbour of Harrowport will reopen to fishing boats in June, two years "
    "after a storm broke its outer wall, Minister for the Coast Ellen Varga said on Monday.",
    "Repairs have cost 41 million crowns so far, a third more than the government had planned, Varga told reporters.",
    '"We built it once for the weather we had, and now we build it for the weather we will have," she said.',
    "Some 300 fishermen have been sailing from the neighbouring port of Lund Bay since the storm, their union says.",
)  # fmt: skip
MENU = "Home\nWorld\nBusiness\nSport\nCulture\nLog in | Register\n"
HEADLINE = "Harrowport harbour to reopen in June, minister says"
FOOTER = """Share this article
Most read
• Herring quotas stay as they are
• The night the wall broke
About us | Contact | Privacy
© Northern Daily"""


def make_dump(story: str, *, credit: str = "Northern Wire, March 4, 2013") -> str:
    return f"{MENU}\n{HEADLINE}\n\n0 Comment(s) Print E-mail {credit}\nAdjust font size:\n\n{story}\n\n{FOOTER}\n"


def test_a_dump_with_a_paragraph_a_line_keeps_them() -> None:
    found = clean_dump(make_dump("\n\n".join(PARAGRAPHS)))
    assert found.body == "\n\n".join(PARAGRAPHS)
    assert found.method == "dump"


def test_paragraphs_need_no_blank_line_between_them() -> None:
    assert clean_dump(make_dump("\n".join(PARAGRAPHS))).body == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize("at_hyphens", [False, True])
@pytest.mark.parametrize("width", [60, 72, 80])
def test_lines_wrapped_hard_are_joined_to_paragraphs(width: int, *, at_hyphens: bool) -> None:
    paragraphs = [text.replace(" and ", " well-thought-out and ") for text in PARAGRAPHS]
    story = "\n\n".join(textwrap.fill(text, width, break_on_hyphens=at_hyphens) for text in paragraphs)
    assert clean_dump(make_dump(story)).body == "\n\n".join(paragraphs)


def test_windows_newlines_and_indents_make_no_difference() -> None:
    story = "\n\n".join(f"    {text}" for text in PARAGRAPHS)
    assert clean_dump(make_dump(story)).body == "\n\n".join(PARAGRAPHS)


def test_the_head_holds_headline_and_credit_line_as_printed() -> None:
    found = clean_dump(make_dump("\n\n".join(PARAGRAPHS)))
    assert HEADLINE in found.head
    assert "0 Comment(s) Print E-mail Northern Wire, March 4, 2013" in found.head
    assert found.tail[0] == "Share this article"


def test_the_head_begins_at_the_headline() -> None:
    assert clean_dump(make_dump("\n\n".join(PARAGRAPHS))).head[0] == HEADLINE


def test_a_head_without_a_headline_is_short() -> None:
    found = clean_dump("\n".join(f"Menu {n}" for n in range(60)) + "\n\n" + "\n\n".join(PARAGRAPHS))
    assert found.head == tuple(f"Menu {n}" for n in range(35, 60))


@pytest.mark.parametrize(
    "caption",
    [
        "The harbour wall of Harrowport, seen from the north. (Northern Wire Photo)",
        "The minister in Harrowport on Monday. Photograph: Effie Storm/Northern Wire",
        "Boats at Lund Bay on Monday. AFP/Effie Storm",
        "Image caption The wall was broken in two places",
    ],
)
def test_a_caption_with_its_credit_goes(caption: str) -> None:
    story = "\n\n".join((*PARAGRAPHS[:2], caption, *PARAGRAPHS[2:]))
    assert clean_dump(make_dump(story)).body == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "heading", ["2 responses to “Harrowport harbour to reopen”", "Leave a Reply", "Readers’ comments"]
)
def test_the_comments_of_readers_go(heading: str) -> None:
    comments = "\n\n".join(
        f"Reader number {n} says:\n\nI have sailed from that harbour for {n} years, and I do not believe a word of it."
        for n in range(20, 26)
    )
    found = clean_dump(make_dump("\n\n".join((*PARAGRAPHS, heading, comments))))
    assert found.body == "\n\n".join(PARAGRAPHS)


def test_a_small_text_beyond_many_lines_of_furniture_goes() -> None:
    links = "\n".join(f"• Notices, page {n}" for n in range(16))
    notice = "The Northern Daily is not bound by what its readers say, and the law of the coast applies to all of it."
    found = clean_dump(make_dump("\n\n".join(PARAGRAPHS)) + f"{links}\n\n{notice}\n")
    assert found.body == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize("mark", ["Endi", "Enditem", "(Ends)", "-30-"])
@pytest.mark.parametrize("before", [" ", "\n\n"], ids=["behind", "below"])
def test_the_end_mark_opens_the_tail(mark: str, before: str) -> None:
    found = clean_dump(make_dump("\n\n".join(PARAGRAPHS) + before + mark))
    assert found.body == "\n\n".join(PARAGRAPHS)
    assert found.tail[:2] == (mark, "Share this article")


def test_furniture_within_the_story_goes() -> None:
    story = "\n\n".join(
        (*PARAGRAPHS[:2], "Advertisement", "Read more: Herring quotas stay as they are", *PARAGRAPHS[2:])
    )
    assert clean_dump(make_dump(story)).body == "\n\n".join(PARAGRAPHS)


def test_a_brief_of_two_sentences_is_found() -> None:
    brief = "A freight train left the rails near Ostmark on Sunday, police said. The line stays closed until Tuesday."
    found = clean_dump(f"{MENU}\nTrain leaves the rails\n\n{brief}\n\n{FOOTER}")
    assert found.body == brief


def test_a_story_in_chinese_is_found() -> None:
    story = (
        "港口将于六月重新开放，部长星期一在市政厅对记者说。维修费用比政府原来的计划多出三分之一。",
        "渔民们表示欢迎，但是他们也说，这个日期去年秋天就有人承诺过，现在他们只相信自己的眼睛。",
        "新的防波堤高六米，工程师们用模型试验了八个月，结果令人满意，部长最后说。",
    )
    dump = "首页\n新闻\n体育\n\n港口六月重新开放\n\n" + "\n\n".join(story) + " （完）\n\n分享到\n相关新闻\n返回首页"
    assert clean_dump(dump).body == "\n\n".join(story)


@pytest.mark.parametrize("text", ["", "\n \n", MENU, "404"], ids=["nothing", "white-space", "a-menu", "a-number"])
def test_where_no_line_looks_like_a_story_there_is_none(text: str) -> None:
    assert clean_dump(text).body == ""


@given(st.lists(st.text(alphabet="ab .,-•\t", min_size=0, max_size=120), max_size=30))
def test_a_body_is_made_of_the_lines_of_the_dump(raw: list[str]) -> None:
    text = "\n".join(raw)
    known = {row.line.text for row in list_printed_lines(text)}
    found = clean_dump(text)
    assert all(paragraph in known for paragraph in found.body.split("\n\n") if paragraph)
    assert found == clean_dump(text)


@pytest.mark.parametrize("heading", ["Read more", "Related stories", "Most read"])
def test_links_below_a_heading_within_the_story_go(heading: str) -> None:
    links = "\n".join(("• The night the wall broke", "• Two towns and one harbour"))
    story = "\n\n".join((*PARAGRAPHS[:2], f"{heading}\n\n{links}", *PARAGRAPHS[2:]))
    assert clean_dump(make_dump(story)).body == "\n\n".join(PARAGRAPHS)


def test_the_story_s_own_list_stays() -> None:
    items = (
        "- The outer wall will be six metres high and rest on 2,200 piles.",
        "- The inner wall will be mended where it leaks, and no more.",
    )
    story = "\n\n".join(
        (*PARAGRAPHS[:2], "The plan has two parts, according to the ministry:", *items, *PARAGRAPHS[2:])
    )
    assert items[0] in clean_dump(make_dump(story)).body
