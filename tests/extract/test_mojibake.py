from __future__ import annotations

from time import process_time

import pytest

from app.extract.decoding.mojibake import mend_garbled
from tests.languages import STORIES, Story


def garble(text: str, read_as: str = "cp1252") -> str:
    """Garble as a careless program does: bytes of UTF-8 read as another charset, C1 controls for what it has not."""
    return "".join(
        bytes([byte]).decode(read_as) if byte not in {0x81, 0x8D, 0x8F, 0x90, 0x9D} else chr(byte)
        for byte in text.encode()
    )


@pytest.mark.parametrize(
    ("garbled", "meant", "n_repaired"),
    [
        ("a cafÃ© in Lund", "a café in Lund", 1),
        ("itâ€™s late", "it’s late", 1),
        ("â€œTwo years late,â€\x9d she said", "“Two years late,” she said", 2),
        ("â€œTwo years late,â€ she said", "“Two years late,” she said", 2),
        ("one â€“ two â€¦", "one – two …", 2),
        ("price: Â£300, 20Â°C, Â© 2013", "price: £300, 20°C, © 2013", 3),
        ("dÃ©jÃ  vu", "déjà vu", 2),
        ("a cafÃƒÂ© twice", "a café twice", 2),
        ("Itâ€™s GrÃ¼ÃŸe", "It’s Grüße", 3),
        ("Å\x9awiat i ludzie Å‚Ã³dzcy", "Świat i ludzie łódzcy", 3),
        ("Ð¿Ñ€Ð¸Ð²ÐµÑ‚ Ð¼Ð¸Ñ€", "привет мир", 9),
        ("РџРѕСЂС‚ РѕС‚РєСЂРѕРµС‚СЃСЏ", "Порт откроется", 13),
        ("å¤§å®¶å¥½", "大家好", 3),
        ("‚Äúquote‚Äù", "“quote”", 2),
        ("<p>schön</p><p>schÃ¶n</p>", "<p>schön</p><p>schön</p>", 1),
        ("schön und schÃ¶n", "schön und schön", 1),
        ('{"headline": "Itâ€™s late"}', '{"headline": "It’s late"}', 1),
    ],
    ids=[
        "accent", "apostrophe", "quotation-marks", "half-a-mark-lost", "dashes", "signs", "a-lost-space", "twice",
        "german", "polish", "russian", "russian-as-1251", "chinese", "mac", "one-paragraph-of-two", "one-word-of-two",
        "json",
    ],
)  # fmt: skip
def test_what_is_certainly_garbled_is_mended(garbled: str, meant: str, n_repaired: int) -> None:
    mended = mend_garbled(garbled)
    assert (mended.text, mended.n_repaired) == (meant, n_repaired)


@pytest.mark.parametrize(
    "text",
    [
        "NÃO À GUERRA, diz a IRMÃ; “MANHÃ” e “IRMÔ",
        "L’ÉTÉ» et «L’ÉTÉ» et « Nous »",
        "¿Qué? ¡NIÑO! «HABÍA»",
        "3 × 4 ÷ 2 ± 1 = 20 °C",
        "ﬁne ﬂow of the ﬁrst oﬃce",
        "ＡＢＣ１２３！？「大」",
        "“curly” ‘quotes’ and it’s — so…",
        "Từ đầu năm Ất Mão, Â và Ă, Ê Ô",
        "GÜÇLÜ “Şİ” İstanbul Â Î",
        "«BẠN PHẢI TRƯỚC ĐÃ» và “GHI ĐÈ”",
        "LES MOTS DE NEPÂLBHÂSHÂ\u00a0; NEWARI",
        "СМИ «РСФСР» РСФСР СССР",
        "Åland, Ærø, Ñandú, Ça va, Ý",
        "The page shows â€™ where Unicode has an apostrophe",
        "the letters “Ã©” stand for “é”",
        "‘Â£’ is what he saw on the receipt",
        "Ü¯",
        "&eacute; &lt; &amp;",
        "soft\u00adhyphen, no\u00a0break, \u200bzero",
        "\x1b[31mred\x1b[0m and \x85 C1",
    ],
    ids=[
        "portuguese-capitals", "french", "spanish", "signs", "ligatures", "full-width", "curly", "vietnamese",
        "turkish", "vietnamese-capitals", "a-capital-before-a-space", "soviet-letters", "names", "a-story-of-it",
        "letters-quoted", "a-sign-quoted", "by-chance", "entities", "spaces", "controls",
    ],
)  # fmt: skip
def test_what_is_right_stays(text: str) -> None:
    assert mend_garbled(text) == (text, 0, 0)


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_no_language_looks_garbled(story: Story) -> None:
    assert mend_garbled(story.html()) == (story.html(), 0, 0)


@pytest.mark.parametrize("language", ["de", "fr", "es", "pt", "ru", "el", "pl", "tr", "vi", "ko", "ar", "hi"])
def test_a_garbled_story_is_mended_whole(language: str) -> None:
    body = STORIES[language].body
    assert mend_garbled(garble(body)).text == body


def test_a_large_page_costs_little() -> None:
    page = "<p>itâ€™s late, an Ã©tÃ© of it, and more of it here</p>\n" * 200_000
    started_at = process_time()
    mended = mend_garbled(page)
    assert process_time() - started_at < 5
    assert mended.text.startswith("<p>it’s late, an été of it")
