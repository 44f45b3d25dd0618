"""The tagger's training: annotations are read to the letter, and the same articles give the same weights."""

import json
from pathlib import Path

import numpy as np
import pytest

from app.extract.quotes import find_quotes
from app.extract.quotes.columns import hash_word
from app.extract.quotes.network import find_rows
from app.extract.quotes.tagger import parse_tagger
from training.quotes import recipe
from training.quotes.__main__ import main
from training.quotes.copies import copy_article
from training.quotes.labels import make_example
from training.quotes.model import pack, shorten
from training.quotes.standoff import Annotated, Attribution, list_annotated, parse_standoff
from training.quotes.vectors import Vectors, read_vectors

TEXT = "“The port is open,” Jane Rivers said on Friday.\n\nIt was late, said Karl Olsen."
STANDOFF = """\
T1\tContent 0 19\t“The port is open,”
T2\tSource 20 31\tJane Rivers
T3\tCue 32 36\tsaid
T4\tAttribution 32 36\tsaid
E1\tAttribution:T4 Content:T1 Source:T2 Cue:T3
T5\tContent 49 60\tIt was late
T6\tSource 67 77\tKarl Olsen
T7\tCue 62 66\tsaid
T8\tAttribution 62 66\tsaid
E2\tAttribution:T8 Content:T5 Source:T6 Cue:T7
"""


def test_standoff_is_read_with_its_pieces() -> None:
    lines = "T1\tContent 0 4;9 12\tabcd efg\nT2\tContent 20 22\thi\nE1\tAttribution:T9 Content:T1 Content2:T2 Cue:T3\n"
    assert parse_standoff(lines) == (Attribution(((0, 4), (9, 12), (20, 22)), (), ()),)


def test_an_event_without_content_is_none() -> None:
    assert parse_standoff("T1\tSource 0 4\tJane\nE1\tAttribution:T9 Source:T1\n") == ()


def test_tokens_are_labelled_by_role() -> None:
    example = make_example(Annotated("one", TEXT, parse_standoff(STANDOFF)))
    told = [
        (word, int(label))
        for word, label in zip(example.article.words, example.labels, strict=True)
        if label not in (0, 2)
    ]
    assert told == [
        ("“", 1),
        ("Jane", 3),
        ("Rivers", 4),
        ("said", 5),
        ("It", 1),
        ("said", 5),
        ("Karl", 3),
        ("Olsen", 4),
    ]


def test_what_was_said_in_two_paragraphs_begins_twice() -> None:
    text = "“It is late.\n\n“Go home,” she said."
    example = make_example(Annotated("one", text, (Attribution(((0, 25),), (), ()),)))
    begun = [word for word, label in zip(example.article.words, example.labels, strict=True) if label == 1]
    assert begun == ["“", "“"]


def test_packed_weights_are_near() -> None:
    weights = np.array([[-8.0, 0.0, 0.01], [0.3, 1.0, 8.0]], np.float32)
    codes, levels = pack(weights)
    assert codes.dtype == np.uint8
    assert np.abs(levels[codes] - weights).max() < 0.1
    assert levels[codes][0, 1] == 0


def test_shortened_vectors_are_near() -> None:
    vectors = np.array([[-2.0, 0.5], [1.0, 0.01], [0.0, 0.0]], np.float32)
    codes, scale = shorten(vectors)
    assert codes.dtype == np.int8
    assert np.abs(codes * scale - vectors).max() < 0.01


def test_a_copy_has_other_words_of_the_same_dress_and_the_same_labels() -> None:
    example = make_example(Annotated("one", TEXT, parse_standoff(STANDOFF)))
    near = {"port": ["harbour"], "jane": ["mary"], "rivers": ["lakes"], "said": ["told"], "late": ["early"]}
    copies = [copy_article(example, near, np.random.default_rng(seed)) for seed in range(20)]
    seen = {word for copy in copies for word in copy.article.words}
    assert {"harbour", "Mary", "Lakes", "told", "early"} <= seen
    assert {"The", "is", "open", "Karl", "Olsen"} <= seen
    assert all(len(copy.article) == len(example.article) for copy in copies)
    assert all((copy.labels == example.labels).all() for copy in copies)
    assert len({tuple(copy.article.words) for copy in copies}) > 10


def test_vectors_are_found_by_the_hash_of_their_word(tmp_path: Path) -> None:
    path = tmp_path / "vectors.json"
    stored = {"said": [1, 0, 9], "told": [0.9, 0.1, 9], "port": [0, 1, 9], "the": [1, 1, 9]}
    path.write_text(json.dumps({"dimensions": 2, "words": list(stored), "vectors": stored}), "utf-8")
    vectors = read_vectors(path)
    known, table = vectors.hash()
    places = find_rows(known, np.array([hash_word("port"), hash_word("quay")], np.uint32))
    assert table[places[0]] == pytest.approx(vectors.table[2])
    assert places[1] == len(known)


def test_near_words_are_no_function_words() -> None:
    words = [*(f"{letter}word" for letter in "abcdefghij"), "the", "x-1"]
    table = np.array([[1.0, 0.1 * number] for number in range(len(words))], np.float32)
    near = Vectors(words, table).list_near(["aword", "the", "unknown"])
    assert near == {"aword": words[1:9]}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for part in ("text", "attributions"):
        (tmp_path / "train" / part).mkdir(parents=True)
    for number in range(10):
        (tmp_path / "train" / "text" / f"story-{number}.txt").write_text(TEXT, "utf-8")
        (tmp_path / "train" / "attributions" / f"story-{number}_b.ann").write_text("", "utf-8")
        (tmp_path / "train" / "attributions" / f"story-{number}_a.ann").write_text(STANDOFF, "utf-8")
    return tmp_path


def test_the_first_annotator_counts(data: Path) -> None:
    assert {len(one.attributions) for one in list_annotated(data / "train")} == {2}


def test_training_learns_and_is_reproducible(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recipe, "BITS", 10)
    monkeypatch.setattr(recipe, "N_EPOCHS", (3, 2))
    models = [data / "one.npz", data / "two.npz"]
    for path in models:
        monkeypatch.setattr(
            "sys.argv", ["training.quotes", "--data", str(data), "--out", str(path), "--without-network"]
        )
        assert main() == 0
    assert models[0].read_bytes() == models[1].read_bytes()
    quotes = find_quotes(TEXT, "en", lambda: parse_tagger(models[0].read_bytes()))
    assert [(quote.words.of(TEXT), quote.speaker) for quote in quotes] == [
        ("The port is open", "Jane Rivers"),
        ("It was late", "Karl Olsen"),
    ]


def test_nothing_to_train_on_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["training.quotes", "--data", str(tmp_path)])
    assert main() == 2
