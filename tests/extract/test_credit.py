import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extract.credit import parse_credit


@pytest.mark.parametrize(
    ("line", "text", "agency", "place", "day"),
    [
        ("0 Comment(s)Print E-mail Xinhua, March 2, 2014", "Xinhua, March 2, 2014", "Xinhua", None, "2014-03-02"),
        ("0 Comment(s)PrintE-mail Xinhua, March 2, 2014", "Xinhua, March 2, 2014", "Xinhua", None, "2014-03-02"),
        ("PrintE-mailShareAFP, 2 March 2014", "AFP, 2 March 2014", "AFP", None, "2014-03-02"),
        ("Comments (12) Share AFP, 2 March 2014", "AFP, 2 March 2014", "AFP", None, "2014-03-02"),
        ("Xinhua, March 2, 2014 | Comment(s) | Print", "Xinhua, March 2, 2014", "Xinhua", None, "2014-03-02"),
        ("Xinhua, March 2, 2014Adjust font size:", "Xinhua, March 2, 2014", "Xinhua", None, "2014-03-02"),
        ("Daily Mail | March 2, 2014", "Daily Mail | March 2, 2014", "Daily Mail", None, "2014-03-02"),
        ("Updated: 2014-03-02 08:12 ( Xinhua )", "Updated: 2014-03-02 08:12 ( Xinhua )", "Xinhua", None, "2014-03-02"),
        ("(Source: Xinhua)", "(Source: Xinhua)", "Xinhua", None, None),
        ("Source: Harbour Weekly", "Source: Harbour Weekly", "Harbour Weekly", None, None),
        ("AFP, Lagos | Published: 2 March 2014", "AFP, Lagos | Published: 2 March 2014", "AFP", "Lagos", "2014-03-02"),
        ("Published: 2 March 2014 10:22 GMT", "Published: 2 March 2014 10:22 GMT", None, None, "2014-03-02"),
        ("March 2, 2014 / 1:07 AM / CBS News", "March 2, 2014 / 1:07 AM / CBS News", "CBS News", None, "2014-03-02"),
        ("Reuters", "Reuters", "Reuters", None, None),
        (
            "2014年03月02日 08:30 来源：新华社 作者：张三 【字号：大 中 小】 打印 我要评论(3)",
            "2014年03月02日 08:30 来源：新华社 作者：张三 【字号：大 中 小】 打印 我要评论(3)",
            "新华社",
            None,
            "2014-03-02",
        ),
    ],
)
def test_a_credit_line_is_read(line: str, text: str, agency: str | None, place: str | None, day: str | None) -> None:
    credit = parse_credit(line)
    assert credit is not None
    assert (credit.text, credit.agency, credit.place, credit.date) == (text, agency, place, day)


# Line -> agency, place, day
MANNERS = [
    ("AFP, Nairobi | Published: 9 August 2016", "AFP", "Nairobi", "2016-08-09"),
    ("Xinhua, August 9, 2016", "Xinhua", None, "2016-08-09"),
    ("Updated: 2016-08-09 18:02 (Xinhua)", "Xinhua", None, "2016-08-09"),
    ("Source: Xinhua | 2016-08-09 18:02:11 | Editor: huaxia", "Xinhua", None, "2016-08-09"),
    ("Source:Xinhua Published: 2016/8/9 18:02:11", "Xinhua", None, "2016-08-09"),
    ("(China Daily) 08:10, August 09, 2016", "China Daily", None, "2016-08-09"),
    ("(Xinhua) 08:10, August 09, 2016", "Xinhua", None, "2016-08-09"),
    ("By PTI | Published: 09th August 2016 08:10 AM", "PTI", None, "2016-08-09"),
    ("PTI | Aug 9, 2016, 08:10 IST", "PTI", None, "2016-08-09"),
    (
        "Press Trust of India | Mumbai August 9, 2016 Last Updated at 08:10 IST",
        "Press Trust of India",
        "Mumbai",
        "2016-08-09",
    ),
    ("ANI | Updated: Aug 09, 2016 08:10 IST", "ANI", None, "2016-08-09"),
    ("Reuters Published 9 August 2016, 08:10", "Reuters", None, "2016-08-09"),
    ("REUTERS, BERLIN", "REUTERS", "BERLIN", None),
    ("Agencies, Islamabad", "Agencies", "Islamabad", None),
    ("Quelle: dpa/AFP", "dpa/AFP", None, None),
    ("09. August 2016, 08:10 Uhr Quelle: SDA", "SDA", None, "2016-08-09"),
    ("AFP, le 09/08/2016 à 08:10", "AFP", None, "2016-08-09"),
    ("Fuente: Europa Press", "Europa Press", None, None),
    ("Redazione ANSA", "ANSA", None, None),
    ("Источник: Интерфакс", "Интерфакс", None, None),
    ("2016-08-09 08:10 来源：中国新闻网 编辑：张三", "中国新闻网", None, "2016-08-09"),
    ("来源：央视新闻 | 2016年08月09日 08:10", "央视新闻", None, "2016-08-09"),
    ("Yonhap News Agency, August 9, 2016", "Yonhap News Agency", None, "2016-08-09"),
    ("Tuesday, August 9, 2016 | TASS", "TASS", None, "2016-08-09"),
    ("Associated Press, Updated 8:10 am, Tuesday, August 9, 2016", "Associated Press", None, "2016-08-09"),
    ("Xinhua, June 9, 2013", "Xinhua", None, "2013-06-09"),
    ("Source: Xinhua | 2013-06-09 12:13 | Editor: Yang Yi", "Xinhua", None, "2013-06-09"),
    ("来源：新华网 2013年06月09日", "新华网", None, "2013-06-09"),
    ("Quelle: dpa, 09.06.2013", "dpa", None, "2013-06-09"),
    ("By Agencies, Updated: June 9, 2013 10:10 IST", "Agencies", None, "2013-06-09"),
    ("(Xinhua) Updated: 2013-06-09 10:10", "Xinhua", None, "2013-06-09"),
    ("Xinhua | Updated: 2013-06-09 10:10", "Xinhua", None, "2013-06-09"),
    ("By Xinhua | China Daily | Updated: 2013-06-09 10:10", "Xinhua", None, "2013-06-09"),
    ("China Daily | Updated: 2013-06-09 07:43", "China Daily", None, "2013-06-09"),
    ("By Jane Doe | China Daily | Updated: 2013-06-09 07:43", "China Daily", None, "2013-06-09"),
    ("Source:Xinhua Published: 2013-6-9 19:58:00", "Xinhua", None, "2013-06-09"),
    ("Source: Global Times Published: 2013-6-9 19:58:00", "Global Times", None, "2013-06-09"),
    ("Source:AFP Published: 2013-6-9", "AFP", None, "2013-06-09"),
    ("Xinhua News Agency, June 9, 2013", "Xinhua News Agency", None, "2013-06-09"),
    ("(Xinhua News Agency June 9, 2013)", "Xinhua News Agency", None, "2013-06-09"),
    ("(China.org.cn June 9, 2013)", "China.org.cn", None, "2013-06-09"),
    ("(CRI June 9, 2013)", "CRI", None, "2013-06-09"),
    ("0 Comment(s) Print E-mail CNTV, June 9, 2013", "CNTV", None, "2013-06-09"),
    ("By staff reporter Zhang San | China.org.cn | June 9, 2013", "China.org.cn", None, "2013-06-09"),
    ("Beijing Review, June 9, 2013", "Beijing Review", None, "2013-06-09"),
    ("AFP | Jun 9, 2013, 10.10 AM IST", "AFP", None, "2013-06-09"),
    ("PTI | Jun 9, 2013, 10.10 AM IST", "PTI", None, "2013-06-09"),
    ("PTI, New Delhi", "PTI", "New Delhi", None),
    ("PTI | New Delhi | Updated: June 9, 2013 10:10 am", "PTI", "New Delhi", "2013-06-09"),
    ("By: PTI | New Delhi | Published: June 9, 2013 10:10:10 am", "PTI", "New Delhi", "2013-06-09"),
    ("Press Trust of India | New Delhi | June 9, 2013 10:10 IST", "Press Trust of India", "New Delhi", "2013-06-09"),
    ("IANS | New Delhi | June 9, 2013 10:10 IST", "IANS", "New Delhi", "2013-06-09"),
    ("ANI | New Delhi [India] | June 9, 2013 10:10 IST", "ANI", "New Delhi [India]", "2013-06-09"),
    ("Indo-Asian News Service, Updated: June 9, 2013 10:10 IST", "Indo-Asian News Service", None, "2013-06-09"),
    (
        "Edited by Jane Doe | Press Trust of India | Updated: June 9, 2013 10:10 IST",
        "Press Trust of India",
        None,
        "2013-06-09",
    ),
    ("Reuters, London", "Reuters", "London", None),
    ("LONDON, Reuters", "Reuters", "LONDON", None),
    ("Reuters | June 9, 2013", "Reuters", None, "2013-06-09"),
    ("By Reuters | Jun 9, 2013", "Reuters", None, "2013-06-09"),
    ("REUTERS June 9, 2013", "REUTERS", None, "2013-06-09"),
    ("Associated Press | June 9, 2013", "Associated Press", None, "2013-06-09"),
    ("The Associated Press, June 9, 2013", "The Associated Press", None, "2013-06-09"),
    ("Associated Press 10:10 a.m. EDT June 9, 2013", "Associated Press", None, "2013-06-09"),
    ("By The Associated Press | Posted June 9, 2013 at 10:10 AM", "The Associated Press", None, "2013-06-09"),
    (
        "Posted: Jun 09, 2013 10:10 AM EDT | Updated: Jun 09, 2013 11:11 AM EDT | By Associated Press",
        "Associated Press",
        None,
        "2013-06-09",
    ),
    ("(AP) June 9, 2013", "AP", None, "2013-06-09"),
    ("Published June 9, 2013 | Associated Press", "Associated Press", None, "2013-06-09"),
    ("Published June 09, 2013 | FoxNews.com", "FoxNews.com", None, "2013-06-09"),
    ("Agence France-Presse | Updated: June 9, 2013 10:10 IST", "Agence France-Presse", None, "2013-06-09"),
    ("Agence France-Presse 10:10 AM | Sunday, June 9th, 2013", "Agence France-Presse", None, "2013-06-09"),
    ("Agence France-Presse, Paris", "Agence France-Presse", "Paris", None),
    ("AFP, Geneva", "AFP", "Geneva", None),
    ("AFP , Sunday 9 Jun 2013", "AFP", None, "2013-06-09"),
    ("Reuters , Sunday 9 Jun 2013", "Reuters", None, "2013-06-09"),
    ("Ahram Online, Sunday 9 Jun 2013", "Ahram Online", None, "2013-06-09"),
    ("AFP - 9 Jun 2013", "AFP", None, "2013-06-09"),
    ("AFP 2013-06-09 10:10", "AFP", None, "2013-06-09"),
    ("AFP, 9.6.2013", "AFP", None, "2013-06-09"),
    ("dpa | 09.06.2013, 10:10 Uhr", "dpa", None, "2013-06-09"),
    ("09.06.2013, 10:10 Uhr | dpa", "dpa", None, "2013-06-09"),
    ("Stand: 09.06.2013 10:10 Uhr | Quelle: dpa", "dpa", None, "2013-06-09"),
    ("Quelle: ntv.de, dpa", "ntv.de, dpa", None, None),
    ("Quelle: APA", "APA", None, None),
    ("Source : AFP", "AFP", None, None),
    ("Source: AFP/Reuters", "AFP/Reuters", None, None),
    ("Publié le 9 juin 2013 à 10h10 | AFP", "AFP", None, "2013-06-09"),
    ("Par AFP | Publié le 09/06/2013 à 10:10", "AFP", None, "2013-06-09"),
    ("Le Monde.fr avec AFP | 09.06.2013 à 10h10", "AFP", None, "2013-06-09"),
    ("Fuente: EFE", "EFE", None, None),
    ("EFE | Madrid | 9 jun 2013", "EFE", "Madrid", "2013-06-09"),
    ("EFE - Madrid - 9 jun 2013", "EFE", "Madrid", "2013-06-09"),
    ("Madrid, EFE", "EFE", "Madrid", None),
    ("Fonte: ANSA", "ANSA", None, None),
    ("Fonte: Agência Brasil | 9 de junho de 2013", "Agência Brasil", None, "2013-06-09"),
    ("Da Agência Brasil, em Brasília", "Agência Brasil", "Brasília", None),
    ("Источник: РИА Новости", "РИА Новости", None, None),
    ("РИА Новости, 9 июня 2013", "РИА Новости", None, "2013-06-09"),
    ("9 июня 2013, 10:10 | ТАСС", "ТАСС", None, "2013-06-09"),
    ("Źródło: PAP", "PAP", None, None),
    ("źródło: PAP, 9.6.2013", "PAP", None, "2013-06-09"),
    ("Zdroj: ČTK", "ČTK", None, None),
    ("Forrás: MTI", "MTI", None, None),
    ("Sursa: Agerpres", "Agerpres", None, None),
    ("Izvor: Hina", "Hina", None, None),
    ("Извор: Танјуг", "Танјуг", None, None),
    ("Bron: ANP", "ANP", None, None),
    ("Bron: Belga, 9 juni 2013", "Belga", None, "2013-06-09"),
    ("Kilde: Ritzau", "Ritzau", None, None),
    ("Kilde: NTB", "NTB", None, None),
    ("Källa: TT", "TT", None, None),
    ("Lähde: STT", "STT", None, None),
    ("Kaynak: AA", "AA", None, None),
    ("Sumber: Antara", "Antara", None, None),
    ("Sumber : ANTARA", "ANTARA", None, None),
    ("Nguồn: TTXVN", "TTXVN", None, None),
    ("Πηγή: ΑΠΕ-ΜΠΕ", "ΑΠΕ-ΜΠΕ", None, None),
    ("المصدر: رويترز", "رويترز", None, None),
    ("منبع: ایرنا", "ایرنا", None, None),
    ("מקור: רויטרס", "רויטרס", None, None),
    ("来源：新华社 | 2013-06-09", "新华社", None, "2013-06-09"),
    ("来源: 中国新闻网 发布时间: 2013年06月09日 10:10", "中国新闻网", None, "2013-06-09"),
    ("2013年06月09日 10:10:10 来源：新华网", "新华网", None, "2013-06-09"),
    ("2013-06-09 10:10:10 来源： 新华社", "新华社", None, "2013-06-09"),
    ("來源：中央社", "中央社", None, None),
    ("出典：共同通信", "共同通信", None, None),
    ("출처: 연합뉴스", "연합뉴스", None, None),
    ("자료출처: 연합뉴스", "연합뉴스", None, None),
    ("(연합뉴스) 2013-06-09 10:10", "연합뉴스", None, "2013-06-09"),
    ("SOURCE: Reuters", "Reuters", None, None),
    ("SOURCE Xinhua", "Xinhua", None, None),
    ("News Source: Bernama", "Bernama", None, None),
    ("Source: Bernama, June 9, 2013", "Bernama", None, "2013-06-09"),
    ("Source - AFP", "AFP", None, None),
    ("-- AFP", "AFP", None, None),
    ("— Bernama", "Bernama", None, None),
    ("– AFP", "AFP", None, None),
    ("~AFP", "AFP", None, None),
    ("Tokyo, June 9 (Jiji Press)", "Jiji Press", "Tokyo", "--06-09"),
    ("BEIJING, June 9 (Xinhua)", "Xinhua", "BEIJING", "--06-09"),
    ("KYODO, June 9, 2013", "KYODO", None, "2013-06-09"),
    ("Yonhap | June 9, 2013 10:10", "Yonhap", None, "2013-06-09"),
    ("TASS, June 9", "TASS", None, "--06-09"),
    ("MOSCOW, June 9. /TASS/", "TASS", "MOSCOW", "--06-09"),
    ("June 9, 2013 AFP", "AFP", None, "2013-06-09"),
    ("Sunday, June 9, 2013 | AFP", "AFP", None, "2013-06-09"),
    ("Sun, 9 Jun 2013 | Reuters", "Reuters", None, "2013-06-09"),
    ("AAP June 9, 2013 10:10am", "AAP", None, "2013-06-09"),
    ("AAP / June 9, 2013", "AAP", None, "2013-06-09"),
    (
        "The Canadian Press | Posted: Jun 09, 2013 10:10 AM ET | Last Updated: Jun 09, 2013 11:10 AM ET",
        "The Canadian Press",
        None,
        "2013-06-09",
    ),
    ("The Canadian Press Published Sunday, June 9, 2013 10:10AM EDT", "The Canadian Press", None, "2013-06-09"),
    ("UPI, June 9, 2013 at 10:10 AM", "UPI", None, "2013-06-09"),
    ("Voice of America, 9 June 2013", "Voice of America", None, "2013-06-09"),
    ("Anadolu Agency, 9 June 2013, Sunday", "Anadolu Agency", None, "2013-06-09"),
    ("ANKARA - Anadolu Agency", "Anadolu Agency", "ANKARA", None),
    ("ISTANBUL - Anadolu Agency - June 9, 2013", "Anadolu Agency", "ISTANBUL", "2013-06-09"),
    ("Source: SANA, Date: 9 June 2013", "SANA", None, "2013-06-09"),
]

NONE = [
    "AFP reporters were at the scene on August 9, 2016, and saw it",
    "Reuters Top News",
    "Xinhua Photo",
    "World | Asia | Africa",
    "Reuters TV",
    "Sources: Reuters poll of 40 economists on August 9",
    "PTI file photo",
    "(Agencies)",
    "Agencies",
    "(With inputs from PTI)",
    "Photo: Xinhua/Li Xin",
    "Photo by Jane Doe/AFP",
    "(Xinhua/Li Xin)",
    "(AP Photo/Jane Doe)",
    "Photo: AFP, June 9, 2013",
    "Image: Reuters",
    "Getty Images",
    "Reuters contributed to this report.",
    "AFP and Reuters contributed to this story.",
    "The Associated Press contributed to this report on June 9, 2013.",
    "Source: the ministry of health said so on June 9, 2013",
    "Xinhua opens its new office in Nairobi",
    "More from AFP",
    "Related: AFP, Reuters",
    "© AFP 2013",
    "Copyright 2013 Reuters. All rights reserved.",
    "Follow us on Twitter",
    "Paris in June 2013",
    "Berlin, Berlin, wir fahren nach Berlin",
    "Home > World > Asia",
    "Reuters/Ipsos poll: Half of voters are for the bridge",
    "AP Exclusive: The bridge was unsafe",
    "TAP to play",
    "Map",
    "Beta",
    "Online",
    "Trend",
    "Report",
    "Sign up for our newsletter, June 9",
    "APP Store",
    "AA meeting, June 9, 2013 in the town hall",
]


@pytest.mark.parametrize(("line", "agency", "place", "day"), MANNERS, ids=[row[0] for row in MANNERS])
def test_portals_credit_in_many_manners(line: str, agency: str | None, place: str | None, day: str | None) -> None:
    credit = parse_credit(line)
    assert credit is not None
    assert (credit.agency, credit.place, credit.date) == (agency, place, day)


@pytest.mark.parametrize("line", NONE)
def test_what_looks_like_a_credit_and_is_none(line: str) -> None:
    assert parse_credit(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "Reuters reported on June 9, 2013 that the bridge was open.",
        "Share via Email",
        "Photo: Jane Doe",
        "Ferry returns to the harbour",
        "Paris, Berlin",
        "x" * 300,
    ],
)
def test_any_other_line_is_none(line: str) -> None:
    assert parse_credit(line) is None


def test_an_update_is_told_from_the_first_publication() -> None:
    credit = parse_credit("PUBLISHED: 10:48, Tue, Nov 19, 2019 | UPDATED: 11:05, Wed, Nov 20, 2019")
    assert credit is not None
    assert credit.published is not None
    assert credit.updated is not None
    assert (f"{credit.published.at:%d %H:%M}", f"{credit.updated.at:%d %H:%M}") == ("19 10:48", "20 11:05")


@given(st.text(max_size=250))
def test_no_text_makes_it_raise(line: str) -> None:
    credit = parse_credit(line)
    assert credit is None or credit.text in line
