"""Run migrations: on the connection that app.archive.database hands over, or from the alembic command line."""

from alembic import context
from sqlalchemy import Connection, text

from app.archive.database import make_engine, open_connection
from app.archive.tables import metadata
from app.errors import SetupError
from app.settings import read_settings


def run(connection: Connection) -> None:
    """Run what is asked for on a connection; whoever opened it commits."""
    # A migration that waits for a busy table makes everybody behind it wait too: give up early, to be tried again.
    connection.execute(text("SET lock_timeout = '5s'; SET statement_timeout = 0"))
    context.configure(
        connection=connection,
        target_metadata=metadata,
        compare_type=True,
        compare_server_default=True,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()


handed_over = context.config.attributes.get("connection")
if handed_over is not None:
    run(handed_over)
else:
    url = read_settings().database_url
    if url is None:
        raise SetupError("set CLIPFILE_DATABASE_URL, or use `clipfile db upgrade`, which starts the embedded database")
    with open_connection(make_engine(url)) as opened:
        run(opened)
        opened.commit()
