from datetime import UTC, datetime

import pytest

from app.extract.evidence import list_others
from app.extract.facts import gather_facts
from app.extract.metadata import Found, Metadata
from app.news import Candidate, CleanText, Page

BODY = "The harbour ferry came back into service on Thursday after a year in dock, the council said."


@pytest.mark.parametrize(
    ("believed", "found", "others"),
    [
        ("Ferry returns", [("Ferry returns", "og"), ("FERRY RETURNS!", "h1")], []),
        ("Ferry returns", [("Ferry is back", "og"), ("Ferry is back.", "h1")], [("Ferry is back", "og")]),
        ("Ferry returns", [("Ferry is back", "og"), ("Ferry", "title")], [("Ferry is back", "og"), ("Ferry", "title")]),
        (None, [("2039-06-09", "json-ld")], [("2039-06-09", "json-ld")]),
        (None, [("", "og"), ("  ", "og")], []),
        (None, [(f"Ferry {n}", "og") for n in range(9)], [(f"Ferry {n}", "og") for n in range(5)]),
        (None, [("x" * 300, "og")], [("x" * 200, "og")]),
    ],
    ids=["dress", "each once", "where first", "not believed", "empty", "five", "cut"],
)
def test_the_others_are_what_else_the_page_gives(
    believed: str | None, found: list[tuple[str, str]], others: list[tuple[str, str]]
) -> None:
    assert list_others(believed, (Found(*one) for one in found)) == tuple(Candidate(*one) for one in others)


def test_each_fact_keeps_what_else_the_page_gives_for_it() -> None:
    metadata = Metadata(
        headlines=(Found("Ferry returns", "json-ld"), Found("Ferry is back", "og"), Found("In other news", "h2")),
        authors=(Found("Ann Lee", "json-ld"), Found("Bo Lind", "meta")),
        published=(Found("2039-06-09", "json-ld"), Found("2019-06-09", "meta"), Found("10 June 2019", "class")),
        modified=(Found("2019-06-12", "json-ld"), Found("2019-06-11", "meta")),
        sites=(Found("Example News", "og"), Found("Example Wire", "json-ld")),
        languages=("fr",),
        addresses=("https://example.com/ferry", "https://example.com/ferry-2"),
    )
    clean = CleanText(f"LIMASSOL (AP) - {BODY}", ("Ferry returns", "Source: Reuters"))
    page = Page(b"x", "text/html", datetime(2026, 1, 2, tzinfo=UTC), None, "https://www.example.com/ferry")
    facts = gather_facts(page, clean, metadata)
    assert {fact: [(one.value, one.where) for one in others] for fact, others in facts.others.items()} == {
        "headline": [("Ferry is back", "og")],
        "byline": [("Bo Lind", "meta")],
        "source": [("Reuters", "credit-line"), ("Example News", "publisher")],
        "publisher": [("Example Wire", "json-ld"), ("example.com", "url")],
        "published": [("2039-06-09", "json-ld"), ("10 June 2019", "class")],
        "modified": [("2019-06-11", "meta")],
        "language": [("fr", "metadata")],
        "canonical_url": [("https://example.com/ferry-2", "metadata")],
    }
