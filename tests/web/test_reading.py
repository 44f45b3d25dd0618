"""GET: articles, quotes, sources, raw pages, health and the documentation."""

import re
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient

from app.digest import digest_bytes, name_digest
from app.web.examples import PAGE, STORY, URL
from app.web.quote_schemas import QuotePage
from app.web.schemas import Article, ArticlePage, SourcePage

NOBODY = "01890a5d-ac96-774b-bcce-b302099a8057"


@pytest.fixture(scope="module", autouse=True)
def article_id(stocking_client: TestClient) -> str:
    answer = stocking_client.post("/ingest", content=PAGE, headers={"Content-Type": "text/html"}, params={"url": URL})
    identity: str = answer.json()["article"]["id"]
    return identity


@pytest.mark.parametrize("name", ["Xinhua", "xinhua", "Xinhua News Agency", "XINHUA  NEWS AGENCY"])
def test_a_source_is_found_by_every_form_of_its_name(client: TestClient, name: str) -> None:
    story = STORY.replace("12 million", "14 million")
    client.post("/ingest", content=story, headers={"Content-Type": "text/plain"})
    page = ArticlePage.model_validate(client.get("/articles", params={"source": name}).json())
    assert [item.headline for item in page.items] == ["Harbour council votes to rebuild the east pier"]
    assert "body" not in client.get("/articles").json()["items"][0]


def test_lists_are_walked_by_their_links(client: TestClient) -> None:
    for number in range(5):
        story = STORY.replace("12 million", f"{number} million").replace("March 4", f"March {number + 1}")
        client.post("/ingest", content=story, headers={"Content-Type": "text/plain"})
    address, seen = "/articles?limit=2&source=Xinhua", []
    while address:
        answer = client.get(address)
        seen += [item["published_at"] for item in answer.json()["items"]]
        address = answer.json()["next"]
        assert (address or "") in answer.headers.get("link", "")
    assert seen == [f"2024-03-0{day}" for day in (5, 4, 3, 2, 1)]


@pytest.mark.parametrize(
    ("query", "n"),
    [
        ("published_from=2024-03-04", 1),
        ("published_from=2024-03-05", 0),
        ("published_to=2024-03-04", 1),
        ("published_to=2024-03-03", 0),
        ("published_from=2024&published_to=2024", 1),
        ("published_from=2024-03-04T18:20:00Z&published_to=2024-03-04T18:20:00Z", 1),
        ("author=ana quist", 1),
        ("language=en&author=ANA QUIST", 1),
        ("speaker=Joao Pinto", 1),
        ("speaker=João Pinto", 1),
        ("source=Reuters", 0),
        ("cursor=", 1),
    ],
)
def test_filters(client: TestClient, query: str, n: int) -> None:
    assert len(client.get(f"/articles?{query}").json()["items"]) == n


def test_an_article_is_read_whole(client: TestClient, article_id: str) -> None:
    answer = client.get(f"/articles/{article_id}")
    article = Article.model_validate(answer.json())
    assert article.url == article.canonical_url == URL
    assert (article.published_at, article.published_precision) == ("2024-03-04T18:20:00Z", "second")
    assert (article.byline, article.authors) == ("By Ana Quist", ["Ana Quist"])
    assert article.provenance.capture_digest == name_digest(digest_bytes(PAGE.encode()))
    assert (article.provenance.charset, article.provenance.charset_decided_by) == ("utf-8", "utf-8")
    assert (article.provenance.n_replaced, article.provenance.n_repaired) == (0, 0)


def test_how_a_page_was_decoded_is_told(client: TestClient) -> None:
    page = "<html><body><h1>Ferry is back</h1><p>It\u2019s back after a year, the harbour master said on Monday.</p>"
    garbled = page.encode().decode("cp1252").encode() + b"<p>The caf\xe9s on the pier are open again, he said.</p>"
    filed = client.post("/ingest", content=garbled, headers={"Content-Type": "text/html; charset=gb2312"}).json()
    article = client.get(f"/articles/{filed['article']['id']}").json()
    assert article["body"].startswith("It\u2019s back")
    told = {name: article["provenance"][name] for name in ("charset", "charset_decided_by", "n_replaced", "n_repaired")}
    assert told == {"charset": "utf-8", "charset_decided_by": "detected", "n_replaced": 0, "n_repaired": 2}


def test_what_else_the_page_gives_for_a_fact_is_kept(client: TestClient, article_id: str) -> None:
    article = Article.model_validate(client.get(f"/articles/{article_id}").json())
    others = [(other.value, other.where) for other in article.provenance.others["published_at"]]
    assert others == [("4 March 2024", "credit-line"), ("2024/03/04", "url")]


def test_what_has_not_changed_is_not_sent_again(client: TestClient, article_id: str) -> None:
    etag = client.get(f"/articles/{article_id}", headers={"Accept-Encoding": "identity"}).headers["etag"]
    for asked in (etag, f'"other", W/{etag}', "*"):
        again = client.get(f"/articles/{article_id}", headers={"If-None-Match": asked})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)


def test_the_raw_page_comes_back_to_the_byte_and_is_never_rendered(client: TestClient, article_id: str) -> None:
    answer = client.get(f"/articles/{article_id}/raw")
    assert answer.content == PAGE.encode()
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]


def test_quotes_are_found_by_their_speaker(client: TestClient, article_id: str) -> None:
    page = QuotePage.model_validate(client.get("/quotes", params={"speaker": "joao pinto"}).json())
    body = client.get(f"/articles/{article_id}").json()["body"]
    assert page.items
    for said in page.items:
        assert str(said.article.id) == article_id
        assert said.words == body[said.start : said.end]
        assert said.speaker is not None
        assert said.speaker.name == "Joao Pinto"


def test_quotes_of_one_article_are_listed_as_they_stand_in_it(client: TestClient, article_id: str) -> None:
    listed = [said["id"] for said in client.get("/quotes").json()["items"]]
    assert listed == [said["id"] for said in client.get(f"/articles/{article_id}").json()["quotes"]]
    assert len(listed) >= 5


def test_sources_are_listed(client: TestClient) -> None:
    page = SourcePage.model_validate(client.get("/sources").json())
    assert [source.name for source in page.items]


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        (f"/articles/{NOBODY}", 404, NOBODY),
        (f"/articles/{NOBODY}/raw", 404, NOBODY),
        ("/articles/12", 422, "article_id"),
        ("/articles?limit=0", 422, "limit"),
        ("/articles?limit=101", 422, "limit"),
        ("/articles?sorce=Xinhua", 422, "'sorce'"),
        ("/articles?cursor=abc", 400, "cursor"),
        ("/articles?published_from=soon", 422, "published_from"),
        ("/articles?sort=shape", 422, "sort"),
        ("/quotes?kind=loud", 422, "kind"),
        ("/nowhere", 404, "/docs"),
    ],
)
def test_errors_are_problems(client: TestClient, address: str, status: int, says: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.json()["status"] == status
    assert says in answer.json()["detail"]


def test_a_wrong_method_is_a_problem(client: TestClient) -> None:
    answer = client.delete("/sources")
    assert (answer.status_code, answer.headers["content-type"]) == (405, "application/problem+json")
    assert answer.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_health(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_the_documentation_needs_no_other_host(client: TestClient) -> None:
    page = client.get("/docs").text
    assets = re.findall(r"""(?:src|href)=["']([^"']+)""", page)
    assert len(assets) >= 2
    for address in assets:
        assert not urlsplit(address).netloc
        assert client.get(f"/{address}").status_code == 200


def test_every_operation_is_named_and_its_errors_are_problems(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    names = []
    for path, operations in document["paths"].items():
        for operation in operations.values():
            names.append(operation["operationId"])
            for status, answer in operation["responses"].items():
                if status[0] in "45":
                    assert "application/problem+json" in answer["content"], (path, status)
    assert len(set(names)) == len(names)
    refs = set(re.findall(r'"#/components/schemas/(\w+)"', client.get("/openapi.json").text))
    assert refs <= set(document["components"]["schemas"])
