import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.archive.names import LONGEST_NAME, key_of, make_slug, may_be_several, person_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Xinhua", "xinhua", id="case"),
        pytest.param("A.P.", "AP", id="stops"),
        pytest.param("Agência Brasil", "agencia  brasil", id="accents and spaces"),
        pytest.param("ＴＡＳＳ", "Tass", id="full-width letters"),
        pytest.param("Straße", "STRASSE", id="sharp s"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert key_of(one) == key_of(other) != ""


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        pytest.param("China.org.cn", "china-org-cn", id="stops"),
        pytest.param("Le Matin d'Algérie", "le-matin-d-algerie", id="accents"),
        pytest.param("新华社", "新华社", id="Chinese stays"),
        pytest.param("--", "", id="nothing to go by"),
    ],
)
def test_slug(name: str, slug: str) -> None:
    assert make_slug(name) == slug


@given(st.text(max_size=LONGEST_NAME + 50))
def test_a_slug_is_its_key_with_dashes(name: str) -> None:
    assert make_slug(name).replace("-", "") == key_of(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("João Pinto", "JOAO  PINTO", id="case, accents and spaces"),
        pytest.param("Xi Jin-ping", "Xi Jinping", id="a hyphen"),
        pytest.param("J.F. Quist", "J. F. Quist", id="initials"),
        pytest.param("J F Quist", "J.F. Quist", id="stops of initials"),
        pytest.param("Jørgen Møller", "Jorgen Moller", id="letters with a stroke"),
        pytest.param("Dr. Ana Quist", "Ana Quist", id="a title"),
        pytest.param("Prime Minister Ana Quist", "Ana Quist", id="a title of two words"),
        pytest.param("Prof. Dr. Ana Quist", "Ana Quist", id="two titles"),
        pytest.param("Sean O’Neil", "Sean O'Neil", id="apostrophes"),
        pytest.param("Tom Rask, Jr.", "Tom Rask Junior", id="the son under two names"),
        pytest.param("The Harbour Council", "Harbour Council", id="an article"),
        pytest.param("the Pentagon", "Pentagon", id="an article before one word"),
        pytest.param("唐纳德·特朗普", "唐纳德•特朗普", id="Chinese dots"),
    ],
)
def test_spellings_of_one_person_have_one_key(one: str, other: str) -> None:
    assert person_key(one) == person_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Ana Quist", "Quist", id="a surname alone"),
        pytest.param("Mr Quist", "Quist", id="a title and a surname"),
        pytest.param("Mr Quist", "Ms Quist", id="two titles and a surname"),
        pytest.param("Tom Rask", "Tom Rask Jr.", id="father and son"),
        pytest.param("Tom Rask Sr.", "Tom Rask Jr.", id="senior and junior"),
        pytest.param("Ana Quist", "Ana M. Quist", id="a middle initial"),
        pytest.param("King County Council", "County Council", id="king is no title there"),
        pytest.param("General Motors Company", "Motors Company", id="general is none either"),
        pytest.param("President Quist", "Quist", id="an office and a surname"),
    ],
)
def test_two_who_may_be_two_have_two_keys(one: str, other: str) -> None:
    assert person_key(one) != person_key(other)


@pytest.mark.parametrize(
    ("name", "several"),
    [
        pytest.param("Quist", True, id="a surname"),
        pytest.param("President Quist", True, id="an office and a surname"),
        pytest.param("Ana Quist", False, id="a full name"),
        pytest.param("NATO", False, id="an acronym"),
        pytest.param("U.N.", False, id="an acronym with stops"),
        pytest.param("习近平", False, id="Chinese"),
        pytest.param("习", True, id="a Chinese surname"),
        pytest.param("--", False, id="nothing to go by"),
    ],
)
def test_one_word_may_be_the_name_of_several(name: str, several: bool) -> None:  # noqa: FBT001 - a case's answer
    assert may_be_several(name) == several


@given(st.text(max_size=LONGEST_NAME + 50), st.text(max_size=LONGEST_NAME + 50))
def test_two_people_never_have_one_slug(one: str, other: str) -> None:
    assert make_slug(one) != make_slug(other) or person_key(one) == person_key(other)
