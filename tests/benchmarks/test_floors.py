"""Quality never falls below what it has reached: floors.json only rises."""

import json

import pytest

from tests.benchmarks.seeds import FLOORS, measure_seeds


@pytest.fixture(scope="module")
def figures() -> dict[str, float]:
    return measure_seeds()


@pytest.mark.parametrize(("name", "floor"), json.loads(FLOORS.read_text("utf-8")).items())
def test_quality_is_at_or_above_its_floor(figures: dict[str, float], name: str, floor: float) -> None:
    assert figures[name] >= floor
