"""What is in an archive already is found after an upgrade as it would be had it come in today."""

from collections.abc import Iterator

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text

from app.archive import migrating
from app.archive.articles import list_articles
from app.archive.checks import logged
from app.archive.checks.chain import check_chain
from app.archive.checks.finding import Finding
from app.archive.database import Session, make_engine, make_sessions
from app.archive.lists import Paging
from app.archive.log import chain_entries, find_head
from app.archive.quotes import list_quotes
from app.archive.retention import list_rules, set_rule
from app.archive.schema import find_newest, find_schema_drift, upgrade
from app.archive.speaker_counts import find_wrong_counts
from app.archive.takedowns import Order, lift_takedown, take_down
from app.errors import DatabaseUnavailable
from app.news import Byline
from tests.archive.conftest import NOW, file_reading, make_reading, make_said

COLUMNS = "SELECT search, speaker_ids FROM article ORDER BY id"
ORDER = Order("Ana Li", NOW, "Asked for by a person whom it names.")
QUOTES = "SELECT id, sorted_at FROM quote ORDER BY id"


@pytest.fixture
def engine(fresh_database_url: str) -> Iterator[Engine]:
    engine = make_engine(fresh_database_url)
    yield engine
    engine.dispose()


def test_an_archive_of_the_first_tables_is_filled(engine: Engine) -> None:
    sessions = make_sessions(engine)
    with sessions.begin() as session:
        file_reading(session, make_reading(byline=Byline("By Ana Quist", ("Ana Quist",))))
        file_reading(session, make_reading("港口委员会。", "港口", language="zh", published=None, dateline=None))
    with engine.connect() as connection:
        before = [connection.execute(text(query)).all() for query in (COLUMNS, QUOTES)]
        command.downgrade(migrating.configure(connection), "0001")
        connection.commit()
    assert upgrade(engine)[0] == "0002"
    with engine.connect() as connection:
        assert [connection.execute(text(query)).all() for query in (COLUMNS, QUOTES)] == before
    with sessions.begin() as session:
        for q in ("rebuilt", 'source:"Xinhua News Agency" author:quist speaker:oduya place:ellery', "港口委"):
            assert len(list_articles(session, {"q": q}, Paging()).items) == 1, q
        assert len(list_quotes(session, {"speaker": "Marta Oduya"}, Paging()).items) == 1


def test_the_newest_schema_is_told_without_alembic(engine: Engine) -> None:
    with engine.connect() as connection:
        assert find_newest() == ScriptDirectory.from_config(migrating.configure(connection)).get_current_head()
    assert upgrade(engine) == ()


def test_a_schema_of_a_later_version_is_refused_in_one_sentence(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseUnavailable, match="schema 9999, which this version of Clipfile does not know"):
        upgrade(engine)


def test_speakers_of_before_are_known_by_all_their_names(engine: Engine) -> None:
    sessions = make_sessions(engine)
    with sessions.begin() as session:
        for number, name in enumerate(("Joao Pinto", "Marta Oduya")):
            file_reading(
                session, make_said(f"Berth {number} stays.", name, via="Ana Li", url=f"https://a.example/{number}")
            )
        file_reading(session, make_said("Berth 0 stays.", "Marta Oduya", url="https://a.example/3"))
    kept = "SELECT id, wording_id, speaker_id FROM quote ORDER BY id", "SELECT * FROM speaker_count ORDER BY speaker_id"
    with engine.connect() as connection:
        before = [connection.execute(text(query)).all() for query in kept]
        words = connection.execute(text("SELECT * FROM wording ORDER BY id")).all()
        command.downgrade(migrating.configure(connection), "0003")
        connection.commit()
    upgrade(engine)
    with engine.connect() as connection:
        assert [connection.execute(text(query)).all() for query in kept] == before
        assert connection.execute(text("SELECT * FROM wording ORDER BY id")).all() == words
        command.downgrade(migrating.configure(connection), "0003")
        # As the first versions had them: two speakers whose names are spellings of one.
        connection.execute(text("UPDATE speaker SET name = 'Dr. João Pinto' WHERE name = 'Marta Oduya'"))
        connection.commit()
    upgrade(engine)
    with sessions.begin() as session:
        assert find_wrong_counts(session) == ()
        assert len(list_quotes(session, {"speaker": "joao pinto"}, Paging()).items) == 3
        assert len(list_articles(session, {"speaker": "Dr. João Pinto"}, Paging()).items) == 3
        forms = session.execute(text("SELECT form FROM speaker_alias ORDER BY form")).scalars().all()
        assert forms == ["Ana Li", "Dr. João Pinto", "Joao Pinto"]
        assert session.execute(text("SELECT count(*) FROM speaker WHERE merged_into IS NOT NULL")).scalar_one() == 1


def find_unlogged(session: Session) -> list[Finding]:
    return [found for rule in logged.RULES for found in rule.find(session)]


def test_the_log_begins_with_what_is_there(engine: Engine) -> None:
    sessions = make_sessions(engine)
    with sessions.begin() as session:
        ids = [file_reading(session, make_reading(url=f"https://a.example/{number}")).article_id for number in range(3)]
        take_down(session, ids[0], ORDER)
        chain_entries(session)
    with engine.connect() as connection:
        command.downgrade(migrating.configure(connection), "0008")
        connection.commit()
        assert connection.execute(text("SELECT id FROM article ORDER BY id")).scalars().all() == sorted(ids[1:])
    assert upgrade(engine)[0] == "0009"
    assert find_schema_drift(engine) is None
    with sessions.begin() as session:
        assert find_unlogged(session) == []
        assert chain_entries(session) == 6  # capture, revision and filing of each that was left
        assert find_head(session).number == 6
        tombstone = take_down(session, ids[1], ORDER)
    with sessions.begin() as session:
        lift_takedown(session, tombstone.id, ORDER)
        assert chain_entries(session) == 3  # takedown, removal, lift
        assert not any(isinstance(step, Finding) for step in check_chain(session))
        assert find_unlogged(session) == []
    with pytest.raises(Exception, match="never changed"), engine.begin() as connection:
        connection.execute(text("UPDATE log_entry SET kind = 'lift'"))


def test_retention_rules_go_with_their_table(engine: Engine) -> None:
    sessions = make_sessions(engine)
    with sessions.begin() as session:
        article_id = file_reading(session, make_reading()).article_id
        set_rule(session, "source", "Xinhua", 30, ORDER)
    with engine.connect() as connection:
        command.downgrade(migrating.configure(connection), "0010")
        connection.commit()
    upgrade(engine)
    assert find_schema_drift(engine) is None
    with sessions.begin() as session:
        assert list_rules(session) == ()
        take_down(session, article_id, ORDER)
