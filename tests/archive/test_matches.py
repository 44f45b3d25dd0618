"""How searches list, rank and count what they find, and what they give up."""

import json
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import bindparam, cast, func, select, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Session

from app.archive import articles
from app.archive.articles import Wanted, list_articles
from app.archive.lists import Paging, Sort, Total
from app.archive.plans import N_RANKED_AT_LEAST
from app.archive.vector import write_vector
from app.errors import TooSlow
from tests.archive.conftest import NOW, File, make_reading
from tests.archive.test_search import found


def test_a_revision_is_found_by_its_words_and_no_more_by_the_old_ones(session: Session, file: File) -> None:
    url = "https://www.port-ellery.example/pier.html"
    file(make_reading(url=url))
    file(make_reading("The quay is closed.", "Quay", url=url), seen_at=NOW + timedelta(days=1), revise=True)
    assert (found(session, "quay"), found(session, "rebuilt"), found(session, "speaker:oduya")) == (["Quay"], [], [])
    assert not list_articles(session, {"speaker": "Marta Oduya"}, Paging()).items


@pytest.mark.parametrize("few", [2_000, 0], ids=["sorted", "walked"])
@pytest.mark.parametrize("sort", ["published_at", "-published_at", "first_seen_at", "-first_seen_at", "relevance"])
def test_every_match_is_listed_once(
    session: Session, file: File, sort: Sort, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(articles, "FEW", few)
    names = [f"Story {number}" for number in range(8)]
    for number, name in enumerate(names):
        file(make_reading(f"{name} has {'pier ' * (1 + number % 3)} in it.", name, day=1 + number // 2))
    file(make_reading("It hasn't.", "Another", day=3))
    for limit in (1, 3):
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
