"""Jobs over HTTP: what is kept to be filed later, and what is told of it."""

import gzip
import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
import zstandard
from fastapi.testclient import TestClient

from app.archive.claims import claim_due
from app.archive.database import Sessions
from app.web.examples import BATCH_BODIES, PAGE, STORY
from app.web.job_schemas import Job, JobItem, JobItemPage, JobPage

NDJSON = {"Content-Type": "application/x-ndjson"}
TEXT = {"Content-Type": "text/plain"}
LATER = {"Prefer": "respond-async"}
KEY = "01890a5d-ac96-774b-bcce-b302099a8057"


def write_lines(n: int) -> bytes:
    pages = ({"url": f"https://a.example/{number}", "text": f"{STORY}{number}"} for number in range(n))
    return "".join(json.dumps(page) + "\n" for page in pages).encode()


def send(client: TestClient, body: bytes, **headers: str) -> Job:
    answer = client.post("/ingest/batch", content=body, headers=NDJSON | headers)
    assert answer.status_code == 202, answer.text
    job = Job.model_validate(answer.json())
    assert answer.headers["location"] == f"/jobs/{job.id}"
    return job


def list_items(client: TestClient, job_id: UUID, **query: Any) -> list[JobItem]:
    answer = client.get(f"/jobs/{job_id}/items", params=query)
    assert answer.status_code == 200, answer.text
    return JobItemPage.model_validate(answer.json()).items


def test_a_page_is_kept_at_once_and_filed_later(client: TestClient) -> None:
    answer = client.post("/ingest", content=STORY, headers=TEXT | {"Prefer": "wait=5, respond-async"})
    assert (answer.status_code, answer.headers["preference-applied"]) == (202, "respond-async")
    address = answer.headers["location"]
    job = Job.model_validate(client.get(address).json())
    assert (job.kind, job.state, job.n_items, job.counts.waiting) == ("page", "working", 1, 1)
    (item,) = list_items(client, job.id)
    assert (item.outcome, item.position) == ("waiting", 1)
    now = client.post("/ingest", content=STORY, headers=TEXT).json()
    assert UUID(now["capture_id"]) == item.capture_id


def test_the_batch_of_the_document_is_taken(client: TestClient) -> None:
    job = send(client, BATCH_BODIES["application/x-ndjson"]["example"].encode())
    assert (job.kind, job.state, job.n_items, job.counts.broken) == ("batch", "working", 2, 0)


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        pytest.param(gzip.compress(write_lines(3)), {"Content-Encoding": "gzip"}, id="gzip"),
        pytest.param(zstandard.compress(write_lines(3)), {"Content-Encoding": "zstd"}, id="zstd"),
        pytest.param(gzip.compress(write_lines(3)), {}, id="a gzip file"),
        pytest.param(gzip.compress(gzip.compress(write_lines(3))), {"Content-Encoding": "gzip"}, id="gzip twice"),
    ],
)
def test_a_batch_may_be_packed(client: TestClient, body: bytes, headers: dict[str, str]) -> None:
    assert send(client, body, **headers).counts.waiting == 3


def write_record(kind: str, name: str, message: str) -> bytes:
    head = f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://a.example/{name}\r\n"
    head += f"Content-Type: application/http;msgtype={kind}\r\nContent-Length: {len(message.encode())}\r\n\r\n"
    return gzip.compress(f"{head}{message}\r\n\r\n".encode())


def test_a_warc_file_is_a_batch(client: TestClient) -> None:
    warc = b"".join(
        (
            write_record("request", "pier", "GET /pier HTTP/1.1\r\n\r\n"),
            write_record("response", "pier", f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE}"),
            write_record("response", "pier.png", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n?"),
        )
    )
    answer = client.post("/ingest/batch", content=warc, headers={"Content-Type": "application/warc"})
    assert answer.status_code == 202, answer.text
    items = list_items(client, answer.json()["id"])
    assert [(item.url, item.outcome, item.reason) for item in items] == [
        ("https://a.example/pier", "waiting", None),
        ("https://a.example/pier.png", "passed_over", "not_a_page"),
    ]


def test_what_can_not_be_read_is_an_item_with_its_reason(client: TestClient) -> None:
    job = send(client, b'{"text": "a"}\nno json\n\n{"url": "ftp://a.example/"}\n{"text": "b"')
    items = list_items(client, job.id)
    assert [(item.place, item.outcome, item.reason) for item in items] == [
        ("line 1", "waiting", None),
        ("line 2", "broken", "bad_json"),
        ("line 4", "broken", "bad_page"),
        ("after line 4", "broken", "cut_short"),
    ]
    assert all(item.detail and item.finished_at for item in items[1:])
    assert [item.position for item in list_items(client, job.id, outcome="broken")] == [2, 3, 4]


def test_a_batch_of_nothing_is_refused(client: TestClient) -> None:
    for body in (b"", b"\n \n"):
        answer = client.post("/ingest/batch", content=body, headers=NDJSON)
        assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")


def test_a_batch_of_another_kind_is_refused(client: TestClient) -> None:
    for headers in (TEXT, NDJSON | {"Content-Encoding": "br"}):
        assert client.post("/ingest/batch", content=write_lines(1), headers=headers).status_code == 415


def test_items_are_paged(client: TestClient) -> None:
    job = send(client, write_lines(5))
    address, seen = f"/jobs/{job.id}/items?limit=2", list[int]()
    while address:
        answer = client.get(address).json()
        seen += [item["position"] for item in answer["items"]]
        address = answer["next"]
    assert seen == [1, 2, 3, 4, 5]
    other = send(client, write_lines(1))
    cursor = client.get(f"/jobs/{job.id}/items?limit=2").json()["next"].partition("cursor=")[2]
    assert client.get(f"/jobs/{other.id}/items?cursor={cursor}").status_code == 400


@pytest.mark.parametrize("key", [KEY, f'"{KEY}"'])
def test_the_same_key_again_is_the_same_job(client: TestClient, key: str) -> None:
    first = send(client, write_lines(3), **{"Idempotency-Key": KEY})
    again = send(client, write_lines(3), **{"Idempotency-Key": key})
    assert (again.id, again.n_items) == (first.id, 3)
    other = client.post("/ingest/batch", content=write_lines(4), headers=NDJSON | {"Idempotency-Key": key})
    assert (other.status_code, other.headers["content-type"]) == (422, "application/problem+json")


def test_the_same_key_again_is_the_same_job_of_a_page(client: TestClient) -> None:
    headers = TEXT | LATER | {"Idempotency-Key": KEY}
    first, again = (client.post("/ingest", content=STORY, headers=headers).json() for _ in range(2))
    assert again["id"] == first["id"]
    assert client.post("/ingest", content=f"{STORY}!", headers=headers).status_code == 422
    assert client.post("/ingest?url=https://a.example/", content=STORY, headers=headers).status_code == 422
    assert client.post("/ingest/batch", content=write_lines(1), headers=NDJSON | headers | NDJSON).status_code == 422


@pytest.mark.parametrize("key", ["", '""', "a b", "ä", "k" * 201])
def test_a_bad_key_is_refused(client: TestClient, key: str) -> None:
    headers = [(b"content-type", b"text/plain"), (b"idempotency-key", key.encode())]
    assert client.post("/ingest", content=STORY, headers=headers).status_code == 422


def test_a_job_can_be_cancelled(client: TestClient, sessions: Sessions) -> None:
    job = send(client, write_lines(3) + b"no json\n", **{"Idempotency-Key": KEY})
    with sessions.begin() as session:
        assert len(claim_due(session, 1, lease_seconds=60)) == 1
    for _ in range(2):
        cancelled = Job.model_validate(client.delete(f"/jobs/{job.id}").json())
        assert (cancelled.state, cancelled.counts.cancelled, cancelled.counts.broken) == ("cancelled", 3, 1)
    with sessions.begin() as session:
        assert claim_due(session, 5, lease_seconds=60) == ()
    assert send(client, write_lines(3) + b"no json\n", **{"Idempotency-Key": KEY}).id == job.id


def test_a_job_that_is_over_stays_as_it_is(client: TestClient) -> None:
    job = send(client, b"no json\n")
    assert job.state == "finished"
    assert client.delete(f"/jobs/{job.id}").json()["state"] == "finished"


def test_there_is_no_such_job(client: TestClient) -> None:
    for answer in (
        client.get(f"/jobs/{KEY}"),
        client.get(f"/jobs/{KEY}/items"),
        client.delete(f"/jobs/{KEY}"),
    ):
        assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


def test_a_batch_may_come_slowly_and_in_pieces(client: TestClient) -> None:
    body = write_lines(3)

    def trickle() -> Iterator[bytes]:
        for start in range(0, len(body), 1000):
            yield body[start : start + 1000]

    answer = client.post("/ingest/batch", content=trickle(), headers=NDJSON)
    assert answer.json()["counts"]["waiting"] == 3


def test_what_is_left_to_do_is_told_to_prometheus(client: TestClient) -> None:
    send(client, write_lines(3))
    assert "clipfile_job_pages_waiting 3.0" in client.get("/metrics").text


def test_jobs_are_listed_the_newest_first(client: TestClient) -> None:
    sent = [send(client, write_lines(number + 1)).id for number in range(3)]
    client.delete(f"/jobs/{sent[0]}")
    answer = client.get("/jobs", params={"limit": 2})
    page = JobPage.model_validate(answer.json())
    assert [(job.id, job.state, job.n_items) for job in page.items] == [
        (sent[2], "working", 3),
        (sent[1], "working", 2),
    ]
    assert page.items[0] == Job.model_validate(client.get(f"/jobs/{sent[2]}").json())
    send(client, write_lines(5))
    (last,) = client.get(page.next or "").json()["items"]
    assert (last["id"], last["state"], last["counts"]["cancelled"]) == (str(sent[0]), "cancelled", 1)
    assert [job["id"] for job in client.get("/jobs?state=cancelled").json()["items"]] == [str(sent[0])]
    assert len(client.get("/jobs?state=working").json()["items"]) == 3
    assert client.get("/jobs?state=finished").json() == {"items": [], "next": None}
    assert client.get("/jobs?state=lost").status_code == 422
    assert client.get("/jobs?cursor=nonsense").status_code == 400
