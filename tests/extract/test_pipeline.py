"""The whole route: what holds for every page, whatever is on it."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.extract.pipeline import read_page
from app.news import Page, Reading
from app.web.examples import PAGE, STORY

NOW = datetime(2024, 3, 5, 12, 0, tzinfo=UTC)


def read(page: str | bytes, media_type: str = "text/html") -> Reading:
    raw = page.encode() if isinstance(page, str) else page
    result = read_page(Page(raw, media_type, NOW, url="https://www.port-ellery.example/pier"))
    assert isinstance(result, Reading), result
    return result


def list_strings(value: Any) -> list[str]:
    """List every string in a nest of dicts and sequences."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = value.values()
    return [text for part in value for text in list_strings(part)] if hasattr(value, "__iter__") else []


HALF_CHARACTERS = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "A\\u0000 pier\\ud800",'
HALF_CHARACTERS += (
    ' "author": {"name": "Ana\\u0000 Quist\\udfff"}, "publisher": {"name": "Ellery\\ud801 Courier\\u0000"}}'
)


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(PAGE.replace("</head>", HALF_CHARACTERS + "</script></head>"), id="in JSON-LD"),
        pytest.param(PAGE.replace("council", "coun&#0;cil&#55296;"), id="as entities"),
        pytest.param(PAGE.replace("council", "coun\0cil").encode() + b"\xed\xa0\x80", id="as bytes"),
    ],
)
def test_nothing_comes_out_that_can_not_be_stored(page: str | bytes) -> None:
    for text in list_strings(asdict(read(page))):
        text.encode()
        assert "\0" not in text


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.integers(min_value=0, max_value=len(PAGE)))
def test_no_bytes_in_a_page_break_its_reading(noise: bytes, at: int) -> None:
    raw = PAGE.encode()
    result = read_page(Page(raw[:at] + noise + raw[at:], "text/html", NOW))
    if isinstance(result, Reading):
        for said in result.quotes:
            assert said.words.of(result.body).strip()
        for text in list_strings(asdict(result)):
            text.encode()
            assert "\0" not in text


@pytest.mark.parametrize("media_type", ["text/plain", "text/html", "application/octet-stream"])
def test_a_dump_is_a_dump_whatever_it_is_called(media_type: str) -> None:
    assert read(STORY, media_type) == read(STORY, "text/plain")


def test_no_date_lies_after_the_capture() -> None:
    facts = read(PAGE.replace("2024-03-04T18:20:00Z", "2031-03-04T18:20:00Z").replace("4 March 2024", "")).facts
    assert facts.published is None or facts.published.at <= NOW
