"""Pages in many languages and scripts: none is turned away, each gives its story, headline and language."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.extract.language import find_language
from app.extract.lines import count_words
from app.extract.pipeline import read_page
from app.news import Page, Reading
from tests.languages import STORIES, Story

NAMED = {"zh-Hans": "zh", "zh-Hant": "zh"}
"""What Clipfile calls a language that pages call otherwise."""


def read(raw: bytes, media_type: str) -> Reading:
    reading = read_page(Page(raw, media_type, datetime(2024, 5, 1, tzinfo=UTC)))
    assert isinstance(reading, Reading), reading
    return reading


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
@pytest.mark.parametrize("lang", ["right", "en", None])
def test_a_page_is_read(story: Story, lang: str | None) -> None:
    reading = read(story.html(story.language if lang == "right" else lang).encode(), "text/html")
    assert reading.body == story.body
    assert reading.facts.headline == story.headline
    assert reading.facts.language == NAMED.get(story.language, story.language)


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_its_dump_is_read(story: Story) -> None:
    reading = read(story.dump().encode(), "text/plain")
    assert reading.body == story.body
    assert reading.facts.headline == story.headline
    assert reading.facts.language == NAMED.get(story.language, story.language)


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_its_words_are_counted_whatever_the_script(story: Story) -> None:
    assert 60 <= sum(map(count_words, story.paragraphs)) <= 140


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_a_paragraph_is_enough_to_tell_the_language(story: Story) -> None:
    language = NAMED.get(story.language, story.language)
    assert [find_language(paragraph, (story.language,)) for paragraph in story.paragraphs] == [language] * 4
