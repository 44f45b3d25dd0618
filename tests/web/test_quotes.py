"""GET /quotes, /utterances and /speakers."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote

import pytest
from fastapi.testclient import TestClient

from app.archive.database import Sessions
from app.archive.speaker_changes import Why, merge_speakers
from app.news import Moment, Precision, QuoteKind
from app.web.quote_schemas import QuotePage, Speaker, SpeakerPage, Utterance
from tests.archive.conftest import NOW, file_reading, make_said

URL = "https://www.example.com/"


@pytest.fixture(scope="module", autouse=True)
def _stories(stocking: Sessions) -> None:
    """File what the harbour's people said, in five articles."""
    readings = (
        make_said("The pier stays where it is.", "João Pinto", url=URL + "1", day=1),
        make_said("The pier stays, where it is!", "JOAO PINTO", url=URL + "2", day=2, source="Reuters"),
        make_said("The pier stays where it is.", "Marta Oduya", url=URL + "3", day=3, language="de"),
        make_said("no berth would be lost", "João Pinto", url=URL + "4", day=4, kind=QuoteKind.INDIRECT),
        make_said("Nobody asked us about piers.", None, url=URL + "5", day=5),
    )
    with stocking.begin() as session:
        for reading in readings:
            file_reading(session, reading)


def ask(client: TestClient, path: str = "/quotes", **params: Any) -> list[dict[str, Any]]:
    answer = client.get(path, params=params)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


@pytest.mark.parametrize(
    ("params", "days"),
    [
        pytest.param({}, [5, 4, 3, 2, 1], id="all"),
        pytest.param({"speaker": "Joao Pinto"}, [4, 2, 1], id="a speaker in all forms"),
        pytest.param({"q": "piers"}, [5, 3, 2, 1], id="a word in all its forms"),
        pytest.param({"q": '"the pier stays"'}, [3, 2, 1], id="a phrase"),
        pytest.param({"q": "pier -nobody"}, [3, 2, 1], id="a word without another"),
        pytest.param({"q": "-pier"}, [4], id="only without a word"),
        pytest.param({"q": "berth OR asked"}, [5, 4], id="either word"),
        pytest.param({"q": "foggy"}, [], id="words outside of quotes are not found"),
        pytest.param({"q": "pier", "speaker": "João Pinto"}, [2, 1], id="a word of a speaker"),
        pytest.param({"q": "pier", "language": "de"}, [3], id="a word in a language"),
        pytest.param({"q": "pier", "source": "reuters"}, [2], id="a word in a source"),
        pytest.param({"kind": "indirect"}, [4], id="a kind"),
        pytest.param({"place": "port ellery", "published_from": "2024-03-05"}, [5], id="a place since a day"),
        pytest.param({"published_to": "2024-03-02"}, [2, 1], id="up to a day"),
        pytest.param({"min_confidence": 0.9}, [5, 4, 3, 2, 1], id="as sure as they are"),
        pytest.param({"min_confidence": 0.95}, [], id="surer than they are"),
        pytest.param({"min_confidence": 1e-197}, [5, 4, 3, 2, 1], id="next to nothing"),
        pytest.param({"publisher": "Nobody"}, [], id="a publisher that is not there"),
        pytest.param({"speaker": "Pinto"}, [], id="a surname alone is nobody"),
        pytest.param({"sort": "published_at", "limit": 2}, [1, 2], id="the oldest first"),
        pytest.param({"collapse": "utterance"}, [5, 4, 3, 2], id="each utterance once"),
        pytest.param({"collapse": "utterance", "sort": "published_at"}, [1, 3, 4, 5], id="each once, the oldest first"),
        pytest.param({"collapse": "utterance", "published_to": "2024-03-01"}, [1], id="each once of what is found"),
        pytest.param({"collapse": "utterance", "q": "pier"}, [5, 3, 2], id="each once, by a word"),
    ],
)
def test_filters(client: TestClient, params: dict[str, Any], days: list[int]) -> None:
    page = QuotePage.model_validate(client.get("/quotes", params=params).json())
    assert [int((said.article.published_at or "0")[-2:]) for said in page.items] == days


def test_by_relevance(client: TestClient) -> None:
    items = ask(client, q="pier OR stays", sort="relevance")
    assert [said["article"]["published_at"][-1] for said in items][-1] == "5"
    address, seen = "/quotes?q=pier+OR+stays&sort=relevance&limit=1", list[str]()
    while address:
        answer = client.get(address).json()
        seen += [said["id"] for said in answer["items"]]
        address = answer["next"]
    assert seen == [said["id"] for said in items]


@pytest.mark.parametrize("extra", ["", "&collapse=utterance", "&q=pier+OR+berth", "&sort=published_at"])
def test_pages_are_walked(client: TestClient, extra: str) -> None:
    whole = [said["id"] for said in client.get(f"/quotes?limit=100{extra}").json()["items"]]
    address, seen = f"/quotes?limit=1{extra}", list[str]()
    while address:
        answer = client.get(address).json()
        seen += [said["id"] for said in answer["items"]]
        address = answer["next"]
    assert seen == whole


@pytest.mark.parametrize("walks", [(1,), (2, 100)])
@pytest.mark.parametrize(
    "params",
    [
        pytest.param({"q": "pier"}, id="a word"),
        pytest.param({"q": '"the pier stays"', "sort": "published_at"}, id="a phrase, the oldest first"),
        pytest.param({"q": "pier", "speaker": "João Pinto"}, id="a word of a speaker"),
        pytest.param({"q": "pier", "language": "en"}, id="a word in a language"),
        pytest.param({"q": "pier", "collapse": "utterance"}, id="each once"),
    ],
)
def test_a_walk_finds_what_collecting_finds(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, params: dict[str, Any], walks: tuple[int, ...]
) -> None:
    monkeypatch.setattr("app.archive.quotes.list_walks", lambda *_, **__: ())
    collected = ask(client, limit=1, **params)
    assert collected
    monkeypatch.setattr("app.archive.quotes.list_walks", lambda *_, **__: walks)
    assert ask(client, limit=1, **params) == collected


@pytest.mark.parametrize(
    ("params", "status", "says"),
    [
        pytest.param({"q": "speaker:pinto"}, 400, "no fields", id="a field"),
        pytest.param({"q": '"pier'}, 400, "never closed", id="half a phrase"),
        pytest.param({"sort": "relevance"}, 400, "add q", id="relevance to nothing"),
        pytest.param({"min_confidence": 2}, 422, "min_confidence", id="more than sure"),
        pytest.param({"collapse": "speaker"}, 422, "collapse", id="another collapse"),
    ],
)
def test_what_cannot_be_asked(client: TestClient, params: dict[str, Any], status: int, says: str) -> None:
    answer = client.get("/quotes", params=params)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert says in answer.json()["detail"]


def test_an_utterance_has_its_sightings(client: TestClient) -> None:
    one, other = ask(client, speaker="Joao Pinto", kind="direct", sort="published_at")
    assert one["utterance_id"] == other["utterance_id"]
    assert ask(client, speaker="Marta Oduya")[0]["utterance_id"] != one["utterance_id"]
    once = ask(client, speaker="Joao Pinto", kind="direct", collapse="utterance")
    assert [(said["id"], said["n_sightings"], said["first_seen_at"]) for said in once] == [
        (other["id"], 2, "2024-03-01T00:00:00Z")
    ]
    utterance = Utterance.model_validate(client.get(f"/utterances/{one['utterance_id']}").json())
    assert [str(said.id) for said in utterance.sightings] == [one["id"], other["id"]]
    assert (utterance.words, utterance.n_sightings) == ("The pier stays where it is.", 2)
    nobodys = ask(client, q="nobody")[0]["utterance_id"]
    assert client.get(f"/utterances/{nobodys}").json()["speaker"] is None


def test_a_link_opens_the_page_at_the_words(client: TestClient) -> None:
    (said,) = ask(client, speaker="Marta Oduya")
    head, _, directive = said["fragment_url"].partition("#:~:text=")
    assert head == URL + "3"
    assert unquote(directive) == "The pier stays where it is."


def test_speakers_are_listed(client: TestClient) -> None:
    page = SpeakerPage.model_validate(client.get("/speakers").json())
    assert [(who.name, who.n_quotes, who.n_articles) for who in page.items] == [
        ("João Pinto", 3, 3),
        ("Marta Oduya", 1, 1),
    ]
    assert [who["name"] for who in ask(client, "/speakers", sort="name")] == ["João Pinto", "Marta Oduya"]
    for q in ("jo", "PIN joa", "pinto", "João"):
        assert [who["name"] for who in ask(client, "/speakers", q=q)] == ["João Pinto"]
    assert ask(client, "/speakers", q="into") == ask(client, "/speakers", q="--") == []
    for sort in ("-n_quotes", "name"):
        following = client.get("/speakers", params={"limit": 1, "sort": sort}).json()["next"]
        assert [who["name"] for who in client.get(following).json()["items"]] == ["Marta Oduya"]


def test_a_speaker_is_read_whole(client: TestClient, sessions: Sessions) -> None:
    with sessions.begin() as session:
        file_reading(session, make_said("It is May.", "Joao Pinto", url=URL + "6", published=None))
        file_reading(session, make_said("It was January.", "Joao Pinto", url=URL + "7", source=None, day=31))
    (who, _) = ask(client, "/speakers")
    whole = Speaker.model_validate(client.get(f"/speakers/{who['id']}").json())
    assert {alias.form: alias.n_quotes for alias in whole.aliases} == {
        "João Pinto": 2,
        "JOAO PINTO": 1,
        "Joao Pinto": 2,
    }
    assert [(month.month, month.n_quotes) for month in whole.by_month] == [("2024-03", 5)]
    assert {source.name: source.n_quotes for source in whole.by_source} == {"Xinhua": 3, "Reuters": 1, None: 1}
    assert len(client.get(whole.quotes_url).json()["items"]) == whole.n_quotes == 5


def test_months_without_a_quote_are_there(client: TestClient, sessions: Sessions) -> None:
    long_ago = Moment(datetime(2023, 12, 31, tzinfo=UTC), Precision.DAY)
    with sessions.begin() as session:
        file_reading(session, make_said("It is cold.", "Marta Oduya", url=URL + "8", published=long_ago))
    (who,) = ask(client, "/speakers", q="oduya")
    months = client.get(f"/speakers/{who['id']}").json()["by_month"]
    assert [month["n_quotes"] for month in months] == [1, 0, 0, 1]


def test_who_was_merged_leads_to_who_stays(client: TestClient, sessions: Sessions) -> None:
    before = {who["name"]: who["id"] for who in ask(client, "/speakers")}
    (said,) = ask(client, speaker="Marta Oduya")
    with sessions.begin() as session:
        merge_speakers(session, "Joao Pinto", "Marta Oduya", Why("desk", NOW))
    for path in (f"/speakers/{before['Marta Oduya']}", f"/utterances/{said['utterance_id']}"):
        moved = client.get(path, follow_redirects=False)
        assert moved.status_code == 308
        assert before["João Pinto"] in moved.headers["location"]
        assert client.get(path).status_code == 200
    for speaker in ("Marta Oduya", "João Pinto", before["Marta Oduya"], before["João Pinto"]):
        assert len(ask(client, speaker=speaker)) == 4
        assert len(ask(client, "/articles", speaker=speaker)) == 4
    assert [who["n_quotes"] for who in ask(client, "/speakers")] == [4]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/speakers/01890a5d-ac96-774b-bcce-b302099a8057", 404),
        ("/utterances/01890a5d-ac96-774b-bcce-b302099a8057", 404),
        ("/utterances/01890a5d-ac96-774b-bcce-b302099a8057.01890a5d-ac96-774b-bcce-b302099a8057", 404),
        ("/utterances/12", 422),
        ("/speakers/12", 422),
        ("/speakers?sort=fame", 422),
        ("/speakers?cursor=abc", 400),
    ],
)
def test_errors(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
