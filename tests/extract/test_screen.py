from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.extract.cleaning.clean import clean_html
from app.extract.dumps.dump import clean_dump
from app.extract.lines import list_lines
from app.extract.markup import parse
from app.extract.pipeline import read_page
from app.extract.screen import screen_bytes, screen_dump, screen_markup, screen_text
from app.news import CleanText, Page, Reason, Rejection
from tests.languages import STORIES, Story

BRIEF = (
    "A freight train left the rails near Ostmark on Sunday, and nobody was hurt, police said. "
    "The line stays closed until Tuesday."
)
MENU = "".join(f"<li><a href='/{n}'>Section number {n}</a></li>" for n in range(40))
TEASERS = "".join(
    f"<h3><a href='/{n}'>Headline of the story number {n}</a></h3>"
    f"<p>What story number {n} is about, told in one short sentence.</p>"
    for n in range(12)
)


def page(raw: bytes, media_type: str = "text/html") -> Page:
    return Page(raw, media_type, datetime(2024, 5, 1, tzinfo=UTC))


def screen_page(body: str, title: str = "") -> Reason | None:
    text = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    tree = parse(text)
    assert not isinstance(tree, Rejection)
    shown = list_lines(tree)
    found = screen_markup(tree, text, shown) or screen_text(clean_html(tree, shown), shown)
    return found.reason if found else None


@pytest.mark.parametrize("raw", [b"", b" \r\n\t", b"\xef\xbb\xbf\n"], ids=["nothing", "white-space", "a-mark-alone"])
def test_nothing_is_empty(raw: bytes) -> None:
    found = screen_bytes(page(raw))
    assert found is not None
    assert found.reason is Reason.EMPTY


@pytest.mark.parametrize(
    "raw",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"\xff\xd8\xff\xe0\0\x10JFIF",
        b"GIF89a\x01\0",
        b"%PDF-1.7\n%",
        b"PK\x03\x04\x14\0",
        b"\x1f\x8b\x08\0\0",
        b"\0\0\0\x20ftypisom\0\0",
        bytes(range(256)) * 8,
    ],
    ids=["png", "jpeg", "gif", "pdf", "zip", "gzip", "mp4", "anything"],
)
def test_what_is_not_text_is_binary(raw: bytes) -> None:
    found = screen_bytes(page(raw))
    assert found is not None
    assert found.reason is Reason.BINARY


@pytest.mark.parametrize(
    "raw",
    [
        BRIEF.encode(),
        BRIEF.encode("utf-16"),
        BRIEF.encode("utf-16-le"),
        ("港口将于六月重新开放。" * 9).encode("gb18030"),
        b"\x1b$B9A\x1b(B" * 9,
        BRIEF.encode() + b"\0\f",
    ],
    ids=["ascii", "utf-16", "utf-16-without-mark", "gb18030", "iso-2022-jp", "a-stray-control"],
)
def test_text_of_any_charset_passes(raw: bytes) -> None:
    assert screen_bytes(page(raw)) is None


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>News</title></channel></rss>',
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title></feed>',
        '<?xml version="1.0"?><!-- made daily --><rdf:RDF xmlns:rdf="x"><item/></rdf:RDF>',
        '<?xml version="1.0"?><urlset xmlns="x"><url><loc>http://a.example/</loc></url></urlset>',
        '<?xml version="1.0"?><?xml-stylesheet href="a.xsl"?><sitemapindex><sitemap/></sitemapindex>',
    ],
    ids=["rss", "atom", "rdf", "sitemap", "sitemap-index"],
)
def test_a_feed_is_no_article(text: str) -> None:
    tree = parse(text)
    assert not isinstance(tree, Rejection)
    found = screen_markup(tree, text, list_lines(tree))
    assert found is not None
    assert found.reason is Reason.FEED


def test_a_json_feed_is_no_article() -> None:
    found = screen_dump('{"version": "https://jsonfeed.org/version/1.1", "items": []}')
    assert found is not None
    assert found.reason is Reason.FEED


PAGES = {
    "no-text": ("<div><script>render()</script></div>", "", Reason.EMPTY),
    "consent-wall": (
        "<h1>We value your privacy</h1><p>We and our partners store and/or access information on a device, such as "
        "cookies, and process personal data for personalised ads.</p><p>You may withdraw your consent or object to "
        "legitimate interest any time in our privacy policy.</p><button>Accept all</button><button>Settings</button>",
        "Before you continue",
        Reason.CONSENT_WALL,
    ),
    "not-found": ("<h1>Page not found</h1><p>Try <a href='/'>ours</a>.</p>", "404 - News", Reason.ERROR_PAGE),
    "forbidden": ("<h1>403 Forbidden</h1><hr>nginx", "403 Forbidden", Reason.ERROR_PAGE),
    "robot-check": (
        "<h2>Checking your browser before you go on</h2><p>Please enable JavaScript and cookies.</p>",
        "Just a moment...",
        Reason.ERROR_PAGE,
    ),
    "links-alone": (f"<ul>{MENU}</ul>", "The Daily", Reason.LISTING),
    "section-front": (f"<ul>{MENU}</ul><h1>World</h1>{TEASERS}<p>All rights reserved.</p>", "", Reason.LISTING),
    "a-short-section-front": (
        "<h1>Coast</h1><ul>"
        + "".join(
            f"<li><a href='/{n}'><h2>Boat number {n} back in the harbour</h2></a><p>It came in {n} days late.</p></li>"
            for n in range(14)
        )
        + "</ul><p>The day’s stories from the coast, read to you each morning at six.</p>",
        "Coast | The Daily",
        Reason.LISTING,
    ),
    "a-handful-of-words": ("<h1>Hello</h1><p>Nothing here.</p>", "", Reason.NO_ARTICLE_TEXT),
    "a-brief": (f"<h1>Train leaves the rails</h1><p>{BRIEF}</p>", "", None),
    "a-brief-among-menus": (f"<ul>{MENU}</ul><h1>Train leaves the rails</h1><p>{BRIEF}</p>", "", None),
    "a-brief-above-teasers": (f"<ul>{MENU}</ul><h1>Train off the rails</h1><p>{BRIEF}</p>{TEASERS}", "", None),
    "a-brief-in-chinese": (
        f"<ul>{MENU}</ul><h1>港口六月重新开放</h1><p>港口将于六月重新开放，部长星期一在市政厅对记者说。渔民们表示欢迎。</p>",
        "",
        None,
    ),
    "a-story-on-cookies": (
        "<h1>Court limits cookie banners</h1>"
        "<p>The court said on Monday that a site may not count silence as your consent to cookies. It was brought "
        "by a teacher from Lund Bay, who had counted 400 banners in a month.</p>"
        "<p>Her lawyer said the ruling was clear. Publishers said they would appeal, and that the law was of another "
        "time. A hearing is set for June, after the summer recess of the lower house.</p>"
        "<p>About one reader in nine clicks on the small grey link, a survey of the ministry found last year.</p>",
        "",
        None,
    ),
    "a-consent-wall-in-german": (
        "<h1>Ihre Privatsphäre</h1><p>Wir und unsere Partner verwenden Cookies, um Informationen auf Ihrem Gerät zu "
        "speichern. Sie können Ihre Einwilligung jederzeit widerrufen.</p><button>Akzeptieren</button>",
        "",
        Reason.CONSENT_WALL,
    ),
    "a-consent-wall-in-french": (
        "<h1>Votre choix</h1><p>Nous et nos partenaires utilisons des cookies et traitons vos données.</p>"
        "<p>Vous pouvez retirer votre consentement à tout moment.</p><a href='/'>Continuer sans accepter</a>",
        "",
        Reason.CONSENT_WALL,
    ),
    "a-story-that-quotes-a-banner": (
        "<h1>Regulator fines shop over cookies</h1>"
        "<p>The data protection regulator fined a shoe shop on Monday for storing cookies before visitors had given "
        "their consent.</p><p>The shop valued the privacy of its customers, it said. Visitors could accept all cookies "
        "with one click, but had to go through four pages to refuse them.</p>",
        "",
        None,
    ),
    "a-story-of-a-lost-page": (
        f"<h1>Page not found for 400 years turns up in attic</h1><p>{BRIEF}</p>"
        + "<p>Scholars said on Monday that the page was the missing one, beyond any doubt.</p>" * 6,
        "",
        None,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "title", "reason"), PAGES.values(), ids=PAGES)
def test_pages_are_told_from_articles(body: str, title: str, reason: Reason | None) -> None:
    assert screen_page(body, title) is reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("404 Not Found\n\nThe requested URL was not found on this server.", Reason.ERROR_PAGE),
        (
            "We value your privacy\nWe and our partners use cookies and process personal data.\nAccept all",
            Reason.CONSENT_WALL,
        ),
        (f"Train leaves the rails\n\n{BRIEF}\n", None),
    ],
    ids=["error", "consent", "brief"],
)
def test_dumps_are_told_from_articles(text: str, reason: Reason | None) -> None:
    found = screen_dump(text) or screen_text(clean_dump(text))
    assert (found.reason if found else None) is reason


@pytest.mark.parametrize("body", ["", "Menu", "Home\n\nWorld\n\nSport and more of it in eight words here"], ids=len)
def test_a_text_without_a_sentence_is_no_story(body: str) -> None:
    found = screen_text(CleanText(body))
    assert found is not None
    assert found.reason is Reason.NO_ARTICLE_TEXT


SCREENS = Path(__file__).parent / "screens"
SHORT_MENU = "".join(f"<li><a href='/{n}'>{name}</a></li>" for n, name in enumerate(("Home", "World", "Culture")))


def list_screens(name: str) -> list[object]:
    """List the pages of a file: '## id', a line of title, then the body."""
    cases = (SCREENS / f"{name}.txt").read_text(encoding="utf-8").removeprefix("## ").split("\n## ")
    rows = (case.split("\n", 2) for case in cases)
    return [pytest.param(body.replace("{menu}", SHORT_MENU), title, id=case_id) for case_id, title, body in rows]


def dump_of(body: str, title: str) -> str:
    tree = parse(f"<html><head><title>{title}</title></head><body>{body}</body></html>")
    assert not isinstance(tree, Rejection)
    return "\n\n".join(line.text for line in list_lines(tree))


@pytest.mark.parametrize(("body", "title"), [*list_screens("errors"), *list_screens("challenges")])
def test_errors_and_robot_checks_are_known_in_many_languages(body: str, title: str) -> None:
    assert screen_page(body, title) is Reason.ERROR_PAGE
    assert screen_dump(dump_of(body, title)) is not None


@pytest.mark.parametrize(("body", "title"), list_screens("consent_walls"))
def test_consent_walls_are_known_in_many_languages(body: str, title: str) -> None:
    assert screen_page(body, title) is Reason.CONSENT_WALL
    found = screen_dump(dump_of(body, title))
    assert found is not None
    assert found.reason is Reason.CONSENT_WALL


@pytest.mark.parametrize(("body", "title"), list_screens("stories"))
def test_stories_about_errors_and_consent_and_behind_banners_pass(body: str, title: str) -> None:
    assert screen_page(body, title) is None
    assert screen_dump(dump_of(body, title)) is None


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_a_story_passes_in_any_language(story: Story) -> None:
    short = "".join(f"<p>{paragraph}</p>" for paragraph in story.paragraphs[:2])
    assert screen_page(f"<ul>{MENU}</ul><h1>{story.headline}</h1>{short}", story.headline) is None


NO_STORIES = {
    "login": (
        "<h1>Log in to The Daily</h1><form><label>Email</label><input><label>Password</label><input></form>"
        "<a href='/p'>Forgot your password?</a><p>New here? <a href='/r'>Create an account</a></p>",
        Reason.NO_ARTICLE_TEXT,
    ),
    "subscribe": (
        "<h1>Subscribe to The Daily</h1><ul><li>Digital: $4 a week</li><li>Print: $9 a week</li></ul>",
        Reason.NO_ARTICLE_TEXT,
    ),
    "search-results": (
        f"<ul>{SHORT_MENU}</ul><h1>Search results for “harbour”</h1><p>12 results</p>{TEASERS}",
        Reason.LISTING,
    ),
    "no-results": ("<h1>Search</h1><p>Your search for “harbour” did not match any articles.</p>", Reason.ERROR_PAGE),
    "moved": ("<p>Redirecting to <a href='/b'>/b</a>.</p>", Reason.NO_ARTICLE_TEXT),
    "default-page": (
        "<h1>Welcome to nginx!</h1><p>If you see this page, the nginx web server is successfully installed and "
        "working. Further configuration is required.</p>",
        Reason.ERROR_PAGE,
    ),
    "parked": ("<h1>news.example</h1><p>This domain is for sale.</p><a href='/'>Buy it</a>", Reason.ERROR_PAGE),
    "directory": (
        "<h1>Index of /news</h1><pre><a href='a.html'>a.html</a> 2024-01-01 10:00 1K</pre>",
        Reason.NO_ARTICLE_TEXT,
    ),
    "shell": ("<noscript>You need to enable JavaScript.</noscript><div id='root'></div>", Reason.EMPTY),
    "topic-in-russian": (
        "<h1>Порт</h1>" + "".join(f"<p><a href='/{n}'>Старый порт откроется в июне {n}</a></p>" for n in range(25)),
        Reason.LISTING,
    ),
    "topic-in-thai": (
        "".join(f"<li><a href='/{n}'>{STORIES['th'].headline}</a></li>" for n in range(25)),
        Reason.LISTING,
    ),
    "pictures": ("".join(f"<a href='/{n}'><img src='{n}.jpg'></a>" for n in range(30)), Reason.EMPTY),
}


@pytest.mark.parametrize(("body", "reason"), NO_STORIES.values(), ids=NO_STORIES)
def test_what_holds_no_story_is_turned_away(body: str, reason: Reason) -> None:
    assert screen_page(body) is reason


FILES: dict[str, tuple[bytes, Reason]] = {
    "rss-with-doctype": (
        b'<?xml version="1.0"?>\n<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://a.example/rss.dtd">\n'
        b'<rss version="0.91"><channel><item><description>The harbour opens in June, he said.</description></item>',
        Reason.FEED,
    ),
    "rss-in-1251": (
        '<?xml version="1.0" encoding="windows-1251"?><rss><channel><title>Новости порта</title>'.encode("cp1251"),
        Reason.FEED,
    ),
    "atom-with-prefix": (b'<?xml version="1.0"?><atom:feed xmlns:atom="x"><atom:title>N</atom:title>', Reason.FEED),
    "json-feed": (b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', Reason.FEED),
    "json-with-tags": (b'[{"body": "The harbour reopens in June, <p>she said on Monday.</p>"}]', Reason.FEED),
    "json-lines": (b'{"text": "The harbour reopens in June."}\n{"text": "Bread is dear."}\n', Reason.FEED),
    "meta-refresh": (
        b'<html><head><meta http-equiv="refresh" content="0;url=/b"><title>x</title></head><body></body></html>',
        Reason.EMPTY,
    ),
    "javascript": (b'(function(w){var a=w.document;a.title="Harbour";})(window);', Reason.NO_ARTICLE_TEXT),
    "style-sheet": (b"body{margin:0}\n.a{color:red}\n@media print{.b{display:none}}\n", Reason.NO_ARTICLE_TEXT),
    "sitemap-in-text": (
        b"".join(b"https://a.example/story-%d.html\n" % n for n in range(40)),
        Reason.NO_ARTICLE_TEXT,
    ),
    "webp": (b"RIFF\x10\0\0\0WEBPVP8 ", Reason.BINARY),
    "avif": (b"\0\0\0\x1cftypavif\0\0\0\0", Reason.BINARY),
    "bitmap": (b"BM\x36\x10\x0e\0\0\0\0\0\x36\0\0\0", Reason.BINARY),
    "pdf-below-a-newline": (b"\n%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\n", Reason.BINARY),
    "rtf": (rb"{\rtf1\ansi The harbour reopens in June.}", Reason.BINARY),
    "warc": (b"WARC/1.0\r\nWARC-Type: response\r\n\r\n", Reason.BINARY),
}


@pytest.mark.parametrize("media_type", ["text/html", "text/plain"])
@pytest.mark.parametrize(("raw", "reason"), FILES.values(), ids=FILES)
def test_files_that_are_no_pages_are_turned_away(raw: bytes, reason: Reason, media_type: str) -> None:
    found = read_page(page(raw, media_type))
    assert isinstance(found, Rejection)
    assert found.reason is reason


@pytest.mark.parametrize(
    "opening",
    ["BMW recalls ferries, it said on Monday. ", "RIFF and other words were lost, he said. ", "MZ is a short name. "],
    ids=["bm", "riff", "mz"],
)
def test_a_text_that_opens_like_a_file_is_a_text(opening: str) -> None:
    assert not isinstance(read_page(page((opening + BRIEF).encode(), "text/plain")), Rejection)
