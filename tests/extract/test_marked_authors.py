import pytest
from lxml import html

from app.extract.bylines.marked_authors import find_author_mark, read_authors


def read(markup: str) -> list[tuple[str, str]]:
    tree = html.document_fromstring(f"<body><div>{markup}</div></body>")
    return read_authors((element, where) for element in tree.iter() if (where := find_author_mark(element)))


@pytest.mark.parametrize(
    ("markup", "authors"),
    [
        ("<span itemprop=author><b itemprop=name>Ann Lee</b></span>", [("Ann Lee", "itemprop")]),
        ("<span itemprop=author content='Ann Lee'>A. L.</span>", [("Ann Lee", "itemprop")]),
        (
            "<p>By <a rel=author href=/a>Ann Lee</a> and <a rel=author href=/b>Bo Lind</a></p>",
            [("Ann Lee, Bo Lind", "rel-author")],
        ),
        (
            "<div class=byline><span class=author-name>Ann Lee</span><span class=author-name>Bo Lind</span></div>",
            [("Ann Lee, Bo Lind", "byline")],
        ),
        (
            "<div class=author><span class=name>Ann Lee</span><span class=role>Courts Correspondent</span></div>",
            [("Ann Lee", "byline")],
        ),
        (
            "<p class=byline>By <a href=/author/ann-lee>Ann Lee</a> and Bo Lind</p>",
            [("By Ann Lee and Bo Lind", "byline"), ("Ann Lee", "author-link")],
        ),
        ("<a href='/staff/ann-lee'>Ann Lee</a>", [("Ann Lee", "author-link")]),
        ("<div class=ArticleHeader-authorName>Ann Lee</div>", [("Ann Lee", "byline")]),
        ("<div class=writer>Ann Lee</div>", [("Ann Lee", "byline")]),
        (
            "<ul><li><h3>One story</h3><b class=author>Ann Lee</b></li>"
            "<li><h3>Another</h3><b class=author>Bo Lind</b></li></ul>",
            [("Ann Lee", "byline"), ("Bo Lind", "byline")],
        ),
        ("<div class=authority>Harbour board</div><a href='/by-the-sea'>Sea</a><div class=rewriter>x</div>", []),
    ],
    ids=[
        "microdata",
        "content",
        "two links",
        "two spans",
        "with a role",
        "one marked, one not",
        "link alone",
        "camel case",
        "writer",
        "two stories",
        "look-alikes",
    ],
)
def test_marked_authors_are_read_one_byline_at_a_time(markup: str, authors: list[tuple[str, str]]) -> None:
    assert read(markup) == authors
