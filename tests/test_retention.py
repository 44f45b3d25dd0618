"""Retention rules applied: by a worker beside its pages, and by clipfile retention."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Event
from uuid import UUID

import pytest
from sqlalchemy import select, text, update
from typer.testing import CliRunner

from app import retention
from app.archive.database import Sessions, make_sessions, open_engine
from app.archive.retention import EVERY, Rule, list_rules, set_rule
from app.archive.tables import article, takedown
from app.archive.takedowns import Order
from app.cli import app
from app.clock import read_clock
from app.errors import NotFound
from app.extract.pipeline import read_page
from app.readers import Readers
from app.retention import run_due, take_down_old
from app.worker import Worker
from tests.archive.conftest import file_reading, make_reading

NOW = datetime(2024, 3, 5, 12, 0, tzinfo=UTC)
ORDER = Order("Ana Li", NOW, "Licence 7")
DUE = NOW + EVERY


@pytest.fixture
def archive(fresh_database_url: str) -> Iterator[Sessions]:
    with open_engine(fresh_database_url) as engine:
        yield make_sessions(engine)


def fill(archive: Sessions, *ages: int, source: str = "Xinhua", now: datetime = NOW) -> list[UUID]:
    """File an article for each age in days, and give their ids."""
    ids = []
    with archive.begin() as session:
        for number, days in enumerate(ages):
            url = f"https://a.example/{source}/{number}"
            reading = make_reading(f"Story {number} of {source}.", f"Pier {number} [sic]", url=url, source=source)
            ids.append(file_reading(session, reading).article_id)
            seen = {"first_seen_at": now - timedelta(days=days)}
            session.execute(update(article).where(article.c.id == ids[-1]).values(seen))
    return ids


def set_(archive: Sessions, name: str = "Xinhua", days: int = 30) -> Rule:
    with archive.begin() as session:
        return set_rule(session, "source", name, days, ORDER)


def list_articles(archive: Sessions) -> set[UUID]:
    with archive() as session:
        return set(session.execute(select(article.c.id)).scalars())


def test_all_that_is_due_is_taken_down(archive: Sessions, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    *_, young = fill(archive, *range(31, 36), 2)
    (other,) = fill(archive, 900, source="Reuters")
    fill(archive, 3, source="AP")
    set_(archive)
    set_(archive, "AP", days=1)
    done = list(run_due(archive, lambda: DUE))
    assert done == ["taken_down"] * 6
    assert list_articles(archive) == {young, other}
    with archive() as session:
        assert {rule.applied_at for rule in list_rules(session)} == {DUE}
    assert list(run_due(archive, lambda: DUE)) == []


def test_it_goes_on_where_it_was_broken_off(archive: Sessions) -> None:
    ids = fill(archive, 33, 32, 31)
    rule = set_(archive)
    begun = take_down_old(archive, rule, lambda: DUE)
    assert next(begun) == "taken_down"
    del begun
    assert list_articles(archive) == set(ids[1:])
    assert list(take_down_old(archive, rule, lambda: DUE)) == ["taken_down"] * 2


def test_what_can_not_be_taken_down_keeps_no_other(archive: Sessions) -> None:
    ids = fill(archive, 33, 32, 31)
    rule = set_(archive)
    with archive.begin() as session:
        session.execute(text("CREATE TABLE holder (id uuid REFERENCES article)"))
        session.execute(text("INSERT INTO holder VALUES (:id)"), {"id": ids[1]})
    assert list(take_down_old(archive, rule, lambda: DUE)) == ["taken_down", "failed", "taken_down"]
    assert list_articles(archive) == {ids[1]}
    with archive.begin() as session:
        assert list_rules(session)[0].applied_at is None
        session.execute(text("DROP TABLE holder"))
    assert list(run_due(archive, lambda: DUE + EVERY)) == ["taken_down"]


def test_a_rule_that_is_ended_meanwhile_takes_nothing_more(archive: Sessions) -> None:
    ids = fill(archive, 33, 32)
    begun = take_down_old(archive, set_(archive), lambda: DUE)
    assert next(begun) == "taken_down"
    set_(archive, days=365)
    assert list(begun) == ["passed_over"]
    assert list_articles(archive) == {ids[1]}


def test_a_worker_applies_what_is_due(archive: Sessions) -> None:
    fill(archive, 33, 32)
    set_(archive)
    readers = Readers(1, seconds=20, memory_bytes=2048 * 1024 * 1024, read=read_page)
    for now, n_left in ((NOW, 2), (DUE, 0)):
        clock = partial(now.replace)  # it stands still
        Worker(archive, readers, n_at_once=1, lease_seconds=60, clock=clock).run(Event(), until_idle=True)
        assert len(list_articles(archive)) == n_left
    readers.close()


def run(*words: str) -> str:
    result = CliRunner().invoke(app, ["retention", *words], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_from_the_command_line(archive: Sessions, fresh_database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLIPFILE_DATABASE_URL", fresh_database_url)
    now = read_clock()
    *_, young = fill(archive, *range(38, 31, -1), 2, now=now)
    (of_publisher,) = fill(archive, 20, source="Reuters", now=now)
    with archive.begin() as session:
        reuters = select(article.c.source_id).where(article.c.id == of_publisher).scalar_subquery()
        session.execute(update(article).where(article.c.id == of_publisher).values(publisher_id=reuters))
    said = run("set", "xinhua news agency", "--days", "30", "--reason", "Licence 7", "--legal-basis", "[Contract]")
    assert "Articles crediting Xinhua are kept for 30 days" in said
    assert "7 are older" in said
    run("set", "Reuters", "--publisher", "--days", "10", "--reason", "As agreed")
    assert "Licence 7 ([Contract]). " in run("list")
    assert run("list").count("not applied yet") == 2
    dry = run("run", "--dry-run")
    assert re.findall(r"(\w+) are kept for (\d+) days: (\d) would go", dry) == [
        ("Reuters", "10", "1"),
        ("Xinhua", "30", "7"),
    ]
    assert re.findall(r"Pier (\d) \[sic\]", dry) == ["0", "0", "1", "2", "3", "4"]
    assert "and 2 more" in dry
    assert len(list_articles(archive)) == 9
    run("remove", "Reuters", "--publisher")
    assert run("run") == "7 articles taken down.\n"
    assert list_articles(archive) == {young, of_publisher}
    assert "applied last on" in run("list")
    assert "ended on" in run("list", "--all")
    with archive() as session:
        assert set(session.execute(select(takedown.c.legal_basis)).scalars()) == {"[Contract]"}
    with pytest.raises(NotFound, match="clipfile retention list"):
        run("remove", "Reuters", "--publisher")
    for wrong in (["set", "Xinhua", "--days", "0", "--reason", "x"], ["set", "Xinhua", "--days", "3"], ["remove"]):
        assert CliRunner().invoke(app, ["retention", *wrong]).exit_code == 2


def test_a_command_that_could_not_take_all_down_says_so(
    archive: Sessions, fresh_database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLIPFILE_DATABASE_URL", fresh_database_url)
    (article_id,) = fill(archive, 31)
    set_(archive)
    with archive.begin() as session:
        session.execute(text("CREATE TABLE holder (id uuid REFERENCES article)"))
        session.execute(text("INSERT INTO holder VALUES (:id)"), {"id": article_id})
    result = CliRunner().invoke(app, ["retention", "run"])
    assert (result.exit_code, "1 could not be" in result.output) == (1, True)
