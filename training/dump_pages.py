"""The pages that a line classifier learns from, each as the dumps that are made of it, with the lines of its story."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from app.extract.cleaning.clean import clean_html
from app.extract.dumps.lines import PrintedLine, list_printed_lines
from app.extract.dumps.neighbours import Matrix, measure_lines
from app.extract.lines import list_lines
from app.extract.markup import parse
from app.news import Rejection
from tests.languages import STORIES
from tests.unusual import UNUSUAL
from training.dump_labels import label_lines
from training.dump_renderings import RENDERERS

FRONT_FORMS = (
    "<h2><a href='/{n}'>{text}</a></h2>",
    "<div><a href='/{n}'>{text}</a></div><div>{hours}:{minutes}</div>",
    "<h3>{text}</h3><p>{n}.{hours}.2019</p>",
    "<li><a href='/{n}'>{text}</a></li>",
)
_LEAST_BODY = 200
"""Characters; where our own extraction finds less in a page without a marked body, nothing is learnt from it."""


class TrainingPage(NamedTuple):
    """An HTML page and its story."""

    name: str
    site: str
    """Pages of one site never stand on both sides of a split."""
    markup: str
    body: str
    is_public: bool
    """Whether it is one of the public pages, which the figures are of."""


class Dump(NamedTuple):
    """One rendering of a page."""

    page: TrainingPage
    rendering: str
    printed: tuple[PrintedLine, ...]
    looks: Matrix
    labels: npt.NDArray[np.float32]
    """The share of each line's words that are the story's."""


def list_gold(folder: Path) -> list[TrainingPage]:
    """List the pages of a folder with ground-truth.json ({name: {articleBody, url}}) and html/<name>.html.gz."""
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    pages = []
    for name, known in sorted(truth.items()):
        markup = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()).decode("utf-8", "replace")
        site = urlsplit(known.get("url", "")).hostname or name
        pages.append(TrainingPage(name, site, markup, known["articleBody"], is_public=True))
    return pages


def list_pages(folder: Path) -> list[TrainingPage]:
    """List the HTML files below a folder, with the body that stands in <page>.json or that our own extraction finds.

    A page's site is what its name has before the first dash.
    """
    pages = []
    for path in sorted(folder.rglob("*.html")):
        beside = path.with_name(path.name + ".json")
        if beside.exists():
            expected = json.loads(beside.read_text(encoding="utf-8"))
            markup = path.read_bytes().decode(expected["encoding"], "replace")
            body = expected["body"]
        else:
            markup = path.read_text(encoding="utf-8", errors="replace")
            body = _find_body(markup)
        if len(body) >= _LEAST_BODY:
            pages.append(TrainingPage(path.stem, path.stem.split("-")[0], markup, body, is_public=False))
    return pages


def _find_body(markup: str) -> str:
    tree = parse(markup)
    return "" if isinstance(tree, Rejection) else clean_html(tree, list_lines(tree)).body


def list_stories() -> list[TrainingPage]:
    """List the project's short stories: one in each of many languages, and some without a sentence."""
    return [
        TrainingPage(f"story-{name}", f"story-{name}", story.html(), story.body, is_public=False)
        for name, story in {**STORIES, **UNUSUAL}.items()
    ]


def list_fronts() -> list[TrainingPage]:
    """List front pages in each of the stories' languages: headlines that are links, and no story."""
    headlines = {name: [story.headline, *story.related[1:]] for name, story in STORIES.items()}
    english = [story for name, story in UNUSUAL.items() if name.isalpha()]
    in_english = [text for story in english for text in (story.headline, *story.related[1:])]
    headlines |= {f"en-{at}": in_english[at : at + 9] for at in range(len(in_english) - 8)}
    pages = []
    for at, (name, texts) in enumerate(headlines.items()):
        story = STORIES.get(name, english[at % len(english)])
        markup = story.front(texts, FRONT_FORMS[at % len(FRONT_FORMS)])
        pages.append(TrainingPage(f"front-{name}", f"story-{name}", markup, "", is_public=False))
    return pages


def list_dumps(pages: Sequence[TrainingPage]) -> list[Dump]:
    """List every rendering of every page, measured and labelled."""
    return [dump for page in pages for dump in _render(page)]


def _render(page: TrainingPage) -> Iterator[Dump]:
    for name, render in RENDERERS.items():
        printed = list_printed_lines(render(page.markup))
        if printed:
            yield Dump(page, name, printed, measure_lines(printed), label_lines(printed, page.body))
