"""A clock that is set back, as by a machine that gets its time late."""

import sys
from pathlib import Path

import pytest

from app.web.examples import STORY
from tests.faults.sending import address_of, write_story
from tests.running import serve

pytestmark = [pytest.mark.slow, pytest.mark.thorough]

# The one place that reads the clock, before anything else has taken hold of it.
SET_BACK = """
import sys
from datetime import timedelta
from app import clock
read = clock.read_clock
clock.read_clock = lambda: read() - timedelta(hours=3)
from app.cli import main
sys.argv[0] = "clipfile"
main()
"""


def test_pages_are_filed_and_found_after_the_clock_was_set_back(fresh_database_url: str, tmp_path: Path) -> None:
    url = address_of(0)
    with serve(tmp_path, database_url=fresh_database_url) as service:
        first = service.post(STORY, url=url).json()
        service.process.terminate()
        service.wait()
    with serve(tmp_path, database_url=fresh_database_url, command=(sys.executable, "-c", SET_BACK)) as service:
        assert service.post(STORY, url=url).json()["outcome"] == "unchanged"
        new = service.post(write_story(1), url=address_of(1))
        assert new.status_code == 201
        assert new.json()["article"]["first_seen_at"] < first["article"]["first_seen_at"]
        changed = service.post(write_story(2), url=url)
        assert changed.status_code == 200, changed.text
        listed = service.client.get("/articles?sort=-first_seen_at").json()["items"]
        assert [item["url"] for item in listed] == [url, address_of(1)]
        revisions = service.client.get(f"/articles/{first['article']['id']}/revisions").json()
        assert len(revisions["items"]) == 2
