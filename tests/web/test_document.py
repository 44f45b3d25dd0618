"""The OpenAPI document: its examples run, and odd requests get an answer that it knows."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.web.examples import PAGE
from tests.rounds import IS_THOROUGH

DOCUMENT = json.loads((Path(__file__).parents[2] / "docs" / "openapi.json").read_text("utf-8"))
"""The one that the service gives (tests/web/test_transport.py), without half a second to make it."""


@pytest.fixture(scope="module", autouse=True)
def article_id(stocking_client: TestClient) -> str:
    answer = stocking_client.post("/ingest", content=PAGE, headers={"Content-Type": "text/html"})
    identity: str = answer.json()["article"]["id"]
    return identity


def list_examples() -> Iterator[tuple[str, str, Any]]:
    """Give path, parameter and value of every example of a query parameter."""
    for path, operations in DOCUMENT["paths"].items():
        for operation in operations.values():
            for parameter in operation.get("parameters", ()):
                if parameter["in"] != "query":
                    continue
                told = [*parameter["schema"].get("examples", ()), *parameter.get("examples", ())]
                for value in [*told, *([parameter["example"]] if "example" in parameter else [])]:
                    yield path, parameter["name"], value


def test_there_are_examples() -> None:
    assert {name for _, name, _ in list_examples()} >= {"q", "source", "fields", "by", "speaker"}


@pytest.mark.parametrize(("path", "name", "value"), list(list_examples()))
def test_examples_of_parameters_run(client: TestClient, path: str, name: str, value: Any) -> None:
    needed = {"by": "source"} if path.endswith("/facets") else {}
    answer = client.get(path, params={**needed, name: value})
    assert answer.status_code == 200, answer.text


ODD = {
    "NUL": "%00",
    "NUL in a word": "pier%00s",
    "no UTF-8": "%ff%fe%80",
    "half a character": "%e2%82",
    "a surrogate": "%ed%a0%80",
    "a huge number": "9" * 400,
    "a negative number": "-1",
    "a number with a point": "1.5",
    "infinity": "inf",
    "five thousand letters": "a" * 5_000,
    "nothing": "",
    "a quotation mark": "%22",
    "brackets": "%5B%5D",
    "a list": "a%2Cb%2C%2C",
    "right to left": "%e2%80%ae",
    "a base64 of nothing": "W10",
    "a base64 of a list": "WyItcHVibGlzaGVkX2F0IixudWxsLG51bGwsbnVsbCxudWxsXQ",
}


def list_parameters() -> Iterator[tuple[str, str]]:
    """Give path and name of every query parameter; of one that several paths declare alike, but in CI, the first."""
    declared = set[str]()
    for path, operations in DOCUMENT["paths"].items():
        for parameter in operations.get("get", {}).get("parameters", ()):
            if parameter["in"] == "query" and "{" not in path and (IS_THOROUGH or str(parameter) not in declared):
                declared.add(str(parameter))
                yield path, parameter["name"]


@pytest.mark.parametrize("value", ODD.values(), ids=ODD)
def test_odd_values_are_answered_as_the_document_says(client: TestClient, value: str) -> None:
    for path, name in list_parameters():
        answer = client.get(f"{path}?{name}={value}")
        assert answer.status_code < 500, (path, name, answer.text)
        assert str(answer.status_code) in DOCUMENT["paths"][path]["get"]["responses"], (path, name, answer.text)


@pytest.mark.parametrize("value", [*ODD.values(), "..", "%2e%2e%2f", "0" * 36])
def test_odd_paths_are_answered(client: TestClient, value: str) -> None:
    for path in (f"/articles/{value}", f"/articles/{value}/raw", f"/articles/{value}/revisions/{value}", f"/{value}"):
        answer = client.get(path, follow_redirects=False)
        assert answer.status_code < 500, (path, answer.text)
        if answer.status_code >= 400:
            assert answer.headers["content-type"] == "application/problem+json", path


@pytest.mark.parametrize(
    "headers",
    [
        {"Accept": ";;;"},
        {"Accept": "\x7f/*;q=x"},
        {"Accept": "text/plain;q=nan"},
        {"Accept": "a" * 5_000},
        {"If-None-Match": '"' * 5_000},
        {"If-None-Match": 'W/"', "Accept-Encoding": "gzip;q=x, zstd;q=-1"},
        {"Range": "bytes=0-1", "If-Range": "x"},
        {"Host": "a b"},
        {"Cookie": "\xff"},
    ],
)
def test_odd_headers_are_answered(client: TestClient, article_id: str, headers: dict[str, str]) -> None:
    sent = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    for path in (f"/articles/{article_id}", "/articles?limit=1", f"/articles/{article_id}/raw"):
        assert client.get(path, headers=sent).status_code in (200, 406), path


@pytest.mark.parametrize("path", sorted(DOCUMENT["paths"]))
def test_a_method_that_is_not_taken_is_a_problem_that_names_those_that_are(client: TestClient, path: str) -> None:
    answer = client.request("PATCH", path.replace("{article_id}", "01890a5d-ac96-774b-bcce-b302099a8057"))
    assert (answer.status_code, answer.headers["content-type"]) == (405, "application/problem+json")
    assert set(answer.headers["allow"].split(", ")) >= {method.upper() for method in DOCUMENT["paths"][path]}


def test_what_is_not_acceptable_is_a_problem(client: TestClient) -> None:
    answer = client.get("/articles/01890a5d-ac96-774b-bcce-b302099a8057", headers={"Accept": "image/png"})
    assert (answer.status_code, answer.headers["content-type"]) == (406, "application/problem+json")
