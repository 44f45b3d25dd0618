import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extract.dates.stamps import find_stamp


@pytest.mark.parametrize(
    ("line", "published", "updated"),
    [
        ("June 9, 2013", "2013-06-09", None),
        ("Ferry Post | 9 June 2013", "2013-06-09", None),
        ("By Ann Lee, the harbour correspondent of the Ferry Post, on Sunday, June 9th, 2013", "2013-06-09", None),
        ("Published: 9 June 2013", "2013-06-09", None),
        ("First published on June 9, 2013 / 1:07 AM", "2013-06-09", None),
        ("Updated 10 June 2013", None, "2013-06-10"),
        ("Published 9 June 2013 | Updated 10 June 2013", "2013-06-09", "2013-06-10"),
        ("Updated: June 10, 2013 11:05 First published: June 9, 2013 10:48", "2013-06-09", "2013-06-10"),
        ("publiziert am 9. Juni 2013", "2013-06-09", None),
        ("Von Ada Lind, veröffentlicht am 09.06.2013, aktualisiert am 10.06.2013", "2013-06-09", "2013-06-10"),
        ("Publié le 9 juin 2013 à 10h22 - Mis à jour le 10 juin 2013 à 8h05", "2013-06-09", "2013-06-10"),
        ("Publicado el 9 de junio de 2013. Actualizado el 10 de junio de 2013", "2013-06-09", "2013-06-10"),
        ("Pubblicato il 9 giugno 2013 Ultimo aggiornamento 10 giugno 2013", "2013-06-09", "2013-06-10"),
        ("Опубликовано: 9 июня 2013, обновлено: 10 июня 2013", "2013-06-09", "2013-06-10"),
        ("Giriş: 09.06.2013 10:20 Güncelleme: 10.06.2013 11:05", "2013-06-09", "2013-06-10"),
        ("入力 2013.06.09 수정 2013.06.10", "2013-06-09", "2013-06-10"),
        ("نشر في 9 يونيو 2013 آخر تحديث 10 يونيو 2013", "2013-06-09", "2013-06-10"),
        ("発行 2013年6月9日 更新日 2013年6月10日", "2013-06-09", "2013-06-10"),
    ],
)
def test_a_stamp_is_read(line: str, published: str | None, updated: str | None) -> None:
    stamp = find_stamp(line)
    assert stamp is not None
    days = [moment and moment.at.date().isoformat() for moment in (stamp.published, stamp.updated)]
    assert days == [published, updated]


@pytest.mark.parametrize(
    "line",
    [
        "A cargo ship leaves the harbour of Example Town on Aug. 31, 2019. (AP)",
        "The council said on 9 June 2013 that the ferry would come back into service before the winter storms",
        "A report that was published on 9 June 2013 had warned of rust in the ferry's hull and of worse to come",
        "June 9",
        "Updated privacy policy",
        "By Ann Lee",
        "© 2013 Harbour Gazette",
        "",
    ],
)
def test_any_other_line_is_none(line: str) -> None:
    assert find_stamp(line) is None


@pytest.mark.parametrize(
    ("line", "labelled"),
    [
        ("Published 9 June 2013", True),
        ("Updated 9 June 2013", True),
        ("9 June 2013", False),
        ("By Ann, 9 June 2013", False),
    ],
)
def test_a_label_makes_a_stamp_surer(line: str, *, labelled: bool) -> None:
    stamp = find_stamp(line)
    assert stamp is not None
    assert stamp.labelled is labelled


@given(st.text(max_size=200))
def test_no_text_makes_it_raise(line: str) -> None:
    find_stamp(line)
    find_stamp(line, alone=True)
