"""One printed line a language: the date of all of them is 9 June 2013 unless the row says otherwise."""

import pytest
from babel import Locale

from app.extract.dates.customs import Customs
from app.extract.dates.printed import find_moment, list_dates


@pytest.mark.parametrize(
    ("text", "at"),
    [
        pytest.param("Published: Tuesday, 9 Jun 2013, 10:20 IST", "2013-06-09T10:20:00+05:30", id="en India"),
        pytest.param("Last Updated : Jun 09, 2013 01:41 PM IST", "2013-06-09T13:41:00+05:30", id="en India, afternoon"),
        pytest.param("Veröffentlicht am 9. Juni 2013 um 14:05 Uhr", "2013-06-09T14:05:00+00:00", id="de"),
        pytest.param("Sonntag, 09.06.2013, 14.05 Uhr", "2013-06-09T14:05:00+00:00", id="de numbers"),
        pytest.param("9. Jänner 2013", "2013-01-09", id="de Austria"),
        pytest.param("Mis à jour le 9 juin 2013 à 10h22", "2013-06-09T10:22:00+00:00", id="fr"),
        pytest.param("Publié le 1er aout 2013 à 8 h 05", "2013-08-01T08:05:00+00:00", id="fr, plain letters"),
        pytest.param("Publicado: 09/06/2013 10:20", "2013-06-09T10:20:00+00:00", id="es numbers"),
        pytest.param("9 de setiembre del 2013 a las 10:20 p. m.", "2013-09-09T22:20:00+00:00", id="es Peru"),
        pytest.param("domenica 9 giugno 2013 - ore 10.20", "2013-06-09T10:20:00+00:00", id="it"),
        pytest.param("9 de junho de 2013, às 20h13", "2013-06-09T20:13:00+00:00", id="pt"),
        pytest.param("9 JUN 2013 • 20:13", "2013-06-09T20:13:00+00:00", id="pt capitals"),
        pytest.param("9 de juny de 2013", "2013-06-09", id="ca"),
        pytest.param("9 d’abril de 2013", "2013-04-09", id="ca, apostrophe"),
        pytest.param("9 de xuño de 2013", "2013-06-09", id="gl"),
        pytest.param("2013ko ekainaren 9a", "2013-06-09", id="eu"),
        pytest.param("zondag 9 juni 2013 om 10:20", "2013-06-09T10:20:00+00:00", id="nl"),
        pytest.param("Publicerad 9 juni 2013 kl. 10.20", "2013-06-09T10:20:00+00:00", id="sv"),
        pytest.param("d. 9. juni 2013 kl. 10:20", "2013-06-09T10:20:00+00:00", id="da"),
        pytest.param("Publisert: 09.06.2013 kl. 10:20", "2013-06-09T10:20:00+00:00", id="no"),
        pytest.param("9.6.2013 klo 10.20", "2013-06-09T10:20:00+00:00", id="fi numbers"),
        pytest.param("9. kesäkuuta 2013", "2013-06-09", id="fi"),
        pytest.param("9. júní 2013", "2013-06-09", id="is"),
        pytest.param("9 czerwca 2013, 10:20", "2013-06-09T10:20:00+00:00", id="pl"),
        pytest.param("9. 6. 2013 10:20", "2013-06-09T10:20:00+00:00", id="cs numbers"),
        pytest.param("9. června 2013", "2013-06-09", id="cs"),
        pytest.param("9. júna 2013", "2013-06-09", id="sk"),
        pytest.param("2013. június 9., vasárnap 10:20", "2013-06-09T10:20:00+00:00", id="hu"),
        pytest.param("2013.06.09. 10:20", "2013-06-09T10:20:00+00:00", id="hu numbers"),
        pytest.param("9 iunie 2013, 10:20", "2013-06-09T10:20:00+00:00", id="ro"),
        pytest.param("9 юни 2013 г., 10:20 ч.", "2013-06-09T10:20:00+00:00", id="bg"),
        pytest.param("9 июня 2013, 14:05", "2013-06-09T14:05:00+00:00", id="ru"),
        pytest.param("14:05, 9 июня 2013 г.", "2013-06-09T14:05:00+00:00", id="ru, time first"),
        pytest.param("9 червня 2013, 14:05", "2013-06-09T14:05:00+00:00", id="uk"),
        pytest.param("9 чэрвеня 2013", "2013-06-09", id="be"),
        pytest.param("9. јун 2013.", "2013-06-09", id="sr"),
        pytest.param("9. lipnja 2013. u 10:20", "2013-06-09T10:20:00+00:00", id="hr"),
        pytest.param("9 qershor 2013", "2013-06-09", id="sq"),
        pytest.param("9 Ιουνίου 2013, 10:20 π.μ.", "2013-06-09T10:20:00+00:00", id="el"),
        pytest.param("9 ΙΟΥΝΙΟΥ 2013", "2013-06-09", id="el capitals"),
        pytest.param("9 Haziran 2013 Pazar 10:20", "2013-06-09T10:20:00+00:00", id="tr"),
        pytest.param("9 iyun 2013", "2013-06-09", id="az"),
        pytest.param("9 ივნისი, 2013", "2013-06-09", id="ka"),
        pytest.param("9 հունիսի, 2013", "2013-06-09", id="hy"),
        pytest.param("9. juuni 2013", "2013-06-09", id="et"),
        pytest.param("2013. gada 9. jūnijs", "2013-06-09", id="lv"),
        pytest.param("2013 m. birželio 9 d. 10:20", "2013-06-09T10:20:00+00:00", id="lt"),
        pytest.param("Minggu, 9 Juni 2013 10:20 WIB", "2013-06-09T10:20:00+07:00", id="id"),
        pytest.param("9 Jun 2013, 10:20 PG", "2013-06-09T10:20:00+00:00", id="ms"),
        pytest.param("Hunyo 9, 2013", "2013-06-09", id="fil"),
        pytest.param("Jumapili, Juni 09, 2013", "2013-06-09", id="sw"),
        pytest.param("9 Junie 2013", "2013-06-09", id="af"),
        pytest.param("الأحد 9 يونيو 2013 - 10:20 مساءً", "2013-06-09T22:20:00+00:00", id="ar Egypt"),
        pytest.param("9 حزيران 2013", "2013-06-09", id="ar Levant"),
        pytest.param("9 كانون الثاني 2013", "2013-01-09", id="ar Levant, two words"),
        pytest.param("9 يونيو/حزيران 2013", "2013-06-09", id="ar, both names"),
        pytest.param("9 جوان 2013", "2013-06-09", id="ar Algeria"),
        pytest.param("9 غشت 2013", "2013-08-09", id="ar Morocco"),
        pytest.param("٩ يونيو ٢٠١٣", "2013-06-09", id="ar digits"),
        pytest.param("יום ראשון, 9 ביוני 2013, 10:20", "2013-06-09T10:20:00+00:00", id="he"),
        pytest.param("۱۹ خرداد ۱۳۹۲ - ۱۰:۲۰", "2013-06-09T10:20:00+00:00", id="fa"),
        pytest.param("۱۳۹۲/۰۳/۱۹", "2013-06-09", id="fa numbers"),
        pytest.param("۹ ژوئن ۲۰۱۳", "2013-06-09", id="fa, Gregorian"),
        pytest.param("9 جون 2013", "2013-06-09", id="ur"),
        pytest.param("9 जून 2013, 10:20 AM", "2013-06-09T10:20:00+00:00", id="hi"),
        pytest.param("०९ जून २०१३", "2013-06-09", id="hi digits"),
        pytest.param("৯ জুন ২০১৩, ১০:২০", "2013-06-09T10:20:00+00:00", id="bn"),
        pytest.param("9 जून 2013", "2013-06-09", id="mr"),
        pytest.param("9 જૂન 2013", "2013-06-09", id="gu"),
        pytest.param("ஜூன் 9, 2013", "2013-06-09", id="ta"),
        pytest.param("9 జూన్ 2013", "2013-06-09", id="te"),
        pytest.param("9 ജൂൺ 2013", "2013-06-09", id="ml"),
        pytest.param("9 มิถุนายน 2556 เวลา 10:20 น.", "2013-06-09T10:20:00+00:00", id="th"),
        pytest.param("9 มิ.ย. 2556", "2013-06-09", id="th short"),
        pytest.param("9 มิ.ย. 56 10:20 น.", "2013-06-09T10:20:00+00:00", id="th, two digits"),
        pytest.param("9 มิถุนายน พ.ศ. 2556", "2013-06-09", id="th, era named"),
        pytest.param("Chủ Nhật, 9/6/2013, 10:20 (GMT+7)", "2013-06-09T10:20:00+07:00", id="vi numbers"),
        pytest.param("ngày 9 tháng 6 năm 2013", "2013-06-09", id="vi"),
        pytest.param("2013年06月09日 10:15", "2013-06-09T10:15:00+00:00", id="zh"),
        pytest.param("2013-06-09 10:15:30 北京时间", "2013-06-09T10:15:30+08:00", id="zh, zone"),
        pytest.param("民國102年6月9日 下午 2:05", "2013-06-09T14:05:00+00:00", id="zh Taiwan"),
        pytest.param("2013年6月9日（日）14時05分", "2013-06-09T14:05:00+00:00", id="ja"),
        pytest.param("平成25年6月9日", "2013-06-09", id="ja era"),
        pytest.param("令和元年6月9日", "2019-06-09", id="ja, first year of an era"),
        pytest.param("2013년 6월 9일 오후 2:05", "2013-06-09T14:05:00+00:00", id="ko"),
        pytest.param("입력 2013. 6. 9. 오후 2:05", "2013-06-09T14:05:00+00:00", id="ko numbers"),
        pytest.param("2013 жылғы 9 маусым", "2013-06-09", id="kk"),
        pytest.param("9 Iyun 2013", "2013-06-09", id="uz"),
    ],
)
def test_a_line_of_each_language_gives_its_date(text: str, at: str) -> None:
    moment = find_moment(text)
    assert moment is not None
    assert at in (moment.at.isoformat(), moment.at.date().isoformat())
    assert ("T" in at) == (moment.precision.value in {"minute", "second"})


@pytest.mark.parametrize(("language", "month"), [("pl", 11), ("hr", 10), (None, 11)])
def test_the_page_s_language_settles_a_name_of_two_months(language: str | None, month: int) -> None:
    [printed] = list_dates("9. listopada 2013", Customs(language=language))
    assert printed.month == month


@pytest.mark.parametrize(
    "text",
    [
        "9 out of 10",
        "here 12 people",
        "set 9",
        "Liga 10 2013",
        "9 מתוך 10",
        "9 из 10",
        "第9章",
        "9 مهر",
        "3-2-10",
        "1.2.3",
    ],
)
def test_what_is_no_date_in_any_language_is_none(text: str) -> None:
    assert list(list_dates(text)) == []


@pytest.mark.parametrize(
    "language",
    ["en", "de", "fr", "es", "it", "pt", "nl", "sv", "pl", "cs", "ru", "uk", "tr", "el", "id", "ar", "hi", "th"],
)
def test_every_month_that_cldr_prints_in_full_is_read(language: str) -> None:
    for month, name in Locale.parse(language).months["format"]["wide"].items():
        assert [printed.month for printed in list_dates(f"9 {name} 2013")] == [month]
