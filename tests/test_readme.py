"""The README's first page: what it shows is what comes out."""

import json
import re
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from app.web.examples import STORY

README = Path(__file__).parent.parent / "README.md"


def shorten(receipt: dict[str, Any]) -> dict[str, Any]:
    """Do what the README's jq expression does."""
    article = receipt["article"]
    quotes = [
        {"speaker": said["speaker"]["name"], "cue": said["cue"]["text"]}
        | {"kind": said["kind"], "words": said["words"], "span": [said["start"], said["end"]]}
        for said in article["quotes"]
    ]
    facts = {name: article[name] for name in ("headline", "dateline", "published_at", "word_count")}
    return {"outcome": receipt["outcome"], "source": article["source"]["name"], **facts, "quotes": quotes}


def test_the_first_page_gives_what_the_readme_shows(client: TestClient) -> None:
    shown = re.search(r"```json\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    assert shown
    answer = client.post("/ingest", content=STORY, headers={"Content-Type": "text/plain"})
    assert json.loads(shown[1]) == shorten(answer.json())


def test_the_dump_that_the_readme_quotes_is_the_seed_page() -> None:
    shown = re.search(r"```text\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    assert shown
    for part in shown[1].split("...\n"):
        assert part in STORY
