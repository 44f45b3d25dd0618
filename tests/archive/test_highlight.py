from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.archive.highlight import cut_snippets, find_phrases, mark_article
from app.archive.query import parse_query
from app.archive.words import read_asked_words
from app.news import Span


@pytest.mark.parametrize(
    ("q", "language", "text", "marked"),
    [
        pytest.param("harbour", "en", "Harbours of old", "<mark>Harbours</mark> of old", id="another form"),
        pytest.param("cafe", "en", "The Café.", "The <mark>Café</mark>.", id="accents"),
        pytest.param('"east pier"', "en", "east, east pier", "east, <mark>east pier</mark>", id="a phrase only whole"),
        pytest.param("east pier", "en", "east, pier", "<mark>east</mark>, <mark>pier</mark>", id="words"),
        pytest.param("pier -east", "en", "east pier", "east <mark>pier</mark>", id="what is excluded is not marked"),
        pytest.param("speaker:east pier", "en", "east pier", "east <mark>pier</mark>", id="nor what is asked of names"),
        pytest.param("pier", "en", "<b>pier</b> & co", "&lt;b&gt;<mark>pier</mark>&lt;/b&gt; &amp; co", id="escaped"),
        pytest.param("haus", "de", "Häuser", "<mark>Häuser</mark>", id="German"),
        pytest.param("港口", "zh", "东港口。", "东<mark>港口</mark>。", id="Chinese"),
        pytest.param("港口委", "zh", "东港口委员", "东<mark>港口委</mark>员", id="Chinese, more than a pair"),
        pytest.param("港", "zh", "东港口港", "东<mark>港</mark>口<mark>港</mark>", id="one character"),
        pytest.param('"the quay"', "en", "at the quay", "at <mark>the quay</mark>", id="common words"),
    ],
)
def test_what_was_found_is_marked(q: str, language: str, text: str, marked: str) -> None:
    highlights = mark_article(parse_query(q), text, text, language)
    assert highlights == {"headline": marked, "body": [marked]}


def test_fields_are_marked_where_they_were_asked_for() -> None:
    query = parse_query("headline:pier body:quay")
    assert mark_article(query, "pier quay", "pier quay", "en") == {
        "headline": "<mark>pier</mark> quay",
        "body": ["pier <mark>quay</mark>"],
    }


def test_snippets_are_short_and_few() -> None:
    body = "word " * 100 + "pier " + "word " * 100 + "pier pier " + "word " * 100 + "pier " * 2 + "word " * 100 + "pier"
    snippets = mark_article(parse_query("pier"), "", body, "en")["body"]
    assert isinstance(snippets, list)
    assert [snippet.count("<mark>") for snippet in snippets] == [1, 2, 2]
    assert all(snippet.startswith("word") and len(snippet) < 250 for snippet in snippets)


@given(st.text(alphabet="ab 港口.\n", max_size=200), st.text(alphabet="ab 港口", min_size=1, max_size=5))
def test_snippets_lie_in_the_text(text: str, asked: str) -> None:
    phrase = tuple(read_asked_words(asked, "en"))
    found = find_phrases(text, "en", [phrase] if phrase else [])
    assert all(one.end < other.start for one, other in pairwise(found))
    for snippet, spans in cut_snippets(text, found):
        assert snippet.end <= len(text)
        assert all(snippet.start <= span.start < span.end <= snippet.end for span in spans)
        assert all(isinstance(span, Span) for span in spans)
