"""The OpenAPI document holds: what it says is accepted is, and what it does not say is refused, by the service itself.

Schemathesis makes requests of the document: its examples, values at and beyond every limit, random ones, and chains of
requests along its links. Every check that it has is on; schemathesis.toml has what is said to it, with the reasons.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from app.web.examples import PAGE, STORY
from tests.rounds import IS_THOROUGH
from tests.running import serve

LIMIT_SECONDS = 240  # it takes about 30; these machines may be busy
PHASES = ("examples", *(("coverage",) if IS_THOROUGH else ()), "fuzzing", "stateful")
"""Coverage is every value at and beyond every limit: it takes more time than the others together."""


@pytest.mark.slow
def test_the_service_does_what_the_document_says(fresh_database_url: str, tmp_path: Path) -> None:
    with serve(tmp_path, database_url=fresh_database_url, reader_seconds=20) as service:
        for page, media_type in ((PAGE, "text/html"), (STORY, "text/plain")):
            service.client.post("/ingest", content=page.encode(), headers={"Content-Type": media_type})
        checked = subprocess.run(
            [
                str(Path(sys.executable).with_name("schemathesis")),
                f"--config-file={Path(__file__).parents[2] / 'schemathesis.toml'}",
                "run",
                str(service.client.base_url.join("/openapi.json")),
                "--no-color",
                f"--phases={','.join(PHASES)}",
                *(() if IS_THOROUGH else ("--max-examples=3",)),
            ],
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},  # for its hooks
            cwd=tmp_path,  # it keeps notes of failures where it runs
            timeout=LIMIT_SECONDS,
            capture_output=True,
            text=True,
            check=False,
        )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    for phase in PHASES:
        assert re.search(rf"✅ +{phase.capitalize()} ", checked.stdout), checked.stdout
