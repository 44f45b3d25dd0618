from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extract.decode import decode

CHINESE = (
    "港口将于六月重新开放，部长星期一在市政厅对记者说。维修费用比政府原来的计划多出三分之一。"
    "渔民们表示欢迎，但是他们也说，这个日期去年秋天就有人承诺过。"
)
TAIWANESE = "港口將於六月重新開放，部長星期一在市政廳對記者說。維修費用比政府原來的計畫多出三分之一，漁民們表示歡迎。"
JAPANESE = "港は六月に再開される予定だと、大臣は月曜日に記者団に述べた。修理の費用は計画より三割ほど多くなったという。"
KOREAN = (
    "항구는 유월에 다시 문을 연다고 장관이 월요일 기자들에게 말했다. 수리 비용은 정부의 계획보다 삼분의 일이 더 들었다."
)
FRENCH = (
    "Le port rouvrira à l’été, a déclaré la ministre. « Nous l’avons bâti pour la météo d’hier », a-t-elle précisé."
)
GERMAN = "Der Hafen öffnet im Juni, erklärte die Ministerin. „Früher war das Wetter schöner“, fügte sie hinzu."
SPANISH = "El puerto reabrirá en junio, según la ministra. ¿Cuándo exactamente? «Mañana lo sabremos», añadió."
POLISH = (
    "Port zostanie otwarty w czerwcu, powiedziała minister. Rybacy cieszą się, ale wątpią, że będzie gotowy na czas."
)
RUSSIAN = "Порт откроется в июне, сообщила министр. Рыбаки приветствуют это решение, но сомневаются в сроках."
PRESS = "The port reopens in June, “two years late”—and China’s builders are not amused… It’s over budget."

WRITTEN = {
    "chinese-gb2312": (CHINESE, "gb2312", "gb18030"),
    "taiwanese-big5": (TAIWANESE, "big5", "big5hkscs"),
    "japanese-shift_jis": (JAPANESE, "shift_jis", "cp932"),
    "japanese-euc-jp": (JAPANESE, "euc-jp", "euc_jp"),
    "korean-euc-kr": (KOREAN, "euc-kr", "cp949"),
    "french-windows-1252": (FRENCH, "windows-1252", "cp1252"),
    "german-windows-1252": (GERMAN, "windows-1252", "cp1252"),
    "spanish-iso-8859-1": (SPANISH, "iso-8859-1", "cp1252"),
    "english-in-gbk": (PRESS, "gbk", "gb18030"),
    "russian-windows-1251": (RUSSIAN, "windows-1251", "cp1251"),
    "russian-koi8-r": (RUSSIAN, "koi8-r", "koi8-r"),
    "polish-windows-1250": (POLISH, "windows-1250", "cp1250"),
}
WRONG = ("iso-8859-1", "gb2312", "windows-1252", "utf-8", "shift_jis", "euc-kr", "big5", "windows-1251", "klingon")

MISTAKES = [
    (name, declared)
    for name in WRITTEN
    for declared in WRONG
    if (name, declared) != ("japanese-euc-jp", "big5")  # kana read as Big5 are among the commonest Chinese characters
]


def page(text: str, charset: str, declared: str | None) -> bytes:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    return f"<html><head>{meta}<title>x</title></head><body><p>{text}</p></body></html>".encode(charset)


@pytest.mark.parametrize(("text", "charset", "codec"), WRITTEN.values(), ids=WRITTEN)
def test_what_the_sender_declares_rightly_is_believed(text: str, charset: str, codec: str) -> None:
    decoded = decode(text.encode(charset), charset, markup=False)
    assert (decoded.text, decoded.charset, decoded.decided_by, decoded.n_replaced) == (text, codec, "http", 0)


@pytest.mark.parametrize(("text", "charset", "codec"), WRITTEN.values(), ids=WRITTEN)
def test_what_the_page_declares_rightly_is_believed(text: str, charset: str, codec: str) -> None:
    decoded = decode(page(text, charset, charset), None, markup=True)
    assert text in decoded.text
    assert (decoded.charset, decoded.decided_by) == (codec, "meta")


@pytest.mark.parametrize("name", WRITTEN)
def test_a_missing_declaration_is_made_up_for(name: str) -> None:
    text, charset, _ = WRITTEN[name]
    decoded = decode(page(text, charset, None), None, markup=True)
    assert text in decoded.text
    assert decoded.decided_by == "detected"


@pytest.mark.parametrize(("name", "declared"), MISTAKES)
def test_a_wrong_declaration_is_caught(name: str, declared: str) -> None:
    text, charset, _ = WRITTEN[name]
    assert text in decode(page(text, charset, declared), None, markup=True).text
    assert decode(text.encode(charset), declared, markup=False).text == text


def test_the_sender_is_heard_before_the_page() -> None:
    decoded = decode(page(GERMAN, "windows-1252", "iso-8859-15"), "windows-1252", markup=True)
    assert (decoded.charset, decoded.decided_by) == ("cp1252", "http")


@pytest.mark.parametrize("declared", ["iso-8859-1", "gb2312", None])
def test_valid_utf_8_is_utf_8_whatever_is_declared(declared: str | None) -> None:
    decoded = decode(FRENCH.encode(), declared, markup=False)
    assert (decoded.text, decoded.charset, decoded.decided_by, decoded.n_replaced) == (FRENCH, "utf-8", "utf-8", 0)


def test_a_meta_tag_in_plain_text_declares_nothing() -> None:
    raw = b'<meta charset="koi8-r"> ' + RUSSIAN.encode("windows-1251")
    assert RUSSIAN in decode(raw, None, markup=False).text


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"\xff\xfe\0\0", "utf-32-le"),
    ],
    ids=["utf-8", "utf-16-le", "utf-16-be", "utf-32-le"],
)
def test_a_byte_order_mark_decides_and_is_gone(mark: bytes, codec: str) -> None:
    decoded = decode(mark + CHINESE.encode(codec), "iso-8859-1", markup=True)
    assert (decoded.text, decoded.charset, decoded.decided_by) == (CHINESE, codec, "bom")


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_seen(codec: str) -> None:
    assert decode(page(FRENCH, codec, None), None, markup=True).charset == codec


def test_utf_8_cut_short_stays_utf_8_and_the_loss_is_counted() -> None:
    raw = (RUSSIAN * 3).encode()[:-2]
    decoded = decode(raw, "iso-8859-1", markup=False)
    assert (decoded.charset, decoded.decided_by, decoded.n_replaced) == ("utf-8", "detected", 1)
    assert decoded.text.startswith(RUSSIAN)


def test_gb2312_cut_short_keeps_its_charset_and_the_loss_is_counted() -> None:
    decoded = decode((CHINESE * 2).encode("gb2312")[:-1], "gb2312", markup=False)
    assert (decoded.charset, decoded.n_replaced) == ("gb18030", 1)


def test_bytes_of_no_charset_are_replaced_and_counted() -> None:
    decoded = decode(b"\x81 " * 50, None, markup=False)
    assert (decoded.decided_by, decoded.n_replaced) == ("fallback", 50)
    assert decoded.text.count("\ufffd") == decoded.n_replaced


def test_a_replacement_character_that_the_page_itself_shows_is_no_loss() -> None:
    assert decode("a \ufffd b".encode(), None, markup=False).n_replaced == 0


def test_newlines_are_one_kind_and_nul_is_dropped() -> None:
    assert decode(b"one\r\ntwo\rthree\0\nfour", None, markup=False).text == "one\ntwo\nthree\nfour"


def test_a_lone_surrogate_of_utf_16_becomes_a_replacement() -> None:
    decoded = decode(b"\xff\xfea\0\x00\xd8b\0", None, markup=False)
    assert "\ufffd" in decoded.text
    assert decoded.n_replaced >= 1


def test_a_python_codec_that_is_no_charset_is_not_believed() -> None:
    assert decode("caf\\xe9 é".encode("latin-1"), "unicode_escape", markup=False).text == "caf\\xe9 é"


@given(st.binary(max_size=400), st.sampled_from([None, *WRONG, "utf-16", "iso-2022-jp"]), st.booleans())
def test_any_bytes_give_text_that_a_database_can_hold(raw: bytes, declared: str | None, markup: bool) -> None:  # noqa: FBT001 - hypothesis passes by position
    decoded = decode(raw, declared, markup=markup)
    assert decoded.text.encode().decode() == decoded.text
    assert "\0" not in decoded.text
    assert "\r" not in decoded.text
    assert decoded == decode(raw, declared, markup=markup)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), max_size=200))
def test_utf_8_comes_back_whole(text: str) -> None:
    assert decode(b"\xef\xbb\xbf" + text.encode(), None, markup=False).text == text
