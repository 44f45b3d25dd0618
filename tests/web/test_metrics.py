"""GET /metrics."""

from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families

from app.archive.claims import claim_due, fail_claim
from app.archive.database import Sessions
from app.web.examples import STORY


def read(client: TestClient) -> dict[tuple[str, tuple[str, ...]], float]:
    """Give each sample by its name and the values of its labels."""
    answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=")
    families = text_string_to_metric_families(answer.text)
    return {
        (sample.name, tuple(sample.labels.values())): sample.value for family in families for sample in family.samples
    }


def test_requests_are_counted_by_operation_and_status(client: TestClient) -> None:
    before = read(client)
    client.get("/sources")
    client.head("/sources")
    client.get("/articles?limit=0")
    client.get("/nowhere")
    client.delete("/sources")
    after = read(client)
    counted = {key[1]: after[key] - before.get(key, 0) for key in after if key[0] == "clipfile_requests_total"}
    assert {labels: n for labels, n in counted.items() if n and labels[0] != "readMetrics"} == {
        ("listSources", "200"): 2,
        ("listArticles", "422"): 1,
        ("none", "404"): 1,
        ("listSources", "405"): 1,
    }
    assert after["clipfile_request_seconds_count", ("listSources",)] >= 3


def test_pages_are_counted_by_outcome_and_reason(client: TestClient) -> None:
    before = read(client)
    for page in (STORY, STORY, "no story"):
        client.post("/ingest", content=page, headers={"Content-Type": "text/plain"})
    after = read(client)
    counted = {key[1]: after[key] - before.get(key, 0) for key in after if key[0] == "clipfile_pages_total"}
    assert {labels for labels, n in counted.items() if n == 1} == {
        ("created", ""),
        ("unchanged", ""),
        ("rejected", "no_article_text"),
    }
    assert after["clipfile_readers_busy", ()] == after["clipfile_pages_waiting", ()] == 0


def test_what_workers_are_done_with_is_read_from_the_archive(client: TestClient, sessions: Sessions) -> None:
    client.post("/ingest", content=STORY, headers={"Content-Type": "text/plain", "Prefer": "respond-async"})
    with sessions.begin() as session:
        (claim,) = claim_due(session, 1, lease_seconds=60)
        fail_claim(session, claim, "gave_up", "nobody could read it")
    assert read(client)["clipfile_job_pages_total", ("failed", "gave_up")] == 1
