import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.archive.articles import get_article
from app.archive.duplicates import list_duplicates
from app.archive.filing import Filed
from tests.archive.conftest import BODY, NOW, File, make_reading

URL = "https://www.port-ellery.example/pier.html"
OTHER_URL = "https://gazette.example/pier"


def read(session: Session, article_id: UUID) -> dict[str, Any]:
    article: dict[str, Any] = json.loads(get_article(session, article_id).json)
    return article


def test_a_new_story_is_an_article_with_all_its_facts(session: Session, file: File) -> None:
    article = read(session, file(make_reading(url=URL)).article_id)
    assert article["body"] == BODY
    assert article["source"]["name"] == "Xinhua"
    assert article["dateline"] == {
        "text": "PORT ELLERY, March 4 (Xinhua) --",
        "place": "PORT ELLERY",
        "agency": "Xinhua",
        "date": "2024-03-04",
    }
    assert (article["published_at"], article["published_precision"]) == ("2024-03-04", "day")
    assert article["provenance"]["published_at"] == "dateline"
    assert article["provenance"]["others"] == {
        "published_at": [{"value": "5 March 2024", "where": "head"}, {"value": "/2024/03/06/", "where": "url"}]
    }
    assert article["provenance"]["n_stories"] == 1
    assert article["revision"] == 1


def test_a_revision_of_an_older_extractor_still_reads(session: Session, file: File) -> None:
    filed = file(make_reading())
    session.execute(text("SET LOCAL session_replication_role = replica"))  # revisions are never changed but here
    session.execute(text("UPDATE revision SET facts = facts - 'others'"))
    assert read(session, filed.article_id)["provenance"]["others"] == {}


def test_quotes_are_spans_of_the_body(session: Session, file: File) -> None:
    (said,) = read(session, file(make_reading()).article_id)["quotes"]
    assert said["words"] == BODY[said["start"] : said["end"]] == "The pier will be rebuilt"
    assert said["mention"]["text"] == "Marta Oduya" == said["speaker"]["name"]
    assert said["cue"]["text"] == "said"
    assert said["confidence"] == 0.9


def test_offsets_count_code_points(session: Session, file: File) -> None:
    body = "The pier will be rebuilt, Marta Oduya said 🎣 in Zürich."
    (said,) = read(session, file(make_reading(body)).article_id)["quotes"]
    assert said["words"] == body[said["start"] : said["end"]]


def test_the_same_url_is_the_same_article(file: File) -> None:
    first = file(make_reading(url=URL))
    assert file(make_reading("Quite another text.", url=URL)).article_id == first.article_id


def test_another_url_is_another_article_in_the_same_cluster(session: Session, file: File) -> None:
    first, second = file(make_reading(url=URL)), file(make_reading(url=OTHER_URL))
    assert first.article_id != second.article_id
    assert read(session, second.article_id)["cluster_id"] == str(first.article_id)
    assert [one.id for one in list_duplicates(session, second.article_id)] == [first.article_id]


def test_a_page_without_url_is_the_article_with_its_text(file: File) -> None:
    first = file(make_reading(url=URL))
    assert file(make_reading(BODY.upper())).article_id == first.article_id
    assert file(make_reading("Quite another text.")).article_id != first.article_id


def test_a_revision_becomes_the_current_one(session: Session, file: File) -> None:
    first = file(make_reading(url=URL))
    file(make_reading("The pier is closed.", url=URL), seen_at=NOW + timedelta(days=1), revise=True)
    article = read(session, first.article_id)
    assert (article["revision"], article["body"], article["quotes"]) == (2, "The pier is closed.", [])


def test_an_older_page_that_comes_late_does_not_become_the_current_one(session: Session, file: File) -> None:
    first = file(make_reading(url=URL))
    file(make_reading("The pier is open.", url=URL), seen_at=NOW - timedelta(days=1), revise=True)
    assert read(session, first.article_id)["body"] == BODY
    numbers = text("SELECT number FROM revision WHERE article_id = :id ORDER BY captured_at")
    assert session.execute(numbers, {"id": first.article_id}).scalars().all() == [2, 1]


def test_a_page_is_compared_with_what_was_in_force_when_it_was_seen(file: File) -> None:
    file(make_reading("The pier is open.", url=URL))
    file(make_reading("The pier is closed.", url=URL), seen_at=NOW + timedelta(days=2), revise=True)
    late: Filed = file(make_reading("The pier is open.", url=URL), seen_at=NOW + timedelta(days=1))
    assert late.reading.body == "The pier is open."


@pytest.mark.parametrize(
    "change",
    [
        pytest.param("UPDATE revision SET body = 'x', n_chars = 1", id="a body"),
        pytest.param("UPDATE capture SET url = 'http://other.example'", id="a capture"),
        pytest.param("UPDATE quote SET words_end = 10000", id="words beyond the body"),
        pytest.param("UPDATE quote SET words_end = words_start", id="no words"),
        pytest.param("UPDATE quote SET cue_end = NULL", id="half a cue"),
        pytest.param("UPDATE quote SET n_chars = 10000, words_end = 9999", id="another length for the body"),
        pytest.param("UPDATE filing SET outcome = 'rejected'", id="a rejection without a reason"),
        pytest.param("UPDATE article SET published_precision = NULL", id="a date without its precision"),
    ],
)
def test_the_database_refuses(session: Session, file: File, change: str) -> None:
    file(make_reading())
    session.flush()
    with pytest.raises(IntegrityError):
        session.execute(text(change))
