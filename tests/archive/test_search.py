import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import bindparam, cast, func, select, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Session

from app.archive import articles
from app.archive.articles import LISTED, Wanted, list_articles
from app.archive.lists import Paging, Sort, Total
from app.archive.plans import N_RANKED_AT_LEAST
from app.archive.vector import write_vector
from app.errors import BadQuery, BadRequest, TooSlow
from app.news import Byline, Dateline
from tests.archive.conftest import BODY, NOW, File, make_reading


def found(session: Session, q: str, sort: Sort = "-published_at", **given: Any) -> list[str]:
    listed = list_articles(session, {"q": q, **given}, Paging(50, sort=sort))
    return [json.loads(item)["headline"] for item in listed.items]


@pytest.fixture
def desk(file: File) -> None:
    """Six stories, one a day."""
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
@pytest.mark.usefixtures("desk")
def test_words_are_found(
    session: Session, q: str, expected: list[str], few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(articles, "FEW", few)
    assert found(session, q) == expected
    assert sorted(found(session, q, sort="relevance")) == sorted(expected)
    assert list_articles(session, {"q": q}, Paging(1), Wanted(total=True)).total == Total(len(expected), is_exact=True)


@pytest.mark.usefixtures("desk")
def test_words_and_filters_go_together(session: Session) -> None:
    assert found(session, "pier", language="de") == ["Neue Häuser"]
    assert found(session, "pier", source="xinhua") == ["Café", "Pier to be rebuilt"]
    assert found(session, "pier", has_quotes=True) == ["Pier to be rebuilt"]
    assert found(session, "pier", speaker="Marta Oduya") == ["Pier to be rebuilt"]
    assert found(session, "pier", published_from=datetime(2024, 3, 6, tzinfo=UTC)) == ["Café"]
    assert found(session, "pier", source="nobody") == []
    assert found(session, "pier", sort="published_at")[0] == "Pier to be rebuilt"


@pytest.mark.usefixtures("desk")
def test_the_headline_counts_for_more(session: Session) -> None:
    assert found(session, "pier", sort="relevance")[0] == "East pier, west pier"


def test_a_revision_is_found_by_its_words_and_no_more_by_the_old_ones(session: Session, file: File) -> None:
    url = "https://www.port-ellery.example/pier.html"
    file(make_reading(url=url))
    file(make_reading("The quay is closed.", "Quay", url=url), seen_at=NOW + timedelta(days=1), revise=True)
    assert (found(session, "quay"), found(session, "rebuilt"), found(session, "speaker:oduya")) == (["Quay"], [], [])
    assert not list_articles(session, {"speaker": "Marta Oduya"}, Paging()).items


@pytest.mark.parametrize("few", [2_000, 0], ids=["sorted", "walked"])
@pytest.mark.parametrize("sort", ["published_at", "-published_at", "first_seen_at", "-first_seen_at", "relevance"])
@pytest.mark.parametrize("limit", [1, 3])
def test_every_match_is_listed_once(
    session: Session, file: File, sort: Sort, limit: int, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(articles, "FEW", few)
    names = [f"Story {number}" for number in range(8)]
    for number, name in enumerate(names):
        file(make_reading(f"{name} has {'pier ' * (1 + number % 3)} in it.", name, day=1 + number // 2))
    file(make_reading("It hasn't.", "Another", day=3))
    seen, cursor = list[str](), None
    while cursor or not seen:
        listed = list_articles(session, {"q": "pier"}, Paging(limit, cursor, sort))
        seen += [json.loads(item)["headline"] for item in listed.items]
        cursor = listed.next
    assert sorted(seen) == names
    if sort.endswith("published_at"):
        days = [int(name[-1]) // 2 for name in seen]
        assert days == sorted(days, reverse=sort == "-published_at")
    if sort == "relevance":
        assert {int(name[-1]) % 3 for name in seen[:2]} == {2}


def test_only_the_newest_matches_are_ranked(session: Session, file: File, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(articles, "N_RANKED", 2)
    for day in range(1, 6):
        file(make_reading(f"The pier, day {day}.", f"Story {day}", day=day))
    assert sorted(found(session, "pier", sort="relevance")) == ["Story 4", "Story 5"]
    assert N_RANKED_AT_LEAST > 2


@pytest.mark.usefixtures("desk")
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


def test_a_total_past_the_limit_is_an_estimate_and_says_so(
    session: Session, file: File, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in range(1, 6):
        file(make_reading(f"The pier, day {day}.", f"Story {day}", day=day))
    assert list_articles(session, {}, Paging(), Wanted(total=True)).total == Total(5, is_exact=True)
    monkeypatch.setattr("app.archive.counts.EXACT_BELOW", 3)
    total = list_articles(session, {"q": "pier"}, Paging(), Wanted(total=True)).total
    assert total is not None
    assert not total.is_exact
    assert total.n >= 3


def test_a_search_that_takes_too_long_is_given_up_and_says_so(session: Session, file: File) -> None:
    file(make_reading())
    # Stands for a slow search: the statement's own time is what is limited.
    session.execute(text("ALTER TABLE article RENAME TO kept"))
    session.execute(text("CREATE VIEW article AS SELECT kept.* FROM kept, pg_sleep(3)"))
    with pytest.raises(TooSlow, match=r"longer than 0\.2 seconds.*narrow it"):
        list_articles(session, {}, Paging(), seconds=0.2)


@given(st.text(max_size=200), st.text(max_size=200), st.sampled_from([None, "en", "fr", "zh", "xx"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_postgres_takes_the_vector_of_any_text(
    session: Session, headline: str, body: str, language: str | None
) -> None:
    vector = write_vector(headline, body, language, {"speaker": [headline], "place": [body]})
    assert session.execute(select(func.length(cast(bindparam("v", vector), TSVECTOR)))).scalar_one() >= 0


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(" ".join(f"word{number:x}" for number in range(300_000)), id="different words"),
        pytest.param("pier " * 300_000, id="one word"),
        pytest.param("".join(chr(0x20000 + number % 40_000) for number in range(200_000)), id="rare Chinese"),
    ],
)  # fmt: skip
def test_a_text_too_long_for_a_vector_is_found_by_its_beginning(session: Session, body: str) -> None:
    vector = write_vector("Pier", body, "en", {})
    assert session.execute(select(func.length(cast(bindparam("v", vector), TSVECTOR)))).scalar_one() >= 2
