"""What closes a story behind its last sentence: a mark, or the agency's name where it can be nothing else."""

from __future__ import annotations

import pytest

from app.extract.cleaning.end_marks import names_agency, split_signature


@pytest.mark.parametrize(
    ("sentence", "mark"),
    [
        ("El censo cuenta 2.311 vecinos.", "EFE"),
        ("Il sindaco non ha risposto.", "(ANSA)"),
        ("Il sindaco non ha risposto.", "(ANSA)."),
        ("Nie wiadomo, kiedy wróci.", "(PAP)"),
        ("Der Zug fuhr weiter.", "(dpa)"),
        ("Der Zug fuhr weiter.", "(dpa/AFP)"),
        ("“We shall see,” she said.”", "— Reuters"),
        ("The boats left at dawn.", "[PTI]"),
        ("The boats left at dawn.", "Reuters"),
        ("The boats left at dawn.", "– AFP"),
        ("The boats left at dawn.", "/AFP"),
        ("船は朝に出た。", "（共同）"),
        ("船隻清晨離港。", "（中央社）"),
        ("وغادرت القوارب عند الفجر.", "(رويترز)"),
        ("Поезд пришел вовремя.", "(ТАСС)"),
    ],
    ids=lambda text: text[-20:],
)
def test_an_agency_behind_the_last_sentence_closes_the_story(sentence: str, mark: str) -> None:
    assert split_signature(f"{sentence} {mark}") == (sentence, mark)


@pytest.mark.parametrize(
    "text",
    [
        "The boats left at dawn, said Reuters.",
        "He has worked for AFP",
        "The boats left at dawn (Reuters)",
        "The boats left at dawn. (Pictured)",
        "The boats left at dawn. (AFP and Jane Doe)",
        "She was asked for a map. MAYBE",
        "It was the end. Fin",
        "Nobody came. Press",
        "They had two choices. Action",
        "",
    ],
    ids=lambda text: text[-20:],
)
def test_what_is_no_signature_stays(text: str) -> None:
    assert split_signature(text) == (text, None)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("EFE", True),
        ("(ANSA).", True),
        ("TT", True),
        ("dpa/AFP", True),
        ("— Reuters", True),
        ("（共同）", True),
        ("Reuters said so", False),
        ("The end", False),
        ("(Ends)", False),
        ("—", False),
        ("", False),
    ],
)
def test_a_line_may_be_nothing_but_agencies(*, line: str, expected: bool) -> None:
    assert names_agency(line) is expected
