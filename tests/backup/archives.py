"""Archives to back up, and how two are compared."""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import inspect, text

from app.archive.database import make_sessions, open_connection, open_engine
from app.backup import Backup, Restored, open_backup, restore, take_backup
from tests.archive.conftest import file_reading, make_reading, make_said


def fill(url: str) -> None:
    """File some stories: two of one speaker, and one with two revisions."""
    with open_engine(url) as engine, make_sessions(engine).begin() as session:
        for number, name in enumerate(("Joao Pinto", "João Pinto", "Ana Quist")):
            file_reading(session, make_said(f"Berth {number} stays.", name, url=f"https://a.example/{number}"))
        for body in ("港口委员会。", "港口委员会说，码头会重建。"):
            file_reading(session, make_reading(body, "港口", url="https://a.example/zh", language="zh"), revise=True)


def digest_tables(url: str) -> dict[str, tuple[int, str]]:
    """Count the rows of each table, and digest them whatever their order."""
    found = {}
    with open_engine(url) as engine, open_connection(engine) as connection:
        for table in inspect(connection).get_table_names():
            rows = text(
                f"""SELECT count(*), md5(coalesce(string_agg(row::text, '|' ORDER BY row::text COLLATE "C"), ''))
                FROM {table} AS row"""  # noqa: S608  a table's name
            )
            found[table] = tuple(connection.execute(rows).one())
    return found


def list_tables(url: str) -> Sequence[str]:
    with open_engine(url) as engine, open_connection(engine) as connection:
        return inspect(connection).get_table_names()


def tell_nobody(work: str, done: int, total: int | None) -> None:
    assert work
    assert done <= (total or done)


def back_up(url: str, path: Path) -> Backup:
    return take_backup(url, path, tell_nobody)


def bring_back(path: Path, url: str) -> Restored:
    with open_backup(path, tell_nobody) as (backup, file):
        return restore(url, backup, file, tell_nobody)
