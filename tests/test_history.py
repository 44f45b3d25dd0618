"""What is a new revision, what is noise, and what is in force when pages change back or come late."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from app.archive.articles import get_article
from app.archive.database import Sessions
from app.archive.history import find_number_in_force
from app.archive.receipts import Receipt
from app.archive.revisions import list_revisions
from app.archive.speaker_counts import find_wrong_counts
from app.ingest import receive_page
from app.news import Page
from app.readers import Readers
from app.web.examples import PAGE, URL

NOW = datetime(2024, 3, 5, 12, 0, tzinfo=UTC)
A, B, C = PAGE, PAGE.replace("in May", "in June"), PAGE.replace("in May", "in July").replace("Joao Pinto", "Ada Byrne")

See = Callable[[str, float], Receipt]


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    readers = Readers(1, seconds=20, memory_bytes=2048 * 1024 * 1024)
    yield readers
    readers.close()


@pytest.fixture
def see(sessions: Sessions, readers: Readers) -> See:
    """See a page so many hours after NOW; pages come in in the order of the calls."""
    came = [0]

    def see_at(page: str, hour: float) -> Receipt:
        came[0] += 1
        seen = Page(page.encode(), "text/html", NOW + timedelta(hours=hour), url=URL)
        return receive_page(sessions, readers, seen, now=NOW + timedelta(days=30, seconds=came[0]), time_is_told=True)

    return see_at


def current(sessions: Sessions, article_id: UUID | None) -> dict[str, Any]:
    assert article_id is not None
    with sessions() as session:
        assert find_wrong_counts(session) == ()
        article: dict[str, Any] = json.loads(get_article(session, article_id).json)
        return article


def test_a_page_that_flaps_makes_no_further_revisions(sessions: Sessions, see: See) -> None:
    receipts = [see(page, hour) for hour, page in enumerate((A, B, A, B, A, C, A))]
    assert [one.outcome for one in receipts] == [
        "created", "new_revision", "unchanged", "unchanged", "unchanged", "new_revision", "unchanged",
    ]  # fmt: skip
    assert receipts[2].detail == "It says again what revision 1 says."
    article_id = receipts[0].article_id
    assert article_id is not None
    article = current(sessions, article_id)
    assert (article["revision"], "in May" in article["body"]) == (1, True)
    with sessions() as session:
        told = [json.loads(one) for one in list_revisions(session, article_id)]
        assert [(one["number"], one["n_captures"], one["is_current"]) for one in told] == [
            (1, 4, True), (2, 2, False), (3, 1, False),
        ]  # fmt: skip
        assert told[0]["last_seen_at"] == "2024-03-05T18:00:00Z"
        in_force = [find_number_in_force(session, article_id, NOW + timedelta(hours=hour + 0.5)) for hour in range(7)]
    assert in_force == [1, 2, 1, 2, 1, 3, 1]


def test_facts_and_quotes_follow_the_text_that_is_in_force_again(sessions: Sessions, see: See) -> None:
    article_id = see(A, 0).article_id
    first = current(sessions, article_id)
    see(C, 1)
    assert current(sessions, article_id)["quotes"] != first["quotes"]
    see(A.replace('datetime="2024-03-04T18:20:00Z"', 'datetime="2024-03-04T19:00:00Z"'), 2)
    again = current(sessions, article_id)
    assert {**again, "changed_at": None} == {**first, "changed_at": None}


def test_a_page_that_comes_late_does_not_undo_what_was_seen_later(sessions: Sessions, see: See) -> None:
    article_id = see(A, 0).article_id
    see(A.replace("Sport", "Sports"), 4)
    assert see(B, 2).outcome == "new_revision"
    assert current(sessions, article_id)["revision"] == 1
    assert article_id is not None
    with sessions() as session:
        in_force = [find_number_in_force(session, article_id, NOW + timedelta(hours=hour)) for hour in (-1, 1, 3, 5)]
    assert in_force == [1, 1, 2, 1]


def test_a_page_that_flaps_makes_none_though_it_says_how_long_ago_it_was(see: See) -> None:
    aged = [page.replace("4 March 2024<", f"4 March 2024</time><p>Updated {n} hours ago</p><time><")
            for n, page in enumerate((A, B, A, B, A), 2)]  # fmt: skip
    outcomes = [see(page, hour).outcome for hour, page in enumerate(aged)]
    assert outcomes == ["created", "new_revision", "unchanged", "unchanged", "unchanged"]


FOOT = "</article>"
MOST_READ = """<aside class="most-read"><h2>Most read</h2><ol><li><a href="/1">{}</a></li>
<li><a href="/2">{}</a></li></ol></aside>"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            PAGE.replace(FOOT, FOOT + MOST_READ.format("Ferry is back at the quay", "Rain until Sunday")),
            PAGE.replace(FOOT, FOOT + MOST_READ.format("Mayor opens the new library", "Ferry is back at the quay")),
            id="most read",
        ),
        pytest.param(
            PAGE.replace(FOOT, MOST_READ.format("Ferry is back at the quay", "Rain until Sunday") + FOOT),
            PAGE.replace(FOOT, MOST_READ.format("Mayor opens the new library", "Ferry is back") + FOOT),
            id="most read, within the article",
        ),
        pytest.param(
            PAGE.replace(FOOT, '<p class="comments">12 Comments</p></article>'),
            PAGE.replace(FOOT, '<p class="comments">340 Comments</p></article>'),
            id="comment count",
        ),
        pytest.param(
            PAGE.replace("<p>The harbour", "<div>Comments (3) | Share</div><p>The harbour"),
            PAGE.replace("<p>The harbour", "<div>Comments (1,204) | Share</div><p>The harbour"),
            id="comment count above",
        ),
        pytest.param(
            PAGE.replace("<nav>", '<div id="clock">Tuesday, 5 March 2024, 08:00:12</div><nav>'),
            PAGE.replace("<nav>", '<div id="clock">Wednesday, 6 March 2024, 21:44:03</div><nav>'),
            id="clock",
        ),
        pytest.param(
            PAGE.replace("4 March 2024</time>", "4 March 2024</time><p>Updated 12 minutes ago</p>"),
            PAGE.replace("4 March 2024</time>", "4 March 2024</time><p>Updated 3 hours ago</p>"),
            id="how long ago",
        ),
        pytest.param(
            PAGE.replace(FOOT, "<p>1,204 people have read this story</p></article>"),
            PAGE.replace(FOOT, "<p>1,377 people have read this story</p></article>"),
            id="reader count",
        ),
        pytest.param(PAGE, PAGE.replace("&", "&amp;").replace('"We', "“We").replace('again,"', "again,”"), id="marks"),
    ],
)
def test_noise_is_no_revision(see: See, before: str, after: str) -> None:
    assert see(before, 0).outcome == "created"
    assert see(after, 1).outcome == "unchanged"


@pytest.mark.parametrize(
    "after",
    [
        pytest.param(PAGE.replace("12 million", "14 million"), id="a number"),
        pytest.param(PAGE.replace("<h1>Harbour", "<h1>Ellery"), id="the headline"),
        pytest.param(PAGE.replace("the work would begin", '"the work would begin').replace("in May and", 'in May" and'),
                     id="words that are quoted now"),
        pytest.param(PAGE.replace("council leader Marta Oduya", "deputy leader Ada Byrne"), id="the speaker"),
    ],
)  # fmt: skip
def test_what_matters_is_a_revision(see: See, after: str) -> None:
    see(PAGE, 0)
    assert see(after, 1).outcome == "new_revision"
