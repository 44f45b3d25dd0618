"""What the tests of backups are handed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.backup.archives import back_up, fill
from tests.conftest import clone_database


@pytest.fixture(scope="module")
def kept(server_url: str, worker_id: str, clone_number: Iterator[int]) -> Iterator[str]:
    """The URL of a small archive that is not changed."""
    with clone_database(server_url, f"kept_{worker_id}_{next(clone_number)}") as url:
        fill(url)
        yield url


@pytest.fixture(scope="module")
def backup_file(kept: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of it."""
    path = tmp_path_factory.mktemp("backups") / "kept.backup"
    back_up(kept, path)
    return path


@pytest.fixture
def bare_database_url(server_url: str, worker_id: str, clone_number: Iterator[int]) -> Iterator[str]:
    """A database that nobody has migrated."""
    with clone_database(server_url, f"bare_{worker_id}_{next(clone_number)}", template="template1") as url:
        yield url
