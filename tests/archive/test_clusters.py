"""Which articles come to be in one cluster, in what order and from how many hands they come."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session
from typer.testing import CliRunner

from app.archive.articles import Wanted, list_articles
from app.archive.cluster_views import get_cluster, list_members
from app.archive.clusters import find_kept_cluster, forget_signature
from app.archive.database import make_engine, make_sessions
from app.archive.duplicates import list_duplicates
from app.archive.lists import Paging, Sort
from app.cli import app
from app.errors import NotFound
from tests.archive.conftest import NOW, File, file_reading, make_reading
from tests.matching.test_shingles import OTHER, STORY, cut, edit, write

Store = Callable[..., UUID]


@pytest.fixture
def store(file: File) -> Store:
    """File a text under an address of its own; give the article's id."""

    def store(body: str, name: str, *, hours: int | None = None, **facts: Any) -> UUID:
        seen_at = NOW if hours is None else NOW + timedelta(hours=hours)
        reading = make_reading(body, url=f"https://{name}.example/story", **facts)
        return file(reading, seen_at=seen_at, revise=hours is not None).article_id

    return store


def clusters_of(session: Session, *ids: UUID) -> list[UUID]:
    rows = session.execute(text("SELECT id, cluster_id FROM article")).all()
    known = {row.id: row.cluster_id for row in rows}
    return [known[id_] for id_ in ids]


def test_a_near_copy_joins_and_is_told_of(session: Session, store: Store) -> None:
    first, trimmed, other = store(STORY, "a"), store(cut(STORY, 0.7), "b"), store(OTHER, "c")
    assert clusters_of(session, first, trimmed, other) == [first, first, other]
    (told,) = list_duplicates(session, trimmed)
    assert (told.id, told.kind, told.similarity) == (first, "near", 1.0)
    assert [one.id for one in list_duplicates(session, first)] == [trimmed]
    assert list_duplicates(session, other) == ()


def test_a_text_between_two_clusters_makes_them_one(session: Session, store: Store) -> None:
    words = STORY.split()
    start, end = " ".join(words[:190]), " ".join(words[110:])
    first, second = store(start, "a"), store(end, "b")
    assert clusters_of(session, first, second) == [first, second]
    third = store(STORY, "c")
    kept, merged = sorted((first, second))  # the older, as ids tell
    assert clusters_of(session, first, second, third) == [kept, kept, kept]
    assert find_kept_cluster(session, merged) == kept
    assert len(list_articles(session, {"cluster": second}, Paging()).items) == 3


def test_a_revision_goes_where_its_text_belongs(session: Session, store: Store) -> None:
    first, second, other = store(STORY, "a"), store(cut(STORY, 0.8), "b"), store(OTHER, "c")
    store(write(200, 9), "a", hours=1)
    left, kept, _ = clusters_of(session, first, second, other)
    assert left not in (first, other)  # its own id is that of those who stay
    assert kept == first
    store(edit(OTHER, 20), "a", hours=2)
    assert clusters_of(session, first, second, other) == [other, first, other]
    assert find_kept_cluster(session, left) == other


def test_a_short_text_has_only_exact_copies(session: Session, store: Store) -> None:
    short = cut(STORY, 0.09)
    ids = store(short, "a"), store(short.upper(), "b"), store(cut(short, 0.9), "c")
    assert clusters_of(session, *ids) == [ids[0], ids[0], ids[2]]


def test_a_cluster_tells_its_members_and_sources(session: Session, store: Store) -> None:
    first = store(STORY, "a", day=2)
    exact, near = store(STORY, "b", source="Courier", day=1), store(cut(STORY, 0.8), "c", day=3)
    told = json.loads(get_cluster(session, first))
    assert (told["n_articles"], told["n_independent"], told["agency"]["name"]) == (3, 2, "Xinhua")
    page = list_members(session, first, Paging(2, None, "published_at"))
    rest = list_members(session, first, Paging(2, page.next, "published_at"))
    members = [json.loads(item) for item in (*page.items, *rest.items)]
    assert [member["id"] for member in members] == [str(exact), str(first), str(near)]
    joined = [member["joined"] for member in members]
    assert joined[0] == {"kind": "exact", "shared": 1.0, "with": str(first)}
    assert joined[1] is None
    assert (joined[2]["kind"], joined[2]["shared"]) == ("near", 1.0)
    with pytest.raises(NotFound):
        get_cluster(session, near)


def test_what_is_forgotten_is_found_no_more_and_the_others_keep_their_cluster(session: Session, store: Store) -> None:
    first, second = store(STORY, "a"), store(cut(STORY, 0.9), "b")
    forget_signature(session, first)
    third = store(cut(STORY, 0.85), "c")
    assert clusters_of(session, second, third) == [first, first]
    forget_signature(session, second)
    forget_signature(session, third)
    fourth = store(cut(STORY, 0.95), "d")
    assert clusters_of(session, fourth) == [fourth]


@pytest.mark.parametrize("sort", ["published_at", "-published_at", "first_seen_at", "-first_seen_at", "relevance"])
@pytest.mark.parametrize("q", [None, "pier"])
def test_collapsed_lists_have_the_first_of_each_cluster_that_matches(
    session: Session, store: Store, sort: Sort, q: str | None
) -> None:
    if sort == "relevance" and q is None:
        return
    ids: dict[str, UUID] = {}
    for number in range(5):
        body = f"The pier. {write(120, 20 + number)}"
        for copy, source in enumerate(("Xinhua", "Courier", "Courier")):
            name, day = f"{number}-{copy}", 1 + (number * 7 + copy * 5) % 28
            ids[name] = store(cut(body, 1 - copy / 20), name, headline=name, source=source, day=day)
    for given, copies in (({}, (0, 1, 2)), ({"source": "Courier"}, (1, 2))):
        first = [min((f"{number}-{copy}" for copy in copies), key=ids.__getitem__) for number in range(5)]
        filters = {**given, "q": q} if q else given
        seen, cursor = [], None
        while True:
            listed = list_articles(session, filters, Paging(2, cursor, sort), Wanted(collapse=True, total=True))
            seen += [(one["headline"], one["n_in_cluster"]) for one in map(json.loads, listed.items)]
            assert listed.total is not None
            assert listed.total.n == 5 * len(copies)
            cursor = listed.next
            if cursor is None:
                break
        assert sorted(seen) == [(name, 3) for name in first]


def test_copies_that_come_at_once_are_one_cluster(fresh_database_url: str) -> None:
    n_rounds, n_copies = 8, 4
    engine = make_engine(fresh_database_url)
    sessions, barrier = make_sessions(engine), Barrier(n_copies)

    def send(number: int) -> None:
        for at in range(n_rounds):
            body = cut(write(150, 40 + at), 1 - number / 20)
            reading = make_reading(body, url=f"https://{number}.example/{at}", source=None, dateline=None)
            barrier.wait()
            with sessions.begin() as session:
                file_reading(session, reading)

    with ThreadPoolExecutor(n_copies) as pool:
        list(pool.map(send, range(n_copies)))
    with engine.connect() as connection:
        sizes = connection.execute(text("SELECT count(*) FROM article GROUP BY cluster_id")).scalars().all()
    engine.dispose()
    assert sizes == [n_copies] * n_rounds


def test_an_archive_of_before_is_compared(fresh_database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLIPFILE_DATABASE_URL", fresh_database_url)
    engine = make_engine(fresh_database_url)
    sessions = make_sessions(engine)
    with sessions.begin() as session:
        for name, body in (("a", STORY), ("b", OTHER), ("c", cut(STORY, 0.8)), ("d", "Too short.")):
            file_reading(session, make_reading(body, url=f"https://{name}.example/"))
        session.execute(text("DELETE FROM signature"))
        session.execute(text("DELETE FROM tie"))
        session.execute(text("UPDATE article SET cluster_id = id"))

    def run(*options: str) -> str:
        result = CliRunner().invoke(app, ["clusters", "rebuild", *options], catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.output.strip()

    assert run("--limit", "1") == "1 article compared, 0 found to be copies of others; 3 left."
    assert run() == "3 articles compared, 1 found to be copies of others; 0 left."
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(DISTINCT cluster_id) FROM article")).scalar_one() == 3
        assert connection.execute(text("SELECT kind FROM tie")).scalars().all() == ["near"]
    engine.dispose()
