"""Across articles one person is one speaker, and who was taken for another is put right by hand."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.archive.articles import list_articles
from app.archive.lists import Paging
from app.archive.speaker_changes import Why, list_changes, merge_speakers, split_speaker, undo_change
from app.archive.speaker_counts import find_wrong_counts
from app.archive.speakers import find_kept_id, find_speaker_id, store_speakers
from app.errors import BadRequest, NotFound
from app.news import QuoteKind
from tests.archive.conftest import NOW, File, make_said

WHY = Why("desk", NOW, "one and the same")


def count(session: Session, name: str) -> tuple[int, int]:
    id_ = find_speaker_id(session, name)
    counts = text("SELECT n_quotes, n_articles FROM speaker_count WHERE speaker_id = :id")
    row = session.execute(counts, {"id": id_}).one_or_none()
    return (0, 0) if row is None else (row.n_quotes, row.n_articles)


def n_found(session: Session, name: str) -> int:
    return len(list_articles(session, {"speaker": name}, Paging()).items)


def test_forms_of_one_full_name_are_one_speaker(session: Session, file: File) -> None:
    for number, form in enumerate(("João Pinto", "JOAO PINTO", "Dr. Joao Pinto", "Joao-Pinto")):
        file(make_said(f"Berth {number} stays.", form))
    assert count(session, "joao pinto") == (4, 4)
    assert len({find_speaker_id(session, form) for form in ("João Pinto", "Mr Joao Pinto", "Joao-Pinto")}) == 1
    assert n_found(session, "Dr. João Pinto") == 4
    forms = session.execute(text("SELECT form FROM speaker_alias")).scalars().all()
    assert sorted(forms) == ["Dr. Joao Pinto", "JOAO PINTO", "Joao-Pinto", "João Pinto"]


def test_a_surname_alone_is_nobody_else(session: Session, file: File) -> None:
    for number, form in enumerate(("Joao Pinto", "Pinto", "Mr Pinto", "Ana Pinto")):
        file(make_said(f"Berth {number} stays.", form))
    assert len({find_speaker_id(session, form) for form in ("Joao Pinto", "Pinto", "Mr Pinto", "Ana Pinto")}) == 4
    several = session.execute(text("SELECT name FROM speaker WHERE may_be_several")).scalars().all()
    assert sorted(several) == ["Mr Pinto", "Pinto"]


def test_counts_are_those_of_current_revisions(session: Session, file: File) -> None:
    url = "https://example.com/pier"
    day = timedelta(days=1)
    file(make_said("Berth one stays.", "Joao Pinto", url=url))
    file(make_said("Berth two stays.", "Joao Pinto", url=url + "/2", day=2))
    assert count(session, "Joao Pinto") == (2, 2)
    file(make_said("Berth one goes.", "Marta Oduya", url=url), seen_at=NOW + day, revise=True)
    assert count(session, "Joao Pinto") == (1, 1)
    assert count(session, "Marta Oduya") == (1, 1)
    file(
        make_said("Berth zero goes.", "Ana Quist", url=url), seen_at=NOW - day, revise=True
    )  # seen before: not current
    assert count(session, "Ana Quist") == (0, 0)
    edges = session.execute(
        text("SELECT first_quoted_at, last_quoted_at FROM speaker_count WHERE speaker_id = :id"),
        {"id": find_speaker_id(session, "Joao Pinto")},
    ).one()
    assert tuple(edges) == (datetime(2024, 3, 2, tzinfo=UTC),) * 2
    assert find_wrong_counts(session) == ()
    session.execute(text("UPDATE speaker_count SET n_quotes = 7 WHERE n_quotes = 1"))
    assert {wrong.n_kept for wrong in find_wrong_counts(session)} == {7}


def test_a_merge_and_its_undoing(session: Session, file: File) -> None:
    file(make_said("Berth one stays.", "Joao Pinto"))
    file(make_said("Berth two stays.", "J. M. Pinto"))
    kept, other = (find_speaker_id(session, name) for name in ("Joao Pinto", "J. M. Pinto"))
    assert kept
    assert other
    change = merge_speakers(session, "Joao Pinto", str(other), WHY)
    assert find_kept_id(session, other) == kept == find_speaker_id(session, "JM Pinto")
    assert count(session, "Joao Pinto") == (2, 2)
    assert n_found(session, "J. M. Pinto") == n_found(session, str(other)) == n_found(session, "Joao Pinto") == 2
    file(make_said("Berth three stays.", "JM Pinto"))  # a form that comes later goes where the name leads
    assert count(session, str(kept)) == (3, 3)
    assert find_wrong_counts(session) == ()
    assert "J. M. Pinto became Joao Pinto (one and the same)" in list_changes(session)[0]
    with pytest.raises(BadRequest, match="one speaker already"):
        merge_speakers(session, "Joao Pinto", "J. M. Pinto", WHY)

    undo_change(session, change.id, WHY)
    assert find_speaker_id(session, "JM Pinto") == other == find_kept_id(session, other)
    assert (count(session, "Joao Pinto"), count(session, "J. M. Pinto")) == ((1, 1), (2, 2))
    assert (n_found(session, "Joao Pinto"), n_found(session, "J. M. Pinto")) == (1, 2)
    assert "undone" in list_changes(session)[0]
    assert find_wrong_counts(session) == ()
    with pytest.raises(BadRequest, match="undone already"):
        undo_change(session, change.id, WHY)


def test_a_split_and_its_undoing(session: Session, file: File) -> None:
    file(make_said("Berth one stays.", "Ana Li"))
    file(make_said("Berth two stays.", "Ana-Li"))
    with pytest.raises(NotFound, match="'Ana-Li'"):
        split_speaker(session, "Ana Li", "Anna Li", WHY)
    change = split_speaker(session, "Ana Li", "Ana-Li", WHY)
    assert find_speaker_id(session, "Ana-Li") == change.other_id != find_speaker_id(session, "Ana Li")
    assert (count(session, "Ana Li"), count(session, "Ana-Li")) == ((1, 1), (1, 1))
    assert (n_found(session, "Ana Li"), n_found(session, "Ana-Li")) == (1, 1)
    file(make_said("Berth three stays.", "ANA LI"))  # forms nobody has decided about stay with the name
    assert find_speaker_id(session, "ANA LI") == change.speaker_id
    with pytest.raises(BadRequest, match="only name"):
        split_speaker(session, "Ana-Li", "Ana-Li", WHY)
    undo_change(session, change.id, WHY)
    assert find_kept_id(session, change.other_id) == change.speaker_id == find_speaker_id(session, "Ana-Li")
    assert count(session, "Ana Li") == (3, 3)
    assert find_wrong_counts(session) == ()


def test_who_was_merged_can_be_split_off_again(session: Session, file: File) -> None:
    file(make_said("Berth one stays.", "Joao Pinto"))
    file(make_said("Berth two stays.", "J. M. Pinto"))
    before = find_speaker_id(session, "J. M. Pinto")
    merge_speakers(session, "Joao Pinto", "J. M. Pinto", WHY)
    assert split_speaker(session, "Joao Pinto", "J. M. Pinto", WHY).other_id == before
    assert find_speaker_id(session, "JM Pinto") == before


def test_changes_are_undone_in_their_order(session: Session, file: File) -> None:
    for number, form in enumerate(("Joao Pinto", "J. M. Pinto", "Joao M. Pinto")):
        file(make_said(f"Berth {number} stays.", form))
    first = merge_speakers(session, "J. M. Pinto", "Joao M. Pinto", WHY)
    second = merge_speakers(session, "Joao Pinto", "J. M. Pinto", WHY)
    assert find_kept_id(session, first.other_id) == second.speaker_id
    with pytest.raises(BadRequest, match="undo that first"):
        undo_change(session, first.id, WHY)
    undo_change(session, second.id, WHY)
    undo_change(session, first.id, WHY)
    assert find_wrong_counts(session) == ()
    assert len({find_speaker_id(session, form) for form in ("Joao Pinto", "J. M. Pinto", "Joao M. Pinto")}) == 3


def test_via_follows(session: Session, file: File) -> None:
    file(make_said("Berth one stays.", "Ana Li", via="J. M. Pinto", kind=QuoteKind.INDIRECT))
    file(make_said("Berth two stays.", "Joao Pinto"))
    change = merge_speakers(session, "Joao Pinto", "J. M. Pinto", WHY)
    vias = text("SELECT via_id FROM quote WHERE via_id IS NOT NULL")
    assert session.execute(vias).scalars().all() == [change.speaker_id]


def test_a_name_that_cannot_be_one_is_left_out(session: Session) -> None:
    assert store_speakers(session, ["--", "x" * 201], now=NOW) == {}
    assert find_speaker_id(session, "--") is None
    assert find_kept_id(session, UUID(int=1)) is None


def test_a_slug_that_is_taken(session: Session, file: File) -> None:
    file(make_said("Berth one stays.", "Ana Li"))
    session.execute(text("UPDATE speaker SET key = 'somebodyelse'"))
    file(make_said("Berth two stays.", "Ana  Li"))
    slugs = session.execute(text("SELECT slug FROM speaker ORDER BY slug")).scalars().all()
    assert slugs[0] == "ana-li"
    assert slugs[1].startswith("ana-li-")
