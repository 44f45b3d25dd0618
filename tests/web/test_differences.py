"""GET /articles/{id}/revisions/{a}...{b}."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.matching.sentences import split_sentences
from app.web.examples import PAGE, URL
from app.web.revision_schemas import RevisionDifference

HTML = {"Content-Type": "text/html"}
NEWER = (
    PAGE.replace("votes to rebuild", "votes again to rebuild")
    .replace("in May and cost about 12 million", "in June and cost about 14 million")
    .replace("patch it again", "patch it ever again")
    .replace("<p>The north quay is ready for them, Pinto said, adding that no berth would be lost.</p>", "")
)


@pytest.fixture(scope="module", autouse=True)
def address(stocking_client: TestClient) -> str:
    """The revisions of an article that has two."""
    for page, day in ((PAGE, 5), (NEWER, 6)):
        params = {"url": URL, "captured_at": f"2024-03-0{day}T08:00:00Z"}
        filed = stocking_client.post("/ingest", content=page, headers=HTML, params=params).json()
    return f"/articles/{filed['article']['id']}/revisions"


def read(client: TestClient, address: str) -> dict[str, Any]:
    fields: dict[str, Any] = client.get(address).json()
    return fields


def test_sentences_are_kept_removed_and_added(client: TestClient, address: str) -> None:
    answer = client.get(f"{address}/1...2")
    told = RevisionDifference.model_validate(answer.json())
    old, new = (read(client, f"{address}/{number}")["body"] for number in (1, 2))
    assert told.headline is not None
    assert told.headline.to == "Harbour council votes again to rebuild the east pier"
    assert (told.from_.number, told.to.number) == (1, 2)
    assert (told.n_kept, told.n_removed, told.n_added) == (3, 3, 2)
    for one in told.sentences:
        for body, place in ((old, one.from_), (new, one.to)):
            assert place is None or body[place.start : place.end] == one.text
    removed = [one.text for one in told.sentences if one.part == "removed"]
    assert removed[-1] == "The north quay is ready for them, Pinto said, adding that no berth would be lost."


def test_quotes_are_added_changed_and_removed(client: TestClient, address: str) -> None:
    quotes = RevisionDifference.model_validate(read(client, f"{address}/1...2")).quotes
    changed = {one.from_.words: (one.to.words, one.changes) for one in quotes.changed}
    assert changed["We are not going to patch it again"] == ("We are not going to patch it ever again", ["words"])
    assert any("berth" in one.words or "ready" in one.words for one in quotes.removed)
    back = RevisionDifference.model_validate(read(client, f"{address}/2...1")).quotes
    assert [one.words for one in back.added] == [one.words for one in quotes.removed]


def test_a_revision_differs_in_nothing_from_itself(client: TestClient, address: str) -> None:
    told = RevisionDifference.model_validate(read(client, f"{address}/2...2"))
    assert (told.headline, told.n_removed, told.n_added) == (None, 0, 0)
    assert [*told.quotes.added, *told.quotes.changed, *told.quotes.removed] == []
    text = client.get(f"{address}/2...2?format=text").text
    assert text.startswith("quotes: 0 added, 0 changed, 0 removed, ")
    assert "@@" not in text


def lines_of(fields: dict[str, Any]) -> str:
    """Write a revision as the text of a difference has it: a sentence a line."""
    bodies = [[span.of(text) for span in split_sentences(text, "en")] for text in fields["body"].split("\n\n")]
    return "\n".join([fields["headline"], *(line for body in bodies for line in ("", *body)), ""])


@pytest.mark.skipif(shutil.which("patch") is None, reason="patch is not installed here")
def test_the_text_is_a_diff_that_patch_applies(client: TestClient, address: str, tmp_path: Path) -> None:
    answer = client.get(f"{address}/1...2", headers={"Accept": "text/plain"})
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert "changed (words): “We are not going to patch it again” Marta Oduya, direct" in answer.text
    old, new = (lines_of(read(client, f"{address}/{number}")) for number in (1, 2))
    file = tmp_path / "story.txt"
    file.write_text(old, "utf-8")
    subprocess.run(["patch", str(file)], input=answer.content, check=True, capture_output=True)
    assert file.read_text("utf-8") == new


@pytest.mark.parametrize(
    ("path", "status"),
    [("1...3", 404), ("1...0", 422), ("1...x", 422), ("1..2", 422), ("...", 422), ("1...2?format=html", 422)],
)
def test_what_can_not_be_compared_is_a_problem(client: TestClient, address: str, path: str, status: int) -> None:
    answer = client.get(f"{address}/{path}")
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")


def test_accept_decides(client: TestClient, address: str) -> None:
    accepted = {
        accept: client.get(f"{address}/1...2", headers={"Accept": accept})
        for accept in ("*/*", "text/plain", "text/plain, application/json;q=0.1", "text/html", "nonsense")
    }
    kinds = [answer.headers["content-type"].partition(";")[0] for answer in accepted.values()]
    problem = "application/problem+json"
    assert kinds == ["application/json", "text/plain", "text/plain", problem, problem]
    assert accepted["*/*"].headers["vary"].split(",")[0] == "Accept"
