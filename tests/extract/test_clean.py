from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree, html

from app.extract.clean import clean_html
from app.extract.dump import clean_dump
from app.extract.lines import list_lines
from app.extract.markup import parse
from app.news import CleanText, Rejection

LAYOUTS = sorted((Path(__file__).parent / "layouts").glob("*.html"))
PARAGRAPHS = (
    "The town council of Millbrae voted 7 to 4 on Tuesday night to close its last cinema, after eleven years of talk.",
    "Repairs would take 900,000 dollars that the town does not have, Mayor Ruth Okafor said after the vote.",
    "“Nobody in this room wanted to raise that hand,” she said, and the council went on to the next point.",
    "Opponents left before the result was read out, and a group of residents has offered to buy the house.",
)


def get_tree(text: str) -> html.HtmlElement:
    tree = parse(text)
    assert not isinstance(tree, Rejection)
    return tree


def clean_tree(tree: html.HtmlElement) -> CleanText:
    return clean_html(tree, list_lines(tree))


def clean(inner: str) -> CleanText:
    text = (
        "<html><head><title>Council votes to close the Regal cinema | The Observer</title></head><body>"
        "<ul><li><a href='/'>Home</a></li><li><a href='/w'>World</a></li></ul>"
        f"<div class='story'>{inner}</div></body></html>"
    )
    return clean_tree(get_tree(text))


def set_paragraphs(*extra_last: str) -> str:
    return "".join(f"<p>{text}</p>" for text in (*PARAGRAPHS, *extra_last))


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda path: path.stem)
def test_a_page_and_its_dump_give_the_same_body(layout: Path) -> None:
    text = layout.read_text(encoding="utf-8")
    body = layout.with_suffix(".body.txt").read_text(encoding="utf-8").strip()
    from_page = clean_tree(get_tree(text))
    from_dump = clean_dump(layout.with_suffix(".txt").read_text(encoding="utf-8"))
    assert from_page.body == body
    assert from_dump.body == body
    assert (from_page.method, from_dump.method) == ("trafilatura", "dump")


@pytest.mark.parametrize(
    ("layout", "in_head", "in_tail"),
    [
        ("tables_2005", "Print E-mail Northern Wire, March 4, 2013", "Endit"),
        ("divs_2013", "By Jonas Lind, Staff Writer", "Contact the writer: jlind@observer.example or 555-0143"),
        ("semantic_2022", "By Ada Brandt", "Source: Ostmark Institute"),
    ],
)
def test_head_and_tail_hold_the_lines_around_the_story_as_printed(layout: str, in_head: str, in_tail: str) -> None:
    folder = Path(__file__).parent / "layouts"
    text = (folder / f"{layout}.html").read_text(encoding="utf-8")
    for found in (clean_tree(get_tree(text)), clean_dump((folder / f"{layout}.txt").read_text(encoding="utf-8"))):
        assert any(in_head in line for line in found.head)
        assert found.tail[0] == in_tail
        assert len(found.head) <= 25
        assert len(found.tail) <= 10


@pytest.mark.parametrize(
    ("line", "where"),
    [
        ("<h1>Council votes to close the Regal cinema</h1>", "above"),
        ("<p>Council votes to close the Regal cinema</p>", "above"),
        ("<p>By Jonas Lind</p>", "above"),
        ("<p>Published 17 April 2013, 21:12</p>", "above"),
        ("<p>Photo: The Observer / Ida Marsh</p>", "above"),
        ("<p>The cinema in Millbrae, April 16, 2013. (Northern Wire Photo)</p>", "above"),
        ("<p>The hall was dark on Tuesday. REUTERS/Ida Marsh 1/2</p>", "above"),
        ("<p>4月16日，工人在拆影院的招牌。马小青 摄</p>", "above"),
        (
            "<p>Tuesday, April 17, 2013 | Millbrae 11°C | <a href='/r'>Register</a> | <a href='/s'>Sign in</a></p>",
            "above",
        ),
        ("<p>The mayor leaves the town hall. Photograph: Ida Marsh/Observer</p>", "within"),
        ("<p>The council in session (AP Photo/Ida Marsh)</p>", "within"),
        ("<p>Follow the Observer on Facebook and Instagram.</p>", "within"),
        ("<p><a href='/x'>Three halls that came back to life, and one that did not</a> [GALLERY]</p>", "within"),
        ("<p>Sign up for our newsletter and never miss a vote.</p>", "within"),
        ("<p><a href='/x'>Library hours to be cut from June, council decides</a></p>", "within"),
        ("<p>Related: <a href='/x'>Teen drivers to get night course</a></p>", "within"),
        ("<p>ADVERTISEMENT</p>", "within"),
        ("<p>Story continues below</p>", "within"),
        ("<p>###</p>", "below"),
        ("<p>(Ends)</p>", "below"),
        ("<p>-30-</p>", "below"),
        ("<p>Reporting by Jonas Lind; editing by Ida Marsh</p>", "below"),
        ("<p>(Reporting by Jonas Lind and Ada Brandt; Editing by Ida Marsh)</p>", "below"),
        ("<p>Follow us on Twitter @observer</p>", "below"),
        ("<p>Copyright 2013 The Observer. All rights reserved.</p>", "below"),
        ("<p>SOURCE Millbrae Observer</p>", "below"),
    ],
)
def test_furniture_around_and_within_a_story_goes(line: str, where: str) -> None:
    shown = [f"<p>{text}</p>" for text in PARAGRAPHS]
    shown.insert({"above": 0, "within": 2, "below": len(shown)}[where], line)
    assert clean("".join(shown)).body == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "mark",
    [
        "Endi",
        "Enditem",
        "ENDS",
        "(Ends)",
        "-30-",
        "- ends -",
        "/END/",
        "-0-",
        "###",
        "# # #",
        "■",
        "（完）",
        "（了）",
        "(끝)",
        "(fim)",
        "(FIN)",
        "(Schluss)",
        "KONIEC",
        "ENDALL",
    ],
)
def test_an_end_mark_behind_the_last_sentence_goes_to_the_tail(mark: str) -> None:
    found = clean(set_paragraphs(f"The council will hear the group again on the second of May. {mark}"))
    assert found.body.endswith("on the second of May.")
    assert found.tail[0] == mark


@pytest.mark.parametrize(
    "sentence",
    [
        "He read the book to the end.",
        "Nobody knew how it ends",
        "The train stops at the End.",
        "She was 30.",
        "The last word of the film was fin.",
        "Asked how she felt, she said that she was fine. Fine.",
        "The privacy policy of the town allows it, and you can subscribe to its letters, the mayor said.",
        "Sources close to the council said the vote had been postponed twice.",
        "Follow-up meetings are planned.",
        "Living with HIV/AIDS was the last film that the house showed, it said (in April).",
    ],
)
def test_a_story_that_sounds_like_furniture_stays(sentence: str) -> None:
    assert clean(set_paragraphs(sentence)).body.endswith(sentence)


@pytest.mark.parametrize(
    "line",
    [
        "(Reporting by Jonas Lind; Editing by Ida Marsh)",
        "Reporting by Jonas Lind; editing by Ida Marsh",
        "(Writing by Ada Brandt)",
    ],
)
def test_nothing_of_the_page_follows_a_sign_off(line: str) -> None:
    found = clean(
        set_paragraphs(line)
        + "<h3>Shares to watch</h3><p>Five things to know before the market opens on Wednesday morning.</p>"
    )
    assert found.body == "\n\n".join(PARAGRAPHS)
    assert found.tail[0] == line


def test_a_sentence_within_a_story_may_open_like_a_sign_off() -> None:
    sentence = "Written by a clerk in 1911, the book of minutes has no word on it."
    story = (*PARAGRAPHS[:3], sentence, PARAGRAPHS[3])
    assert clean("".join(f"<p>{text}</p>" for text in story)).body == "\n\n".join(story)


def test_the_boxes_of_a_sidebar_go() -> None:
    links = "".join(f"<div><a href='/{n}'>Another brief, number {n}</a></div>" for n in range(5))
    events = "".join(f"<div>{day}: Film club, old fire station, 7pm</div>" for day in ("Monday", "Tuesday", "Friday"))
    text = (
        f"<html><body><div><h1>Regal to close</h1><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p></div>"
        f"<div><div>More briefs</div>{links}</div><div><div>In town this week</div>{events}</div></body></html>"
    )
    assert clean_tree(get_tree(text)).body == "\n\n".join(PARAGRAPHS[:2])


def test_the_menu_of_a_page_laid_out_in_tables_goes() -> None:
    cells = "".join(f"<td><a href='/{name}'>{name}</a></td>" for name in ("News", "Town", "Sports", "Homes", "Jobs"))
    text = (
        "<html><body><table><tr><td>Wednesday, April 17, 2013 | Millbrae 11°C, rain | <a href='/r'>Register</a><br>"
        f"<form><input name='q'></form></td></tr></table><table><tr>{cells}</tr></table>"
        f"<table><tr><td><h1>Regal to close</h1>{set_paragraphs()}</td></tr></table></body></html>"
    )
    found = clean_tree(get_tree(text))
    assert found.body == "\n\n".join(PARAGRAPHS)
    assert found.head == ("Regal to close",)


def test_paragraphs_that_only_breaks_part_stay_apart_in_a_font_tag_and_in_table_cells() -> None:
    story = "<font size=2>" + "<br><br>&nbsp;&nbsp;".join(PARAGRAPHS) + "</font>"
    rows = ("<b><font size=4>Council votes to close the Regal cinema</font></b>", "Adjust font size:", story)
    found = clean("<table>" + "".join(f"<tr><td>{row}</td></tr>" for row in rows) + "</table>")
    assert found.body.split("\n\n") == list(PARAGRAPHS)


def test_a_headline_that_comes_again_within_the_story_goes() -> None:
    headline = "<h1>Council votes to close the Regal cinema</h1>"
    found = clean(headline + set_paragraphs()[:-4] + "</p>" + headline + f"<p>{PARAGRAPHS[1]} Really.</p>")
    assert found.body == "\n\n".join((*PARAGRAPHS, f"{PARAGRAPHS[1]} Really."))


def test_a_paragraph_keeps_the_words_of_its_links() -> None:
    paragraph = (
        "The Observer reported on Monday that "
        "<span class='link'><a href='/x'>the owner of the hall will pay a fine</a></span> "
        "for the leaking roof, which the council had asked him to mend eleven years ago."
    )
    found = clean(f"<p>{PARAGRAPHS[0]}</p><p>{paragraph}</p>{set_paragraphs()}")
    assert "that the owner of the hall will pay a fine for the leaking roof" in found.body


def test_lines_that_stand_alone_between_two_of_the_story_come_back() -> None:
    found = clean(
        f"<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p><p><strong>Who pays for the roof?</strong></p>"
        f"<p>{PARAGRAPHS[2]}</p><figure><img src='a.jpg'><figcaption>The hall in May</figcaption></figure>"
        f"<p>{PARAGRAPHS[3]}</p>"
    )
    assert found.body.split("\n\n") == [*PARAGRAPHS[:2], "Who pays for the roof?", *PARAGRAPHS[2:]]


def test_the_tail_begins_below_the_story_where_its_end_mark_is_glued_to_it() -> None:
    story = ("影院将于六月关闭，镇长星期二在市政厅对记者说。", "居民们说他们会把房子买下来，但是还没有筹到钱。")
    shown = (
        f"<h1>影院六月关闭</h1><p>来源：北方社</p><p>{story[0]}</p><p>{story[1]}（完）</p><div>责任编辑：马小青</div>"
    )
    found = clean(shown)
    assert found.body == "\n\n".join(story)
    assert found.head == ("影院六月关闭", "来源：北方社")
    assert found.tail == ("（完）", "责任编辑：马小青")


def test_the_head_begins_at_the_headline_though_no_heading_marks_it() -> None:
    found = clean(
        f"<div>You are here: Home, Town</div><div>Council votes to close the Regal cinema</div>"
        f"<div>2013-04-17 Northern Wire</div>{set_paragraphs()}"
    )
    assert found.head == ("Council votes to close the Regal cinema", "2013-04-17 Northern Wire")


def test_subheads_and_list_items_stay() -> None:
    found = clean(
        f"<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p><h2>What comes next</h2><p>{PARAGRAPHS[2]}</p>"
        f"<ul><li>A hearing on the second of May.</li><li>A vote in June.</li></ul><p>{PARAGRAPHS[3]}</p>"
    )
    items = ("- A hearing on the second of May.", "- A vote in June.")
    assert found.body.split("\n\n") == [*PARAGRAPHS[:2], "What comes next", PARAGRAPHS[2], *items, PARAGRAPHS[3]]


def test_white_space_is_folded_and_unseen_characters_go() -> None:
    dressed = "One\u00a0 \n\ttwo\u200b thr\u00adee, said\u2003the mayor of\ufeff Millbrae on Tuesday."
    found = clean(f"<p>{PARAGRAPHS[0]}</p><p>{dressed}</p>")
    assert found.body.endswith("One two three, said the mayor of Millbrae on Tuesday.")


def test_a_single_paragraph_of_a_brief_is_found() -> None:
    brief = (
        "A freight train left the rails near Ostmark on Sunday, and nobody was hurt, the police of the district said."
    )
    assert clean(f"<h1>Train leaves the rails</h1><p>{brief}</p>").body == brief


def test_the_tree_is_left_as_it_was() -> None:
    text = (Path(__file__).parent / "layouts" / "tables_2005.html").read_text(encoding="utf-8")
    tree = get_tree(text)
    before = etree.tostring(tree)
    clean_tree(tree)
    assert etree.tostring(tree) == before


def test_a_page_reads_the_same_whatever_was_read_before() -> None:
    texts = [path.read_text(encoding="utf-8") for path in LAYOUTS]
    once = [clean_tree(get_tree(text)) for text in texts]
    again = [clean_tree(get_tree(text)) for text in reversed(texts)]
    assert once == again[::-1]


def test_a_page_without_a_story_has_an_empty_body() -> None:
    assert clean("<a href='/a'>One</a> <a href='/b'>Two</a>") == CleanText("")


def test_a_story_that_trafilatura_takes_for_furniture_is_rescued() -> None:
    text = f"<html><body><h1>Council votes</h1><aside>{set_paragraphs()}</aside></body></html>"
    found = clean_tree(get_tree(text))
    assert found.body == "\n\n".join(PARAGRAPHS)
    assert found.method == "readability"
