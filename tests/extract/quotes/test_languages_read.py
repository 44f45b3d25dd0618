"""An article says how its quotes were looked for, so that none found is told from none sought."""

from datetime import UTC, datetime

import pytest

from app.extract.pipeline import read_page
from app.extract.quotes import Model, find_quotes, rules_alone, shipped, tell_how
from app.news import Page, Reading

NOW = datetime(2024, 5, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "model", "how"),
    [
        (None, shipped, "model"),
        ("en", shipped, "model"),
        ("en", rules_alone, "rules"),
        ("de", shipped, "marks"),
        ("hu", shipped, "not-looked-for"),
    ],
)
def test_how_quotes_are_looked_for_goes_by_language(language: str | None, model: Model, how: str) -> None:
    assert tell_how(language, model) == how


def test_a_reading_in_a_language_without_verbs_says_that_quotes_were_not_looked_for() -> None:
    story = "„A kikötő holnap reggel újra megnyílik minden hajó előtt” – mondta Kovács Anna kikötőmester kedden. "
    headline, paragraphs = "Megnyílik a kikötő", f"<p>{story * 2}</p>" * 6
    page = f'<html lang="hu"><title>{headline}</title><body><article><h1>{headline}</h1>{paragraphs}</article>'
    reading = read_page(Page(page.encode(), "text/html", NOW, charset="utf-8"))
    assert isinstance(reading, Reading)
    assert reading.facts.language == "hu"
    assert find_quotes(reading.clean.body, "hu") == reading.quotes == ()
    assert reading.facts.evidence["quotes"] == "not-looked-for"
