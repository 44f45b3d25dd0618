"""Which articles are found by which words, of six that all tests search."""

import json
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.archive import articles
from app.archive.articles import LISTED, Wanted, list_articles
from app.archive.database import Sessions
from app.archive.lists import Paging, Sort, Total
from app.errors import BadQuery, BadRequest
from app.news import Byline, Dateline
from tests.archive.conftest import BODY, file_reading, make_reading


def found(session: Session, q: str, sort: Sort = "-published_at", **given: Any) -> list[str]:
    listed = list_articles(session, {"q": q, **given}, Paging(50, sort=sort))
    return [json.loads(item)["headline"] for item in listed.items]


@pytest.fixture(scope="module", autouse=True)
def _desk(stocking: Sessions) -> None:
    """Six stories, one a day."""
    with stocking.begin() as session:
        file = partial(file_reading, session)
        file(make_reading(BODY, "Pier to be rebuilt", day=1))
        file(make_reading("The harbours of Ellery were closed to all ships.", "Ice in the harbour", day=2))
        file(
            make_reading(
                "Die Häuser am Hafen werden gebaut. Der Pier bleibt.", "Neue Häuser", day=3, language="de", source="DPA"
            )
        )
        file(make_reading("港口委员会周一投票决定重建东码头。", "港口委员会", day=4, language="zh", source="新华社"))
        file(
            make_reading(
                "Nothing about it in here, said nobody.",
                "East pier, west pier",
                day=5,
                byline=Byline("By Ana Quist", ("Ana Quist",)),
                dateline=Dateline("KABUL (AP) --", "KABUL", "AP"),
                source="AP",
            )
        )
        file(make_reading("The pier is east of the café. To be or not to be, it isn't new.", "Café", day=6))


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        pytest.param("ice", ["Ice in the harbour"], id="in the headline"),
        pytest.param("SHIP", ["Ice in the harbour"], id="in the body, in another form and case"),
        pytest.param("harbour", ["Ice in the harbour"], id="plural"),
        pytest.param("haus", ["Neue Häuser"], id="stemmed in its own language"),
        pytest.param("cafe", ["Café"], id="accent not typed"),
        pytest.param("CAFÉ", ["Café"], id="accent typed"),
        pytest.param("pier", ["Café", "East pier, west pier", "Neue Häuser", "Pier to be rebuilt"], id="newest first"),
        pytest.param("pier ellery", [], id="all of the words"),
        pytest.param("ice OR café", ["Café", "Ice in the harbour"], id="one of the words"),
        pytest.param("pier -east", ["Neue Häuser", "Pier to be rebuilt"], id="not"),
        pytest.param('"east pier"', ["East pier, west pier"], id="a phrase"),
        pytest.param('pier -"east pier"', ["Café", "Neue Häuser", "Pier to be rebuilt"], id="not a phrase"),
        pytest.param('"to be or not to be"', ["Café"], id="a phrase of common words"),
        pytest.param('"west pier nothing"', [], id="no phrase from headline to body"),
        pytest.param("isn't", ["Café"], id="an apostrophe"),
        pytest.param("new", ["Café"], id="not what another language's stem is"),
        pytest.param("headline:pier", ["East pier, west pier", "Pier to be rebuilt"], id="headline"),
        pytest.param('headline:"west pier"', ["East pier, west pier"], id="a phrase in the headline"),
        pytest.param("body:pier", ["Café", "Neue Häuser", "Pier to be rebuilt"], id="body"),
        pytest.param("body:pier -headline:pier", ["Café", "Neue Häuser"], id="body, not headline"),
        pytest.param("speaker:oduya", ["Pier to be rebuilt"], id="speaker by a part of the name"),
        pytest.param('speaker:"Marta Oduya"', ["Pier to be rebuilt"], id="speaker"),
        pytest.param('speaker:"Oduya Marta"', [], id="speaker the wrong way round"),
        pytest.param("place:kabul", ["East pier, west pier"], id="place"),
        pytest.param(
            "place:ellery -ice", ["Café", "港口委员会", "Neue Häuser", "Pier to be rebuilt"], id="not a place"
        ),
        pytest.param("author:quist", ["East pier, west pier"], id="author"),
        pytest.param("source:AP OR source:dpa", ["East pier, west pier", "Neue Häuser"], id="source"),
        pytest.param('source:"Xinhua News Agency" ice', ["Ice in the harbour"], id="source by another form"),
        pytest.param("港口", ["港口委员会"], id="Chinese"),
        pytest.param("东码头", ["港口委员会"], id="Chinese within a sentence"),
        pytest.param("头", ["港口委员会"], id="one Chinese character, at a run's end"),
        pytest.param("口码", [], id="Chinese characters that are apart"),
        pytest.param("headline:委员", ["港口委员会"], id="Chinese in the headline"),
        pytest.param("source:新华", ["港口委员会"], id="Chinese name"),
        pytest.param("absent", [], id="absent"),
        pytest.param("-pier", ["港口委员会", "Ice in the harbour"], id="only not"),
    ],
)
@pytest.mark.parametrize("few", [2_000, 0], ids=["sorted", "walked"])
def test_words_are_found(
    session: Session, q: str, expected: list[str], few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(articles, "FEW", few)
    assert found(session, q) == expected
    assert sorted(found(session, q, sort="relevance")) == sorted(expected)
    assert list_articles(session, {"q": q}, Paging(1), Wanted(total=True)).total == Total(len(expected), is_exact=True)


def test_words_and_filters_go_together(session: Session) -> None:
    assert found(session, "pier", language="de") == ["Neue Häuser"]
    assert found(session, "pier", source="xinhua") == ["Café", "Pier to be rebuilt"]
    assert found(session, "pier", has_quotes=True) == ["Pier to be rebuilt"]
    assert found(session, "pier", speaker="Marta Oduya") == ["Pier to be rebuilt"]
    assert found(session, "pier", published_from=datetime(2024, 3, 6, tzinfo=UTC)) == ["Café"]
    assert found(session, "pier", source="nobody") == []
    assert found(session, "pier", sort="published_at")[0] == "Pier to be rebuilt"


def test_the_headline_counts_for_more(session: Session) -> None:
    assert found(session, "pier", sort="relevance")[0] == "East pier, west pier"


def test_what_is_wanted_of_each(session: Session) -> None:
    def first(**wanted: Any) -> dict[str, Any]:
        item: dict[str, Any] = json.loads(list_articles(session, {"q": "oduya"}, Paging(), Wanted(**wanted)).items[0])
        return item

    assert set(first()) == LISTED
    assert first(fields=frozenset({"id", "headline"})).keys() == {"id", "headline"}
    whole = first(fields=LISTED | {"body", "quotes"})
    assert whole["body"] == BODY
    assert [said["speaker"]["name"] for said in whole["quotes"]] == ["Marta Oduya"]
    assert first(highlight=True)["highlights"] == {
        "headline": None,
        "body": ["The pier will be rebuilt, Marta <mark>Oduya</mark> said.\n\nWork begins in May."],
    }


def test_relevance_and_highlights_need_words(session: Session) -> None:
    with pytest.raises(BadRequest, match="sort=relevance"):
        list_articles(session, {}, Paging(sort="relevance"))
    with pytest.raises(BadRequest, match="highlight"):
        list_articles(session, {}, Paging(), Wanted(highlight=True))
    with pytest.raises(BadQuery):
        list_articles(session, {"q": '"'}, Paging())
