"""A disk that is full: what can't be kept is not answered as kept, and work goes on when there is room again."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.conftest import copy_data_dir
from tests.faults.sending import address_of, write_story
from tests.running import IN_TIME_SECONDS, serve

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.geteuid() != 0, reason="only root mounts a small disk"),
]

SIZE_MIB = 160


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system with room for a new archive and little more."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE_MIB}m,mode=0755", "none", folder], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.decode()}")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def fill_up(path: Path) -> None:
    """Write into a file until there is no room left."""
    with suppress(OSError), path.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(1024 * 1024))


def test_pages_wait_until_there_is_room(small_disk: Path, started: tuple[str, str]) -> None:
    filler = small_disk / "filler"
    copy_data_dir(Path(started[1]), small_disk / "data")
    with serve(small_disk / "data") as service:
        kept = [service.post(write_story(number), url=address_of(number)) for number in range(5)]
        assert {answer.status_code for answer in kept} == {201}

        fill_up(filler)
        refused = list[int]()
        number = 5
        while not refused:  # what PostgreSQL has room for in its files it still takes
            answer = service.post(write_story(number) * 20, url=address_of(number))
            if answer.status_code == 201:
                kept.append(answer)
                number += 1
            else:
                assert answer.status_code == 503, answer.text
                refused.append(number)
            assert number < 5_000
        assert service.client.get("/healthz").status_code == 200

        filler.unlink()
        give_up_at = monotonic() + IN_TIME_SECONDS
        while (answer := service.post(write_story(number) * 20, url=address_of(number))).status_code != 201:
            assert monotonic() < give_up_at, answer.text
            sleep(0.2)
        for receipt in [*kept, answer]:
            article = receipt.json()["article"]
            assert service.client.get(f"/articles/{article['id']}").json() == article
