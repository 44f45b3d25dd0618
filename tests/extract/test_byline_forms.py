"""Authors on pages in the form of many content systems and languages: who is one, and who is not."""

from datetime import UTC, datetime

import pytest

from app.extract.pipeline import read_page
from app.news import Page, Reading
from tests.extract.ferry import ENGLISH

HEADLINE = "Ferry returns to Kinvara harbour after a year away"
NAV = "<div><ul><li><a href=/>Home</a><li><a href=/n>News</a></ul></div>"


def make_ld(author: str) -> str:
    """Give the JSON-LD of a story by this author, itself JSON."""
    node = f'{{"@type": "NewsArticle", "headline": "{HEADLINE}", "author": {author}}}'
    return f"<script type='application/ld+json'>{node}</script>"


def make_person(name: str) -> str:
    """Give a person in JSON-LD."""
    return f'{{"@type": "Person", "name": "{name}"}}'


def read_authors(*, head: str = "", top: str = "", bottom: str = "", headline: str = HEADLINE) -> list[str]:
    """Read the authors of a page with this in its <head>, and this above and below its story."""
    site = "<meta property=og:site_name content='Kinvara Bugle'>"
    page = (
        f"<html><head><title>{headline} - Kinvara Bugle</title>{site}{head}</head><body>{NAV}<div class=main>"
        f"<h1>{headline}</h1>{top}{ENGLISH}{bottom}</div><p>© 2013</p></body></html>"
    )
    url = "https://www.kinvarabugle.example/2019/11/ferry-returns"
    reading = read_page(Page(page.encode(), "text/html", datetime(2026, 1, 1, tzinfo=UTC), "utf-8", url))
    assert isinstance(reading, Reading)
    return list(reading.facts.byline.authors) if reading.facts.byline else []


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        pytest.param(make_ld(make_person("Ann Lee")), ["Ann Lee"], id="ld person"),
        pytest.param(
            make_ld('[{"@type":"Person","name":"Ann Lee"},{"@type":"Person","name":"Bo Lind"}]'),
            ["Ann Lee", "Bo Lind"],
            id="ld list",
        ),
        pytest.param(make_ld('"Ann Lee and Bo Lind"'), ["Ann Lee", "Bo Lind"], id="ld string and"),
        pytest.param(
            make_ld('"Ann Lee, Bo Lind & Cy Young"'), ["Ann Lee", "Bo Lind", "Cy Young"], id="ld string commas"
        ),
        pytest.param(
            make_ld('[{"@type":"Person","name":["Ann Lee","Bo Lind"]}]'), ["Ann Lee", "Bo Lind"], id="ld names array"
        ),
        pytest.param(make_ld(make_person("By ANN LEE, AP Writer")), ["Ann Lee"], id="ld by prefix caps"),
        pytest.param(make_ld('{"@type":"Organization","name":"Kinvara Bugle"}'), [], id="ld org"),
        pytest.param(make_ld(make_person("Kinvara Bugle")), [], id="ld org person name"),
        pytest.param(make_ld(make_person("Kinvara Bugle Staff")), [], id="ld staff"),
        pytest.param(make_ld(make_person("Web Desk")), [], id="ld web desk"),
        pytest.param(make_ld(make_person("News Desk")), [], id="ld news desk"),
        pytest.param(make_ld(make_person("jsmith")), [], id="ld username jsmith"),
        pytest.param(make_ld(make_person("Jsmith22")), [], id="ld username capital"),
        pytest.param(make_ld('"https://www.facebook.com/kinvarabugle"'), [], id="ld url"),
        pytest.param(make_ld('"ann.lee@kinvarabugle.example"'), [], id="ld email"),
        pytest.param(make_ld('"@annlee"'), [], id="ld handle"),
        pytest.param(
            (
                "<script "
                'type=\'application/ld+json\'>{"@graph":[{"@type":"Article","headline":"x",'
                '"author":{"@id":"#p"}},{"@type":"Person","@id":"#p","name":"Ann '
                'Lee"}]}</script>'
            ),
            ["Ann Lee"],
            id="ld graph id",
        ),
        pytest.param(
            (
                "<script "
                'type=\'application/ld+json\'>{"@graph":[{"@type":"Article","headline":"x","author":{"name":"Ann '
                'Lee","@id":"#p"}},{"@type":"Person","@id":"#p","name":"Ann Lee"}]}</script>'
            ),
            ["Ann Lee"],
            id="ld graph id named too",
        ),
        pytest.param(
            make_ld('{"@type":"Person","givenName":"Ann","familyName":"Lee"}'), ["Ann Lee"], id="ld given family"
        ),
        pytest.param(make_ld(make_person("Reuters")), [], id="ld agency"),
        pytest.param(make_ld(make_person("Ann Lee | Staff Writer")), ["Ann Lee"], id="ld name pipe title"),
        pytest.param(make_ld(make_person("Ann Lee, Political Editor")), ["Ann Lee"], id="ld name comma title"),
        pytest.param(make_ld(make_person("Ann Lee - Kinvara Bugle")), ["Ann Lee"], id="ld name dash outlet"),
        pytest.param("<meta name=author content='Lee, Ann'>", ["Ann Lee"], id="ld lastname first"),
        pytest.param(
            "<meta name=citation_author content='Lee, Ann'><meta name=citation_author content='Lind, Bo'>",
            ["Ann Lee", "Bo Lind"],
            id="citation authors",
        ),
        pytest.param("<meta name=author content='Ann Lee'>", ["Ann Lee"], id="meta author"),
        pytest.param(
            "<meta name=author content='Ann Lee; Bo Lind'>", ["Ann Lee", "Bo Lind"], id="meta author semicolon"
        ),
        pytest.param("<meta name=byl content='By Ann Lee'>", ["Ann Lee"], id="meta byl"),
        pytest.param("<meta name=author content='WebFactory Ltd.'>", [], id="meta author agency company"),
        pytest.param("<meta name=author content='Joomla! Project'>", [], id="meta generator-like"),
        pytest.param("<meta name=author content='PR Newswire'>", [], id="company pr"),
        pytest.param("<meta name=author content='Sponsored Content'>", [], id="brandvoice"),
        pytest.param("<meta name=author content='The Editors'>", [], id="editors"),
        pytest.param("<meta name=author content='ann.lee'>", [], id="dotted username"),
        pytest.param(make_ld(make_person("Colette")), ["Colette"], id="ld mononym"),
    ],
)
def test_markup_names_authors(head: str, authors: list[str]) -> None:
    assert read_authors(head=head) == authors


@pytest.mark.parametrize(
    ("top", "authors"),
    [
        pytest.param("<p>by <a rel=author href=/a>Ann Lee</a></p>", ["Ann Lee"], id="rel author"),
        pytest.param(
            (
                "<span itemprop=author itemscope itemtype='http://schema.org/Person'><span "
                "itemprop=name>Ann Lee</span></span>"
            ),
            ["Ann Lee"],
            id="itemprop nested",
        ),
        pytest.param(
            (
                "<span itemprop=author><span itemprop=name>Ann Lee</span></span> and <span "
                "itemprop=author><span itemprop=name>Bo Lind</span></span>"
            ),
            ["Ann Lee", "Bo Lind"],
            id="two itemprop",
        ),
        pytest.param(
            "<p>By <a rel=author href=/a>Ann Lee</a> and <a rel=author href=/b>Bo Lind</a></p>",
            ["Ann Lee", "Bo Lind"],
            id="two rel author",
        ),
        pytest.param(
            ("<div class=byline><span class=author-name>Ann Lee</span><span class=author-name>Bo Lind</span></div>"),
            ["Ann Lee", "Bo Lind"],
            id="two author-name spans",
        ),
        pytest.param(
            "<ul class=authors><li class=author>Ann Lee</li><li class=author>Bo Lind</li></ul>",
            ["Ann Lee", "Bo Lind"],
            id="byline lists",
        ),
        pytest.param("<div class=writer>Ann Lee</div>", ["Ann Lee"], id="class writer"),
        pytest.param("<div class=c-byline__item>By <span>Ann Lee</span></div>", ["Ann Lee"], id="class c-byline"),
        pytest.param("<div class=ArticleHeader-authorName>Ann Lee</div>", ["Ann Lee"], id="class ByLine camel"),
        pytest.param(
            "<div class='css-1x'><span>By </span><a href='/by/ann-lee'>Ann Lee</a></div>", ["Ann Lee"], id="data-testid"
        ),
        pytest.param(
            "<a href='/author/ann-lee'>Ann Lee</a><span>March 4, 2013</span>", ["Ann Lee"], id="author link alone"
        ),
        pytest.param(
            (
                "<div class=entry-meta>Posted on <time datetime=2013-03-04>March 4, 2013</time> by <span "
                "class='author vcard'><a class='url fn n' href=/author/alee>Ann Lee</a></span></div>"
            ),
            ["Ann Lee"],
            id="wp posted on by",
        ),
        pytest.param(
            "<div class=entry-meta>Posted on March 4, 2013 by <span class='author vcard'>admin</span></div>",
            [],
            id="wp admin",
        ),
        pytest.param("<p>By Ann Lee and Bo Lind, Reuters</p>", ["Ann Lee", "Bo Lind"], id="printed by reuters"),
        pytest.param(
            "<p>BY ANN O'NEILL-LEE AND BO MCDONALD</p>", ["Ann O'Neill-Lee", "Bo McDonald"], id="printed by caps"
        ),
        pytest.param("<p>Ann Lee<br>Staff Writer</p>", ["Ann Lee"], id="staff writer next line"),
        pytest.param("<p>By ANN LEE Staff Writer</p>", ["Ann Lee"], id="by ann lee staff writer"),
        pytest.param("<p>By Ann Lee of the Bugle staff</p>", ["Ann Lee"], id="by ann lee of the bugle staff"),
        pytest.param("<p>By Ann Lee<br>The Kinvara Bugle</p>", ["Ann Lee"], id="by name newspaper name"),
        pytest.param("<div>Written by Ann Lee on 4 March 2013</div>", ["Ann Lee"], id="written by"),
        pytest.param("<div>Words by Ann Lee; photos by Bo Lind</div>", ["Ann Lee"], id="words by photos by"),
        pytest.param("<div>Story by Ann Lee | Photos by Bo Lind</div>", ["Ann Lee"], id="text photos"),
        pytest.param("<p>By Sam Roe Jr. and Bo Lind III</p>", ["Sam Roe Jr.", "Bo Lind III"], id="jr"),
        pytest.param("<p>By Sam Roe, Jr.</p>", ["Sam Roe Jr."], id="jr comma"),
        pytest.param("<p>By J.R. Roe and A. B. Lee</p>", ["J.R. Roe", "A. B. Lee"], id="initials"),
        pytest.param("<p>By Dr. Ann Lee</p>", ["Dr. Ann Lee"], id="dr"),
        pytest.param("<p>By Ann Lee, PhD</p>", ["Ann Lee"], id="credentials"),
        pytest.param(
            "<p>By Ludo van den Berg and Maria da Silva</p>", ["Ludo van den Berg", "Maria da Silva"], id="particles"
        ),
        pytest.param("<p>By Jean-Luc Roe-Lee</p>", ["Jean-Luc Roe-Lee"], id="hyphen"),
        pytest.param("<p>By Zoë Núñez</p>", ["Zoë Núñez"], id="accent"),
        pytest.param("<p>Von Jörg Groß</p>", ["Jörg Groß"], id="de von"),
        pytest.param("<p>Von Jörg Groß und Käthe Maier, Berlin</p>", ["Jörg Groß", "Käthe Maier"], id="de von und ort"),
        pytest.param("<p>Ein Gastbeitrag von Jörg Groß</p>", ["Jörg Groß"], id="de ein gastbeitrag"),
        pytest.param("<div class=autor>Autor: Jörg Groß</div>", ["Jörg Groß"], id="de autor"),
        pytest.param("<p>Von Jörg Groß, dpa</p>", ["Jörg Groß"], id="de dpa"),
        pytest.param("<p>Par Élise Dupont avec AFP</p>", ["Élise Dupont"], id="fr par"),
        pytest.param("<p>Publié le 4 mars 2013 par Élise Dupont</p>", ["Élise Dupont"], id="fr publie par"),
        pytest.param("<p>Propos recueillis par Élise Dupont</p>", ["Élise Dupont"], id="fr propos"),
        pytest.param("<p>Por Juan Pérez</p>", ["Juan Pérez"], id="es por"),
        pytest.param("<p>Por Redacción</p>", [], id="es redaccion"),
        pytest.param("<p class=autor>Redacción El Puerto</p>", [], id="es redaccion 2"),
        pytest.param("<p>Da Redação</p>", [], id="pt da redacao"),
        pytest.param("<p>Por João da Silva, G1</p>", ["João da Silva"], id="pt por"),
        pytest.param("<p>di Marco Rossi</p>", ["Marco Rossi"], id="it di"),
        pytest.param("<p>a cura di Marco Rossi</p>", ["Marco Rossi"], id="it a cura"),
        pytest.param("<p>Door Jan de Vries</p>", ["Jan de Vries"], id="nl door"),
        pytest.param("<p>Av Anna Lind</p>", ["Anna Lind"], id="sv av"),
        pytest.param("<p>Af Søren Holm</p>", ["Søren Holm"], id="da af"),
        pytest.param("<p>Autor: Jan Kowalski</p>", ["Jan Kowalski"], id="pl autor"),
        pytest.param("<p>Oleh: Budi Santoso</p>", ["Budi Santoso"], id="id oleh"),
        pytest.param("<p>Penulis: Budi Santoso | Editor: Siti Aminah</p>", ["Budi Santoso"], id="id penulis"),
        pytest.param("<p>Haber: Mehmet Yılmaz</p>", ["Mehmet Yılmaz"], id="tr haber"),
        pytest.param("<p>Автор: Иван Петров</p>", ["Иван Петров"], id="ru avtor"),
        pytest.param("<a class=author__name>Иван Петров</a>", ["Иван Петров"], id="ru avtor class"),
        pytest.param("<p>Текст: Иван Петров</p>", ["Иван Петров"], id="ru tekst"),
        pytest.param("<p>Автор: Олена Шевченко</p>", ["Олена Шевченко"], id="uk avtor"),
        pytest.param("<p>Του Γιώργου Παππά</p>", ["Γιώργου Παππά"], id="el tou"),
        pytest.param("<p>2013年03月04日 来源：新华社 记者 张三 李四</p>", ["张三", "李四"], id="zh jizhe"),
        pytest.param("<p>作者：王小明</p>", ["王小明"], id="zh zuozhe"),
        pytest.param("<p>文／王小明</p>", ["王小明"], id="zh wen"),
        pytest.param("<p>記者王小明／台北報導</p>", ["王小明"], id="zh tw jizhe"),
        pytest.param("<p>中新社记者 王小明</p>", ["王小明"], id="zh cns"),
        pytest.param("<p>홍길동 기자</p>", ["홍길동"], id="ko gija"),
        pytest.param("<p>홍길동 기자 hong@kinvara.example</p>", ["홍길동"], id="ko email"),
        pytest.param("<p>홍길동·김철수 기자</p>", ["홍길동", "김철수"], id="ko two"),
        pytest.param("<p>文・山田太郎</p>", ["山田太郎"], id="ja bun"),
        pytest.param("<p>كتب: أحمد علي</p>", ["أحمد علي"], id="ar katab"),
        pytest.param("<p>بقلم: أحمد علي</p>", ["أحمد علي"], id="ar bi qalam"),
        pytest.param("<p>نویسنده: علی رضایی</p>", ["علی رضایی"], id="fa"),
        pytest.param("<p>מאת: דנה כהן</p>", ["דנה כהן"], id="he meet"),
        pytest.param("<p>लेखक: राम कुमार</p>", ["राम कुमार"], id="hi lekhak"),
        pytest.param("<p>Tác giả: Nguyễn Văn An</p>", ["Nguyễn Văn An"], id="vi tac gia"),
        pytest.param("<p>By Nguyen Thi Minh Khai</p>", ["Nguyen Thi Minh Khai"], id="vn"),
        pytest.param("<p>Staff report</p>", [], id="staff report"),
        pytest.param("<p class=byline>By STAFF REPORTS</p>", [], id="by staff reports"),
        pytest.param("<p class=byline>Our Correspondent</p>", [], id="bugle correspondent"),
        pytest.param("<p class=byline>By Special Correspondent</p>", [], id="special corr"),
        pytest.param("<p class=byline>By Express News Service</p>", [], id="express news service"),
        pytest.param("<p class=byline>PTI</p>", [], id="pti"),
        pytest.param("<p class=byline>Press Trust of India, New Delhi</p>", [], id="press trust"),
        pytest.param("<p class=byline>Ann Lee | TNN | Mar 4, 2013, 08:30 IST</p>", ["Ann Lee"], id="tnn"),
        pytest.param("<p class=byline>Ann Lee Updated: March 4, 2013 08:30</p>", ["Ann Lee"], id="name updated"),
        pytest.param("<p class=byline>Ann Lee @annlee</p>", ["Ann Lee"], id="name and handle"),
        pytest.param("<p class=byline>Ann Lee<br>ann.lee@kinvarabugle.example</p>", ["Ann Lee"], id="name email br"),
        pytest.param("<p class=byline>Ann Lee, Contributor</p>", ["Ann Lee"], id="contributor"),
        pytest.param("<p class=byline>Guest columnist Ann Lee</p>", ["Ann Lee"], id="guest column"),
        pytest.param("<p>Opinion by Ann Lee</p>", ["Ann Lee"], id="opinion by"),
        pytest.param("<p>Analysis by Ann Lee, CNN</p>", ["Ann Lee"], id="analysis by"),
        pytest.param("<p>EXCLUSIVE by Ann Lee</p>", ["Ann Lee"], id="exclusive by"),
        pytest.param("<p>By Ann Lee with Bo Lind</p>", ["Ann Lee", "Bo Lind"], id="by with"),
        pytest.param("<p>By Ann Lee For The Kinvara Bugle</p>", ["Ann Lee"], id="by for mail"),
        pytest.param(
            "<p>By Ann Lee For Kinvara Bugle and Bo Lind For Westport Echo</p>", ["Ann Lee", "Bo Lind"], id="by for and"
        ),
        pytest.param("<p>Ann Lee in Galway</p>", ["Ann Lee"], id="correspondent in"),
        pytest.param(
            (
                "<p class=byline><a rel=author href=/profile/annlee>Ann Lee</a> in Galway and <a "
                "rel=author href=/profile/bolind>Bo Lind</a></p>"
            ),
            ["Ann Lee", "Bo Lind"],
            id="guardian",
        ),
        pytest.param("<p>Video by Cy Young</p><p>By Ann Lee</p>", ["Ann Lee"], id="video by"),
        pytest.param("<figcaption>Photo by Cy Young</figcaption>", [], id="photographer"),
        pytest.param("<p>By Ann L. Lee</p>", ["Ann L. Lee"], id="middle initial"),
        pytest.param("<p>By The Editorial Board</p>", [], id="editorial board"),
        pytest.param("<p>By Political Editor Ann Lee</p>", ["Ann Lee"], id="title before"),
        pytest.param("<p>By NATION REPORTER ANN LEE</p>", ["Ann Lee"], id="title before caps"),
        pytest.param("<p>Interview by Ann Lee</p>", ["Ann Lee"], id="interview by"),
        pytest.param("<p>By Ann Lee | Galway</p>", ["Ann Lee"], id="dateline paren"),
        pytest.param("<figure><img><figcaption>Mary Byrne</figcaption></figure>", [], id="caption looks like name"),
        pytest.param("<p>By Colette</p>", [], id="one-word pen name printed"),
        pytest.param("<p>By the numbers</p>", [], id="by the numbers"),
    ],
)
def test_lines_above_the_story_name_authors(top: str, authors: list[str]) -> None:
    assert read_authors(top=top) == authors


@pytest.mark.parametrize(
    ("bottom", "authors"),
    [
        pytest.param(
            "<p>(Reporting by Ann Lee and Bo Lind; Editing by Cy Young)</p>",
            ["Ann Lee", "Bo Lind"],
            id="reporting by editing",
        ),
        pytest.param("<p>Reporting by Ann Lee in Galway; editing by Cy Young</p>", ["Ann Lee"], id="reporting by in"),
        pytest.param("<p>(Editing by Cy Young)</p>", [], id="editing only"),
        pytest.param(
            (
                "<div class=related-stories><div class=card><h3>School cup</h3><span class=byline>By Cy "
                "Young</span></div></div>"
            ),
            [],
            id="related authors only",
        ),
        pytest.param(
            (
                "<ol class=commentlist><li class=comment><div class='comment-author vcard'><cite "
                "class=fn>Cy Young</cite></div><p>Great</p></li></ol>"
            ),
            [],
            id="comments",
        ),
        pytest.param("<ul class=tags><li>Mary Byrne</li></ul>", [], id="tags names"),
        pytest.param("<p>Follow Cy Young on Twitter</p>", [], id="follow"),
        pytest.param("<p>【山田太郎】</p>", ["山田太郎"], id="ja sign-off"),
    ],
)
def test_lines_below_the_story_name_authors_or_others(bottom: str, authors: list[str]) -> None:
    assert read_authors(bottom=bottom) == authors


@pytest.mark.parametrize(
    ("head", "top", "bottom", "authors"),
    [
        pytest.param(make_ld(make_person("admin")), "<p>By Ann Lee</p>", "", ["Ann Lee"], id="ld admin printed real"),
        pytest.param(
            make_ld(make_person("alee")),
            "<p class=byline>By <a href=/a>Ann Lee</a></p>",
            "",
            ["Ann Lee"],
            id="ld username printed real",
        ),
        pytest.param(
            "<meta name=author content='Kevin Roe'>",
            "<span class=byline>By Ann Lee</span>",
            "",
            ["Ann Lee"],
            id="ld uploader, printed other",
        ),
        pytest.param(make_ld(make_person("AFP")), "<p>By Ann Lee, AFP</p>", "", ["Ann Lee"], id="ld agency AFP"),
        pytest.param(
            "<meta name=author content='The Kinvara Bugle'>",
            "<p>By Ann Lee</p>",
            "",
            ["Ann Lee"],
            id="meta author outlet",
        ),
        pytest.param(
            "<meta property=article:author content='https://www.facebook.com/annlee'>",
            "<a rel=author href=/annlee>Ann Lee</a>",
            "",
            ["Ann Lee"],
            id="meta article:author fb",
        ),
        pytest.param(
            "",
            "<p>By Ann Lee</p>",
            "<p>(Additional reporting by Bo Lind; Editing by Cy Young)</p>",
            ["Ann Lee"],
            id="reporting by, byline present",
        ),
        pytest.param(
            "",
            "<p>By Ann Lee</p>",
            ("<div class=related><div class=card><h3>School cup</h3><span class=byline>By Cy Young</span></div></div>"),
            ["Ann Lee"],
            id="related authors",
        ),
        pytest.param(
            make_ld('[{"@type":"Person","name":"Ann Lee"},{"@type":"Person","name":"Bo Lind"}]'),
            "<p class=byline>By Bo Lind and Ann Lee</p>",
            "",
            ["Ann Lee", "Bo Lind"],
            id="dup order",
        ),
        pytest.param(
            make_ld(make_person("Ann Lee")),
            "<p class=byline>By Ann Lee, Bo Lind and Cy Young</p>",
            "",
            ["Ann Lee", "Bo Lind", "Cy Young"],
            id="printed more than ld",
        ),
    ],
)
def test_of_several_places_the_printed_one_counts(head: str, top: str, bottom: str, authors: list[str]) -> None:
    assert read_authors(head=head, top=top, bottom=bottom) == authors


def test_a_headline_that_begins_with_by_is_no_byline() -> None:
    assert read_authors(headline="By air, sea or rail: how Kinvara got its ferry back") == []


def test_most_pages_without_a_name_have_no_author() -> None:
    assert read_authors() == []
