"""GET /articles with words, GET /articles/facets and /articles/timeline, as a user sends them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from app.archive.database import Sessions
from app.web.count_schemas import Facets, Timeline
from app.web.examples import PAGE, STORY, URL
from app.web.schemas import ArticlePage


@pytest.fixture(scope="module", autouse=True)
def _two_stories(stocking_client: TestClient) -> None:
    stocking_client.post("/ingest", content=PAGE, headers={"Content-Type": "text/html"}, params={"url": URL})
    other = STORY.replace("12 million", "14 million")
    stocking_client.post("/ingest", content=other, headers={"Content-Type": "text/plain"})


def find(client: TestClient, **params: Any) -> ArticlePage:
    answer = client.get("/articles", params=params)
    assert answer.status_code == 200, answer.text
    return ArticlePage.model_validate(answer.json())


def test_words_are_found(client: TestClient) -> None:
    page = find(client, q='pier OR quay -"south quay" speaker:Oduya', total=True, highlight=True)
    assert (page.total, page.total_is) == (len(page.items), "exact")
    assert page.items
    for item in page.items:
        assert item.highlights is not None
        assert "<mark>" in "".join(item.highlights.body)
    assert not find(client, q="submarine").items


def test_the_documented_examples_run(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    for path in ("/articles", "/articles/facets", "/articles/timeline", "/quotes"):
        parameters = paths[path]["get"]["parameters"]
        examples = {one["name"]: one["schema"]["examples"][0] for one in parameters if "examples" in one["schema"]}
        answer = client.get(path, params={**examples, "by": "source"} if path == "/articles/facets" else examples)
        assert answer.status_code == 200, answer.text
        assert examples


def test_only_the_fields_that_are_asked_for(client: TestClient) -> None:
    for asked in ({"fields": "id,headline"}, {"fields": ["id", "headline"]}):
        (first, *_) = client.get("/articles", params=asked).json()["items"]
        assert set(first) == {"id", "headline"}
    (whole, *_) = find(client, include="quotes,body").items
    assert whole.body
    assert whole.quotes
    assert all(said.words == whole.body[said.start : said.end] for said in whole.quotes)


def test_pages_keep_what_was_asked(client: TestClient) -> None:
    address = "/articles?q=pier+OR+quay&limit=1&fields=id&total=true&sort=relevance"
    first = client.get(address)
    following = client.get(first.json()["next"])
    assert first.headers["link"] == f'<{first.json()["next"]}>; rel="next"'
    assert (first.json()["total"], following.json()["total"]) == (2, 2)
    assert set(following.json()["items"][0]) == {"id"}
    assert first.json()["items"] != following.json()["items"]
    assert (following.json()["next"], "link" in following.headers) == (None, False)


@pytest.mark.parametrize(
    ("q", "position", "says"),
    [
        ('pier "east', 5, "never closed"),
        ("pier sorce:Xinhua", 5, "no field 'sorce'"),
        ("pier OR", 5, "after this OR"),
        ("", 0, "no word"),
    ],
)
@pytest.mark.parametrize("path", ["/articles", "/articles/facets?by=source", "/articles/timeline"])
def test_bad_queries_are_problems_that_point_at_the_character(
    client: TestClient, path: str, q: str, position: int, says: str
) -> None:
    answer = client.get(path, params={"q": q} | ({"by": "source"} if "facets" in path else {}))
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    (fault,) = answer.json()["errors"]
    assert (fault["parameter"], fault["position"]) == ("q", position)
    assert says in fault["detail"]
    assert answer.json()["detail"] == fault["detail"]


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("/articles?sort=relevance", 400, "add q"),
        ("/articles?q=%00", 422, "q"),
        ("/articles?highlight=true", 400, "add q"),
        ("/articles?fields=shape", 422, "no field 'shape'"),
        ("/articles?include=shape", 422, "include"),
        ("/articles?has=shape", 422, "has"),
        ("/articles/facets", 422, "by"),
        ("/articles/facets?by=shape", 422, "by"),
        ("/articles/facets?by=", 422, "by"),
        ("/articles/timeline?interval=hour", 422, "interval"),
        ("/articles/timeline?interval=day&published_from=1900&published_to=2024", 400, "longer ones"),
        ("/quotes?sort=relevance", 400, "add q"),
    ],
)
def test_errors_are_problems(client: TestClient, address: str, status: int, says: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert says in answer.json()["detail"]


@pytest.fixture
def hurried(client: TestClient) -> Iterator[TestClient]:
    """A client of the service with a limit that no search keeps."""
    state = client.app.state  # type: ignore[attr-defined] # the client calls any ASGI app; ours has a state
    service = state.service
    state.service = replace(service, settings=service.settings.model_copy(update={"search_seconds": 0.05}))
    yield client
    state.service = service


@pytest.mark.parametrize("path", ["/articles", "/articles/facets?by=source", "/articles/timeline", "/quotes"])
def test_a_search_that_takes_too_long_is_given_up_with_advice(
    hurried: TestClient, sessions: Sessions, path: str
) -> None:
    with sessions.begin() as session:
        session.execute(text("ALTER TABLE article RENAME TO kept"))
        session.execute(text("CREATE VIEW article AS SELECT kept.* FROM kept, pg_sleep(2)"))
    answer = hurried.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
    assert "narrow it" in answer.json()["detail"]


def test_facets(client: TestClient) -> None:
    answer = client.get("/articles/facets?by=source,speaker,year&q=pier")
    facets = Facets.model_validate(answer.json())
    assert list(facets.facets) == ["source", "speaker", "year"]
    assert {value.value for value in facets.facets["speaker"]} >= {"Marta Oduya", "Joao Pinto"}
    assert [(value.value, value.n_articles) for value in facets.facets["year"]] == [("2024", 2)]
    assert client.get("/articles/facets?by=source&by=year").status_code == 200


def test_timeline(client: TestClient) -> None:
    answer = client.get("/articles/timeline?q=pier&published_from=2024-02&published_to=2024-04")
    timeline = Timeline.model_validate(answer.json())
    assert [(item.start.isoformat(), item.n_articles, item.ratio) for item in timeline.items] == [
        ("2024-02-01", 0, None),
        ("2024-03-01", 2, 1.0),
        ("2024-04-01", 0, None),
    ]


@pytest.mark.parametrize("path", ["/articles/facets?by=source", "/articles/timeline"])
def test_counts_that_have_not_changed_are_not_sent_again(client: TestClient, path: str) -> None:
    etag = client.get(path).headers["etag"]
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 304
