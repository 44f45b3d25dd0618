"""Rules of how long articles are kept, and what goes by them."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.archive.retention import (
    EVERY,
    LEASE,
    Rule,
    Whose,
    apply_rule,
    claim_rule,
    count_due,
    end_rule,
    list_due,
    list_rules,
    note_applied,
    set_rule,
)
from app.archive.sources import SourceName, store_sources
from app.archive.tables import article, retention, taken_digest
from app.archive.takedowns import Order
from app.errors import NotFound
from tests.archive.conftest import NOW, File, make_reading

ORDER = Order("Ana Li", NOW, "Licence 7", "Contract of 2024")


def file_aged(session: Session, file: File, days: int, source: str | None = "Xinhua") -> UUID:
    reading = make_reading(f"A story of {source}, {days} days old.", url=f"https://a.example/{source}/{days}")
    filed = file(
        reading if source == "Xinhua" else make_reading(reading.body, url=reading.facts.canonical_url, source=source)
    )
    seen = {"first_seen_at": NOW - timedelta(days=days)}
    session.execute(update(article).where(article.c.id == filed.article_id).values(seen))
    return filed.article_id


def set_(session: Session, name: str = "xinhua news agency", days: int = 30, whose: Whose = "source") -> Rule:
    return set_rule(session, whose, name, days, ORDER)


def test_what_is_older_than_its_source_allows_is_due(session: Session, file: File) -> None:
    old, older = (file_aged(session, file, days) for days in (31, 45))
    file_aged(session, file, 30)
    file_aged(session, file, 90, "Reuters")
    rule = set_(session)
    assert (rule.name, rule.slug, rule.days, rule.due_at) == ("Xinhua", "xinhua", 30, NOW + EVERY)
    assert [one.id for one in list_due(session, rule, NOW, 10)] == [older, old]
    (first,) = list_due(session, rule, NOW, 1)
    assert [one.id for one in list_due(session, rule, NOW, 10, first)] == [old]
    assert count_due(session, rule, NOW) == 2
    assert count_due(session, rule, NOW + timedelta(seconds=1)) == 3


def test_a_publisher_s_rule_is_for_its_pages_alone(session: Session, file: File) -> None:
    ours, theirs = file_aged(session, file, 31), file_aged(session, file, 32)
    ids = store_sources(session, [SourceName("Ellery Post"), SourceName("Gazette")], now=NOW)
    for article_id, name in ((ours, "Ellery Post"), (theirs, "Gazette")):
        session.execute(update(article).where(article.c.id == article_id).values(publisher_id=ids[name]))
    rule = set_(session, "ellery post", whose="publisher")
    assert [one.id for one in list_due(session, rule, NOW, 10)] == [ours]


def test_what_goes_by_a_rule_says_so(session: Session, file: File) -> None:
    of_source, of_publisher = file_aged(session, file, 31), file_aged(session, file, 32)
    publisher = store_sources(session, [SourceName("Ellery Post")], now=NOW)["Ellery Post"]
    session.execute(update(article).where(article.c.id == of_publisher).values(publisher_id=publisher))
    words = session.execute(select(article.c.id, article.c.text_digest)).all()
    for rule, article_id in ((set_(session, "Ellery Post", 7, "publisher"), of_publisher), (set_(session), of_source)):
        tombstone = apply_rule(session, rule, article_id, NOW)
        assert tombstone
        assert tombstone.by == f"retention rule {rule.id}"
        assert (tombstone.reason, tombstone.legal_basis) == (
            f"Kept for {rule.days} days at most: Licence 7",
            "Contract of 2024",
        )
        assert apply_rule(session, rule, article_id, NOW) is None
    refused = set(session.execute(select(taken_digest.c.digest)).scalars())
    assert {row.id for row in words if row.text_digest in refused} == {of_source}


def test_a_rule_that_does_not_hold_takes_nothing(session: Session, file: File) -> None:
    article_id = file_aged(session, file, 31)
    ended, young, fitting = set_(session), set_(session, days=365), set_(session, days=7)
    for rule in (ended, young):
        assert apply_rule(session, rule, article_id, NOW) is None
    other = store_sources(session, [SourceName("Reuters")], now=NOW)["Reuters"]
    session.execute(update(article).where(article.c.id == article_id).values(source_id=other))  # as it was put right
    assert apply_rule(session, fitting, article_id, NOW) is None
    assert session.execute(select(article.c.id)).scalars().all() == [article_id]


def test_a_new_rule_takes_the_place_of_the_old_one(session: Session, file: File) -> None:
    file_aged(session, file, 1)
    first, second = set_(session), set_(session, days=7)
    assert list_rules(session) == (second,)
    shown = list_rules(session, with_ended=True)
    assert [(rule.id, rule.ended_by) for rule in shown if rule.ended_at] == [(first.id, "Ana Li")]
    end_rule(session, "source", "Xinhua", by="Ana Li", now=NOW)
    assert list_rules(session) == ()
    for unknown in ("Xinhua", "Nobody's Agency"):
        with pytest.raises(NotFound):
            end_rule(session, "source", unknown, by="Ana Li", now=NOW)
    with pytest.raises(NotFound, match="GET /sources"):
        set_(session, "Xinhau")


def test_a_rule_is_applied_by_one_at_a_time_and_every_hour(session: Session, file: File) -> None:
    file_aged(session, file, 1)
    rule = set_(session)
    assert claim_rule(session, NOW) is None
    later = NOW + EVERY
    claimed = claim_rule(session, later)
    assert claimed
    assert claimed.id == rule.id
    assert claim_rule(session, later) is None
    assert claim_rule(session, later + LEASE)  # who had it was lost
    note_applied(session, rule, later, is_done=True)
    (noted,) = list_rules(session)
    assert (noted.applied_at, noted.due_at) == (later, later + EVERY)
    note_applied(session, rule, later + EVERY, is_done=False)
    assert list_rules(session)[0].applied_at == later


def test_a_clock_that_was_wrong_keeps_no_rule_from_being_applied(session: Session, file: File) -> None:
    file_aged(session, file, 1)
    rule = set_(session)
    session.execute(update(retention).values(due_at=NOW + timedelta(days=400)))
    claimed = claim_rule(session, NOW)
    assert claimed
    assert claimed.id == rule.id
