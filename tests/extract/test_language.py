import pytest

from app.extract.language import find_language

ENGLISH = "The ferry is back in the harbour after a year, and the people of the island were glad to see it on Monday."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        ("Die Fähre ist nach einem Jahr wieder im Hafen, und die Leute auf der Insel freuten sich am Montag.", "de"),
        ("Le bac est de retour au port après une année, et les habitants de l'île étaient heureux lundi.", "fr"),
        (
            "El transbordador ha vuelto al puerto después de un año y los vecinos de la isla se alegraron el lunes.",
            "es",
        ),
        ("Паром вернулся в порт спустя год, и жители острова были рады увидеть его в понедельник.", "ru"),
        ("渡轮一年后返回港口，岛上的居民星期一很高兴看到它。", "zh"),
        ("フェリーは一年ぶりに港に戻り、島の人々は月曜日に喜んだ。", "ja"),
        ("عادت العبارة إلى الميناء بعد عام وكان أهل الجزيرة سعداء برؤيتها يوم الاثنين.", "ar"),
    ],
)
def test_the_text_decides(text: str, language: str) -> None:
    assert find_language(text, ("en-US",)) == language


@pytest.mark.parametrize("text", ["", "   ", "123 456 789 000 111 222", "Yes"])
def test_too_little_text_has_none(text: str) -> None:
    assert find_language(text, ("en",)) is None


def test_a_hint_settles_what_is_close() -> None:
    norwegian = "Fergen er tilbake i havnen etter et år, og folk på øya var glade for å se den på mandag."
    assert find_language(norwegian, ("nn-NO",)) == "nn"


def test_a_clear_text_overrules_the_hint() -> None:
    assert find_language(ENGLISH, ("zh-CN", "not a code", "")) == "en"


def test_what_was_read_before_changes_nothing() -> None:
    first = find_language(ENGLISH)
    find_language("Die Fähre ist nach einem Jahr wieder im Hafen.", ("de",))
    assert find_language(ENGLISH) == first
