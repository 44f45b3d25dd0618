from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extract.datelines.dateline import parse_dateline, split_dateline

STORY = "The council approved a plan for the harbour on Thursday."

# Opening -> place, agency, date
IN_LINE = [
    ("BEIJING, June 9 (Xinhua) -- ", "BEIJING", "Xinhua", "--06-09"),
    ("MADRID, 9 jun (EFE).- ", "MADRID", "EFE", "--06-09"),
    ("(EFE).- ", None, "EFE", None),
    ("ROMA (ANSA) - ", "ROMA", "ANSA", None),
    ("(ANSA) - MILAN, NOV 4 - ", "MILAN", "ANSA", "--11-04"),
    ("Roma, 9 giu. (askanews) - ", "Roma", "askanews", "--06-09"),
    ("TOKYO (Kyodo) -- ", "TOKYO", "Kyodo", None),
    ("SEOUL, Oct. 12 (Yonhap) -- ", "SEOUL", "Yonhap", "--10-12"),
    ("MOSCOW, June 9. /TASS/. ", "MOSCOW", "TASS", "--06-09"),
    ("МОСКВА, 9 июня. /ТАСС/. ", "МОСКВА", "ТАСС", "--06-09"),
    ("МОСКВА, 9 июн - РИА Новости. ", "МОСКВА", "РИА Новости", "--06-09"),
    ("KUWAIT, June 9 (KUNA) -- ", "KUWAIT", "KUNA", "--06-09"),
    ("Riyadh, June 09, 2023, SPA -- ", "Riyadh", "SPA", "2023-06-09"),
    ("Rabat (MAP) - ", "Rabat", "MAP", None),
    ("ALGIERS (APS) - ", "ALGIERS", "APS", None),
    ("Tunis, June 9 (TAP) - ", "Tunis", "TAP", "--06-09"),
    ("Abuja, June 9, 2023 (NAN) ", "Abuja", "NAN", "2023-06-09"),
    ("Accra, June 9, GNA – ", "Accra", "GNA", "--06-09"),
    ("NAIROBI, Kenya Jun 9 (KBC) - ", "NAIROBI, Kenya", "KBC", "--06-09"),
    ("OTTAWA (CP) — ", "OTTAWA", "CP", None),
    ("Sydney, June 9 AAP - ", "Sydney", "AAP", "--06-09"),
    ("Wellington, June 9 NZPA - ", "Wellington", "NZPA", "--06-09"),
    ("JOHANNESBURG (Sapa) - ", "JOHANNESBURG", "Sapa", None),
    ("SOFIA, June 9 (BTA) - ", "SOFIA", "BTA", "--06-09"),
    ("Budapest, June 9 (MTI) - ", "Budapest", "MTI", "--06-09"),
    ("Warsaw, June 9 (PAP) - ", "Warsaw", "PAP", "--06-09"),
    ("Prague, June 9 (CTK) - ", "Prague", "CTK", "--06-09"),
    ("BELGRADE, June 9 (Tanjug) - ", "BELGRADE", "Tanjug", "--06-09"),
    ("BUCHAREST, June 9/Agerpres/ - ", "BUCHAREST", "Agerpres", "--06-09"),
    ("Jakarta (ANTARA News) - ", "Jakarta", "ANTARA News", None),
    ("Hanoi (VNA) – ", "Hanoi", "VNA", None),
    ("Kolkata, June 9 (UNI) ", "Kolkata", "UNI", "--06-09"),
    ("ISLAMABAD, Jun 09 (APP): ", "ISLAMABAD", "APP", "--06-09"),
    ("Damascus, SANA – ", "Damascus", "SANA", None),
    ("NNA - ", None, "NNA", None),
    ("Amman, June 9 (Petra) -- ", "Amman", "Petra", "--06-09"),
    ("ABU DHABI, 9th June, 2023 (WAM) -- ", "ABU DHABI", "WAM", "2023-06-09"),
    ("DOHA, June 9 (QNA) - ", "DOHA", "QNA", "--06-09"),
    ("Manama, June 9 (BNA): ", "Manama", "BNA", "--06-09"),
    ("Muscat, 9 June (ONA) --- ", "Muscat", "ONA", "--06-09"),
    ("MINSK, 9 June (BelTA) – ", "MINSK", "BelTA", "--06-09"),
    ("KYIV, June 9 (Ukrinform) - ", "KYIV", "Ukrinform", "--06-09"),
    ("KIEV. June 9 (Interfax-Ukraine) - ", "KIEV", "Interfax-Ukraine", "--06-09"),
    ("ASTANA. June 9. KAZINFORM /Aigerim Bek/ - ", "ASTANA", "KAZINFORM", "--06-09"),
    ("TASHKENT, June 9 (UzA) - ", "TASHKENT", "UzA", "--06-09"),
    ("BAKU, Azerbaijan, June 9. Trend: ", "BAKU, Azerbaijan", "Trend", "--06-09"),
    ("Baku, June 9, AZERTAC - ", "Baku", "AZERTAC", "--06-09"),
    ("YEREVAN, JUNE 9, ARMENPRESS. ", "YEREVAN", "ARMENPRESS", "--06-09"),
    ("WASHINGTON, June 8 (Special to The New York Times) — ", "WASHINGTON", "The New York Times", "--06-08"),
    ("WASHINGTON, June 8— ", "WASHINGTON", None, "--06-08"),
    ("KAMPALA, Uganda, June 9 — ", "KAMPALA, Uganda", None, "--06-09"),
    ("JAKARTA (The Jakarta Post/ANN) - ", "JAKARTA", "The Jakarta Post/ANN", None),
    ("BANGKOK (BLOOMBERG) - ", "BANGKOK", "BLOOMBERG", None),
    ("SINGAPORE (THE STRAITS TIMES) - ", "SINGAPORE", "THE STRAITS TIMES", None),
    ("LONDON (Jane Doe, Reuters) - ", "LONDON", "Reuters", None),
    ("Neustadt an der Weinstraße (dpa/lrs) - ", "Neustadt an der Weinstraße", "dpa/lrs", None),
    ("Berlin, 9. Juni (dpa) - ", "Berlin", "dpa", "--06-09"),
    ("PARIS, 9 juin 2013 (AFP) - ", "PARIS", "AFP", "2013-06-09"),
    ("HOUSTON, TX / ACCESSWIRE / June 9, 2023 / ", "HOUSTON, TX", "ACCESSWIRE", "2023-06-09"),
    ("TORONTO, June 9, 2023 /CNW/ - ", "TORONTO", "CNW", "2023-06-09"),
    ("NEW YORK, NY--(Marketwired - Jun 9, 2014) - ", "NEW YORK, NY", "Marketwired", "2014-06-09"),
    ("SAN FRANCISCO--(BUSINESS WIRE)--", "SAN FRANCISCO", "BUSINESS WIRE", None),
    ("BEIJING and SHANGHAI, June 9 (Xinhua) -- ", "BEIJING and SHANGHAI", "Xinhua", "--06-09"),
    ("GAZA/CAIRO (Reuters) - ", "GAZA/CAIRO", "Reuters", None),
    ("ABOARD AIR FORCE ONE (Reuters) - ", "ABOARD AIR FORCE ONE", "Reuters", None),
    ("WINSTON-SALEM, N.C. (AP) — ", "WINSTON-SALEM, N.C.", "AP", None),
    ("WASHINGTON, D.C. — ", "WASHINGTON, D.C.", None, None),
    ("WASHINGTON (Dec. 3) — ", "WASHINGTON", None, "--12-03"),
    ("LONDON, England (CNN) -- ", "LONDON, England", "CNN", None),
    ("Hong Kong (CNN Business)", "Hong Kong", "CNN Business", None),
    ("(Bloomberg) -- ", None, "Bloomberg", None),
    ("June 9 (UPI) -- ", None, "UPI", "--06-09"),
    ("KATHMANDU, June 9: ", "KATHMANDU", None, "--06-09"),
    ("LAHORE: ", "LAHORE", None, None),
    ("ST. LOUIS — ", "ST. LOUIS", None, None),
    ("LONDON—", "LONDON", None, None),
    ("Johannesburg - ", "Johannesburg", None, None),
    ("新华社北京6月9日电（记者张三）", "北京", "新华社", "--06-09"),
    ("(서울=연합뉴스) 홍길동 기자 = ", "서울", "연합뉴스", None),
]

CREDIT_LINES = [
    ("3 Comment(s)Print E-mail Xinhua, March 2, 2014", None, "Xinhua", "2014-03-02"),
    ("Updated: 2014-03-02 18:40 ( Xinhua )", None, "Xinhua", "2014-03-02"),
    ("(Source: Xinhua)", None, "Xinhua", None),
    ("Source: Reuters | 02 March 2014 10:22 GMT | Editor: Li Na", None, "Reuters", "2014-03-02"),
    ("AFP, Lagos | Published: 2 March 2014", "Lagos", "AFP", "2014-03-02"),
    ("Shanghai Daily, March 2, 2014", None, "Shanghai Daily", "2014-03-02"),
    ("来源：新华网 2014年3月2日 10:22", None, "新华网", "2014-03-02"),
]

NONE = [
    "JACKSON: I never said that to anybody at all.",
    "Paris - the city of light - is dark tonight.",
    "WHO — the agency for health — said so on Friday.",
    "MAP: Where the fires are burning in the west of the country",
    "The Associated Press (AP) President said the members had met.",
    "National News Agency (NNA) Director Sami Khoury said the office would close.",
    "JOHN SMITH (Labour) - The incumbent since 1997 has stood down.",
    "JANE DOE (D-Texas) — The incumbent has stood down at last.",
    "FACT CHECK — The photo is from 2014 and shows something else.",
    "ANALYSIS: What the vote means for the west of the country",
    "June 9 — The company files for bankruptcy in Delaware.",
    "TOKYO 2020 — The games were held a year late without crowds.",
    "CHELSEA 2, ARSENAL 1 — The hosts won late on Saturday night.",
    "PHOTOS: Protest in Madrid draws thousands onto the streets",
    "In Paris, June 9 was a day like any other - almost.",
    "Xinhua said on June 9, 2013 that the bridge was open.",
    "Reuters reported on Tuesday - citing sources - that talks went on.",
    "COVID-19 — The ministry reported 12 new cases on Thursday.",
    "U.S. — The country's economy grew by two percent last year.",
    "Monday: The talks go on in the capital for a second day.",
    "Paris, France is a city of bridges - and of rain.",
    "London, Paris, New York - these are the cities she loves.",
    "(Photo by Jane Doe/Reuters) The bridge at night.",
    "(Left to right) The mayor, the minister and the architect.",
    "1. Berlin - The capital of Germany has most of the museums.",
    "LONDON CALLING — The album by the Clash came out in 1979.",
    "VICTORIA (pictured) - The queen reigned for 63 years in all.",
    "Updated: June 9, 2013",
    "Share via Email",
    "",
]


@pytest.mark.parametrize(("opening", "place", "agency", "day"), IN_LINE, ids=[row[0] for row in IN_LINE])
def test_a_dateline_opens_the_story(opening: str, place: str | None, agency: str | None, day: str | None) -> None:
    dateline, story = split_dateline(opening + STORY)
    assert dateline is not None
    assert (dateline.place, dateline.agency, dateline.date) == (place, agency, day)
    assert story == STORY
    assert dateline.text == opening.rstrip()


@pytest.mark.parametrize(("line", "place", "agency", "day"), CREDIT_LINES, ids=[row[0] for row in CREDIT_LINES])
def test_a_credit_line_leaves_no_story(line: str, place: str | None, agency: str | None, day: str | None) -> None:
    dateline, story = split_dateline(line)
    assert dateline is not None
    assert (dateline.place, dateline.agency, dateline.date, story) == (place, agency, day, "")


@pytest.mark.parametrize("line", NONE)
def test_a_line_without_a_dateline_stays_whole(line: str) -> None:
    assert split_dateline(line) == (None, line)


@pytest.mark.parametrize(
    ("near", "day"),
    [
        (date(2013, 6, 10), "2013-06-09"),
        (date(2013, 6, 8), "2013-06-09"),
        (date(2013, 6, 1), "2012-06-09"),
        (date(2014, 1, 2), "2013-06-09"),
        (None, "--06-09"),
    ],
    ids=["day after", "a zone before", "not in the future", "last year", "no page date"],
)
def test_the_page_gives_the_year(near: date | None, day: str) -> None:
    dateline = parse_dateline(f"BEIJING, June 9 (Xinhua) -- {STORY}", near)
    assert dateline is not None
    assert dateline.date == day


@pytest.mark.parametrize(("near", "day"), [(date(2023, 3, 1), "2020-02-29"), (date(2024, 3, 1), "2024-02-29")])
def test_a_leap_day_takes_the_last_leap_year(near: date, day: str) -> None:
    dateline = parse_dateline(f"BEIJING, Feb. 29 (Xinhua) -- {STORY}", near)
    assert dateline is not None
    assert dateline.date == day


@pytest.mark.parametrize(
    ("opening", "near", "day"),
    [
        ("PARIS, Dec. 31 (AP) — ", date(2014, 1, 1), "2013-12-31"),
        ("PARIS, Jan. 1 (AP) — ", date(2013, 12, 31), "2014-01-01"),
        ("PARIS, Dec. 29 (AP) — ", date(2014, 2, 1), "2013-12-29"),
        ("PARIS, Jan. 5 (AP) — ", date(2013, 12, 31), "2013-01-05"),
    ],
    ids=["eve", "a zone ahead", "weeks after", "too far ahead"],
)
def test_the_year_turns_with_the_page(opening: str, near: date, day: str) -> None:
    dateline = parse_dateline(opening + STORY, near)
    assert dateline is not None
    assert dateline.date == day


@pytest.mark.parametrize(
    ("line", "near", "day"),
    [
        ("MADRID, 9 (EUROPA PRESS) - El puerto abre el jueves.", date(2013, 6, 10), "2013-06-09"),
        ("MADRID, 31 (EUROPA PRESS) - El puerto abre el jueves.", date(2014, 3, 2), "2014-01-31"),
        ("（中央社台北9日電）橋今天通車。", date(2013, 6, 8), "2013-06-09"),
        ("（中央社記者王小明嘉義二十四日電）橋今天通車。", date(2006, 7, 24), "2006-07-24"),
        ("［東京　９日　ロイター］ - 橋が開通した。", date(2014, 1, 2), "2013-12-09"),
        ("［東京　９日　ロイター］ - 橋が開通した。", None, None),
        ("［東京　９日　ロイター］ - 橋が開通した。", date.max, "9999-12-09"),
        ("［東京　９日　ロイター］ - 橋が開通した。", date.min, None),
    ],
)
def test_the_page_gives_the_month_of_a_day_alone(line: str, near: date | None, day: str | None) -> None:
    dateline = parse_dateline(line, near)
    assert dateline is not None
    assert dateline.date == day


def test_a_story_may_open_with_an_abbreviated_country() -> None:
    dateline, story = split_dateline("Dec 29 (Reuters) - U.S. officials said on Tuesday that talks would go on.")
    assert dateline is not None
    assert (dateline.place, dateline.agency, dateline.date) == (None, "Reuters", "--12-29")
    assert story == "U.S. officials said on Tuesday that talks would go on."


PIECES = st.sampled_from(
    ["BEIJING", "Paris", "June 9", "31 Feb", "(Xinhua)", "/TASS/", "(", ")", "--", "—", "-", ":", ",", ". ", "AP", " ",
     "Special to", "[India]", "2013-06-09", "Source:", "|", "新华社", "6月9日电", "\n", "＿", "١", "ſept 9",
     "UPDATE 1-", "By JANE DOE, ", "[", "]", "=", "【", "】", "서울", "연합뉴스", "/", "&", "•"]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)), st.none() | st.dates())
def test_any_line_is_split_without_loss(line: str, near: date | None) -> None:
    dateline, story = split_dateline(line, near)
    if dateline is None:
        assert story == line
    elif story:
        text = line.strip()
        assert text.endswith(story)
        # A kicker or a byline may stand before the dateline, and nothing between it and the story.
        assert text.removesuffix(story).rstrip().endswith(dateline.text)
    else:
        assert dateline.text in line
