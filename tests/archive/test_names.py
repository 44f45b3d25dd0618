import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.archive.names import LONGEST_NAME, key_of, make_slug


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
