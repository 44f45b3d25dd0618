from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.extract.clean import clean_html
from app.extract.dump import clean_dump
from app.extract.lines import list_lines
from app.extract.markup import parse
from app.extract.screen import screen_bytes, screen_dump, screen_markup, screen_text
from app.news import CleanText, Page, Reason, Rejection

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
