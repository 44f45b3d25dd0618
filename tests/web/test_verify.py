"""POST /verify: did X say Y?"""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.archive.database import Sessions
from app.news import QuoteKind
from app.web.examples import PAGE, URL
from app.web.quote_schemas import Verdict
from tests.archive.conftest import file_reading, make_said

FEES = "We will not raise the harbour fees this year."


@pytest.fixture(scope="module", autouse=True)
def _stories(stocking: Sessions) -> None:
    """File what the harbour's people said."""
    readings = (
        make_said(FEES, "Marta Oduya", url="https://www.example.com/1", day=1),
        make_said(FEES.upper(), "Marta Oduya", url="https://www.example.com/2", day=2),
        make_said("The east pier is for everybody.", "João Pinto", url="https://www.example.com/3"),
        make_said("no berth on the quay would be lost", "João Pinto", kind=QuoteKind.INDIRECT),
        make_said("The ferry was late again today.", None, url="https://www.example.com/5"),
    )
    with stocking.begin() as session:
        for reading in readings:
            file_reading(session, reading)


def verify(client: TestClient, **claim: Any) -> Verdict:
    answer = client.post("/verify", json=claim)
    assert answer.status_code == 200, answer.text
    return Verdict.model_validate(answer.json())


ODUYA, PINTO = "Marta Oduya", "Joao Pinto"


@pytest.mark.parametrize(
    ("speaker", "words", "best", "says"),
    [
        pytest.param(ODUYA, FEES, "exact", "exactly these words by Marta Oduya", id="the words"),
        pytest.param("marta oduya", f"“{FEES}”", "exact", "exactly", id="in marks"),
        pytest.param(ODUYA, "We won't raise the harbour fees this year", "near", "nearly", id="almost the words"),
        pytest.param(ODUYA, "we will raise the harbour fees this year", "altered", "something else", id="a flip"),
        pytest.param(ODUYA, "This year no harbour fees: we do not raise them", "altered", "something", id="two nots"),
        pytest.param(ODUYA, "This year the harbour does not raise a fee", "paraphrase", "possibly", id="other wording"),
        pytest.param(PINTO, "no berth on the quay would be lost", "paraphrase", "possibly", id="reported speech"),
        pytest.param(PINTO, "The moon is made of cheese", "none", "no proof", id="nobody's words"),
        pytest.param(PINTO, FEES, "none", "by others", id="another's words"),
        pytest.param("Ana Quist", FEES, "none", "no quotes of 'Ana Quist'", id="an unknown speaker"),
        pytest.param("Oduya", FEES, "none", "'Oduya'", id="a surname alone"),
        pytest.param(None, FEES, "exact", "by somebody", id="anybody"),
        pytest.param(None, "The ferry was late again today", "exact", "by somebody", id="nobody named"),
        pytest.param(None, "?!", "none", "by anybody", id="no word"),
    ],
)
def test_claims(client: TestClient, speaker: str | None, words: str, best: str, says: str) -> None:
    verdict = verify(client, speaker=speaker, words=words)
    assert verdict.best_match == best
    assert verdict.found == (best in ("exact", "near", "paraphrase"))
    assert [one.match for one in verdict.said_by_others] == (["exact"] if words == FEES and best == "none" else [])
    assert says in verdict.says


def test_the_evidence_is_verbatim(client: TestClient) -> None:
    verdict = verify(client, speaker="Marta Oduya", words="we will not raise the harbour fees")
    (said,) = verdict.matches  # the same words in two articles are one utterance
    assert (said.words, said.n_sightings, said.kind) == (FEES, 2, "direct")
    assert said.speaker is not None
    assert verdict.speaker == said.speaker
    article = client.get(f"/articles/{said.article.id}").json()
    assert article["body"][said.start : said.end] == said.words
    assert article["provenance"]["capture_digest"] == said.article.capture_digest
    assert (article["revision"], article["headline"]) == (said.article.revision, said.article.headline)
    assert (said.fragment_url or "").startswith("https://www.example.com/1#:~:text=We%20will")
    assert (said.extent, said.similarity, said.differences) == ("part_of_quote", 1.0, [])


def test_names_like_one_that_is_not_there(client: TestClient) -> None:
    assert verify(client, speaker="Oduya", words=FEES).similar_names == ["Marta Oduya"]
    assert verify(client, speaker="Maria Oduya", words=FEES).similar_names == ["Marta Oduya"]
    assert verify(client, speaker="Marta Oduya", words=FEES).similar_names == []


def test_how_much_is_wanted(client: TestClient) -> None:
    near = "we will not raise our harbour fees next year"
    assert verify(client, words=near).matches
    assert not verify(client, words=near, min_similarity=1).matches
    assert len(verify(client, words="We will not raise the east pier fees for everybody", limit=1).matches) <= 1


@pytest.mark.parametrize(
    ("claim", "says"),
    [
        ({"speaker": "Marta Oduya"}, "words"),
        ({"words": " "}, "words"),
        ({"words": "x" * 2001}, "words"),
        ({"words": "x", "min_similarity": 2}, "min_similarity"),
        ({"words": "x", "who": "me"}, "who"),
    ],
)
def test_what_is_no_claim(client: TestClient, claim: dict[str, Any], says: str) -> None:
    answer = client.post("/verify", json=claim)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert says in answer.json()["detail"]


def test_the_documented_example_runs(client: TestClient) -> None:
    client.post("/ingest", content=PAGE, headers={"Content-Type": "text/html"}, params={"url": URL})
    body = client.get("/openapi.json").json()["paths"]["/verify"]["post"]["requestBody"]["content"]["application/json"]
    verdict = verify(client, **body["examples"]["said"]["value"])
    assert (verdict.found, verdict.best_match) == (True, "exact")
