"""Dumps in the form of copies, mails, databases and text browsers: the headline and authors that a reader sees."""

import re
import textwrap
from datetime import UTC, datetime

import pytest

from app.extract.pipeline import read_page
from app.news import Page, Reading
from tests.extract import ferry

C = "Ferry company must repay islanders, court rules"
STORY = re.sub("<[^>]+>", "", ferry.COURT.replace("</p><p>", "\n\n"))
WRAPPED = "\n\n".join(textwrap.fill(paragraph, 70) for paragraph in STORY.split("\n\n"))
CHINESE = re.sub("<[^>]+>", "", ferry.CHINESE.replace("</p><p>", "\n"))


@pytest.mark.parametrize(
    ("dump", "headline", "authors"),
    [
        pytest.param(
            (
                f"{C} - Isle Today\n\nHome\nNews\nSport\nWeather\n\n{C}\n\nAnn Lee\n4 March "
                f"2019\n\n{STORY}\n\nShare\nComments"
            ),
            C,
            ["Ann Lee"],
            id="title line",
        ),
        pytest.param(
            f"Home > News > {C}\n\n{C}\n4 March 2019 | By Ann Lee\n\n{STORY}\n\nRelated stories",
            C,
            ["Ann Lee"],
            id="breadcrumb",
        ),
        pytest.param(
            (
                f"Isle Today\n\nMarch 4, 2019 Monday\nCity Edition\n\n{C}\n\nBYLINE: Ann Lee, Courts "
                f"Correspondent\n\nSECTION: NEWS; Pg. 4\n\nLENGTH: 311 words\n\n{STORY}\n\nLOAD-DATE: March 5, "
                f"2019"
            ),
            C,
            ["Ann Lee"],
            id="lexis",
        ),
        pytest.param(
            f"Copyright 2019 Isle Today\n\nHEADLINE: {C}\n\nBYLINE: By ANN LEE\n\nBODY:\n\n{STORY}",
            C,
            ["Ann Lee"],
            id="lexis headline",
        ),
        pytest.param(f"{C}\nBy Ann Lee\nIsle Today Staff Writer\n\n{WRAPPED}", C, ["Ann Lee"], id="wrapped"),
        pytest.param(
            (
                f"News\nSport\nCOURTS\n{C}\nThe firm sold tickets for crossings that it knew would never take "
                f"place, the judges said\nBy Ann Lee\nPublished 4 March 2019\nShare on Facebook\nShare on "
                f"Twitter\n{STORY}\nMore on this story"
            ),
            C,
            ["Ann Lee"],
            id="kicker standfirst",
        ),
        pytest.param(
            (f"{C}\n\nThe ferry at Kinvara last autumn. (Isle Today / Bo Lind)\n\nAnn Lee | Isle Today\n\n{STORY}"),
            C,
            ["Ann Lee"],
            id="caption between",
        ),
        pytest.param(f"From: Isle Today\nSubject: {C}\nDate: 4 March 2019\n\n{STORY}", C, [], id="email style"),
        pytest.param(f"# {C}\n\n*By Ann Lee, 4 March 2019*\n\n{STORY}", C, ["Ann Lee"], id="markdown"),
        pytest.param(f"{C}\n\n{STORY}\n\n(Reporting by Ann Lee; Editing by Bo Lind)", C, ["Ann Lee"], id="sign-off"),
        pytest.param(
            (
                "首页 > 新闻 > 正文\n渡轮公司须向岛民退款\n2019-03-04 08:30:00 来源：港口网 作者：王小明\n"
                f"{CHINESE}\n责任编辑：李红"
            ),
            "渡轮公司须向岛民退款",
            ["王小明"],
            id="chinese",
        ),
        pytest.param(f"menu\nsearch\n{C.lower()}\nann lee\n\n{STORY}", C.lower(), [], id="lower headline"),
    ],
)
def test_what_the_dump_prints_is_read(dump: str, headline: str, authors: list[str]) -> None:
    reading = read_page(Page(dump.encode(), "text/plain", datetime(2026, 1, 1, tzinfo=UTC), "utf-8"))
    assert isinstance(reading, Reading)
    assert reading.facts.headline == headline
    assert (list(reading.facts.byline.authors) if reading.facts.byline else []) == authors
