"""GET /captures: every page that came in has an outcome, and a story."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.web.capture_schemas import Capture, CapturePage
from app.web.examples import PAGE, STORY, URL

HTML, TEXT = {"Content-Type": "text/html"}, {"Content-Type": "text/plain"}
FEED = '<?xml version="1.0"?><rss version="2.0"><channel><title>Courier</title></channel></rss>'
NOBODY = "01890a5d-ac96-774b-bcce-b302099a8057"


def send(client: TestClient, page: str, captured_at: str, url: str = URL) -> dict[str, Any]:
    params = {"url": url, "captured_at": captured_at}
    receipt: dict[str, Any] = client.post("/ingest", content=page, headers=HTML, params=params).json()
    return receipt


@pytest.fixture(scope="module", autouse=True)
def receipts(stocking_client: TestClient) -> list[dict[str, Any]]:
    """Four pages: a story, the same with another menu, then with another text; and a feed of another site."""
    return [
        send(stocking_client, PAGE, "2024-03-05T08:00:00Z", f"{URL}?utm_source=x&id=3"),
        send(stocking_client, PAGE.replace("Sport", "Sports"), "2024-03-06T08:00:00Z", f"{URL}?id=3"),
        send(stocking_client, PAGE.replace("in May", "in June"), "2024-03-07T08:00:00Z", f"{URL}?id=3&fbclid=y"),
        send(stocking_client, FEED, "2024-02-01T08:00:00Z", "https://gazette.example/feed"),
    ]


def ask(client: TestClient, **params: str) -> CapturePage:
    return CapturePage.model_validate(client.get("/captures", params=params).json())


def test_every_page_has_an_outcome(client: TestClient, receipts: list[dict[str, Any]]) -> None:
    items = ask(client).items[::-1]
    assert [str(one.id) for one in items] == [one["capture_id"] for one in receipts]
    assert [one.outcome for one in items] == ["created", "unchanged", "new_revision", "rejected"]
    assert [one.revision for one in items] == [1, 1, 2, None]
    assert (items[3].reason, items[3].article_id) == ("feed", None)
    assert {one.canonical_url for one in items[:3]} == {f"{URL}?id=3"}
    assert items[0].url == f"{URL}?utm_source=x&id=3"


@pytest.mark.parametrize(
    ("params", "found"),
    [
        ({"outcome": "rejected"}, [3]),
        ({"outcome": "rejected", "reason": "feed"}, [3]),
        ({"reason": "listing"}, []),
        ({"outcome": "unchanged"}, [1]),
        ({"site": "Gazette.example"}, [3]),
        ({"url": f"{URL}?id=3"}, [1]),
        ({"captured_from": "2024-03-06", "captured_to": "2024-03-06"}, [1]),
        ({"captured_to": "2024-02"}, [3]),
        ({"received_to": "2001"}, []),
        ({"received_from": "2001", "extractor": "clipfile/0"}, []),
        ({"sort": "captured_at"}, [3, 0, 1, 2]),
        ({"sort": "-captured_at", "limit": "2"}, [2, 1]),
        ({"sort": "received_at"}, [0, 1, 2, 3]),
    ],
)
def test_filters(client: TestClient, receipts: list[dict[str, Any]], params: dict[str, str], found: list[int]) -> None:
    assert [str(one.id) for one in ask(client, **params).items] == [receipts[at]["capture_id"] for at in found]


def test_captures_of_an_article(client: TestClient, receipts: list[dict[str, Any]]) -> None:
    assert len(ask(client, article=receipts[0]["article"]["id"]).items) == 3
    assert ask(client, article=NOBODY).items == []


@pytest.mark.parametrize("sort", ["-received_at", "captured_at"])
def test_pages_of_the_list_hold_each_once(client: TestClient, receipts: list[dict[str, Any]], sort: str) -> None:
    answer = client.get("/captures", params={"limit": 1, "sort": sort})
    seen = list[str]()
    while True:
        page = CapturePage.model_validate(answer.json())
        seen += [str(one.id) for one in page.items]
        if page.next is None:
            break
        assert answer.headers["link"] == f'<{page.next}>; rel="next"'
        answer = client.get(page.next)
    assert sorted(seen) == sorted(one["capture_id"] for one in receipts)
    assert len(seen) == 4


def test_the_story_of_a_page(client: TestClient) -> None:
    sent = {"url": URL, "html": PAGE, "headers": {"Server": "harbour"}, "captured_at": "2024-03-05T08:00:00Z"}
    receipt = client.post("/ingest", json=sent).json()
    answer = client.get(f"/captures/{receipt['capture_id']}")
    told = Capture.model_validate(answer.json())
    assert (told.n_bytes, told.headers) == (len(PAGE.encode()), {"Server": "harbour"})
    assert told.digest == receipt["article"]["provenance"]["capture_digest"]
    (filed,) = told.filings
    assert (filed.outcome, filed.charset, filed.charset_decided_by, filed.n_replaced) == (
        "created",
        "utf-8",
        "utf-8",
        0,
    )
    assert filed.method
    assert filed.revision is not None
    assert (filed.revision.number, filed.revision.capture_id, filed.revision.is_current) == (1, told.id, True)
    assert filed.revision.evidence["headline"] == receipt["article"]["provenance"]["headline"]
    again = client.get(f"/captures/{receipt['capture_id']}", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


def test_the_story_of_a_rejection(client: TestClient) -> None:
    page = "<html><body><h1>Prêt</h1><p>Bientôt.</p></body></html>".encode("cp1252")
    receipt = client.post("/ingest", content=page, headers={"Content-Type": "text/html; charset=windows-1252"}).json()
    told = Capture.model_validate(client.get(f"/captures/{receipt['capture_id']}").json())
    (filed,) = told.filings
    assert (filed.outcome, filed.reason, filed.detail) == ("rejected", receipt["reason"], receipt["detail"])
    assert (filed.charset, filed.charset_decided_by) == ("cp1252", "http")
    assert (told.declared_charset, filed.revision, told.canonical_url) == ("windows-1252", None, None)


def test_a_page_without_address(client: TestClient) -> None:
    receipt = client.post("/ingest", content=STORY, headers=TEXT).json()
    told = Capture.model_validate(client.get(f"/captures/{receipt['capture_id']}").json())
    assert (told.url, told.canonical_url, told.site, told.media_type) == (None, None, None, "text/plain")


def test_its_bytes_come_back_and_are_never_rendered(client: TestClient, receipts: list[dict[str, Any]]) -> None:
    answer = client.get(f"/captures/{receipts[3]['capture_id']}/raw")
    assert answer.content == FEED.encode()
    assert answer.headers["content-disposition"].startswith("attachment; ")
    assert "sandbox" in answer.headers["content-security-policy"]
    tag = {"If-None-Match": answer.headers["etag"]}
    assert client.get(f"/captures/{receipts[3]['capture_id']}/raw", headers=tag).status_code == 304


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"/{NOBODY}", 404),
        (f"/{NOBODY}/raw", 404),
        ("/first", 422),
        ("?outcome=lost", 422),
        ("?reason=because", 422),
        ("?color=red", 422),
        ("?received_from=yesterday", 422),
        ("?cursor=nonsense", 400),
    ],
)
def test_what_is_not_there_is_a_problem(client: TestClient, path: str, status: int) -> None:
    answer = client.get(f"/captures{path}")
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
