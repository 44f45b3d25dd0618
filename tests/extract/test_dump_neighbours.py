from __future__ import annotations

import numpy as np
import pytest

from app.extract.dumps.lines import list_printed_lines
from app.extract.dumps.neighbours import FEATURES, find_best_run, list_blocks, measure_lines, show_steps, sum_sides


def test_each_line_has_every_feature_as_a_number() -> None:
    looks = measure_lines(list_printed_lines("Home\n\n  The wall broke on Sunday, the harbour master said.\n\nEnd"))
    assert looks.shape == (3, len(FEATURES))
    assert np.isfinite(looks).all()


@pytest.mark.parametrize(
    ("gains", "expected"),
    [([-1, 2, -1, 3, -5, 2], (1, 4)), ([-1.0, -2], (0, 0)), ([], (0, 0)), ([1], (0, 1))],
    ids=["within", "none", "empty", "one"],
)
def test_the_best_run_has_the_largest_sum(gains: list[float], expected: tuple[int, int]) -> None:
    assert find_best_run(np.array(gains, dtype=np.float64)) == expected


def test_a_block_holds_what_is_printed_no_further_out() -> None:
    printed = list_printed_lines("Menu\n    Story one\n\n    Story two\n      - an item\n\n    Story three\nFooter")
    same_start, same_end, start, end, around_start, around_end = list_blocks(printed)
    assert (start[1], end[1]) == (1, 5)
    assert (start[3], end[3]) == (3, 4)
    assert (around_start[3], around_end[3]) == (1, 5)
    assert (same_start[2], same_end[2]) == (2, 3)
    assert (start[0], end[0]) == (0, 6)


def test_sides_are_summed_up_to_the_page_s_ends() -> None:
    values = np.array([[1.0], [2.0], [4.0]], dtype=np.float32)
    assert sum_sides(values, (1, 2)).tolist() == [[0, 2, 0, 3], [1, 4, 0.5, 2], [2, 0, 1.5, 0]]


def test_beyond_the_page_nothing_is_shown() -> None:
    values = np.array([[1.0], [2.0], [4.0]], dtype=np.float32)
    assert show_steps(values, (-1, 1)).tolist() == [[-1, 2], [1, 4], [2, -1]]
