"""How near words are: a table of what is asked for, what was said, and what may be told of the two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.matching.compare import Difference, Extent, Match, compare_words
from app.matching.words import read_words

EXACT, NEAR, ALTERED, PARAPHRASE = Match
SAME, PART, BEYOND = Extent
NEGATION, NUMBERS, NEARBY, OF_ARTICLE = Difference

SAID = "We will rebuild the east pier, and we will not raise the harbour fees before 2026."


@pytest.mark.parametrize(
    ("asked", "said", "match", "extent", "differences"),
    [
        pytest.param(SAID, SAID, EXACT, SAME, (), id="the same"),
        pytest.param(SAID.upper().replace(",", " —"), SAID, EXACT, SAME, (), id="case and marks"),
        pytest.param("It’s  over", "“It's over!”", EXACT, SAME, (), id="quote marks and apostrophes"),
        pytest.param("我们不会离开港口。", "我们不会离开港口", EXACT, SAME, (), id="Chinese marks"),
        pytest.param("We won't raise fees", "We will not raise fees", NEAR, SAME, (), id="a contraction"),
        pytest.param("We need twelve boats now", "We need 12 boats now", NEAR, SAME, (), id="a number in letters"),
        pytest.param(
            "It cost 12,000 dollars to build", "It cost 12000 dollars to build", NEAR, SAME, (), id="thousands' commas"
        ),
        pytest.param(
            "We are going to build a pier that our children can fish from",
            "We are going to build a pier that our grandchildren can fish from",
            NEAR,
            SAME,
            (),
            id="a word is another",
        ),
        pytest.param("We will rebuild the east pier", SAID, NEAR, PART, (NEARBY,), id="a clause before a negation"),
        pytest.param(
            "we will rebuild the east pier",
            "We will rebuild the east pier. We will not raise fees.",
            NEAR,
            PART,
            (),
            id="a whole sentence of two",
        ),
        pytest.param(
            "We will rebuild the east pier. It will be done by May, I promise.",
            "We will rebuild the east pier. It will be done",
            NEAR,
            BEYOND,
            (),
            id="a quote that was cut",
        ),
        pytest.param(
            "we will raise the harbour fees",
            "we will not raise the harbour fees",
            ALTERED,
            SAME,
            (NEGATION,),
            id="a negation left out",
        ),
        pytest.param(
            "we won't raise the harbour fees",
            "we will raise the harbour fees",
            ALTERED,
            SAME,
            (NEGATION,),
            id="a negation put in",
        ),
        pytest.param(
            "we will raise the harbour fees",
            "I never said that we will raise the harbour fees",
            ALTERED,
            PART,
            (NEGATION,),
            id="a denial outside of the part",
        ),
        pytest.param(
            "We will raise fees by 12 percent this year",
            "We will raise fees by 2 percent this year",
            ALTERED,
            SAME,
            (NUMBERS,),
            id="another number",
        ),
        pytest.param(
            "It will cost us 12 billion dollars",
            "It will cost us 12 million dollars",
            ALTERED,
            SAME,
            (NUMBERS,),
            id="a thousand times as much",
        ),
        pytest.param(
            "Wir werden die Gebühren am Hafen erhöhen",
            "Wir werden die Gebühren am Hafen nicht erhöhen",
            ALTERED,
            SAME,
            (NEGATION,),
            id="German",
        ),
        pytest.param("我们会离开这个港口", "我们不会离开这个港口", ALTERED, SAME, (NEGATION,), id="Chinese"),
        pytest.param(
            "Мы будем строить новый причал",
            "Мы не будем строить новый причал",
            ALTERED,
            SAME,
            (NEGATION,),
            id="Russian",
        ),
        pytest.param(
            "The east pier gets rebuilt, whatever the storm fund pays",
            "Whatever we get of the storm fund, the pier in the east is to be rebuilt",
            PARAPHRASE,
            SAME,
            (),
            id="another wording",
        ),
        pytest.param(
            "The east pier is not rebuilt, whatever the storm fund pays",
            "Whatever we get of the storm fund, the pier in the east is to be rebuilt",
            ALTERED,
            SAME,
            (NEGATION,),
            id="another wording with a negation",
        ),
    ],
)
def test_direct_quotes(
    asked: str, said: str, match: Match, extent: Extent, differences: tuple[Difference, ...]
) -> None:
    found = compare_words(asked, said)
    assert found is not None
    assert (found.match, found.extent, found.differences) == (match, extent, differences)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        pytest.param("We will rebuild the pier", "Taxes are a matter for parliament", id="nothing in common"),
        pytest.param("We will do it for you", "What will you do about it", id="only common words"),
        pytest.param("the pier", "The fishing crews of the pier have waited for years", id="two words out of many"),
        pytest.param("...", "...", id="no words"),
        pytest.param("We will rebuild it", "", id="nothing"),
        pytest.param("我们的港口", "你们的学校", id="Chinese"),
        pytest.param(
            "The pier fell. Boats were lost. The crews were saved by a passing ferry, and the fund pays nothing.",
            "The pier fell",
            id="a small part of what is asked for",
        ),
    ],
)
def test_what_has_too_little_in_common(asked: str, said: str) -> None:
    assert compare_words(asked, said) is None


@pytest.mark.parametrize(
    ("kind", "asked", "match"),
    [
        ("direct", "no berth would be lost", EXACT),
        ("mixed", "no berth would be lost", NEAR),
        ("indirect", "no berth would be lost", PARAPHRASE),
        ("indirect", "every berth would be lost", ALTERED),
    ],
)
def test_the_articles_wording_is_never_the_speakers_own(kind: str, asked: str, match: Match) -> None:
    found = compare_words(asked, "no berth would be lost", kind)
    assert found is not None
    assert found.match is match
    assert (OF_ARTICLE in found.differences) == (kind != "direct")


def test_forms_of_words_are_one_to_a_paraphrase() -> None:
    asked, said = (
        "Pier rebuilding costs grandchildren their fishing",
        "He fishes; grandchildren cost; the pier is rebuilt",
    )
    assert compare_words(asked, said) is None
    found = compare_words(asked, said, stem=lambda word: word[:4])
    assert found is not None
    assert found.match is PARAPHRASE


def test_long_texts_are_compared_in_no_time() -> None:
    assert compare_words("word " * 100_000, "other " * 100_000) is None


WORDS = ("we", "will", "not", "raise", "fees", "in", "2", "3", "years", ".", "never", "ever")
words = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)


@given(words, words)
def test_a_flipped_negation_or_number_is_never_near(one: str, other: str) -> None:
    found = compare_words(one, other)
    if found is None or found.match not in (EXACT, NEAR) or found.extent is not SAME:
        return
    for kind in ({"not", "never"}, {"2"}, {"3"}):
        counts = [sum(word in kind for word in read_words(text).words) for text in (one, other)]
        assert counts[0] == counts[1]


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(["direct", "mixed", "indirect"]))
def test_any_text_can_be_compared(one: str, other: str, kind: str) -> None:
    found = compare_words(one, other, kind)
    assert found is None or 0 <= found.similarity <= 1
