import time

from hypothesis import given
from hypothesis import strategies as st

from app.matching.differences import Change, Part, Said, align, compare_bodies, compare_quotes

LINES = st.lists(st.sampled_from(["a", "b", "c", ""]), max_size=12)


@given(LINES, LINES)
def test_both_texts_can_be_told_from_the_steps(old: list[str], new: list[str]) -> None:
    steps = tuple(align(old, new))
    assert [step.old for step in steps if step.old is not None] == list(range(len(old)))
    assert [step.new for step in steps if step.new is not None] == list(range(len(new)))
    for step in steps:
        if step.part is Part.KEPT:
            assert step.old is not None
            assert step.new is not None
            assert old[step.old] == new[step.new]


def test_a_sentence_is_removed_before_another_is_added() -> None:
    old, new = "It rains. The pier is open. Come.", "It rains. The pier is closed. Come."
    told = [
        (one.part, one.old and one.old.of(old), one.new and one.new.of(new)) for one in compare_bodies(old, new, "en")
    ]
    assert told == [
        ("kept", "It rains.", "It rains."),
        ("removed", "The pier is open.", None),
        ("added", None, "The pier is closed."),
        ("kept", "Come.", "Come."),
    ]


def test_thousands_of_sentences_take_no_time() -> None:
    began = time.process_time()
    old = [f"Sentence {number}." for number in range(15_000)]
    assert sum(step.part is Part.KEPT for step in align(old, old[1:] + old[:1])) == 14_999
    assert sum(step.part is Part.KEPT for step in align(["x"] * 30_000, ["y"] * 30_000)) == 0
    assert time.process_time() - began < 5


def test_quotes_are_the_same_changed_added_or_removed() -> None:
    old = [
        Said("The pier stays", "direct", "Marta Oduya"),
        Said("We will mend the quay in May", "direct", "Piet Lind"),
        Said("Nobody asked us", "direct", None),
        Said("It was foggy", "indirect", "Piet Lind"),
    ]
    new = [
        Said("We will mend the quay in June", "direct", "Piet Lind"),
        Said("The pier stays!", "direct", "Marta Oduya"),
        Said("It was foggy", "direct", "Ada Byrne"),
        Said("Quite another thing", "direct", None),
    ]
    found = compare_quotes(old, new)
    assert [(one.old, one.new) for one in found.kept] == [(0, 1)]
    assert [(one.old, one.new, one.changes) for one in found.changed] == [
        (1, 0, (Change.WORDS,)),
        (3, 2, (Change.KIND, Change.SPEAKER)),
    ]
    assert found.changed[0].similarity == 0.857
    assert (found.removed, found.added) == ((2,), (3,))


def test_the_same_words_twice_are_two_quotes() -> None:
    twice = [Said("No", "direct", "A"), Said("No", "direct", "A")]
    found = compare_quotes(twice, twice[:1])
    assert (len(found.kept), found.removed, found.added) == (1, (1,), ())
