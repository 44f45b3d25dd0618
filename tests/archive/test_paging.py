"""Whoever pages through a list sees every row once, whatever is ingested and changed meanwhile."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import count, zip_longest
from threading import Event

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.archive.articles import list_articles
from app.archive.database import Sessions, make_sessions, open_engine
from app.archive.lists import Paging, Sort
from app.news import Moment, Precision
from tests.archive.conftest import NOW, file_reading, make_reading

DAYS = st.integers(1, 28)
SORTS: tuple[Sort, ...] = ("published_at", "-published_at", "first_seen_at", "-first_seen_at", "relevance")


class Desk:
    """Files stories that are committed at once, each round of them under a source of its own."""

    def __init__(self, sessions: Sessions) -> None:
        self.sessions = sessions
        self.source = ""
        self._rounds = count()
        self._seconds = count(1)

    def begin(self) -> None:
        self.source = f"Desk {next(self._rounds)}"

    def file(self, story: str, day: int) -> None:
        """File a story, or a revision of it: with this date, and in words that it never had."""
        second = next(self._seconds)
        reading = make_reading(
            f"The pier, said {second}.",
            story,
            url=f"https://www.port-ellery.example/{self.source}/{story}",
            source=self.source,
            published=Moment(datetime(2024, 3, day, tzinfo=UTC), Precision.DAY),
        )
        with self.sessions.begin() as session:
            file_reading(session, reading, seen_at=NOW + timedelta(seconds=second), revise=True)

    def walk(self, sort: Sort, limits: Iterator[int], *, q: str | None = None) -> Iterator[list[str]]:
        """Page through the round's stories, each page in a transaction of its own."""
        cursor, given = None, {"source": self.source} | ({"q": q} if q else {})
        while True:
            with self.sessions.begin() as session:
                listed = list_articles(session, given, Paging(next(limits), cursor, sort))
            yield [json.loads(item)["headline"] for item in listed.items]
            cursor = listed.next
            if cursor is None:
                return


@pytest.fixture(scope="module")
def desk(module_database_url: str) -> Iterator[Desk]:
    with open_engine(module_database_url) as engine:
        yield Desk(make_sessions(engine))


def check(seen: list[str], there_from_the_first: list[str]) -> None:
    assert len(seen) == len(set(seen)), "a row was repeated"
    assert set(there_from_the_first) <= set(seen), "a row was lost"


@given(
    st.lists(DAYS, min_size=1, max_size=12),
    st.lists(st.integers(1, 4), min_size=1, max_size=5),
    st.lists(st.lists(st.tuples(st.integers(0, 16), DAYS), max_size=3), max_size=10),
    st.sampled_from(SORTS),
    st.sampled_from([None, "pier"]),
)
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None, max_examples=15
)
def test_no_row_is_lost_or_repeated(
    desk: Desk, days: list[int], limits: list[int], changes: list[list[tuple[int, int]]], sort: Sort, q: str | None
) -> None:
    """Between two pages stories come in, get new words and another date: each of them once, the newest last."""
    desk.begin()
    stories = [f"Story {number}" for number in range(len(days))]
    for story, day in zip(stories, days, strict=True):
        desk.file(story, day)
    pages = desk.walk(sort, iter(limits * 30), q="pier" if sort == "relevance" else q)
    seen, moved = list[str](), set[int]()
    for page, changed in zip_longest(pages, changes, fillvalue=()):
        seen += page
        for which, day in changed:
            if which not in moved:
                moved.add(which)
                desk.file(f"Story {which}", days[which] if sort == "relevance" and which < len(days) else day)
    check(seen, stories)


@pytest.mark.parametrize("sort", ["published_at", "-published_at"])
def test_no_row_is_lost_or_repeated_while_writers_run(desk: Desk, sort: Sort) -> None:
    desk.begin()
    stories = [f"Story {number}" for number in range(60)]
    for number, story in enumerate(stories):
        desk.file(story, 1 + number % 28)
    begun, done = Event(), Event()

    def write(first: int) -> int:
        begun.wait()
        for number in range(first, 400, 2):
            if done.is_set():
                return number
            desk.file(f"Story {number * 7 % 400}", 1 + number * 5 % 28)  # each once: the old ones move, others come in
        return 400

    with ThreadPoolExecutor(2) as pool:
        written = [pool.submit(write, first) for first in (0, 1)]
        pages = desk.walk(sort, iter([1, 2, 3] * 1000))
        seen = next(pages)
        begun.set()
        for page in pages:
            seen += page
        done.set()
        assert sum(result.result() for result in written) > 2
    check(seen, stories)


@pytest.mark.parametrize("sort", SORTS)
def test_a_cursor_is_of_its_own_list(desk: Desk, sort: Sort) -> None:
    desk.begin()
    for number in range(3):
        desk.file(f"Story {number}", 1 + number)
    given = {"source": desk.source} | ({"q": "pier"} if sort == "relevance" else {})
    with desk.sessions.begin() as session:
        first = list_articles(session, given, Paging(1, None, sort))
        rest = list_articles(session, given, Paging(50, first.next, sort))
        assert (len(first.items), len(rest.items), rest.next) == (1, 2, None)
