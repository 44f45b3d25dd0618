"""Whether the database has today's schema, and how it comes to it.

That it has is the case at nearly every start and is told without Alembic, which takes a quarter of a second to import.
"""

from functools import cache
from pathlib import Path

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import OperationalError

import migrations
from app.archive.database import Session, open_connection


@cache
def find_newest() -> str:
    """Find the schema that this version means: the number of the newest migration."""
    return max(file.name.partition("_")[0] for file in Path(migrations.__file__).parent.glob("versions/[0-9]*.py"))


def find_schema(connection: Connection) -> str | None:
    """Find the schema that a database has; None where it has none of ours."""
    if connection.execute(text("SELECT to_regclass('alembic_version')")).scalar() is None:
        return None
    schema: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return schema


def upgrade(engine: Engine) -> tuple[str, ...]:
    """Bring the database to the newest schema; give the revisions that were applied, oldest first."""
    with open_connection(engine) as connection:
        if find_schema(connection) == find_newest():
            return ()
        connection.rollback()
        from app.archive import migrating  # noqa: PLC0415 - see above

        return migrating.upgrade(connection)


def find_schema_drift(engine: Engine) -> str | None:
    """Compare the database with the tables; say what differs, or None where nothing does."""
    from app.archive import migrating  # noqa: PLC0415 - see above

    with open_connection(engine) as connection:
        return migrating.find_drift(connection)


def is_ready(session: Session) -> bool:
    """Whether the database answers and has the newest schema."""
    try:
        return find_schema(session.connection()) == find_newest()
    except OperationalError:
        return False
