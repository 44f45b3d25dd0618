from __future__ import annotations

import pytest

from app.extract.dumps.looks import LOOKS, list_words, measure_line
from app.extract.lines import Line


def look(text: str, name: str, **marks: float) -> float:
    return measure_line(Line(text, linked=marks.get("linked", 0.0)), list_words(text))[LOOKS.index(name)]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("words", "Ellen Varga said so on Monday.", 6.0),
        ("words", "港口六月开放", 4.0),
        ("prose_end", "She said so.", 1.0),
        ("prose_end", "她这样说。", 1.0),
        ("prose_end", "قالت ذلك؟", 1.0),
        ("prose_end", "About us", 0.0),
        ("teaser_end", "The night the wall broke…", 1.0),
        ("teaser_end", "The night the wall broke.", 0.0),
        ("colon_end", "Read more:", 1.0),
        ("question_end", "Who broke the wall?", 1.0),
        ("capitals", "Ellen Varga Of The Coast", 1.0),
        ("capitals", "The night the wall broke", 0.0),
        ("upper", "HARBOUR WALL", 1.0),
        ("item", "- Herring quotas", 1.0),
        ("moment", "March 4, 2021", 1.0),
        ("moment", "10:32", 1.0),
        ("moment", "2021年3月4日", 1.0),
        ("moment", "Nine to seven", 0.0),
        ("address", "www.northern-daily.example", 1.0),
        ("address", "@varga", 1.0),
        ("address", "No address here", 0.0),
        ("bars", "Home | World | Sport", 2.0),
        ("end_mark", "The talks go on. Endit", 1.0),
        ("over", "2 responses to “The night the wall broke”", 1.0),
        ("over", "On the Net:", 1.0),
        ("over", "On the net: that is where the harbour master found a bottle.", 0.0),
        ("furniture", "Share this article", 1.0),
        ("sentences", "She came. She saw. She left.", 3.0),
        ("quoted", "„So ist es“, sagte sie.", 1.0),
        ("opening", "the rest of it", 1.0),
        ("opening", "The rest of it", 2.0),
        ("opening", "41 million", 0.0),
        ("bracketed", "($1 = 0.9687 Swiss francs)", 1.0),
        ("bracketed", "（完）", 1.0),
        ("bracketed", "It cost 41 million (in crowns)", 0.0),
    ],
)
def test_a_line_has_its_looks(name: str, text: str, expected: float) -> None:
    assert look(text, name) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The harbour will reopen to fishing boats in June, the minister said on Monday.",
        "Der Hafen soll im Juni wieder für die Boote geöffnet werden, sagte die Ministerin am Montag.",
        "Порт снова откроется для рыбаков в июне, сообщила она в понедельник после заседания.",
        "港口将于六月重新向渔船开放，部长星期一在市政厅对记者说。",
        "El puerto volverá a abrir en junio para los barcos de pesca, según dijo la ministra el lunes.",
    ],
    ids=["english", "german", "russian", "chinese", "spanish"],
)
def test_prose_is_known_in_any_language(sentence: str) -> None:
    assert look(sentence, "prose") >= 8
    assert look(sentence, "stop_words") >= 0.3
    assert look(sentence.rstrip(".。"), "prose") == 0
