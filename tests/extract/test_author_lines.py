import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extract.bylines.author_lines import cut_line, list_printed
from app.news import CleanText


@pytest.mark.parametrize(
    ("line", "cut"),
    [
        ("By Jane Doe Published 8 November 2022, 5:12am 3 min read Text size", "By Jane Doe"),
        ("By Jane Doe and John Roe, Associated Press Updated 4:40pm", "By Jane Doe and John Roe, Associated Press"),
        ("By Jane Doe - 11/19/19 06:56 AM EST", "By Jane Doe"),
        ("by Jane Doe — November 18, 2019", "by Jane Doe"),
        ("By Jane Doe on Monday, November 18th, 2019 at 11:04 a.m.", "By Jane Doe"),
        ("By Jane Doe | 3 minute read", "By Jane Doe"),
        ("By Jane Doe jane@example.com (509) 555-0100", "By Jane Doe"),
        ("By Jane Doe Share Print", "By Jane Doe"),
        ("By JANE DOE, AP Auto Writer", "By JANE DOE, AP Auto Writer"),
        ("By 10:30", "By 10:30"),
    ],
)
def test_an_author_line_ends_before_the_date_and_the_share_bar(line: str, cut: str) -> None:
    assert cut_line(line) == cut


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("2014年03月06日 08:30 来源：新华社 作者：张三 【字号：大 中 小】 打印 我要评论(3)", ["作者：张三"]),
        ("来源：新华网 记者 张三、李四 编辑：王五", ["记者 张三、李四"]),
        ("作者：张三 打印 分享", ["作者：张三"]),
        ("責任編集：山田", []),
        ("执行编辑：张三", []),
        ("입력 2014.03.06 08:30 | 홍길동 기자", ["홍길동 기자"]),
        ("Autor: María López | 6 de marzo de 2014", ["Autor: María López"]),
        ("Por María López, 6 de marzo de 2014", ["Por María López"]),
        ("Von Jörg Groß", ["Von Jörg Groß"]),
        ("Von der Leyen", []),
        ("Par Jean Dupont, AFP", ["Par Jean Dupont, AFP"]),
        ("Ferry returns to the harbour", []),
    ],
)
def test_an_author_line_is_found_by_its_label(line: str, printed: list[str]) -> None:
    assert [found for _, found in list_printed(CleanText("Body.", (line,)))] == printed


def test_a_chinese_dateline_names_its_reporter() -> None:
    clean = CleanText("新华社海港3月6日电（记者张三、李四）渡轮周四恢复通航。")
    assert list_printed(clean) == [("body", "记者张三、李四")]


@given(st.text(max_size=250))
def test_no_text_makes_it_raise(line: str) -> None:
    assert all(len(found) <= 200 for _, found in list_printed(CleanText("x", (line,))))
