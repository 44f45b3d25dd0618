from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

import numpy as np
import pytest

from app.extract.dumps.lines import list_printed_lines
from app.extract.dumps.model import parse_forest, read_forest
from app.extract.dumps.neighbours import FEATURES, measure_lines

CARD = Path(__file__).parents[2] / "docs" / "models" / "dump-lines.md"
MODEL = resources.files("app.extract").joinpath("models", "dump-lines.json")
STUMP = {
    "features": FEATURES, "base": 0.0, "depth": 1,
    "trees": [{"feature": [0, 0, 0], "threshold": [5, 0, 0], "left": [1, 1, 2], "right": [2, 1, 2],
               "value": [0, -2.0, 2.0]}],
}  # fmt: skip


def test_a_forest_sends_lines_to_its_leaves() -> None:
    looks = np.zeros((3, len(FEATURES)), dtype=np.float32)
    looks[:, 0] = 4, 5, 6
    assert parse_forest(json.dumps(STUMP)).rate(looks).round(3).tolist() == [0.119, 0.119, 0.881]


def test_a_model_of_other_looks_is_refused() -> None:
    with pytest.raises(ValueError, match="other looks"):
        parse_forest(json.dumps({**STUMP, "features": FEATURES[1:]}))


def test_the_model_gives_the_same_chances_each_time_and_for_any_number_of_lines() -> None:
    looks = measure_lines(list_printed_lines("Home\n\nThe wall broke on Sunday, the harbour master said.\n\nAbout us"))
    forest = read_forest()
    chances = forest.rate(looks)
    assert ((chances > 0) & (chances < 1)).all()
    assert (forest.rate(np.tile(looks, (2000, 1))) == np.tile(chances, 2000)).all()
    assert chances[1] > max(chances[0], chances[2])


def test_the_model_is_small_and_holds_no_running_text() -> None:
    text = MODEL.read_text(encoding="utf-8")
    assert len(text) < 400_000
    model = json.loads(text)
    words = [word for name in model["features"] for word in name.split()]
    assert words == model["features"]
    assert set(model) == {"features", "base", "depth", "trees"}


def test_the_model_has_its_card() -> None:
    card = CARD.read_text(encoding="utf-8")
    for heading in ("What it is for", "What it was fitted to", "Figures", "Where it fails", "Making it anew"):
        assert f"## {heading}" in card
