"""The story's lines, by chances that the test gives them: what the model makes of a line is not asked here."""

from __future__ import annotations

import numpy as np
import pytest

from app.extract.dumps.lines import list_printed_lines
from app.extract.dumps.neighbours import measure_lines
from app.extract.dumps.story import find_story, find_threshold

SENTENCE = "The harbour will reopen to fishing boats in June, two years after the storm, the minister said on Monday."


def find_lines(*rated: tuple[float, str]) -> list[int]:
    """List the lines that are kept; a text may open with spaces, its indent."""
    printed = list_printed_lines("\n\n".join(text for _, text in rated))
    run = find_story(printed, measure_lines(printed), np.array([chance for chance, _ in rated]))
    return sorted(run.kept)


def test_the_likely_run_is_the_story() -> None:
    assert find_lines((0.0, "Home"), (0.9, SENTENCE), (0.9, SENTENCE), (0.0, "About us")) == [1, 2]


def test_a_page_of_unusual_lines_is_read_as_well() -> None:
    rows = [(0.3, f"Palm Bay ({n}-0): Tolivert 25 points, Davis 17 points, Burgher 10 points") for n in range(6)]
    assert find_lines((0.01, "Home"), *rows, (0.01, "About us")) == [1, 2, 3, 4, 5, 6]


def test_short_unlikely_lines_at_both_ends_go() -> None:
    above, below = (0.25, "Harbour to reopen in June"), (0.25, "Our other topics")
    assert find_lines(above, (0.9, SENTENCE), (0.9, SENTENCE), below) == [1, 2]


def test_an_unlikely_sentence_goes_with_the_short_line_below_it() -> None:
    caption, photographer = (0.3, "The wall of the harbour, seen from a boat."), (0.3, "Northern Wire")
    assert find_lines(caption, photographer, (0.9, SENTENCE), (0.9, SENTENCE)) == [2, 3]
    assert find_lines((0.3, SENTENCE), (0.9, SENTENCE), (0.9, SENTENCE), (0.9, SENTENCE)) == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("($1 = 0.9687 Swiss francs)", True),
        ("(1 U.S. dollar equals 6.12 yuan)", True),
        ("（1美元约合6.12元人民币）", True),
        ("(2 of 3)", False),
        ("(c) 2019 Northern Daily = all rights reserved", False),
        ("1 euro = 1.1 dollars", False),
    ],
)
def test_notes_on_exchange_rates_close_the_story(line: str, *, kept: bool) -> None:
    assert find_lines((0.9, SENTENCE), (0.9, SENTENCE), (0.01, line), (0.0, "About us")) == [0, 1, *[2] * kept]


def test_a_heading_ends_the_list_below_furniture() -> None:
    story = [(0.9, SENTENCE)] * 2
    dump = (*story, (0.1, "Read more"), (0.4, "Two towns and one harbour"), *story)
    assert find_lines(*dump) == [0, 1, 2, 4, 5]
    headed = (*story, (0.1, "Read more"), (0.4, "## Two towns and one harbour"), *story, (0.0, "## More"))
    assert find_lines(*headed) == [0, 1, 2, 3, 4, 5]


def test_a_short_line_between_likely_ones_stays() -> None:
    assert find_lines((0.9, SENTENCE), (0.25, "What comes next"), (0.9, SENTENCE)) == [0, 1, 2]


@pytest.mark.parametrize(("chance", "kept"), [(0.6, [0, 1, 3]), (0.9, [0, 1, 2, 3])], ids=["likely", "sure"])
def test_a_line_further_in_must_be_sure(chance: float, kept: list[int]) -> None:
    aside = f"            {SENTENCE}"
    assert find_lines((0.9, SENTENCE), (0.9, SENTENCE), (chance, aside), (0.9, SENTENCE)) == kept


def test_the_story_is_over_at_the_readers_comments() -> None:
    story = [(0.9, SENTENCE)] * 7
    assert find_lines(*story, (0.5, "12 responses to “Harbour to reopen”"), (0.9, SENTENCE)) == list(range(7))


def test_a_brief_needs_no_chance_but_a_sentence() -> None:
    assert find_lines((0.01, "Home"), (0.1, SENTENCE), (0.01, "About us")) == [1]
    assert find_lines((0.01, "Home"), (0.1, "Harbour to reopen"), (0.01, "About us")) == []


def test_less_is_asked_of_a_line_where_all_are_unlikely() -> None:
    words = np.full(4, 20.0)
    assert find_threshold(np.array([0.9, 0.9, 0.0, 0.0]), words) > find_threshold(np.array([0.3, 0.3, 0.0, 0.0]), words)
    assert find_threshold(np.array([]), np.array([])) == 0
