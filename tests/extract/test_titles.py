import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extract.headlines.titles import cut_site, list_title_parts, split_ellipsis


@pytest.mark.parametrize(
    ("title", "sites", "cut"),
    [
        ("Ferry returns to the harbour - The Example", ("theexample",), "Ferry returns to the harbour"),
        ("Ferry returns to the harbour | News | Example Post", (), "Ferry returns to the harbour"),
        ("Ferry returns to the harbour - Reuters", (), "Ferry returns to the harbour"),
        ("Ferry returns to the harbour – example.com", (), "Ferry returns to the harbour"),
        ("Ferry returns to the harbour - March 4, 2013 - The Example", ("theexample",), "Ferry returns to the harbour"),
        ("Ferry returns to the harbour — Example, 04.03.2013", ("example",), "Ferry returns to the harbour"),
        ("Ferry returns to the harbour via @example", (), "Ferry returns to the harbour"),
        ("The Example: Ferry returns", ("theexample",), "The Example: Ferry returns"),
        ("Harbour Watch: Ferry returns to the pier", ("harbourwatch",), "Ferry returns to the pier"),
        ("The Example | Ferry returns to the harbour", ("theexample",), "Ferry returns to the harbour"),
        ("Ferry returns - and sails at once for the islands", (), "Ferry returns - and sails at once for the islands"),
        (
            "Take C.A.R.E. - example at the book fair 2018",
            ("example",),
            "Take C.A.R.E. - example at the book fair 2018",
        ),
        ("« Ferry back in the harbour »", (), "« Ferry back in the harbour »"),
        ("渡轮恢复通航_新华网", (), "渡轮恢复通航"),
        ("渡轮时隔一年恢复通航_滚动新闻_港口网", (), "渡轮时隔一年恢复通航"),
        ("渡轮时隔一年恢复通航--国际--人民网", (), "渡轮时隔一年恢复通航"),
        ("渡轮时隔一年恢复通航-港口日报", (), "渡轮时隔一年恢复通航"),
        ("離島フェリー、一年ぶりに再開：港新聞", (), "離島フェリー、一年ぶりに再開"),
        ("여객선 1년 만에 돌아왔다 : 뉴스 : 항구일보", (), "여객선 1년 만에 돌아왔다"),
        ("Ferry returns to the harbour -- Example", ("example",), "Ferry returns to the harbour"),
        ("Ferry returns", (), "Ferry returns"),
    ],
)
def test_the_site_is_cut_off(title: str, sites: tuple[str, ...], cut: str) -> None:
    assert cut_site(title, frozenset(sites)) == cut


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("Ferry returns | News | Example", ("Ferry returns", "News", "Example")),
        ("Example » Blog Archive » Ferry returns", ("Example", "Blog Archive", "Ferry returns")),
        ("渡轮通航--国际--人民网", ("渡轮通航", "国际", "人民网")),
        ("Well-known ferry_boat", ("Well-known ferry", "boat")),
        ("A two-year wait: how it ended", ("A two-year wait: how it ended",)),
    ],
)
def test_a_title_has_parts(title: str, parts: tuple[str, ...]) -> None:
    assert list_title_parts(title) == parts


@pytest.mark.parametrize(
    ("title", "split"),
    [
        ("Ferry returns to the...", ("Ferry returns to the", True)),
        ("Ferry returns to the …", ("Ferry returns to the", True)),
        ("Ferry returns [...]", ("Ferry returns", True)),
        ("So many ways to play…and pay", ("So many ways to play…and pay", False)),
        ("Ferry returns.", ("Ferry returns.", False)),
    ],
)
def test_dots_at_the_end_mean_that_a_title_is_cut_short(title: str, split: tuple[str, bool]) -> None:
    assert split_ellipsis(title) == split


@given(st.text(max_size=200), st.sets(st.text(max_size=10), max_size=3))
def test_no_title_makes_it_raise(title: str, sites: set[str]) -> None:
    assert len(cut_site(title, sites)) <= len(title)
