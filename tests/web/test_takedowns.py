"""DELETE /articles/{id}: nothing of it is left but a tombstone, and it does not come back by itself."""

from typing import Any

from fastapi.testclient import TestClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.archive.speaker_counts import find_wrong_counts
from app.archive.tables import metadata
from app.archive.takedowns import Order, lift_takedown
from app.web.examples import STORY
from app.web.schemas import Problem, Tombstone
from tests.conftest import NOW

TEXT = {"Content-Type": "text/plain; charset=utf-8"}
ORDER = {"reason": "Asked for by a person whom it names.", "legal_basis": "GDPR, Article 17"}
URL = "https://www.port-ellery.example/east-pier"
HOLDS = (
    "article", "capture", "filing", "quote", "raw_page", "revision", "speaker", "speaker_alias", "speaker_count",
    "wording", "signature", "tie",
)  # fmt: skip


def ingest(client: TestClient, page: str = STORY, **query: str) -> dict[str, Any]:
    receipt: dict[str, Any] = client.post("/ingest", content=page, headers=TEXT, params=query).json()
    return receipt


def take_down(client: TestClient, receipt: dict[str, Any]) -> Tombstone:
    answer = client.request("DELETE", f"/articles/{receipt['article']['id']}", json=ORDER)
    assert answer.status_code == 200, answer.text
    return Tombstone.model_validate(answer.json())


def test_everything_goes_and_a_tombstone_stays(client: TestClient, session: Session) -> None:
    first = ingest(client, url=URL)
    ingest(client, STORY.replace("voted on Monday", "voted late on Monday") + "\n\nThe work takes a year.", url=URL)
    tombstone = take_down(client, first)
    for table in HOLDS:
        assert session.execute(select(func.count()).select_from(metadata.tables[table])).scalar_one() == 0, table
    assert (tombstone.reason, tombstone.legal_basis) == (ORDER["reason"], ORDER["legal_basis"])
    assert (tombstone.by, tombstone.n_captures) == ("api", 2)


def test_it_is_answered_410_everywhere(client: TestClient) -> None:
    first = ingest(client)
    tombstone = take_down(client, first)
    address = f"/articles/{tombstone.article_id}"
    of_article = (
        "",
        "?format=text",
        "?format=ninjs",
        "/raw",
        "/timemap",
        "/revisions",
        "/revisions/1",
        "/revisions/1/raw",
    )
    of_capture = (f"/captures/{first['capture_id']}", f"/captures/{first['capture_id']}/raw")
    for asked in (*(address + rest for rest in of_article), *of_capture):
        answer = client.get(asked)
        assert answer.status_code == 410, asked
        assert Problem.model_validate(answer.json()).tombstone == tombstone
    assert client.request("DELETE", address, json=ORDER).status_code == 410
    assert client.get("/articles", params={"q": "pier"}).json()["items"] == []
    assert client.get("/quotes").json()["items"] == []


def test_what_is_not_there_can_not_be_taken_down(client: TestClient) -> None:
    address = "/articles/0192f0c1-2345-7abc-8def-0123456789ab"
    assert client.request("DELETE", address, json=ORDER).status_code == 404
    assert client.request("DELETE", address, json={}).status_code == 422
    assert client.get(address).status_code == 404


def test_the_page_is_refused_until_it_is_lifted(client: TestClient, session: Session) -> None:
    tombstone = take_down(client, ingest(client, url=URL))
    again = (
        ingest(client, url=URL),  # the same page
        ingest(client),  # the same bytes
        ingest(client, STORY.replace("pier", "quay"), url=URL),  # the same address
        ingest(client, "\n" + STORY, url="https://gazette.example/pier"),  # the same words elsewhere
        ingest(client, "Not Found", url=URL),  # what is no article, at the same address
    )
    for receipt in again:
        assert (receipt["outcome"], receipt["reason"], receipt["article"]) == ("rejected", "taken_down", None)
        assert str(tombstone.id) in receipt["detail"]
    for table in HOLDS:
        assert session.execute(select(func.count()).select_from(metadata.tables[table])).scalar_one() == 0, table
    lift_takedown(session, tombstone.id, Order("Ana Li", NOW, "Withdrawn."))
    session.commit()
    taken = ingest(client, url=URL)
    assert taken["outcome"] == "created"
    assert taken["article"]["id"] != str(tombstone.article_id)
    assert client.get(f"/articles/{tombstone.article_id}").json()["tombstone"]["lifted_by"] == "Ana Li"


def test_what_others_have_too_stays(client: TestClient, session: Session) -> None:
    ours, other = ingest(client, url=URL), ingest(client, url="https://gazette.example/pier")
    assert take_down(client, ours).n_captures == 1
    assert client.get(f"/articles/{other['article']['id']}").json()["quotes"] == other["article"]["quotes"]
    assert client.get(f"/articles/{other['article']['id']}/raw").text == STORY
    assert find_wrong_counts(session) == ()
    assert session.execute(select(func.count()).select_from(metadata.tables["speaker"])).scalar_one() > 0
