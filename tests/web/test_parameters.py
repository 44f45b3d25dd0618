"""Query parameters: what a request asks for is heeded or refused, whichever endpoint it asks."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.web.examples import PAGE, URL


@pytest.fixture(scope="module", autouse=True)
def article_id(stocking_client: TestClient) -> str:
    answer = stocking_client.post("/ingest", content=PAGE, headers={"Content-Type": "text/html"}, params={"url": URL})
    identity: str = answer.json()["article"]["id"]
    return identity


def refused(client: TestClient, path: str, params: Any) -> dict[str, str]:
    answer = client.get(path, params=params)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json"), answer.text
    fault: dict[str, str] = answer.json()["errors"][0]
    assert answer.json()["detail"] == fault["detail"]
    return fault


@pytest.mark.parametrize(
    "path",
    ["", "/facets", "/timeline", "/{id}", "/{id}/raw", "/{id}/revisions", "/{id}/revisions/1", "/{id}/revisions/1/raw",
     "/{id}/revisions/1...1", "/{id}/timemap", ".csv", ".atom", "/feed.json"],
)  # fmt: skip
def test_a_parameter_that_there_is_not_is_told(client: TestClient, article_id: str, path: str) -> None:
    fault = refused(client, "/articles" + path.format(id=article_id), {"by": "year", "sorce": "Xinhua"})
    assert fault["parameter"] in ("by", "sorce")
    assert "there is no parameter" in fault["detail"]


@pytest.mark.parametrize("path", ["/sources", "/speakers", "/quotes", "/captures", "/clusters/{id}"])
def test_and_beside_articles_as_well(client: TestClient, article_id: str, path: str) -> None:
    assert refused(client, path.format(id=article_id), {"colour": "red"})["parameter"] == "colour"


@pytest.mark.parametrize("path", ["/articles", "/articles/facets", "/articles.csv", "/quotes"])
def test_a_second_value_where_one_counts_is_told(client: TestClient, path: str) -> None:
    given = [("source", "Xinhua"), ("source", "AFP"), *([("by", "year")] if "facets" in path else [])]
    assert refused(client, path, given) == {
        "parameter": "source",
        "detail": "source: given 2 times: give one value, and ask again for another",
    }


def test_lists_are_given_in_one_value_or_in_several(client: TestClient, article_id: str) -> None:
    for given in ("by=year&by=language", "by=year,language"):
        assert set(client.get(f"/articles/facets?{given}").json()["facets"]) == {"year", "language"}
    for given in ("fields=id&fields=word_count", "fields=id,word_count"):
        item = client.get(f"/articles?{given}").json()["items"][0]
        assert (set(item), item["id"]) == ({"id", "word_count"}, article_id)


@pytest.mark.parametrize(
    ("path", "given", "parameter", "says"),
    [
        ("/articles", {"sort": "date"}, "sort", "'relevance'"),
        ("/articles", {"include": "body,head"}, "include", "'quotes'"),
        ("/articles/facets", {"by": "source,colour"}, "by", "'month'"),
        ("/articles", {"source": ""}, "source", "at least 1 character"),
        ("/quotes", {"language": "English"}, "language", "as en"),
    ],
)
def test_a_wrong_value_is_told_by_the_parameters_own_name(
    client: TestClient, path: str, given: dict[str, str], parameter: str, says: str
) -> None:
    fault = refused(client, path, given)
    assert fault["parameter"] == parameter
    assert fault["detail"].startswith(f"{parameter}: ")
    assert says in fault["detail"]


def test_a_language_is_found_in_capitals_as_well(client: TestClient, article_id: str) -> None:
    assert [item["id"] for item in client.get("/articles", params={"language": "EN"}).json()["items"]] == [article_id]


def test_a_field_that_a_json_page_has_not_is_pointed_to(client: TestClient) -> None:
    answer = client.post("/ingest", json={"html": "<p>", "titel": "x"})
    assert answer.status_code == 422
    assert answer.json()["errors"] == [
        {"pointer": "#/titel", "detail": "there is no field 'titel' here: /docs lists them"}
    ]
