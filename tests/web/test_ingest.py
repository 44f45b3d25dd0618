import gzip
import json
import random
from typing import Any

import pytest
import zstandard
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlalchemy import text

from app.archive.database import Sessions, make_engine
from app.settings import Settings
from app.web.app import create_app
from app.web.examples import INGEST_BODIES, PAGE, STORY, URL
from app.web.schemas import IngestReceipt

TEXT = {"Content-Type": "text/plain; charset=utf-8"}
HTML = {"Content-Type": "text/html; charset=utf-8"}


def post(client: TestClient, page: str | bytes = STORY, headers: dict[str, str] = TEXT, **query: str) -> Response:
    return client.post("/ingest", content=page, headers=headers, params=query)


def test_a_page_becomes_an_article(client: TestClient) -> None:
    answer = post(client)
    receipt = IngestReceipt.model_validate(answer.json())
    assert (answer.status_code, receipt.outcome) == (201, "created")
    assert receipt.article is not None
    assert answer.headers["location"] == f"/articles/{receipt.article.id}"
    assert receipt.article.headline == "Harbour council votes to rebuild the east pier"
    assert receipt.article.source is not None
    assert receipt.article.source.name == "Xinhua"
    assert receipt.article.body.startswith("The harbour council of Port Ellery voted on Monday")
    assert receipt.article.body.endswith("adding that no berth would be lost.")
    for said in receipt.article.quotes:
        assert said.words == receipt.article.body[said.start : said.end]
    assert {said.speaker.name for said in receipt.article.quotes if said.speaker} == {"Marta Oduya", "Joao Pinto"}


def test_the_same_page_again_is_unchanged(client: TestClient) -> None:
    first, again = post(client), post(client)
    assert (again.status_code, again.json()["outcome"]) == (200, "unchanged")
    assert again.json()["capture_id"] == first.json()["capture_id"]
    assert again.json()["article"] == first.json()["article"]


FORMS: dict[str, dict[str, Any]] = {
    "text": {"content": STORY, "headers": TEXT},
    "html": {"content": PAGE, "headers": HTML},
    "xhtml": {"content": PAGE, "headers": {"Content-Type": "application/xhtml+xml"}},
    "no content type": {"content": PAGE},
    "html called text": {"content": PAGE, "headers": TEXT},
    "text called html": {"content": STORY, "headers": HTML},
    "json html": {"json": {"html": PAGE}},
    "json text": {"json": {"text": STORY, "headers": {"Server": "nginx"}}},
    "multipart html": {"files": {"file": ("page.html", PAGE, "text/html")}},
    "multipart text": {"files": {"file": ("page.txt", STORY, "text/plain")}, "data": {"url": ""}},
    "gzip": {"content": gzip.compress(PAGE.encode()), "headers": {**HTML, "Content-Encoding": "gzip"}},
    "zstd": {"content": zstandard.compress(PAGE.encode()), "headers": {**HTML, "Content-Encoding": "zstd"}},
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_form_of_a_page_gives_the_same_story(client: TestClient, form: dict[str, Any]) -> None:
    body = post(client).json()["article"]["body"]
    answer = client.post("/ingest", **form)
    assert answer.status_code == 200, answer.text
    assert answer.json()["article"]["body"] == body


def test_url_and_time_are_kept(client: TestClient) -> None:
    seen_at = "2024-03-05T08:00:00+01:00"
    by_query = post(client, PAGE, HTML, url=URL, captured_at=seen_at).json()
    by_json = client.post("/ingest", json={"html": PAGE, "url": URL, "captured_at": seen_at}).json()
    form = {"url": URL, "captured_at": seen_at}
    by_form = client.post("/ingest", files={"file": ("p.html", PAGE, "text/html; charset=utf-8")}, data=form).json()
    assert by_query["article"]["url"] == by_query["article"]["canonical_url"] == URL
    assert by_query["capture_id"] == by_json["capture_id"] == by_form["capture_id"]


def test_the_longest_url_fits_the_index(client: TestClient) -> None:
    noise = "".join(chr(0x4E00 + ord(char)) for char in random.Random(7).randbytes(600).decode("latin-1"))
    url = f"https://www.port-ellery.example/{noise}"
    assert post(client, url=url).json()["article"]["url"] == url


def test_the_same_bytes_seen_at_another_time_are_another_capture(client: TestClient) -> None:
    first = post(client, url=URL, captured_at="2024-03-05T08:00:00Z").json()
    later = post(client, url=URL, captured_at="2024-03-06T08:00:00Z").json()
    assert later["outcome"] == "unchanged"
    assert later["capture_id"] != first["capture_id"]


def test_a_changed_story_is_a_new_revision_and_back_again(client: TestClient) -> None:
    changed = STORY.replace("12 million", "19 million")
    outcomes = [post(client, page, url=URL).json() for page in (STORY, changed, STORY)]
    assert [one["outcome"] for one in outcomes] == ["created", "new_revision", "unchanged"]
    assert [one["article"]["revision"] for one in outcomes] == [1, 2, 1]
    assert outcomes[2]["detail"] == "It says again what revision 1 says."


def test_changed_furniture_is_no_new_revision(client: TestClient) -> None:
    post(client, url=URL)
    again = post(client, STORY.replace("0 Comment(s)", "17 Comment(s)"), url=URL).json()
    assert again["outcome"] == "unchanged"


def test_the_same_story_elsewhere_is_named_as_a_duplicate(client: TestClient) -> None:
    first = post(client, url=URL).json()
    other = post(client, url="https://gazette.example/pier").json()
    assert other["outcome"] == "created"
    assert other["duplicates"] == [{"id": first["article"]["id"], "kind": "exact", "similarity": 1.0}]
    assert other["article"]["cluster_id"] == first["article"]["cluster_id"]


REJECTED = {
    "empty": b"",
    "blank": b"  \n\n ",
    "image": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
    "feed": b'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><item/></channel></rss>',
}


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        pytest.param(REJECTED["empty"], "empty", id="empty"),
        pytest.param(REJECTED["blank"], "empty", id="blank"),
        pytest.param(REJECTED["image"], "binary", id="image"),
        pytest.param(REJECTED["feed"], "feed", id="feed"),
    ],
)
def test_what_is_no_article_is_rejected_and_kept(
    client: TestClient, sessions: Sessions, page: bytes, reason: str
) -> None:
    answer = post(client, page, HTML)
    receipt = IngestReceipt.model_validate(answer.json())
    assert (answer.status_code, receipt.outcome, receipt.reason) == (422, "rejected", reason)
    assert receipt.detail
    assert receipt.article is None
    assert "location" not in answer.headers
    with sessions() as session:
        kept = session.execute(text("SELECT count(*) FROM capture WHERE id = :id"), {"id": receipt.capture_id})
        assert kept.scalar_one() == 1
    again = post(client, page, HTML)
    assert (again.status_code, again.json()["capture_id"]) == (422, str(receipt.capture_id))


def assert_problem(answer: Response, status: int, says: str) -> dict[str, Any]:
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    problem: dict[str, Any] = answer.json()
    assert problem["status"] == status
    assert says in problem["detail"], problem
    return problem


def test_a_form_by_mistake_is_told_what_to_send(client: TestClient) -> None:
    answer = client.post("/ingest", content=STORY, headers={"Content-Type": "application/x-www-form-urlencoded"})
    assert_problem(answer, 415, "--data-binary @page.html -H 'Content-Type: text/html'")


def test_too_large_a_page(client: TestClient) -> None:
    assert_problem(post(client, "a" * (1024 * 1024 + 1)), 413, "larger than 1,048,576 bytes")
    bomb = gzip.compress(b"a" * (1024 * 1024 + 1))
    assert_problem(post(client, bomb, {**TEXT, "Content-Encoding": "gzip"}), 413, "larger than 1,048,576 bytes")


@pytest.mark.parametrize(
    ("sent", "status", "says"),
    [
        pytest.param(
            {"content": b"\x1f\x8bnot", "headers": {"Content-Encoding": "gzip"}}, 400, "unpack", id="not gzip"
        ),
        pytest.param({"content": b"x", "headers": {"Content-Encoding": "br"}}, 415, "gzip, deflate", id="brotli"),
        pytest.param({"content": b"{", "headers": {"Content-Type": "application/json"}}, 422, "JSON", id="broken JSON"),
        pytest.param({"json": {}}, 422, 'either as "html" or as "text"', id="JSON without a page"),
        pytest.param({"json": {"html": "<p>", "text": "x"}}, 422, 'either as "html" or as "text"', id="both"),
        pytest.param({"json": {"html": "<p>", "body": "x"}}, 422, "body", id="unknown field"),
        pytest.param({"json": {"html": "<p>", "url": "ftp://a/b"}}, 422, "http:// or https://", id="no web address"),
        pytest.param({"json": {"html": "<p>", "headers": {"A": "\0"}}}, 422, "NUL", id="NUL in a header"),
        pytest.param({"content": "x", "params": {"url": "about:blank"}}, 422, "http:// or https://", id="query url"),
        pytest.param(
            {"content": "x", "params": {"captured_at": "2024-03-05T08:00"}}, 422, "time zone", id="time without zone"
        ),
        pytest.param(
            {"json": {"html": "<p>", "url": f"http://a.example/{'ä' * 1024}"}}, 422, "2048 bytes", id="long URL"
        ),
        pytest.param({"content": "x", "params": {"captured_at": "soon"}}, 422, "moment", id="no time"),
        pytest.param({"content": "x", "params": {"captured_at": "2024-03-05"}}, 422, "moment", id="a whole day"),
        pytest.param({"json": {"text": "x", "captured_at": 1709625600}}, 422, "moment", id="time as a number"),
        pytest.param({"content": "x", "params": {"captured_at": "2999-01-01T00:00:00Z"}}, 400, "future", id="future"),
        pytest.param({"content": "x", "params": {"uri": "http://a.example/"}}, 422, "'uri'", id="unknown parameter"),
        pytest.param({"files": {"page": ("a.html", "x")}}, 400, "`file`", id="form without the file"),
        pytest.param(
            {"content": "x", "headers": {"Content-Type": "multipart/form-data"}}, 400, "boundary", id="no boundary"
        ),
        pytest.param(
            {"content": "x", "headers": {"Content-Type": "text/ht ml"}}, 415, "Content-Type", id="no media type"
        ),
    ],
)
def test_bad_requests_say_what_to_do(client: TestClient, sent: dict[str, Any], status: int, says: str) -> None:
    assert_problem(client.post("/ingest", **sent), status, says)


def test_a_commit_that_fails_is_not_answered_as_success(fresh_database_url: str) -> None:
    refuse = """
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no room'; END $$;
        CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON filing DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION refuse()
    """
    engine = make_engine(fresh_database_url)
    with engine.begin() as connection:
        connection.execute(text(refuse))
    settings = Settings(database_url=fresh_database_url, readers=1)
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        assert_problem(post(client), 500, "nothing was filed")
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM capture")).scalar_one() == 0
    engine.dispose()


@pytest.mark.parametrize(
    ("media_type", "example"),
    [(media_type, body["example"]) for media_type, body in INGEST_BODIES.items() if "example" in body],
)
def test_the_documented_examples_can_be_sent_as_they_stand(client: TestClient, media_type: str, example: Any) -> None:
    content = example if isinstance(example, str) else json.dumps(example)
    answer = client.post("/ingest", content=content, headers={"Content-Type": media_type})
    assert answer.status_code == 201, answer.text
    assert len(answer.json()["article"]["quotes"]) >= 3
