"""Pages that bring an extractor to its knees: each gets its answer in time, and nobody else waits for it."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi.testclient import TestClient

from app.web.examples import PAGE

STORY_START = PAGE.index("<article>")

LIMIT_SECONDS = 25  # the reader's limit is 20
LONGEST_WAIT_SECONDS = 2.5  # for whoever only wants to read an article meanwhile; these machines may be busy


def with_trap(trap: str) -> bytes:
    """Put a trap before the story of a page."""
    return (PAGE[:STORY_START] + trap + PAGE[STORY_START:]).encode()


TRAPS = {
    "100,000 attributes on one tag": with_trap("<div " + " ".join(f'a{n}="{n}"' for n in range(60_000)) + ">x</div>"),
    "50,000 paragraphs": with_trap("<p>word" * 50_000),
    "20,000 links": with_trap('<a href="/x">a link</a> ' * 20_000),
    "300 nested tags": with_trap("<div>" * 300 + "x" + "</div>" * 300),
    "100 nested tables": with_trap("<table><tr><td>" * 100 + "x" + "</td></tr></table>" * 100),
    "50,000 unclosed tags": with_trap("<b><i>" * 25_000),
    "an unclosed comment": with_trap("<!--" + "x" * 400_000),
    "an unclosed script": with_trap("<script>" + "<" * 400_000),
    "one long word": b"<p>" + b"a" * 900_000,
    "one long line of quotation marks": b"<p>" + b'" said ' * 120_000,
    "only opening brackets": b"<" * 900_000,
    "only spaces and tags": b"<p> </p>" * 100_000,
    "a deep JSON-LD": with_trap('<script type="application/ld+json">' + "[" * 200_000 + "</script>"),
    "entities": with_trap("&amp;" * 180_000),
    "a dump of short lines": b"word\n" * 150_000,
    "a dump of one line": b"She said it. " * 70_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("trap", TRAPS.values(), ids=TRAPS)
def test_a_trap_is_answered_in_time_while_others_are_served(client: TestClient, trap: bytes) -> None:
    with ThreadPoolExecutor(1) as trapper:
        started = time.monotonic()
        answer = trapper.submit(client.post, "/ingest", content=trap, headers={"Content-Type": "text/html"})
        waits = []
        while not answer.done():
            asked = time.monotonic()
            assert client.get("/healthz").status_code == 200
            waits.append(time.monotonic() - asked)
            time.sleep(0.05)
        assert time.monotonic() - started < LIMIT_SECONDS
        assert answer.result().status_code in (201, 422), answer.result().text
        assert max(waits, default=0) < LONGEST_WAIT_SECONDS
