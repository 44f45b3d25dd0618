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
