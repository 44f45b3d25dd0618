from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extract.decoding.decode import decode
from tests.languages import STORIES, encode

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

MISTAKES = [(name, declared) for name in WRITTEN for declared in WRONG]


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
def test_utf_8_comes_back_whole_but_for_what_is_counted(text: str) -> None:
    decoded = decode(b"\xef\xbb\xbf" + text.encode(), None, markup=False)
    assert decoded.text == text or decoded.n_repaired


OLD_CHARSETS = [
    ("zh-Hans", "gb2312", "gb18030"), ("zh-Hans", "gb18030", "gb18030"), ("zh-Hant", "big5", "big5hkscs"),
    ("zh-Hant", "gbk", "gb18030"), ("ja", "shift_jis", "cp932"), ("ja", "euc-jp", "euc_jp"),
    ("ja", "iso-2022-jp", "iso2022_jp"), ("ko", "euc-kr", "cp949"), ("ru", "windows-1251", "cp1251"),
    ("ru", "koi8-r", "koi8-r"), ("ru", "iso-8859-5", "iso8859-5"), ("ru", "ibm866", "cp866"),
    ("uk", "windows-1251", "cp1251"), ("uk", "koi8-u", "koi8-u"), ("bg", "windows-1251", "cp1251"),
    ("sr", "windows-1251", "cp1251"), ("el", "windows-1253", "cp1253"), ("el", "iso-8859-7", "iso8859-7"),
    ("tr", "windows-1254", "cp1254"), ("ar", "windows-1256", "cp1256"), ("fa", "windows-1256", "cp1256"),
    ("he", "windows-1255", "cp1255"), ("th", "tis-620", "cp874"), ("vi", "windows-1258", "cp1258"),
    ("hu", "windows-1250", "cp1250"), ("hu", "iso-8859-2", "iso8859-2"), ("pl", "windows-1250", "cp1250"),
    ("pl", "iso-8859-2", "iso8859-2"), ("cs", "windows-1250", "cp1250"), ("cs", "iso-8859-2", "iso8859-2"),
    ("ro", "windows-1250", "cp1250"), ("de", "windows-1252", "cp1252"), ("fr", "windows-1252", "cp1252"),
    ("fr", "iso-8859-15", "iso8859-15"), ("es", "windows-1252", "cp1252"), ("pt", "windows-1252", "cp1252"),
    ("it", "windows-1252", "cp1252"), ("nl", "windows-1252", "cp1252"), ("sv", "windows-1252", "cp1252"),
    ("fi", "windows-1252", "cp1252"), ("no", "windows-1252", "cp1252"),
]  # fmt: skip
LYING = ("iso-8859-1", "utf-8", "gb2312", "big5", "shift_jis", "euc-kr", "windows-1251", "iso-8859-2", "windows-1256")
MARKUP = "<div class='teaser'><a href='/section/page.html'>Section</a></div>\n" * 300
"""20 KB of ASCII, as around a brief."""


@pytest.mark.parametrize(
    ("language", "charset", "codec"), OLD_CHARSETS, ids=["-".join(row[:2]) for row in OLD_CHARSETS]
)
@pytest.mark.parametrize("n_paragraphs", [2, 4], ids=["brief", "story"])
def test_old_charsets_are_seen_in_the_midst_of_markup(
    language: str, charset: str, codec: str, n_paragraphs: int
) -> None:
    raw = encode("".join(f"<p>{line}</p>\n" for line in STORIES[language].paragraphs[:n_paragraphs]), charset)
    said_rightly = decode(MARKUP.encode() + raw + MARKUP.encode(), charset, markup=True)
    assert raw.decode(codec) in said_rightly.text
    assert (said_rightly.charset, said_rightly.decided_by) == (codec, "http")
    not_said = decode(MARKUP.encode() + raw + MARKUP.encode(), None, markup=True)
    assert raw.decode(codec) in not_said.text
    assert (not_said.decided_by, not_said.n_replaced, not_said.n_repaired) == ("detected", 0, 0)


@pytest.mark.parametrize(
    ("language", "charset", "codec"), OLD_CHARSETS, ids=["-".join(row[:2]) for row in OLD_CHARSETS]
)
@pytest.mark.parametrize("declared", LYING)
def test_old_charsets_are_seen_against_what_is_declared(language: str, charset: str, codec: str, declared: str) -> None:
    raw = encode("".join(f"<p>{line}</p>\n" for line in STORIES[language].paragraphs), charset)
    by_header = decode(raw, declared, markup=False)
    by_page = decode(f"<meta charset={declared}>".encode() + MARKUP.encode() + raw, None, markup=True)
    assert raw.decode(codec) in by_header.text
    assert raw.decode(codec) in by_page.text


@pytest.mark.parametrize(
    ("text", "charset", "header", "meta", "codec", "decided_by"),
    [
        (CHINESE, "gb2312", "iso-8859-1", "gb2312", "gb18030", "meta"),
        (CHINESE, "gb2312", "utf-8", "gbk", "gb18030", "meta"),
        (CHINESE, "gb2312", "big5", None, "gb18030", "detected"),
        ("朱镕基总理说，喆字和囧字都不在旧标准里，港口将于六月重新开放。", "gbk", None, "gb2312", "gb18030", "meta"),
        ("㐀和㐁是很少有人用的字，部长星期一在市政厅对记者说。", "gb18030", "gb2312", None, "gb18030", "http"),
        ("佢哋喺啲海邊嘅漁港度，話六月先至重新開放，個個都好開心。", "big5hkscs", "big5", None, "big5hkscs", "http"),
        (JAPANESE, "shift_jis", "utf-8", "shift_jis", "cp932", "meta"),
        (JAPANESE, "euc-jp", "shift_jis", "euc-jp", "euc_jp", "meta"),
        (KOREAN, "euc-kr", "iso-8859-1", "ks_c_5601-1987", "cp949", "meta"),
        (RUSSIAN, "windows-1251", "koi8-r", "windows-1251", "cp1251", "meta"),
        (RUSSIAN, "koi8-r", "windows-1251", None, "koi8-r", "detected"),
        (POLISH, "iso-8859-2", "iso-8859-1", "iso-8859-2", "iso8859-2", "meta"),
        (FRENCH, "utf-8", "iso-8859-1", "iso-8859-1", "utf-8", "utf-8"),
        (CHINESE, "utf-8", "gb2312", "gb2312", "utf-8", "utf-8"),
        (GERMAN, "windows-1252", "utf-8", "utf-8", "cp1252", "detected"),
        (GERMAN, "windows-1252", "us-ascii", None, "cp1252", "http"),
        ("It’s late", "windows-1252", None, None, "cp1252", "detected"),
        ("© 2013 The Daily", "iso-8859-1", None, None, "cp1252", "detected"),
        ("a café in Lund", "iso-8859-1", "gb2312", None, "cp1252", "detected"),
        ("£300 million", "iso-8859-1", "iso-8859-1", None, "cp1252", "http"),
        ("新华社", "gbk", "gb2312", None, "gb18030", "http"),
        ("ТАСС", "windows-1251", "windows-1251", None, "cp1251", "http"),
        ("共同", "shift_jis", "shift_jis", None, "cp932", "http"),
        (RUSSIAN, "mac-cyrillic", "x-mac-cyrillic", None, "mac-cyrillic", "http"),
        (GERMAN, "mac-roman", "macintosh", None, "mac-roman", "http"),
        ("plain words", "ascii", "utf-7", None, "utf-8", "utf-8"),
    ],
    ids=str,
)
def test_header_and_page_are_weighed_against_the_bytes(
    text: str, charset: str, header: str | None, meta: str | None, codec: str, decided_by: str
) -> None:
    decoded = decode(page(text, charset, meta), header, markup=True)
    assert text in decoded.text
    assert (decoded.charset, decoded.decided_by) == (codec, decided_by)


def test_utf_7_is_refused() -> None:
    attack = "+ADw-script+AD4-"
    assert decode(attack.encode(), "utf-7", markup=True).text == attack


def test_an_ascii_head_decides_nothing() -> None:
    assert RUSSIAN in decode(b"<p>plain</p>" * 100_000 + RUSSIAN.encode("koi8-r"), "iso-8859-1", markup=True).text


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("language", ["ru", "el", "ar", "he", "hi", "ka"])
def test_a_dump_in_utf_16_without_a_mark_is_seen(language: str, codec: str) -> None:
    body = STORIES[language].body
    assert decode(body.encode(codec), None, markup=False).text == body


@pytest.mark.parametrize(
    ("raw", "text", "n_replaced", "n_repaired"),
    [
        ("Der Hafen öffnet.".encode()[:-1] + b"\xe2\x80", "Der Hafen öffnet\ufffd", 1, 0),
        ("Порт".encode()[:-1], "Пор\ufffd", 1, 0),
        ("港口将于六月重新开放".encode() + b"\xff" + "部长".encode(), "港口将于六月重新开放\ufffd部长", 1, 0),
        ("Nous l’avons bâti, ".encode() + b"d\x92hier \xe9t\xe9", "Nous l’avons bâti, d’hier ét\ufffd", 1, 2),
        ("Nous l’avons bâti, ".encode() + b"d\x92hier \xe9t\xe9.", "Nous l’avons bâti, d’hier été.", 0, 3),
        ("“Two years,” ".encode() + b"\x93late\x94 \x97 she said.", "“Two years,” “late” — she said.", 0, 3),
        ("Порт откроется ".encode() + b"\x97 " + "в июне".encode(), "Порт откроется — в июне", 0, 1),
        ("Port łódzki jest już ".encode() + b"za\xe6.", "Port łódzki jest już za\ufffd.", 1, 0),
        ("港口将于六月重新".encode() + b"\x92" + "开放".encode(), "港口将于六月重新\ufffd开放", 1, 0),
        ("Überall “so” ".encode() + b"50\xa0%", "Überall “so” 50\xa0%", 0, 1),
    ],
    ids=[
        "cut-in-a-dash", "cut-in-a-letter", "a-stray-byte", "the-last-byte-may-be-half-a-letter", "french",
        "quotation-marks", "a-dash-between-russian-words", "which-letter-in-polish", "half-a-chinese-letter", "a-space",
    ],
)  # fmt: skip
def test_bytes_of_another_charset_within_utf_8(raw: bytes, text: str, n_replaced: int, n_repaired: int) -> None:
    decoded = decode(raw, "utf-8", markup=False)
    assert (decoded.text, decoded.charset) == (text, "utf-8")
    assert (decoded.n_replaced, decoded.n_repaired) == (n_replaced, n_repaired)


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "ja", "ko"])
@pytest.mark.parametrize("declared", [None, "right", "iso-8859-1"])
def test_a_broken_byte_does_not_cost_a_charset(language: str, declared: str | None) -> None:
    charset = {"zh-Hans": "gbk", "zh-Hant": "big5", "ja": "euc-jp", "ko": "euc-kr"}[language]
    raw = encode(STORIES[language].body, charset)
    broken = raw[:200] + b"\xff" + raw[200:]
    decoded = decode(broken, charset if declared == "right" else declared, markup=False)
    assert STORIES[language].paragraphs[2] in decoded.text
    assert 1 <= decoded.n_replaced <= 2
