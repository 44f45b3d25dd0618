import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.archive.words import ALGORITHMS, UNSTEMMED, choose_stemmer, read_asked_words, read_words


def lexemes(text: str, language: str | None) -> list[str]:
    return [word.text for word in read_words(text, choose_stemmer(language))]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # What stands here is in the index of archives: should a newer stemmer give another stem, they must be rebuilt.
        pytest.param("en", "Harbours harbour HARBOUR", ["harbour"] * 3, id="forms of a word"),
        pytest.param("en", "news new", ["news", "new"], id="look-alikes"),
        pytest.param("en", "to be or not to be", ["to", "be", "or", "not", "to", "be"], id="no stop words"),
        pytest.param("en", "Xi's don't O’Brien", ["xi", "don't", "o'brien"], id="apostrophes"),
        pytest.param("en", "the U.S. and A.P.", ["the", "u.s", "and", "a.p"], id="abbreviations"),
        pytest.param("en", "us", ["us"], id="no abbreviation"),
        pytest.param("en", "said.The pier", ["said", "the", "pier"], id="a space that was lost"),
        pytest.param("en", "long-term and/or", ["long", "term", "and", "or"], id="compounds"),
        pytest.param("en", "3.5 12,000 2024", ["3", "5", "12", "000", "2024"], id="numbers"),
        pytest.param("en", "“quoted,” she—said…", ["quot", "she", "said"], id="punctuation of all kinds"),
        pytest.param("en", "naïve café São", ["naiv", "cafe", "sao"], id="accents"),
        pytest.param("en", "nai\u0308ve cafe\u0301", ["naiv", "cafe"], id="accents apart"),
        pytest.param("en", "ＴＡＳＳ", ["tass"], id="full-width letters"),
        pytest.param("de", "Häuser Haus Straße", ["de/haus", "de/haus", "de/strass"], id="German"),
        pytest.param("fr", "L’État français", ["fr/l", "fr/etat", "fr/franc"], id="French"),
        pytest.param("es", "Acción acciones", ["es/accion", "es/accion"], id="Spanish"),
        pytest.param("pt", "Reunião reuniao casas", ["pt/reunia", "pt/reunia", "pt/cas"], id="Portuguese"),
        pytest.param("it", "città", ["it/citt"], id="Italian"),
        pytest.param("nl", "huizen huis", ["nl/huis", "nl/huis"], id="Dutch"),
        pytest.param("ru", "Российский ёлки елки", ["ru/российск", "ru/елк", "ru/елк"], id="Russian"),
        pytest.param("ru", "российский российского", ["ru/российск"] * 2, id="Russian endings with a short i"),
        pytest.param("hi", "हिन्दी", ["hi/हिन्द"], id="Hindi: vowel signs are of the word"),
        pytest.param("zh", "港口委员会", ["港口", "口委", "委员", "员会", "会"], id="Chinese"),
        pytest.param("en", "the 港口 pier", ["the", "港口", "口", "pier"], id="Chinese in English"),
        pytest.param("ja", "がか", ["がか", "か"], id="Japanese: voiced is another letter"),
        pytest.param("ko", "서울에서", ["서울", "울에", "에서", "서"], id="Korean"),
        pytest.param("th", "ไทย", ["ไท", "ทย", "ย"], id="Thai"),
        pytest.param("sw", "Habari", ["/habari"], id="a language without a stemmer"),
        pytest.param(None, "Häuser 7", ["/hauser", "7"], id="no language"),
        pytest.param("nb", "havner", ["no/havn"], id="a language served by another's"),
        pytest.param("en", "-- !!! _ ' …", [], id="no words"),
    ],
)
def test_words_are_folded_and_stemmed(language: str | None, text: str, expected: list[str]) -> None:
    assert lexemes(text, language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("pier", [(0, "/pier", False)], id="a word"),
        pytest.param("east pier", [(0, "/east", False), (1, "/pier", False)], id="two"),
        pytest.param("港口委", [(0, "港口", False), (1, "口委", False)], id="a run: its pairs only"),
        pytest.param("港", [(0, "港", True)], id="one character"),
        pytest.param("x 港 y", [(0, "/x", False), (1, "港", True), (2, "/y", False)], id="one between words"),
        pytest.param("港口 y", [(0, "港口", False), (2, "/y", False)], id="a run before a word"),
    ],
)
def test_what_is_asked_stands_as_it_was_kept(text: str, expected: list[tuple[int, str, bool]]) -> None:
    asked = [(position, word.text, word.begins) for position, word in read_asked_words(text, UNSTEMMED)]
    assert asked == expected


@given(st.text(max_size=300), st.sampled_from(["", *ALGORITHMS]))
def test_words_stand_where_they_say(text: str, stemmer: str) -> None:
    for word in read_words(text, stemmer):
        assert 0 <= word.start < word.end <= len(text)
        assert word.text.strip()


def test_a_long_line_is_read_in_its_time() -> None:
    for unit in ("a", "a.", "a'", "港", "a ", "a\u0301", "'", ".", "क", "कि", "\u0301"):
        assert sum(1 for _ in read_words(unit * 300_000, "en")) >= 0
