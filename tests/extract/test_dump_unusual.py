"""Dumps of stories without a sentence, and of pages without a story, which look much like them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.extract.dumps.dump import clean_dump
from app.extract.pipeline import read_page
from app.news import Page, Rejection
from tests.extract.test_languages import read
from tests.languages import Story
from tests.unusual import UNUSUAL


@pytest.mark.parametrize("story", UNUSUAL.values(), ids=UNUSUAL)
def test_a_story_without_a_sentence_is_found(story: Story) -> None:
    found = clean_dump(story.dump()).body.split("\n\n")
    assert len(set(found) & set(story.paragraphs)) >= 0.7 * len(story.paragraphs)
    assert not set(found) & {*story.menu, *story.share, *story.related[1:], *story.footer}


@pytest.mark.parametrize("name", sorted(UNUSUAL.keys() - {"verse"}))  # verse looks like headlines
def test_a_story_without_a_sentence_is_no_reason_to_turn_a_page_away(name: str) -> None:
    assert read(UNUSUAL[name].dump().encode(), "text/plain").body


MENU = "Home\nNews\nSport\nBusiness\nLifestyle\nObituaries\nClassifieds\nLog in\nSubscribe\n"
FOOTER = "Most read\nMayor loses bet on weather\nFerry gets new engine\n\nAbout us\nContact\nPrivacy\n© Isle Today"
HEADLINES = (
    "Harbour to reopen in June", "Ferry company drops its night route", "Pupils win right to nap after lunch",
    "Bear that rode garbage truck gets a ride home", "Bell maker's shares ring up", "Desert blooms after rain",
)  # fmt: skip


@pytest.mark.parametrize(
    "dump",
    [
        f"{MENU}\n{FOOTER}",
        f"{MENU}\n" + "\n\n".join(HEADLINES) + f"\n\n{FOOTER}",
        f"{MENU}\n"
        + "\n".join(f"{headline}\n{n} hours ago\n" for n, headline in enumerate(HEADLINES, 2))
        + f"\n{FOOTER}",
        f"{MENU}\nPage not found\n\n{FOOTER}",
    ],
    ids=["menus", "headlines", "front-page", "not-found"],
)
def test_a_page_without_a_story_is_turned_away(dump: str) -> None:
    assert isinstance(read_page(Page(dump.encode(), "text/plain", datetime(2024, 5, 1, tzinfo=UTC))), Rejection)
