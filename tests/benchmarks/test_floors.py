"""Quality never falls below what it has reached: floors.json only rises."""

from collections.abc import Callable

import pytest

from tests.benchmarks.floors import list_below, read_floors
from tests.benchmarks.languages import measure_languages
from tests.benchmarks.own import measure_own_pages
from tests.benchmarks.seeds import measure_seeds
from tests.benchmarks.wire import measure_wire


@pytest.mark.parametrize(
    ("benchmark", "measure"),
    [
        ("seeds", measure_seeds),
        ("own pages", measure_own_pages),
        ("wire", measure_wire),
        ("languages", measure_languages),
    ],
)
def test_quality_is_at_or_above_its_floors(benchmark: str, measure: Callable[[], dict[str, float]]) -> None:
    assert list_below(benchmark, measure()) == ()


def test_a_figure_below_its_floor_is_told() -> None:
    floors = read_floors("seeds")
    name = next(iter(floors))
    assert list_below("seeds", {**floors, name: floors[name] - 0.001}) == (
        f"{name} is {floors[name] - 0.001:.3f}, below {floors[name]:.3f}",
    )
