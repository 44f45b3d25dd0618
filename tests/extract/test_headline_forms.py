"""Headlines on pages in the form of many content systems: where each prints it, and what its titles add to it."""

from datetime import UTC, datetime

import pytest

from app.extract.pipeline import read_page
from app.news import Page, Reading
from tests.extract.ferry import ENGLISH

H = "Ferry returns to Kinvara harbour after a year away"
URL = "https://www.kinvarabugle.example/2019/11/ferry-returns"
NAV = "<div><ul><li><a href=/>Home</a><li><a href=/n>News</a></ul></div>"


def read_headline(head: str, top: str, bottom: str = "", url: str | None = URL) -> str:
    """Read the headline of a page with this <head>, and this above and below its story."""
    page = (
        f"<html><head>{head}</head><body>{NAV}<div class=main>{top}{ENGLISH}{bottom}</div><p>© 2013</p></body></html>"
    )
    reading = read_page(Page(page.encode(), "text/html", datetime(2026, 1, 1, tzinfo=UTC), "utf-8", url))
    assert isinstance(reading, Reading)
    return reading.facts.headline


@pytest.mark.parametrize(
    ("head", "top", "headline"),
    [
        pytest.param(
            (
                f"<title>{H} - Kinvara Bugle</title><meta property='og:title' content='{H} - Kinvara "
                f"Bugle'><meta property=og:site_name content='Kinvara Bugle'>"
            ),
            f"<h1 class=site-title>Kinvara Bugle</h1><h1 class=entry-title>{H}</h1><p>By Ann Lee</p>",
            H,
            id="wp yoast",
        ),
        pytest.param(
            f"<title>{H} | Kinvara Bugle</title>",
            f"<h1 id=site-title><a href=/>Kinvara Bugle</a></h1><h2 class=entry-title>{H}</h2>",
            H,
            id="wp entry-title h2 site h1",
        ),
        pytest.param(
            f"<title>Kinvara Bugle » Blog Archive » {H}</title>",
            (
                f"<h1><a href=/>Kinvara Bugle</a></h1><div class=post><h2><a "
                f"href='https://www.kinvarabugle.example/2019/11/ferry-returns' "
                f"rel=bookmark>{H}</a></h2><small>March 4th, 2009</small>"
            ),
            H,
            id="wp old title first",
        ),
        pytest.param(
            f"<title>{H} | Kinvara Bugle</title>",
            f"<h2>Main menu</h2><h1 id=page-title class=title>{H}</h1>",
            H,
            id="drupal",
        ),
        pytest.param(
            (
                "<title>Kinvara ferry: it is back - Kinvara Bugle</title><meta property=og:title "
                "content='You will not believe what came back to Kinvara'>"
            ),
            f"<h1 class=headline>{H}</h1>",
            H,
            id="arc social differs",
        ),
        pytest.param(
            f"<title>Kinvara Bugle: {H}</title><meta property='og:title' content='{H}'>",
            (
                f"<h1 class=title>Kinvara Bugle</h1><h2 class=date-header>Monday, March 4, 2013</h2><h3 "
                f"class='post-title entry-title'>{H}</h3>"
            ),
            H,
            id="blogger h3",
        ),
        pytest.param(
            f"<title>Kinvara Bugle: {H}</title>",
            (
                f"<h1 class=title>Kinvara Bugle</h1><h2 class=date-header>Monday, March 4, 2013</h2><h3 "
                f"class='post-title entry-title'>{H}</h3>"
            ),
            H,
            id="blogger h3 no og",
        ),
        pytest.param(
            "<title>Kinvara Bugle - News</title>",
            (
                f"<table><tr><td>News</td></tr></table><font size='+2'><b>{H}</b></font><br>By Ann "
                f"Lee<br>March 4, 2003<br>"
            ),
            H,
            id="table font",
        ),
        pytest.param(
            "<title>Kinvara Bugle Online Edition</title>",
            f"<table><tr><td class=headline>{H}</td></tr><tr><td class=byline>By Ann Lee</td></tr></table>",
            H,
            id="table td.headline",
        ),
        pytest.param(
            "<title>Kinvara Bugle</title>",
            (
                f"<div class=kicker>Islands</div><span class=story_headline>{H}</span><br><span "
                f"class=byline>By Ann Lee</span>"
            ),
            H,
            id="table span.headline",
        ),
        pytest.param(
            "<title>Kinvara Bugle</title>",
            f"<div class='article-title'>{H}</div><div class=date>March 4, 2013</div>",
            H,
            id="div class title",
        ),
        pytest.param(
            f"<title>{H} - Kinvara Bugle</title>",
            f"<h1><span class=kicker>Islands</span> <span class=headline>{H}</span></h1>",
            H,
            id="kicker in h1",
        ),
        pytest.param(
            f"<title>Islands: {H} - Kinvara Bugle</title><meta property=og:title content='{H}'>",
            f"<h1><small>Islands</small><br>{H}</h1>",
            H,
            id="kicker in h1 no class in title",
        ),
        pytest.param(
            f"<title>{H} - Kinvara Bugle</title>",
            "<h1>Ferry returns to Kinvara<br>harbour after a year away</h1>",
            H,
            id="h1 br",
        ),
        pytest.param(
            (
                "<title>Ferry &amp;amp; tug return to Kinvara harbour - Kinvara Bugle</title><meta "
                "property=og:title content='Ferry &amp;amp; tug return to Kinvara harbour'>"
            ),
            "<div>Ferry &amp; tug return to Kinvara harbour</div>",
            "Ferry & tug return to Kinvara harbour",
            id="double escaped",
        ),
        pytest.param(
            "<title>Ferry &amp;amp; tug return to Kinvara harbour - Kinvara Bugle</title>",
            "<h1>Ferry &amp;amp; tug return to Kinvara harbour</h1>",
            "Ferry & tug return to Kinvara harbour",
            id="double escaped h1",
        ),
        pytest.param(
            "<title>Ferry returns to Kinvara harbour... - Kinvara Bugle</title>",
            f"<h1>Kinvara Bugle</h1><h2>{H}</h2>",
            H,
            id="truncated title",
        ),
        pytest.param(
            (
                "<title>Ferry returns to Kinvara harbour...</title><meta property=og:title "
                "content='Ferry returns to Kinvara ...'>"
            ),
            f"<div class=x>{H}</div><p>By Ann Lee</p>",
            H,
            id="truncated og only",
        ),
        pytest.param(
            f"<title>{H} :: Kinvara Bugle</title>",
            f"<h1><a href=/><img src=l.png alt='Kinvara Bugle'></a></h1><div><h2>{H}</h2></div>",
            H,
            id="logo h1 img",
        ),
        pytest.param(
            "<title>Kinvara Bugle</title>",
            f"<p class=headline>{H}</p><p class=byline>Ann Lee</p>",
            H,
            id="no heading p.headline",
        ),
        pytest.param(
            f"<title>{H} | Islands | Kinvara Bugle</title>",
            f"<h1>Islands</h1><h2 class=title>{H}</h2>",
            H,
            id="section h1 h2 headline",
        ),
        pytest.param(
            (
                "<title>Kinvara ferry is back</title><script "
                'type=\'application/ld+json\'>{"@type":"NewsArticle","headline":"Ferry returns to Kinvara '
                'harbour after a"}</script>'
            ),
            f"<h1>{H}</h1>",
            H,
            id="ld truncated",
        ),
        pytest.param(
            (
                f"<title>Kinvara Bugle</title><script "
                f'type=\'application/ld+json\'>{{"@type":"NewsArticle","headline":"{H}"}}</script>'
            ),
            "",
            H,
            id="ld only",
        ),
        pytest.param(f"<title>Islands: {H} | Kinvara Bugle</title>", f"<h1>{H}</h1>", H, id="section prefix in title"),
        pytest.param(f"<title>Kinvara Bugle | {H}</title>", "<div id=x></div>", H, id="title site first"),
        pytest.param(f"<title>Kinvara Bugle - {H}</title>", "<div id=x></div>", H, id="title site first dash"),
        pytest.param(f"<title>{H} - Kinvara Bugle</title>", "", H, id="title only unknown site"),
        pytest.param(f"<title>{H} - March 4, 2013 - Kinvara Bugle</title>", "", H, id="title with date"),
        pytest.param(
            f"<title>{H} - Kinvara Bugle</title>",
            "<h1>FERRY RETURNS TO KINVARA HARBOUR AFTER A YEAR AWAY</h1>",
            "FERRY RETURNS TO KINVARA HARBOUR AFTER A YEAR AWAY",
            id="caps h1",
        ),
        pytest.param(
            f"<title>{H} - Kinvara Bugle</title>",
            f"<h1>{H} <a class=comments href=#c>12 comments</a></h1>",
            H,
            id="h1 counts",
        ),
        pytest.param(
            f"<title>{H} - Kinvara Bugle</title>",
            f"<h1 class=mobile>{H}</h1><h1 class=desktop>{H}</h1>",
            H,
            id="h1 twice",
        ),
        pytest.param(
            "<title>Kinvara Bugle</title>",
            f"<h1>Kinvara Bugle</h1><h2>Sport</h2><article><header><h2>{H}</h2></header>",
            H,
            id="h1 newspaper, header h2",
        ),
        pytest.param(
            "<title>Kinvara Bugle</title>",
            f"<h1>The Bugle</h1><h3>Today</h3><h2 itemprop=headline>{H}</h2>",
            H,
            id="itemprop h2",
        ),
        pytest.param(
            "<title>Kinvara Bugle</title>", f"<h1>The Bugle</h1><h3>{H}</h3><p>By Ann Lee</p>", H, id="h3 headline"
        ),
        pytest.param(
            "<title>The Kinvara Bugle: news of the islands</title>",
            f"<p><b>{H}</b></p><p>By Ann Lee</p>",
            H,
            id="bold above byline",
        ),
        pytest.param(
            "<title>untitled</title>", f"<center><b>{H}</b></center><p>March 4, 2003</p>", H, id="bold centered"
        ),
        pytest.param("<title>Untitled Document</title>", f"<h1>{H}</h1>", H, id="title untitled h1"),
        pytest.param(
            "<title>Kinvara Bugle</title><meta property=og:title content='Kinvara Bugle'>",
            f"<h1>{H}</h1>",
            H,
            id="og is site",
        ),
        pytest.param(
            "<title>Debate night | Ferry returns to Kinvara harbour - Kinvara Bugle</title>",
            "<h1>Debate night | Ferry returns to Kinvara harbour</h1>",
            "Debate night | Ferry returns to Kinvara harbour",
            id="headline with pipe",
        ),
        pytest.param(
            "<title>Kinvara Bugle wins prize for its story of the ferry - Kinvara Bugle</title>",
            "<h1>Kinvara Bugle wins prize for its story of the ferry</h1>",
            "Kinvara Bugle wins prize for its story of the ferry",
            id="headline contains site",
        ),
        pytest.param(
            "<title>The long wait | Kinvara Bugle</title>",
            "<h1>Kinvara Bugle</h1><h2>The long wait</h2>",
            "The long wait",
            id="short headline",
        ),
        pytest.param(
            (
                "<title>The long wait: how Kinvara got its ferry back after a year, and what the "
                "islanders did meanwhile | Kinvara Bugle</title><meta property=og:title content='The "
                "long wait: how Kinvara got its ferry back after a year, and what the islanders did "
                "meanwhile'>"
            ),
            "<h1>The long wait</h1>",
            "The long wait",
            id="short h1 vs long title",
        ),
        pytest.param(
            f"<title>{H} - Islands - News - Kinvara Bugle</title>",
            f"<h1>News</h1><div class=story><h2>{H}</h2></div>",
            H,
            id="section h1 in breadcrumb title",
        ),
        pytest.param(
            f"<title>{H} - Kinvara Bugle</title>",
            f"<h1 style='display:none'>Kinvara Bugle - news from the islands</h1><div><h2>{H}</h2></div>",
            H,
            id="hidden h1",
        ),
        pytest.param(f"<title>{H}</title>", f"<h1>{H}<span class=share>Share</span></h1>", H, id="h1 with share text"),
        pytest.param(
            (
                "<title>Kinvara: Fähre kehrt nach einem Jahr in den Hafen zurück | "
                "Hafenbote</title><meta property=og:title content='Kinvara: Fähre kehrt nach einem Jahr "
                "in den Hafen zurück'>"
            ),
            (
                "<h1><span class='article-heading__kicker'>Kinvara</span><span class='visually-hidden'>: "
                "</span><span class='article-heading__title'>Fähre kehrt nach einem Jahr in den Hafen "
                "zurück</span></h1>"
            ),
            "Fähre kehrt nach einem Jahr in den Hafen zurück",
            id="de zeit kicker",
        ),
        pytest.param(
            "<title>Kinvara: Fähre kehrt in den Hafen zurück - Hafenbote ONLINE</title>",
            (
                "<h2 class=article-title><span class=headline-intro>Kinvara:</span> <span "
                "class=headline>Fähre kehrt in den Hafen zurück</span></h2>"
            ),
            "Fähre kehrt in den Hafen zurück",
            id="de spiegel old",
        ),
        pytest.param(
            "<title>Паром вернулся в гавань Кинвары - Портовые новости, 04.03.2013</title>",
            "<h1 class=article__title>Паром вернулся в гавань Кинвары</h1>",
            "Паром вернулся в гавань Кинвары",
            id="ru ria",
        ),
        pytest.param(
            "<title>Паром вернулся в гавань Кинвары после года отсутствия - РИА Новости, 04.03.2013</title>",
            "",
            "Паром вернулся в гавань Кинвары после года отсутствия",
            id="ru title only",
        ),
        pytest.param(
            "<title>渡轮时隔一年重返金瓦拉港_滚动新闻_港口网</title>",
            "<div id=title>渡轮时隔一年重返金瓦拉港</div><div>2013年03月04日 来源：新华社</div>",
            "渡轮时隔一年重返金瓦拉港",
            id="zh div title",
        ),
        pytest.param(
            "<title>渡轮时隔一年重返金瓦拉港--国际--人民网</title>", "", "渡轮时隔一年重返金瓦拉港", id="zh title only"
        ),
        pytest.param(
            "<title>渡轮时隔一年重返金瓦拉港-港口网</title>",
            "<h1>渡轮时隔一年重返金瓦拉港</h1>",
            "渡轮时隔一年重返金瓦拉港",
            id="zh h1 subtitle",
        ),
        pytest.param(
            "<title>킨바라항 여객선 1년 만에 돌아왔다 : 뉴스 : 항구일보</title>",
            "<h3 id=articleTitle>킨바라항 여객선 1년 만에 돌아왔다</h3>",
            "킨바라항 여객선 1년 만에 돌아왔다",
            id="ko",
        ),
        pytest.param(
            "<title>フェリー、一年ぶりに港へ\u3000島民が歓迎：港新聞デジタル</title>",
            "<h1>フェリー、一年ぶりに港へ\u3000島民が歓迎</h1>",
            "フェリー、一年ぶりに港へ 島民が歓迎",
            id="ja",
        ),
        pytest.param(
            "<title>フェリー、一年ぶりに港へ - 港新聞</title>", "", "フェリー、一年ぶりに港へ", id="ja title only"
        ),
        pytest.param(
            "<title>العبارة تعود إلى ميناء كينفارا بعد عام | أخبار الميناء</title>",
            "<h1>العبارة تعود إلى ميناء كينفارا بعد عام</h1>",
            "العبارة تعود إلى ميناء كينفارا بعد عام",
            id="ar",
        ),
        pytest.param(
            "<title>Le ferry revient au port après un an d’absence – Le Journal du Port</title>",
            "",
            "Le ferry revient au port après un an d’absence",
            id="fr title only",
        ),
        pytest.param(
            "<title>El ferry vuelve al puerto tras un año | Sociedad | El Puerto</title>",
            "<h1 itemprop='headline'>El ferry vuelve al puerto tras un año</h1>",
            "El ferry vuelve al puerto tras un año",
            id="es itemprop",
        ),
        pytest.param(f"<title>LIVE: {H} - Kinvara Bugle</title>", f"<h1>{H}</h1>", H, id="live prefix"),
        pytest.param(f"<title>{H}</title>", f"<h1>{H}<time>4 March 2013</time></h1>", H, id="h1 with time"),
        pytest.param(
            "<title>Ferry returns - Kinvara Bugle</title>",
            f"<h1>{H}</h1><h2>Ferry returns</h2>",
            H,
            id="figcaption h2 equal words",
        ),
        pytest.param(f"<title>Print: {H}</title>", f"<h2>{H}</h2>", H, id="print version"),
        pytest.param(f"<title>{H} - Business - Kinvara Bugle</title>", "", H, id="title with section dash unknown"),
        pytest.param(
            (
                "<title>Kinvara Bugle: Local news, sport, weather and what's on</title><meta name=title "
                "content='Kinvara Bugle'><meta property=og:title content='Kinvara Bugle: Local news'>"
            ),
            f"<div class=top>Kinvara Bugle</div><h1>{H}</h1>",
            H,
            id="legacy all titles wrong",
        ),
        pytest.param(
            "<title>Kinvara Bugle</title>",
            f"<h1>Kinvara Bugle – news of the islands</h1><h2>{H}</h2><p>4 March 2013</p>",
            H,
            id="h1 slogan, h2 headline, title is site",
        ),
        pytest.param("<title>Kinvara Bugle</title>", f"<h4>{H}</h4><p>By Ann Lee</p>", H, id="h4"),
        pytest.param(
            (
                f"<title>{H} | Ann Lee</title><meta property=og:title content='{H} | Ann Lee'><meta "
                f"name=author content='Ann Lee'>"
            ),
            "<p>By Ann Lee</p>",
            H,
            id="og with author",
        ),
        pytest.param(
            f"<title>{H}</title>",
            f"<h1>{H}<span class=standfirst>Hundreds met the boat on the quay</span></h1>",
            H,
            id="og with h1 plus standfirst",
        ),
        pytest.param(
            f"<title>{H}</title>", f"<h1>{H}</h1><h2>{H}, and hundreds met the boat on the quay</h2>", H, id="h1 deck"
        ),
        pytest.param(
            f"<title>{H}</title><meta name='twitter:title' content='{H} via @bugle'>",
            "<div></div>",
            H,
            id="twitter suffix",
        ),
        pytest.param(
            f"<title>{H} — Bugle</title>",
            "<svg><title>Menu</title></svg><h1><svg><title>Bugle</title></svg></h1>",
            H,
            id="svg title",
        ),
        pytest.param(
            "<title>Kinvara Bugle</title>",
            "<h1>Ferry retu<em>rns </em>to Kinvara harbour after a year away</h1>",
            H,
            id="emph h1",
        ),
    ],
)
def test_the_printed_headline_is_found(head: str, top: str, headline: str) -> None:
    assert read_headline(head, top) == headline


@pytest.mark.parametrize(
    ("head", "top", "bottom"),
    [
        pytest.param(
            "<title>Kinvara ferry back - Kinvara Bugle</title>",
            f"<h1>Breaking</h1><article><h1>{H}</h1></article>",
            "<h1>Kinvara school wins the county debating cup for a third year</h1>",
            id="several stories h1",
        ),
        pytest.param(
            f"<title>{H} - Kinvara Bugle</title>",
            f"<h1>{H}</h1>",
            "<h2>Related</h2><h2>More: ferry</h2>",
            id="h2 related contains",
        ),
    ],
)
def test_headings_below_the_story_are_not_its_headline(head: str, top: str, bottom: str) -> None:
    assert read_headline(head, top, bottom) == H


def test_a_site_that_nothing_else_names_is_cut_off() -> None:
    assert read_headline(f"<title>{H} - Kinvara Bugle</title>", "", url=None) == H
