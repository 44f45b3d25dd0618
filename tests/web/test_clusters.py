"""GET /clusters, and what POST /ingest tells of near copies."""

from fastapi.testclient import TestClient
from sqlalchemy import text

from app.archive.database import Sessions
from app.web.cluster_schemas import Cluster
from app.web.examples import STORY
from app.web.schemas import ArticlePage, IngestReceipt

NOBODY = "01890a5d-ac96-774b-bcce-b302099a8057"


def send(client: TestClient, story: str, host: str) -> IngestReceipt:
    url = f"https://{host}.example/pier"
    answer = client.post("/ingest", content=story, headers={"Content-Type": "text/plain"}, params={"url": url})
    return IngestReceipt.model_validate(answer.json())


def test_near_copies_are_one_cluster(client: TestClient, sessions: Sessions) -> None:
    first = send(client, STORY, "one")
    longer = send(client, STORY.replace("\nEndi", "\nThe harbour office opens at nine on weekdays.\nEndi"), "two")
    exact = send(client, STORY.replace("votes to rebuild", "will rebuild"), "three")
    assert first.article
    assert longer.article
    assert exact.article
    cluster_id = first.article.cluster_id
    assert {one.article.cluster_id for one in (first, longer, exact) if one.article} == {cluster_id}
    assert first.article.id in {one.id for one in longer.duplicates}
    answer = client.get(f"/clusters/{cluster_id}?limit=2")
    cluster = Cluster.model_validate(answer.json())
    assert (cluster.n_articles, len(cluster.members), cluster.agency and cluster.agency.name) == (3, 2, "Xinhua")
    assert len(Cluster.model_validate(client.get(cluster.next or "").json()).members) == 1
    known = client.get(f"/clusters/{cluster_id}?limit=2", headers={"If-None-Match": answer.headers["etag"]})
    assert known.status_code == 304
    page = ArticlePage.model_validate(client.get("/articles?collapse=cluster&total=true").json())
    assert ([item.n_in_cluster for item in page.items], page.total) == ([3], 3)
    assert client.get("/articles.atom?collapse=cluster").text.count("<entry>") == 1
    with sessions.begin() as session:
        session.execute(text("INSERT INTO cluster_alias VALUES (:id, :kept)"), {"id": NOBODY, "kept": cluster_id})
    moved = client.get(f"/clusters/{NOBODY}", follow_redirects=False)
    assert (moved.status_code, moved.headers["location"].endswith(f"/clusters/{cluster_id}")) == (308, True)


def test_what_there_is_not_is_a_problem(client: TestClient) -> None:
    for address, status in (
        (f"/clusters/{NOBODY}", 404),
        ("/clusters/x", 422),
        ("/articles.jsonl?collapse=cluster", 422),
        ("/articles/facets?by=source&collapse=cluster", 422),
    ):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
