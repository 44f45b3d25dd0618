"""The same words are one wording, found by the stems of every language that its articles have."""

import threading

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.archive.copies import make_imprint
from app.archive.database import make_engine, make_sessions
from app.archive.lists import Paging
from app.archive.locks import Lock, lock_each
from app.archive.quotes import list_quotes
from app.archive.speaker_counts import find_wrong_counts
from app.archive.wordings import store_wordings, wording_id_of
from tests.archive.conftest import File, file_reading, make_said


def test_case_marks_and_spaces_do_not_count() -> None:
    forms = ("The pier stays!", "“the  pier stays,”", "THE PIER\n\nSTAYS", "the pier—stays")
    assert len({wording_id_of(form) for form in forms}) == 1
    assert wording_id_of("The pier stays") != wording_id_of("The piers stay")
    assert (wording_id_of("x").version, wording_id_of("x").variant) == (8, "specified in RFC 4122")


def test_a_wording_is_kept_once(session: Session) -> None:
    ids = store_wordings(session, ["The pier stays.", "Go home.", "the pier stays"], "en")
    assert ids[0] == ids[2] != ids[1]
    assert store_wordings(session, ["Go home!"], "en") == [ids[1]]
    assert session.execute(text("SELECT count(*) FROM wording")).scalar_one() == 2


def test_words_are_found_in_each_language_of_their_articles(session: Session, file: File) -> None:
    for number, language in enumerate(("en", "de", "en")):
        file(make_said("Die Häuser bleiben.", "Marta Oduya", language=language, url=f"https://example.com/{number}"))
    assert len(list_quotes(session, {"q": "haus", "language": "de"}, Paging()).items) == 1
    assert len(list_quotes(session, {"q": "häuser", "language": "en"}, Paging()).items) == 2
    lexemes = session.execute(text("SELECT array_length(tsvector_to_array(search), 1) FROM wording")).scalar_one()
    assert lexemes == 6  # three in each


def test_whoever_waits_for_words_holds_no_place_in_a_cluster(fresh_database_url: str) -> None:
    engine = make_engine(fresh_database_url)
    sessions = make_sessions(engine)
    words = " ".join(f"Berth {number} stays where it is." for number in range(12))
    told = make_said(words, "Ana Li", url="https://example.com/1")

    def write() -> None:
        with sessions.begin() as session:
            file_reading(session, told)

    writer = threading.Thread(target=write)
    with sessions.begin() as session:
        store_wordings(session, [words], "en")
        writer.start()
        waiting = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
        while not session.execute(waiting).scalar_one():
            session.execute(text("SELECT pg_stat_clear_snapshot()"))
        signature = make_imprint(told.body).signature
        assert signature.bands
        session.execute(text("SET LOCAL lock_timeout = '5s'"))
        lock_each(session, Lock.BAND, signature.bands)  # as one whose text has changed does, its words being stored
    writer.join()
    with sessions.begin() as session:
        assert len(list_quotes(session, {"q": "berth"}, Paging()).items) == 1
    engine.dispose()


def test_counts_hold_when_many_file_the_same_speakers_at_once(fresh_database_url: str) -> None:
    engine = make_engine(fresh_database_url)
    sessions, faults = make_sessions(engine), list[BaseException]()

    def write(number: int) -> None:
        for at in range(6):
            name, other = ("Ana Li", "Joao Pinto")[:: 1 if number % 2 else -1]
            try:
                with sessions.begin() as session:
                    url = f"https://example.com/{at % 3 + 3 * (number // 2)}"
                    file_reading(session, make_said(f"Berth {at} stays.", name, via=other, url=url), revise=True)
            except BaseException as fault:  # noqa: BLE001 - whatever it is, the test must tell
                faults.append(fault)

    writers = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert not faults, "\n".join(map(str, faults))
    with sessions.begin() as session:
        assert find_wrong_counts(session) == ()
        assert session.execute(text("SELECT sum(n_quotes) FROM speaker_count")).scalar_one() == 6
    engine.dispose()
