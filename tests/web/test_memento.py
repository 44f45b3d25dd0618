"""Memento (RFC 7089): what an article said at a time."""

import re

import pytest
from fastapi.testclient import TestClient

from app.web.examples import PAGE, STORY, URL

HTML = {"Content-Type": "text/html"}
LATER = PAGE.replace("in May", "in June")
DAYS = {5: "Tue, 05 Mar 2024 08:00:00 GMT", 7: "Thu, 07 Mar 2024 08:00:00 GMT"}


def see(client: TestClient, page: str, day: int) -> str:
    params = {"url": URL, "captured_at": f"2024-03-0{day}T08:00:00Z"}
    article_id: str = client.post("/ingest", content=page, headers=HTML, params=params).json()["article"]["id"]
    return article_id


def links_of(header: str) -> dict[str, tuple[str, str | None]]:
    """Read a Link header: relation -> address and datetime."""
    links = {}
    for address, relations, rest in re.findall(r'<([^>]+)>; ?rel="([^"]+)"((?:; ?\w+="[^"]*")*)', header):
        told = re.search(r'datetime="([^"]+)"', rest)
        links[relations] = (address, told and told[1])
    return links


@pytest.fixture(scope="module", autouse=True)
def address(stocking_client: TestClient) -> str:
    """An article of two revisions, seen on the 5th and the 7th."""
    see(stocking_client, PAGE, 5)
    return f"/articles/{see(stocking_client, LATER, 7)}"


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ("Thu, 01 Jan 1970 00:00:00 GMT", 1),
        ("Tue, 05 Mar 2024 08:00:00 GMT", 1),
        ("Thu, 07 Mar 2024 07:59:59 GMT", 1),
        ("Thu, 07 Mar 2024 08:00:00 GMT", 2),
        ("Thu, 07 Mar 2024 10:00:00 +0200", 2),
        ("Wed, 01 Jan 2098 00:00:00 GMT", 2),
    ],
)
def test_an_article_leads_to_what_it_said_then(client: TestClient, address: str, asked: str, number: int) -> None:
    answer = client.get(address, headers={"Accept-Datetime": asked}, follow_redirects=False)
    assert answer.status_code == 302
    assert answer.headers["location"].endswith(f"{address}/revisions/{number}")
    assert "accept-datetime" in answer.headers["vary"].lower()
    assert "memento-datetime" not in answer.headers
    assert links_of(answer.headers["link"])["original"] == (URL, None)
    assert client.get(answer.headers["location"]).json()["number"] == number


def test_revisions_are_mementos(client: TestClient, address: str) -> None:
    for number, day, near in (
        (1, 5, {"first memento": 1, "next last memento": 2}),
        (2, 7, {"first prev memento": 1, "last memento": 2}),
    ):
        answer = client.get(f"{address}/revisions/{number}")
        assert answer.headers["memento-datetime"] == DAYS[day]
        links = links_of(answer.headers["link"])
        assert {name: link[0].rpartition("/")[2] for name, link in links.items() if "memento" in name} == {
            name: str(of) for name, of in near.items()
        }
        assert links["original"][0] == URL
        assert links["timegate"][0].endswith(address)
        assert client.get(links["timemap"][0]).status_code == 200


def test_the_timemap_lists_them(client: TestClient, address: str) -> None:
    answer = client.get(f"{address}/timemap")
    assert answer.headers["content-type"] == "application/link-format"
    links = links_of(answer.text)
    assert list(links) == ["original", "timegate", "self", "first memento", "last memento"]
    assert links["first memento"][1] == DAYS[5]
    assert links["last memento"][1] == DAYS[7]
    assert f'from="{DAYS[5]}"; until="{DAYS[7]}"' in answer.text


def test_a_plain_answer_says_where_the_past_is(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert list(links_of(answer.headers["link"])) == ["original", "timegate", "timemap"]
    assert answer.headers["vary"].startswith("Accept, Accept-Datetime")


def test_an_article_without_address_is_its_own_original(client: TestClient) -> None:
    article = client.post("/ingest", content=STORY, headers={"Content-Type": "text/plain"}).json()["article"]["id"]
    answer = client.get(f"/articles/{article}")
    assert links_of(answer.headers["link"])["original"][0].endswith(f"/articles/{article}")
    assert list(links_of(client.get(f"/articles/{article}/timemap").text))[-1] == "first last memento"


def test_an_address_of_any_letters_goes_into_a_header(client: TestClient) -> None:
    params = {"url": "https://www.port-ellery.example/пирс?a=<b>", "captured_at": "2024-03-05T08:00:00Z"}
    filed = client.post("/ingest", content=PAGE, headers=HTML, params=params).json()
    answer = client.get(f"/articles/{filed['article']['id']}")
    assert links_of(answer.headers["link"])["original"][0].isascii()


@pytest.mark.parametrize("asked", ["yesterday", "2024-03-05T08:00:00Z", "Tue, 99 Mar 2024 08:00:00 GMT", "0"])
def test_a_time_that_can_not_be_read_is_a_problem(client: TestClient, address: str, asked: str) -> None:
    answer = client.get(address, headers={"Accept-Datetime": asked}, follow_redirects=False)
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    assert "Thu, 31 May 2007 20:35:00 GMT" in answer.json()["detail"]


@pytest.mark.parametrize("path", ["", "/timemap"])
def test_no_article_has_no_past(client: TestClient, path: str) -> None:
    nobody = f"/articles/01890a5d-ac96-774b-bcce-b302099a8057{path}"
    assert client.get(nobody, headers={"Accept-Datetime": DAYS[5]}, follow_redirects=False).status_code == 404
