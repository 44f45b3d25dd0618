from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from app.extract.dumps.dump import cut_story
from app.extract.dumps.lines import list_printed_lines
from app.extract.dumps.model import parse_forest
from app.extract.dumps.neighbours import measure_lines
from training.dump_labels import label_lines
from training.dump_pages import list_dumps, list_fronts, list_pages, list_stories
from training.dump_renderings import RENDERERS

SEEDS = Path(__file__).parents[2] / "seeds"
PAGE = """<html><head><title>Harbour to reopen</title></head><body><ul><li><a href="/">Home</a></li></ul>
<h1>Harbour to reopen</h1><p>The harbour will reopen in <a href="/june">June</a>, the minister said.</p>
<div>Repairs took two years, she said.</div><p>Share this</p></body></html>"""


@pytest.fixture(scope="module")
def dump_lines() -> ModuleType:
    """What fits models, imported here: scikit-learn takes a second, and whoever runs tests collects this file."""
    return import_module("training.dump_lines")


@pytest.mark.parametrize("name", RENDERERS)
def test_every_rendering_shows_the_text_of_the_page(name: str) -> None:
    shown = " ".join(RENDERERS[name](PAGE).split()).replace("[2]", "")
    assert "The harbour will reopen in June" in shown.replace(" , ", ", ")
    assert "Repairs took two years, she said." in shown
    assert "Harbour to reopen" in shown


def test_lines_are_labelled_by_the_words_that_the_body_has_in_the_same_order() -> None:
    printed = list_printed_lines(
        "Home\nHarbour to reopen\nThe harbour will reopen in June, she said.\nIt took two years."
    )
    labels = label_lines(printed, "The harbour will reopen in June, she said.\n\nIt took two years.")
    assert labels.round(2).tolist() == [0, 0, 1, 1]


def test_chinese_is_labelled_by_its_characters() -> None:
    printed = list_printed_lines("首页\n港口将于六月重新开放，部长说。\n关于我们")
    assert label_lines(printed, "港口将于六月重新开放，部长说。").tolist() == [0, 1, 0]


def test_a_page_with_its_body_beside_it_is_labelled_by_that(tmp_path: Path) -> None:
    body = "The harbour will reopen in June, the minister said. " * 5
    expected = {"encoding": "cp1252", "body": body}
    (tmp_path / "isle-2019.html").write_bytes(f"<html><body><p>“{body}”</p></body></html>".encode("cp1252"))
    (tmp_path / "isle-2019.html.json").write_text(json.dumps(expected), encoding="utf-8")
    (page,) = list_pages(tmp_path)
    assert (page.site, page.body) == ("isle", body)
    assert "“The harbour" in page.markup


def test_the_project_s_stories_are_learnt_from_and_front_pages_have_none() -> None:
    stories, fronts = list_stories(), list_fronts()
    assert {"story-de", "story-zh-Hant", "story-verse"} <= {page.name for page in stories}
    assert len({page.markup for page in (*stories, *fronts)}) == len(stories) + len(fronts)
    assert {page.site for page in stories} > {page.site for page in fronts if "-en-" not in page.name}
    for dump in list_dumps([*stories[:1], *fronts[:1]]):
        assert bool(dump.labels.max() > 0.9) == bool(dump.page.body)


@pytest.mark.slow
def test_a_model_of_a_few_pages_finds_the_story_of_another_and_is_the_same_each_time(dump_lines: ModuleType) -> None:
    pages = list_pages(SEEDS)
    known, other = list_dumps(pages[1:7]), list_dumps(pages[:1])
    text = dump_lines.fit(known, n_trees=20)
    assert text == dump_lines.fit(known, n_trees=20)
    forest = parse_forest(text)
    for dump in other:
        looks = measure_lines(dump.printed)
        assert np.array_equal(looks, dump.looks)
        body = cut_story(dump.printed, looks, forest.rate(looks)).body
        assert len(set(body.split()) & set(dump.page.body.split())) > 0.6 * len(set(dump.page.body.split()))


@pytest.mark.slow
@pytest.mark.thorough
def test_the_command_writes_a_model(dump_lines: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pages").mkdir()
    for name in ("harbour-ferry-2022-1", "courier-glass-2014"):
        page = (SEEDS / f"{name}.html").read_text(encoding="utf-8")
        (tmp_path / "pages" / f"{name}.html").write_text(page, encoding="utf-8")
    out = tmp_path / "model.json"
    monkeypatch.setattr(
        sys, "argv", ["dump_lines", "--pages", str(tmp_path / "pages"), "--out", str(out), "--no-figures", "--trees=5"]
    )
    assert dump_lines.main() == 0
    assert len(json.loads(out.read_text(encoding="utf-8"))["trees"]) == 5


def test_the_command_says_so_where_there_is_nothing_to_learn_from(
    dump_lines: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["dump_lines", "--pages", str(tmp_path)])
    assert dump_lines.main() == 2
    assert "NOT FITTED" in capsys.readouterr().err
