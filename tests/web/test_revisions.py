"""GET /articles/{id}/revisions, and how long answers may be kept."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.web.examples import PAGE, STORY, URL
from app.web.revision_schemas import Revision, RevisionPage
from app.web.schemas import Article

HTML = {"Content-Type": "text/html"}
WHILE_IT_STANDS = "public, immutable, max-age=3600, must-revalidate"
MORE = "The council will meet again in April to choose a builder, the harbour office said."
NOBODY = "01890a5d-ac96-774b-bcce-b302099a8057"


def seen(client: TestClient, page: str, captured_at: str) -> dict[str, Any]:
    params = {"url": URL, "captured_at": captured_at}
    filed: dict[str, Any] = client.post("/ingest", content=page, headers=HTML, params=params).json()["article"]
    return filed


@pytest.fixture(scope="module", autouse=True)
def article_id(stocking_client: TestClient) -> str:
    """An article with three revisions: a page, one paragraph more, and, seen in between, another headline."""
    article_id: str = seen(stocking_client, PAGE, "2024-03-05T08:00:00Z")["id"]
    longer = PAGE.replace("</article>", f"<p>{MORE}</p></article>")
    seen(stocking_client, longer, "2024-03-07T08:00:00Z")
    headline = "Harbour council votes to rebuild the east pier"
    seen(stocking_client, PAGE.replace(headline, "Council of the harbour will mend the pier"), "2024-03-06T08:00:00Z")
    return article_id


def test_revisions_are_listed_as_they_were_filed(client: TestClient, article_id: str) -> None:
    answer = client.get(f"/articles/{article_id}/revisions")
    page = RevisionPage.model_validate(answer.json())
    told = [(one.number, one.change, one.captured_at.day, one.is_current) for one in page.items]
    assert told == [(1, None, 5, False), (2, "body", 7, True), (3, "headline", 6, False)]
    assert answer.headers["cache-control"] == "no-cache"


def test_a_revision_is_what_the_article_said_then(client: TestClient, article_id: str) -> None:
    article = Article.model_validate(client.get(f"/articles/{article_id}").json())
    revision = Revision.model_validate(client.get(f"/articles/{article_id}/revisions/2").json())
    same = set(Revision.model_fields) & set(Article.model_fields)
    assert {name: getattr(revision, name) for name in same} == {name: getattr(article, name) for name in same}
    assert {"body", "source", "dateline", "published_at", "quotes", "provenance"} <= same
    assert MORE in revision.body
    seen(client, PAGE.replace("in May", "in June"), "2024-03-08T08:00:00Z")
    again = Revision.model_validate(client.get(f"/articles/{article_id}/revisions/2").json())
    assert again == revision
    assert "in June" in Revision.model_validate(client.get(f"/articles/{article_id}/revisions/4").json()).body


def test_a_story_that_says_little_of_itself_has_a_revision(client: TestClient) -> None:
    page = "<html><body><h1>Ferry is back</h1><p>The ferry is back after a year, the harbour master said on Monday.</p>"
    article_id = client.post("/ingest", content=page, headers=HTML).json()["article"]["id"]
    revision = Revision.model_validate(client.get(f"/articles/{article_id}/revisions/1").json())
    assert (revision.source, revision.dateline, revision.published_at, revision.authors) == (None, None, None, [])


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("", "no-cache"),
        ("/raw", "no-cache"),
        ("/revisions", "no-cache"),
        ("/revisions/1", WHILE_IT_STANDS),
        ("/revisions/1/raw", WHILE_IT_STANDS),
        ("/revisions/9", "no-store"),
        ("/revisions/9/raw", "no-store"),
    ],
)
def test_how_long_answers_may_be_kept(client: TestClient, article_id: str, path: str, kept: str) -> None:
    answer = client.get(f"/articles/{article_id}{path}")
    assert answer.headers["cache-control"] == kept
    if answer.status_code == 200:
        again = client.get(f"/articles/{article_id}{path}", headers={"If-None-Match": answer.headers["etag"]})
        assert (again.status_code, again.headers["cache-control"]) == (304, kept)


def test_lists_and_receipts_say_how_long_they_may_be_kept(client: TestClient) -> None:
    receipt = client.post("/ingest", content=STORY, headers={"Content-Type": "text/plain"})
    assert receipt.headers["cache-control"] == "no-store"
    for address in ("/articles", "/articles?limit=1", "/quotes", "/sources", "/articles/facets?by=source"):
        assert client.get(address).headers["cache-control"] == "no-cache", address


def test_the_page_of_a_revision_comes_back_to_the_byte(client: TestClient, article_id: str) -> None:
    assert client.get(f"/articles/{article_id}/revisions/1/raw").content == PAGE.encode()
    assert client.get(f"/articles/{article_id}/revisions/2/raw").content != PAGE.encode()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"{NOBODY}/revisions", 404),
        (f"{NOBODY}/revisions/1", 404),
        (f"{NOBODY}/revisions/1/raw", 404),
        (f"{NOBODY}/revisions/0", 422),
        (f"{NOBODY}/revisions/2147483648", 422),
        (f"{NOBODY}/revisions/first", 422),
    ],
)
def test_what_is_not_there_is_a_problem(client: TestClient, path: str, status: int) -> None:
    answer = client.get(f"/articles/{path}")
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
