import json

import pytest
from lxml import etree, html

from app.extract.lines import list_lines
from app.extract.metadata import Found, Metadata, read_dump_metadata, read_metadata


def read(head: str = "", body: str = "<p>x</p>") -> Metadata:
    tree = html.document_fromstring(f"<html lang='en-GB'><head>{head}</head><body>{body}</body></html>")
    return read_metadata(tree, list_lines(tree))


def ld(value: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps(value)}</script>"


def test_a_graph_with_references_is_followed() -> None:
    metadata = read(
        ld(
            {
                "@graph": [
                    {"@type": "WebPage", "datePublished": "2021-03-04", "inLanguage": "en-GB"},
                    {"@type": ["NewsArticle"], "headline": "Ferry returns", "author": {"@id": "#ann"}},
                    {"@type": "Person", "@id": "#ann", "name": "Ann Lee"},
                ]
            }
        )
    )
    assert metadata.headlines[0] == Found("Ferry returns", "json-ld")
    assert metadata.authors == (Found("Ann Lee", "json-ld"),)
    assert metadata.published == (Found("2021-03-04", "json-ld"),)


def test_other_stories_in_a_list_are_not_this_one() -> None:
    metadata = read(
        ld({"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "Another story"}]})
        + ld({"@type": "NewsArticle", "headline": "This story"})
    )
    assert [found.text for found in metadata.headlines if found.where == "json-ld"] == ["This story"]


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "Ferry returns",}',
        '{"@type": "NewsArticle", "headline": "Ferry\n returns"}',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "Ferry returns"}\n//]]>',
    ],
    ids=["trailing comma", "line break in a string", "CDATA"],
)
def test_cheap_breaks_are_mended(script: str) -> None:
    metadata = read(f"<script type='application/ld+json'>{script}</script>")
    assert metadata.headlines[0] == Found("Ferry returns", "json-ld")


@pytest.mark.parametrize(
    "script",
    [
        "[" * 200_000,
        '{"a":' * 100_000,
        '{"@type": 3, "headline": "x"}',
        '{"@type": "NewsArticle", "headline": {"name": ["x"]}, "author": [1, null, {"name": {}}, [["a"]]]}',
        '{"@type": "NewsArticle", "datePublished": NaN, "publisher": [{"name": null}], "url": 5}',
        '{"@type": "NewsArticle", "headline": ' + "9" * 5000 + "}",
        "not json",
    ],
    ids=["deep lists", "deep objects", "numeric type", "wrong types", "NaN", "huge number", "no JSON"],
)
def test_hostile_json_is_survived(script: str) -> None:
    assert isinstance(read(f"<script type='application/ld+json'>{script}</script>"), Metadata)


def test_meta_names_rank_by_trust_not_by_place() -> None:
    metadata = read(
        "<meta name='date' content='2021-01-01'><meta property='article:published_time' content='2021-02-02'>"
        "<meta property='og:title' content='Ferry &amp;amp; bridge'>"
    )
    assert [found.text for found in metadata.published] == ["2021-02-02", "2021-01-01"]
    assert metadata.headlines == (Found("Ferry & bridge", "og"),)


def test_times_of_other_stories_and_comments_are_not_read() -> None:
    metadata = read(
        body="<nav><time datetime='2001-01-01'>x</time></nav><article><time datetime='2021-02-02'>x</time></article>"
        "<div class='related-stories'><p><time datetime='2002-01-01'>x</time></p></div>"
        "<section id='comments'><time datetime='2003-01-01'>x</time></section>"
    )
    assert metadata.published == (Found("2021-02-02", "time"),)


@pytest.mark.parametrize(
    ("body", "published", "modified"),
    [
        ("<header><h1>Ferry is back</h1><time class='published updated' datetime='2021-02-02'>x</time></header>", 1, 0),
        ("<header><h1>Ferry is back</h1>Updated <time datetime='2021-02-02'>x</time></header>", 0, 1),
        ("<header><h1>Ferry is back</h1><time datetime='2021-02-02'>Updated at 8</time></header>", 0, 1),
        ("<h1>Ferry is back</h1><time itemprop='dateModified' class='entry-date'>2 Feb 2021</time>", 0, 1),
        ("<div class='latest-news'><h1>Ferry is back</h1><time datetime='2021-02-02'>x</time></div>", 1, 0),
        ("<div class='latest-news'><time datetime='2021-02-02'>x</time></div><h1>Ferry is back</h1>", 0, 0),
        ("<h1>Ferry is back</h1><span property='dc:date' content='2021-02-02'>Tuesday</span>", 1, 0),
        ("<h1>Ferry is back</h1><span class='postDate'>2 Feb 2021</span>", 1, 0),
        ("<p class='fecha-hoy'>2 Feb 2021</p><nav>x</nav><p>x</p><p>x</p><p>x</p><h1>Ferry is back</h1>", 0, 0),
    ],
    ids=[
        "both words", "label before", "label within", "property", "its own wrapper", "another's", "RDFA", "camel",
        "clock",
    ],
)  # fmt: skip
def test_a_date_is_told_to_be_of_publication_or_of_a_change(body: str, published: int, modified: int) -> None:
    metadata = read(body=body)
    marks = [found for found in metadata.published if found.where != "beside"]
    assert (len(marks), len(metadata.modified)) == (published, modified)


def test_dates_by_the_headline_come_before_those_of_other_stories() -> None:
    body = (
        "<div><time datetime='2021-02-01'>x</time></div><main><div><h1>Ferry is back</h1>"
        "<p><time datetime='2021-02-02'>x</time></p></div><div><time datetime='2021-02-03'>x</time></div></main>"
    )
    metadata = read(body=body)
    assert [found.text for found in metadata.published if found.where == "time"] == [
        "2021-02-02", "2021-02-03", "2021-02-01",
    ]  # fmt: skip


def test_the_page_s_node_may_date_the_story_more_exactly() -> None:
    script = (
        '[{"@type": "WebPage"}, {"@type": "WebPage", "datePublished": "2021-03-04T08:00:00Z"},'
        '{"@type": "Article", "headline": "Ferry is back", "datePublished": "2021-03-04"}]'
    )
    metadata = read(f"<script type='application/ld+json'>{script}</script>")
    assert [found.text for found in metadata.published] == ["2021-03-04", "2021-03-04T08:00:00Z"]


def test_authors_come_from_microdata_rel_and_classes() -> None:
    metadata = read(
        body="<p itemprop='author'><span itemprop='name'>Ann Lee</span>, Editor</p>"
        "<a rel='author'>Bo Ek</a><p class='article-byline'>By Cy Orr</p><p class='by'>no</p>"
    )
    assert metadata.authors == (
        Found("Ann Lee", "itemprop"),
        Found("Bo Ek", "rel-author"),
        Found("By Cy Orr", "byline"),
    )


def test_addresses_and_languages_keep_the_order_of_trust() -> None:
    metadata = read(
        "<link rel='canonical' href='/a'><meta property='og:url' content='https://example.com/b'>"
        "<meta property='og:locale' content='en_US'>"
    )
    assert metadata.addresses == ("/a", "https://example.com/b")
    assert metadata.languages == ("en-GB", "en_US")


def test_the_tree_stays_as_it_is() -> None:
    tree = html.document_fromstring(
        "<html><head><title>A</title></head><body><h1>A</h1><time>2020-01-01</time></body></html>"
    )
    before = etree.tostring(tree)
    read_metadata(tree, list_lines(tree))
    assert etree.tostring(tree) == before


def test_a_page_full_of_one_element_is_bounded() -> None:
    metadata = read("".join(f"<meta name='author' content='Ann {n}'>" for n in range(5000)))
    assert len(metadata.authors) <= 40


@pytest.mark.parametrize(
    ("page", "imprint"),
    [
        ("<p>Story.</p><div>Copyright &copy; Quay Post. All rights</div>", ("Copyright © Quay Post. All rights",)),
        ("<p>Story.</p><p><span>©</span> 2014 <a>Quay Post</a></p>", ("© 2014 Quay Post",)),
        ("<p>Story.</p><p>© 2014</p><p>Quay Post</p><p>Terms</p>", ("© 2014 Quay Post",)),
        ("<p>Story.</p><script>'© Quay Post'</script>", ()),
        ("<p>© 2013 A, of the story before</p><p>© 2014 Quay Post, all</p>",
         ("© 2014 Quay Post, all", "© 2013 A, of the story before")),
    ],
    ids=["line", "name beside the sign", "name below the sign", "script", "last first"],
)  # fmt: skip
def test_the_imprint_is_where_rights_are_claimed(page: str, imprint: tuple[str, ...]) -> None:
    assert read(body=page).imprint == imprint


def test_a_dump_still_has_its_imprint() -> None:
    assert read_dump_metadata("Story.\n\nCopyright © Quay Post.  All rights\n") == Metadata(
        imprint=("Copyright © Quay Post. All rights",)
    )


def test_an_author_that_json_ld_calls_an_organization_is_told_from_people() -> None:
    ld = (
        '{"@type": "NewsArticle", "author": [{"@type": "Organization", "name": "Quay Ferries"},'
        ' {"@type": "Person", "name": "Ann Lee"}]}'
    )
    found = read(f"<script type='application/ld+json'>{ld}</script>")
    assert found.authors == (Found("Quay Ferries", "organization"), Found("Ann Lee", "json-ld"))
