"""What counts as a copy of a text, and that its signature tells as much."""

import random

import pytest

from app.matching.shingles import Shared, compare_shingles, shingle
from app.matching.signatures import estimate_shared, sign

WORDS = [
    f"{a}{b}" for a in ("har", "pi", "bri", "mo", "stu", "ke") for b in ("bour", "er", "dge", "rning", "dio", "ttle")
]


def write(n: int, seed: int) -> str:
    chosen = random.Random(seed)
    return " ".join(chosen.choice(WORDS) for _ in range(n))


CHINESE = (
    "港口委员会周一投票决定重建东码头工程将于五月开始预计耗资一千二百万元由市政府承担全部费用委"
    "员说旧码头在去年冬天的风暴中严重受损渔民们等待已久记者随后走访了附近的市场和学校"
)
STORY, OTHER = write(300, 1), write(300, 2)


def cut(text: str, share: float) -> str:
    words = text.split()
    return " ".join(words[: int(len(words) * share)])


def edit(text: str, every: int) -> str:
    return " ".join("edited" if at % every == 0 else word for at, word in enumerate(text.split()))


def report(seed: int) -> str:
    """Write what a machine writes each day: the same words around other figures."""
    some = random.Random(seed)
    lines = [
        f"The {name} index closed at {some.randint(1000, 9999)} points, a change of {some.randint(1, 99)} from the day"
        " before as dealers in the old hall by the river had expected for most of the week"
        for name in ("grain", "metal", "timber", "shipping")
    ]
    return ". ".join(lines)


@pytest.mark.parametrize(
    ("one", "other", "is_copy"),
    [
        pytest.param(STORY, STORY.upper().replace(" ", ", "), True, id="case and punctuation"),
        pytest.param(STORY, cut(STORY, 0.6), True, id="trimmed by 40 %"),
        pytest.param(STORY, f"{STORY} {write(100, 3)}", True, id="a third added"),
        pytest.param(STORY, f"{write(40, 4)} {STORY[200:]}", True, id="another lead"),
        pytest.param(STORY, edit(STORY, 12), True, id="a word in twelve edited"),
        pytest.param(STORY, OTHER, False, id="another story"),
        pytest.param(STORY, f"{OTHER} {cut(STORY, 0.2)}", False, id="a quoted passage in common"),
        pytest.param(cut(STORY, 0.15), f"{STORY} {OTHER} {write(600, 5)}", False, id="a brief and its round-up"),
        pytest.param(report(1), report(2), False, id="one template, other figures"),
        pytest.param(report(1), f"{report(1)} {write(20, 6)}", True, id="the same report"),
        pytest.param(cut(STORY, 0.09), cut(STORY, 0.09), False, id="too short"),
        pytest.param(CHINESE, CHINESE[:-22], True, id="Chinese, trimmed"),
        pytest.param("", "", False, id="nothing"),
    ],
)
def test_copies(one: str, other: str, *, is_copy: bool) -> None:
    shared = compare_shingles(shingle(one), shingle(other))
    assert shared.is_copy is is_copy, shared
    assert compare_shingles(shingle(other), shingle(one)) == shared


def test_vowel_signs_are_part_of_words() -> None:
    text = " ".join(f"समाचार{chr(0x0915 + at)}ि" for at in range(30))
    assert len(shingle(text)) == 28


def test_a_signature_estimates_what_is_shared() -> None:
    for share in (1.0, 0.8, 0.6):
        one, other = shingle(write(900, 7)), shingle(cut(write(900, 7), share))
        exact, estimated = compare_shingles(one, other), estimate_shared(sign(one), sign(other))
        assert estimated.of_smaller == pytest.approx(exact.of_smaller, abs=0.2)
        assert estimated.of_larger == pytest.approx(exact.of_larger, abs=0.2)
    assert estimate_shared(sign(one), sign(shingle(""))) == Shared(0.0, 0.0)


def test_signatures_of_long_texts_are_made_in_parts() -> None:
    whole = sign(shingle(" ".join(str(number) for number in range(10_000))))
    assert (len(whole.bands), len(whole.minima), whole.n_shingles) == (32, 256, 9_998)


def test_signatures_stay_as_they_are_kept() -> None:
    """Whoever changes this changes what every archive keeps: `signature` must then be emptied by a migration."""
    made = sign(shingle(STORY))
    assert made.bands[:2] == (314175016, 2140168302)
    assert made.minima[:4].hex() == "46c61071"
