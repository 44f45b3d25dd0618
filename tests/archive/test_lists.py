import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.archive.articles import list_articles
from app.archive.database import Sessions
from app.archive.lists import Listed, Paging, Sort
from app.archive.quotes import list_quotes
from app.archive.sources import list_sources
from tests.archive.conftest import NOW, File, file_reading, make_reading


def headlines(listed: Listed) -> list[str]:
    return [json.loads(item)["headline"] for item in listed.items]


def walk(session: Session, sort: Sort, limit: int) -> list[str]:
    """Follow the cursors to the end."""
    seen, cursor = [], None
    while True:
        listed = list_articles(session, {}, Paging(limit, cursor, sort))
        seen += headlines(listed)
        cursor = listed.next
        if cursor is None:
            return seen


@pytest.fixture(scope="module", autouse=True)
def week(stocking: Sessions) -> list[str]:
    """Seven stories of one week, two of them of one day."""
    days = [1, 2, 3, 3, 5, 6, 7]
    names = [f"Story {number}" for number in range(7)]
    with stocking.begin() as session:
        for name, day in zip(names, days, strict=True):
            file_reading(session, make_reading(f"It was the {name}.", name, day=day))
    return names


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 50])
@pytest.mark.parametrize("sort", ["published_at", "-published_at"])
def test_every_row_is_listed_once(session: Session, week: list[str], sort: Sort, limit: int) -> None:
    seen = walk(session, sort, limit)
    assert sorted(seen) == week
    days = seen if sort == "published_at" else seen[::-1]
    assert (days[:2], days[4:]) == (week[:2], week[4:])


def test_a_row_filed_between_two_pages_moves_no_other(session: Session, week: list[str], file: File) -> None:
    first = list_articles(session, {}, Paging(3))
    file(make_reading("It came between.", "Newest", day=9))
    file(make_reading("It came between, too.", "Oldest", day=1))
    rest = list_articles(session, {}, Paging(50, first.next))
    assert len(set(headlines(first) + headlines(rest))) == len(week) + 1
    assert "Newest" not in headlines(rest)


@pytest.mark.parametrize(
    ("given", "n"),
    [
        pytest.param({"source": "xinhua news agency"}, 7, id="source by an alias"),
        pytest.param({"source": "Reuters"}, 0, id="source unknown"),
        pytest.param({"place": "Port Ellery"}, 7, id="place in another case"),
        pytest.param({"agency": "XINHUA"}, 7, id="agency"),
        pytest.param({"language": "en"}, 7, id="language"),
        pytest.param({"language": "de"}, 0, id="another language"),
        pytest.param({"published_from": NOW - timedelta(days=1), "published_to": NOW}, 1, id="dates"),
        pytest.param({"ingested_from": NOW}, 7, id="ingested from"),
        pytest.param({"ingested_to": NOW}, 0, id="ingested to, exclusive"),
        pytest.param({"author": "Nobody"}, 0, id="author"),
        pytest.param({"speaker": "Marta Oduya"}, 0, id="speaker unknown"),
    ],
)
def test_filters(session: Session, given: dict[str, Any], n: int) -> None:
    assert len(list_articles(session, given, Paging(50)).items) == n


def test_quotes_are_listed_with_their_article(session: Session, file: File) -> None:
    file(make_reading())
    (item,) = list_quotes(session, {"speaker": "marta oduya"}, Paging()).items
    said = json.loads(item)
    assert (said["words"], said["article"]["headline"]) == ("The pier will be rebuilt", "Pier to be rebuilt")
    assert list_articles(session, {"speaker": "Marta Oduya"}, Paging()).items
    assert not list_quotes(session, {"speaker": "Marta"}, Paging()).items


def test_quotes_of_a_revision_that_was_replaced_are_not_listed(session: Session, file: File) -> None:
    url = "https://www.port-ellery.example/pier.html"
    file(make_reading(url=url))
    file(make_reading("The pier is closed.", url=url), seen_at=NOW + timedelta(days=1), revise=True)
    assert not list_quotes(session, {}, Paging()).items


def test_sources_are_counted_and_known_by_every_form(session: Session) -> None:
    (xinhua,) = (json.loads(item) for item in list_sources(session))
    assert (xinhua["name"], xinhua["slug"], xinhua["n_articles"]) == ("Xinhua", "xinhua", 7)
    assert xinhua["aliases"] == ["Xinhua", "Xinhua News Agency"]
