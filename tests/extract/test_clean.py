from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

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
        ("<p>A hall with a hole in its roof is to go, and a town is not of one mind</p><p>By Jonas Lind</p>", "above"),
        ("<h2>A hall with a hole in its roof.</h2><p>April 17, 2013</p>", "above"),
        ("<p>MILLBRAE</p><p>Wednesday, April 17, 2013</p>", "above"),
        (
            "<p>Tuesday, April 17, 2013 | Millbrae 11°C | <a href='/r'>Register</a> | <a href='/s'>Sign in</a></p>",
            "above",
        ),
        ("<p>The mayor leaves the town hall. Photograph: Ida Marsh/Observer</p>", "within"),
        ("<p>The council in session (AP Photo/Ida Marsh)</p>", "within"),
        ("<p>The hall on Sunday. © Ida Marsh/dpa</p>", "within"),
        ("<p>The hall on Sunday. (Observer photo by Ida Marsh)</p>", "within"),
        ("<p>La salle, dimanche. IDA MARSH / AFP</p>", "within"),
        ("<p>Photo by Ida Marsh</p>", "within"),
        ("<p>Follow the Observer on Facebook and Instagram.</p>", "within"),
        ("<p><a href='/x'>Three halls that came back to life, and one that did not</a> [GALLERY]</p>", "within"),
        ("<p>Sign up for our newsletter and never miss a vote.</p>", "within"),
        ("<p><a href='/x'>Library hours to be cut from June, council decides</a></p>", "within"),
        ("<p>Related: <a href='/x'>Teen drivers to get night course</a></p>", "within"),
        ("<p>ADVERTISEMENT</p>", "within"),
        ("<p>Halls: <a href='/x'>Who owns the cinemas of the county</a></p>", "within"),
        ("<p>[<a href='/x'>Three halls that came back to life]</a></p>", "within"),
        ("<p>&gt;&gt; Read more trending news</p>", "within"),
        ("<p>Читайте также: <a href='/x'>Кому принадлежат кинотеатры</a></p>", "within"),
        ("<p>यह भी पढ़ें: <a href='/x'>सिनेमा किसका है</a></p>", "within"),
        ("<p>اقرأ أيضا: <a href='/x'>من يملك دور السينما</a></p>", "within"),
        ("<p>未经授权不得转载本网内容。</p>", "within"),
        ("<p>この記事は有料記事です。残り1200文字</p>", "within"),
        ('<p>[button link="/x" type="big"]Send us your hall[/button]</p>', "within"),
        ('<p>[gallery ids="1,2,3"]</p>', "within"),
        ("<p>People are also reading…</p><ul><li><a href='/a'>Fair queen crowned</a></li></ul>", "within"),
        (
            "<div class='newsletter-box'><p>What the halls of the county play, each Friday, for nothing.</p></div>",
            "within",
        ),
        ("<div class='Author_card__Vb5'><p>Jonas Lind. He keeps two projectors at home.</p></div>", "within"),
        ("<p>Story continues below</p>", "within"),
        ("<div class='photo'><img src='a.jpg'><p>The hall on Sunday, with the doors open</p></div>", "within"),
        (
            "<div class='lead-foto'><a href='/a'><img src='a.jpg'></a><p>Sala w niedzielę. Fot. Ida Marsz</p></div>",
            "within",
        ),
        ("<p class='imgCaption'>The hall on Sunday, with the doors open.</p>", "within"),
        ("<p class='podpis'>Sala w niedzielę, drzwi otwarte.</p>", "within"),
        ("<table align='right'><tr><td><img src='a.jpg'><br>The hall on Sunday</td></tr></table>", "within"),
        ("<p>(PAP)</p><p>autor: Barbara Kulesza</p><p>edytor: Jan Wrona</p><p>bku/ jaw/</p>", "below"),
        ("<p>EFE</p><p>jml/rcf</p>", "below"),
        ("<p>Like what you read? Get the paper by post.</p>", "below"),
        ("<p>このページのトップへ</p>", "below"),
        ("<p>Tin liên quan</p>", "below"),
        ("<p>###</p>", "below"),
        ("<p>(Ends)</p>", "below"),
        ("<p>-30-</p>", "below"),
        ("<p>Reporting by Jonas Lind; editing by Ida Marsh</p>", "below"),
        ("<p>(Reporting by Jonas Lind and Ada Brandt; Editing by Ida Marsh)</p>", "below"),
        ("<p>Follow us on Twitter @observer</p>", "below"),
        ("<p>Copyright 2013 The Observer. All rights reserved.</p>", "below"),
        ("<p>SOURCE Millbrae Observer</p>", "below"),
        ("<p>Contact Jonas Lind at jlind@observer.example or 555-0143.</p>", "below"),
        ("<p>jlind@observer.example</p>", "below"),
        ("<p>Jonas Lind is a senior reporter who covers the town. He has two dogs.</p>", "below"),
        ("<p>___</p><p>Observer writer Ada Brandt contributed to this report.</p>", "below"),
        ("<p>Follow the Observer's full coverage of the council at https://observer.example/council</p>", "below"),
        ("<p>Forward-Looking Statements</p><p>This release holds statements that involve risks.</p>", "below"),
        ("<p>Media Contact:</p><p>Jonas Lind, 555-0143</p>", "below"),
        ("<p>Jonas Lind (avec AFP)</p>", "below"),
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
        "On Facebook, the mayor wrote that the vote had come too late.",
        "Sponsored by three members of the council, the plan would have kept the house open.",
        "“Sign up for nothing that you have not read,” she told those who had come.",
        "By submitting the plan a day early, the council had kept its word.",
        "Want to stay dry? Sit in the third row, the manager used to say.",
        "Related costs will be paid by the county.",
        "Posted in the lobby, the list of names grew all night.",
        "This story has been updated with the words of the mayor.",
        "Originally published in the Millbrae Almanac.",
        "Correction: an earlier version of this story gave the wrong year.",
        "More: that was what they all wanted, she said.",
        "未经许可进入影院的三名青年被警方带走，他们说只想再看一眼那块银幕，警方没有说会怎样处理他们。",
        "В Telegram-канале мэра сообщили, что голосование прошло без нарушений.",
        "Jonas Lind is 40 and has never been to another cinema.",
        "اشترك في التصويت أحد عشر عضوا من المجلس.",
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
        "(Reporte de Ida Marsh; editado por Jonas Lind)",
        "(Reportage de Ida Marsh, édité par Jonas Lind)",
        "(Bearbeitet von Ida Marsh. Redigiert von Jonas Lind.)",
        "(إعداد سمير حداد للنشرة العربية - تحرير ليلى منصور)",
        "（责任编辑：王小明）",
        "（編集・山田花子）",
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


def test_the_readers_comments_go_whatever_their_length() -> None:
    comment = "<p><b>old_salt</b></p><p>I have sat in that hall since 1961, and the roof let the rain in even then.</p>"
    found = clean(set_paragraphs() + "<div>Обсуждение (12)</div>" + comment * 4)
    assert found.body == "\n\n".join(PARAGRAPHS)


def test_a_link_to_the_comments_within_a_story_does_not_end_it() -> None:
    link = "<p><a href='#comments'>Comments</a></p>"
    found = clean("".join(f"<p>{text}</p>{link}" for text in PARAGRAPHS))
    assert found.body == "\n\n".join(PARAGRAPHS)


def test_teasers_below_a_story_go() -> None:
    links = "".join(f"<li><a href='/{n}'>Another brief, number {n}</a></li>" for n in range(5))
    cards = "".join(
        f"<h3><a href='/{n}'>Another hall, number {n}</a></h3><p>{PARAGRAPHS[n]} Still.</p>" for n in (0, 1)
    )
    found = clean(f"{set_paragraphs()}<ul>{links}</ul><div>More from us</div>{cards}")
    assert found.body == "\n\n".join(PARAGRAPHS)


def test_things_that_a_story_lists_under_linked_headings_stay() -> None:
    things = "".join(
        f"<h3><a href='https://shop.example/{n}'>Thing {n}</a></h3><p>{PARAGRAPHS[n]}</p>" for n in (1, 2, 3)
    )
    body = clean(f"<p>{PARAGRAPHS[0]}</p>{things}").body
    assert all(paragraph in body for paragraph in PARAGRAPHS)


def test_a_box_that_holds_the_story_is_none() -> None:
    assert clean(f"<div class='related-layout'>{set_paragraphs()}</div>").body == "\n\n".join(PARAGRAPHS)


def test_an_embedded_post_stays_with_the_line_that_names_its_author() -> None:
    post = (
        "<blockquote class='twitter-tweet'><p>The hall stays open tonight. <a href='https://t.co/x'>https://t.co/x</a></p>"
        "— Ruth Okafor (@mayor_okafor) <a href='/s'>April 17, 2013</a></blockquote>"
    )
    lines = ["The hall stays open tonight. https://t.co/x", "— Ruth Okafor (@mayor_okafor) April 17, 2013"]
    paragraphs = [f"<p>{text}</p>" for text in PARAGRAPHS]
    within = clean("".join((*paragraphs[:2], post, *paragraphs[2:])))
    assert within.body.split("\n\n") == [*PARAGRAPHS[:2], *lines, *PARAGRAPHS[2:]]


def test_marks_between_the_sections_of_a_story_stay_and_none_ends_it() -> None:
    shown = (*PARAGRAPHS[:2], "___", *PARAGRAPHS[2:], "___")
    assert clean("".join(f"<p>{text}</p>" for text in shown)).body.split("\n\n") == list(shown[:-1])


def test_the_first_of_several_subheads_stays() -> None:
    found = clean(
        f"<h1>Council votes to close the Regal cinema</h1><h3>The roof</h3><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>"
        f"<h3>The vote</h3><p>{PARAGRAPHS[2]}</p><p>{PARAGRAPHS[3]}</p>"
    )
    assert found.body.split("\n\n") == ["The roof", *PARAGRAPHS[:2], "The vote", *PARAGRAPHS[2:]]


def test_what_a_paragraph_holds_for_screen_readers_or_a_pointer_is_not_read() -> None:
    found = clean(
        f"<p>{PARAGRAPHS[0]}</p><p>Mayor <span class='rollover'><a href='/o'>Ruth Okafor</a>"
        "<span class='rollover-block'>Ruth Okafor, 61, mayor since 2009</span></span> said "
        "<a href='/x'>so<span class='screen-reader-text'> (opens in a new tab)</span></a> "
        f"after the vote on Tuesday night.</p><p>{PARAGRAPHS[2]}</p>"
    )
    assert found.body.split("\n\n")[1] == "Mayor Ruth Okafor said so after the vote on Tuesday night."


@pytest.mark.parametrize(
    ("line", "fate"),
    [
        ("Ada Brandt has covered the council for the Observer since 2004. She sails.", "goes"),
        ("Ada Brandt", "goes"),
        ("Ada Brandt, Millbrae", "goes"),
        ("Ruth Okafor has been mayor of the town since 2009.", "stays"),
        ("Brandt Hall is the last house of its kind in the county.", "stays"),
    ],
)
def test_who_wrote_a_story_is_no_part_of_its_end(line: str, fate: str) -> None:
    found = clean(
        f"<h1>Council votes to close the Regal cinema</h1><div>By <a href='/b'>Ada Brandt</a></div>"
        f"{set_paragraphs()}<p>{line}</p>"
    )
    assert found.body.endswith(PARAGRAPHS[-1] if fate == "goes" else line)


def test_a_story_that_only_breaks_part_wins_over_tables_of_comments_and_teasers() -> None:
    story = "<br><br>".join((*PARAGRAPHS[:2], "<b>No buyer in sight</b>", *PARAGRAPHS[2:]))
    teasers = "".join(
        f"<tr><td><b><a href='/{n}'>What the halls of the county play on Friday</a></b><br>The list is long this week, "
        "and most of it is older than those who will see it, the manager of the last hall told us.</td></tr>"
        for n in range(8)
    )
    found = clean(
        "<table><tr><td><font>Menu</font></td><td><table><tr><td><font size=3>"
        "<table align=right><tr><td><img src=a.gif><br>The hall in 1998</td></tr></table>"
        f"{story}<br><br></font></td></tr></table></td></tr></table><table>{teasers}</table>"
    )
    assert found.body.split("\n\n") == [*PARAGRAPHS[:2], "No buyer in sight", *PARAGRAPHS[2:]]


def test_subheads_of_level_one_stay_below_the_first_sentence() -> None:
    found = clean(
        f"<h1>Council votes to close the Regal cinema</h1><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>"
        f"<h1>No buyer in sight</h1><p>{PARAGRAPHS[2]}</p><p>{PARAGRAPHS[3]}</p>"
    )
    assert found.body.split("\n\n") == [*PARAGRAPHS[:2], "No buyer in sight", *PARAGRAPHS[2:]]


def test_each_entry_of_a_live_blog_keeps_its_heading_and_loses_its_share_bar() -> None:
    heads = ("Doors shut", "Vote begins", "Councillors arrive", "Good evening")
    entries = "".join(
        f"<div class='entry'><time>1{n}:41</time><h2>{head}</h2><p>{text}</p><div>Share this post</div></div>"
        for n, (head, text) in enumerate(zip(heads, PARAGRAPHS, strict=True))
    )
    found = clean(
        "<h1>Council votes to close the Regal cinema</h1>"
        f"<p>Follow the vote here, minute by minute, with us.</p>{entries}"
    )
    expected = [line for pair in zip(heads, PARAGRAPHS, strict=True) for line in pair]
    assert found.body.split("\n\n")[1:] == expected


def test_the_agency_that_signs_the_last_sentence_goes_to_the_tail_but_not_from_each_item_of_a_round_up() -> None:
    story = [f"{text} (PTI)" for text in PARAGRAPHS]
    found = clean("".join(f"<p>{text}</p>" for text in story))
    assert found.body.split("\n\n") == [*story[:-1], PARAGRAPHS[-1]]
    assert found.tail[0] == "(PTI)"
